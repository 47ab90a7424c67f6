"""'Kijk samen mee': the inburgeraar reads what is known in plain words, and corrects it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trajectories.actions import intake as acts
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.intake_part import CorrectionForm
from trajectories.models import BredeIntake, Trajectory
from trajectories.reports import together
from trajectories.rules.intake_parts import BY_KEY
from trajectories.views.dossier_page import unkept
from trajectories.views.found import opened
from trajectories.views.intake import begun, work_on
from trajectories.views.intake_part import part_of


@require_safe
def look_together_at_all(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Intake: kijk samen mee")
    return _page(request, trajectory, begun(trajectory), back=reverse("show_intake", args=[number]))


@require_http_methods(["GET", "HEAD", "POST"])
def look_together(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """One part, to read; `?wijzig=ja` asks what must be otherwise."""
    if request.method == "POST":
        return _correct(request, number, part)
    trajectory = opened(request, number, "Intake: kijk samen mee")
    intake = begun(trajectory)
    table, stored = part_of(intake, part)
    asks = request.GET.get("wijzig") == "ja" and not intake.completed_on
    form = CorrectionForm(table=table, stored=stored) if asks else None
    return _page(request, trajectory, intake, part=part, form=form, back=_part_page(number, part))


def _correct(request: HttpRequest, number: str, part: str) -> HttpResponse:
    trajectory, intake = work_on(request, number)
    table, stored = part_of(intake, part)
    form = CorrectionForm(request.POST, table=table, stored=stored)
    if form.is_valid():
        try:
            acts.correct(part=stored, on=timezone.localdate(), by=request.user, **form.given())
            messages.success(request, "Dank je. Het is nu anders.")
            return redirect("look_together", number, part)
        except (Changed, NotNow) as reason:
            data = request.POST.copy()
            current = reason.current.version if isinstance(reason, Changed) else stored.version
            data["expected_version"] = str(current)
            form = CorrectionForm(data, table=table, stored=stored)
            form.add_error(None, str(reason))
    return _page(request, trajectory, intake, part=part, form=form, back=_part_page(number, part))


def _part_page(number: str, part: str) -> str:
    return reverse("show_intake_part", args=[number, part])


def _page(
    request: HttpRequest, trajectory: Trajectory, intake: BredeIntake, *, back: str, part: str = "",
    form: CorrectionForm | None = None,
) -> HttpResponse:  # fmt: skip
    page = together.build(trajectory, intake, on=timezone.localdate(), key=part)
    wrong = form.errors if form else {}
    title = f"Kijk samen mee: {BY_KEY[part].plain_label}" if part else "Kijk samen mee"
    context = {"page": page, "title": title, "form": form, "back": back, "form_errors": wrong}
    return unkept(render(request, "trajectories/together.html", context, status=422 if wrong else 200))
