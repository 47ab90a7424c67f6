"""Everything about one person, at the request of that person (AVG art. 15)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inburgering.accounts.roles import Permission
from trajectories.actions import health
from trajectories.actions import person_export as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.dossier import ExportForm
from trajectories.models import Trajectory
from trajectories.reports import person_export_page
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD
READY = 286  # the last word of a fragment that is asked again and again


@require_http_methods(["GET", "HEAD", "POST"])
def show_person_export(request: HttpRequest, number: str) -> HttpResponse:
    """GET shows how far it is, and what was made; POST asks for a new one."""
    posting = request.method == "POST"
    trajectory = found(request, number, WORK) if posting else opened(request, number, "Inzage", WORK)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            acts.ask(trajectory=trajectory, **form.cleaned_data, on=timezone.localdate(), by=request.user)
            messages.success(request, "De inzage is gevraagd.")
            return redirect("show_person_export", number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    context = dossier_page(trajectory, "show_person_export", "Inzage", form=form, form_errors=form.errors)
    context |= _stand(request, trajectory)
    return unkept(render(request, "trajectories/person_export.html", context, status=422 if form.errors else 200))


@require_safe
def person_export_progress(request: HttpRequest, number: str) -> HttpResponse:
    """Give the part of the page that changes while a worker is busy; 286 says that it is over."""
    trajectory = found(request, number, WORK)
    context = _stand(request, trajectory) | {"trajectory": trajectory}
    status = READY if context["stand"].is_over else 200
    return unkept(render(request, "trajectories/person_export_stand.html", context, status=status))


def _stand(request: HttpRequest, trajectory: Trajectory) -> dict[str, Any]:
    return {
        "stand": person_export_page.build(trajectory, now=timezone.now()),
        "may_make": health.may_see(trajectory, request.user, on=timezone.localdate()),
        "refusal": acts.NOT_ALL,
    }
