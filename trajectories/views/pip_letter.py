"""The letter of a PIP: on the page as it would be, and as it was made."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from trajectories.actions import pip_letter as acts
from trajectories.actions.refusal import NotNow
from trajectories.models import PersonFile
from trajectories.reports import pip_letter
from trajectories.views.found import found, opened
from trajectories.views.pip_page import WORK, context, version


@require_safe
def show_letter(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    trajectory = opened(request, number, "Brief bij het PIP")
    pip = version(trajectory, pip_number)
    letter = pip_letter.build(pip, trajectory, on=timezone.localdate())
    return render(request, "trajectories/pip_letter.html", context(trajectory, "Brief", pip=pip, letter=letter))


@require_safe
def download_letter(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """The letter as it was made when the PIP was established."""
    trajectory = opened(request, number, "Brief bij het PIP (PDF)")
    return _file(version(trajectory, pip_number).letter)


@require_safe
def download_scan(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    trajectory = opened(request, number, "Scan van het getekende PIP")
    return _file(version(trajectory, pip_number).scan)


@require_POST
def ask_letter(request: HttpRequest, number: str, pip_number: int) -> HttpResponse:
    """Try again when making the letter went wrong."""
    trajectory = found(request, number, WORK)
    try:
        acts.ask(pip=version(trajectory, pip_number), by=request.user)
        messages.success(request, "De brief wordt gemaakt. Ververs de pagina over een paar seconden.")
    except NotNow as reason:
        messages.warning(request, f"{reason}.")
    return redirect("show_pip", trajectory.number)


def _file(kept: PersonFile | None) -> HttpResponse:
    if kept is None:
        raise Http404
    headers = {
        "Content-Disposition": content_disposition_header(False, kept.filename) or "inline",
        "Cache-Control": "private, no-store",
        "ETag": f'"{kept.sha256}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(kept.content), content_type=kept.media_type, headers=headers)
