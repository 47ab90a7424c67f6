"""The facts from which the dates follow: their consequences are shown before they are kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inburgering.accounts.roles import Permission
from inburgering.notation import date_long
from trajectories.actions import known_facts
from trajectories.actions.refusal import Changed, NotNow
from trajectories.forms.known_facts import FactsForm
from trajectories.models import Trajectory
from trajectories.reports import consequences
from trajectories.reports.consequences import Consequences
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD


@require_http_methods(["GET", "HEAD", "POST"])
def change_facts(request: HttpRequest, number: str) -> HttpResponse:
    """First the consequences, then, for the same facts, keeping them."""
    if request.method != "POST":
        trajectory = opened(request, number, "Feiten en datums", WORK)
        return _page(request, trajectory, FactsForm(trajectory=trajectory))
    trajectory = found(request, number, WORK)
    form = FactsForm(request.POST, trajectory=trajectory)
    if not form.is_valid():
        return _page(request, trajectory, form)
    was_shown = form.cleaned_data["seen"] == form.fingerprint()
    if "bewaar" in request.POST and was_shown and _kept(request, trajectory, form):
        return redirect("change_facts", trajectory.number)
    shown = consequences.build(trajectory, form.facts(), on=timezone.localdate())
    form.data = form.data.copy()
    form.data["seen"] = form.fingerprint()
    return _page(request, trajectory, form, shown)


def _kept(request: HttpRequest, trajectory: Trajectory, form: FactsForm) -> bool:
    version = form.cleaned_data["expected_version"]
    try:
        known_facts.change(
            trajectory=trajectory, facts=form.facts(), expected_version=version, on=timezone.localdate(),
            by=request.user,
        )  # fmt: skip
    except NotNow as reason:
        form.add_error(reason.field or None, str(reason))
        return False
    except Changed as reason:
        form.data = form.data.copy()
        form.data["expected_version"] = reason.current.version
        now = "; ".join(_stands(form, reason.current))
        stands = f"Nu staat er: {now or 'hetzelfde als jij invulde'}"
        form.add_error(None, f"{reason}. {stands}. Bewaar opnieuw voor jouw datums")
        return False
    messages.success(request, "De feiten zijn bewaard en de termijnen zijn opnieuw berekend.")
    return True


def _stands(form: FactsForm, now: Trajectory) -> list[str]:
    said = []
    for name, typed in form.facts().items():
        current = getattr(now, name)
        if current != typed:
            words = date_long(current) if hasattr(current, "year") else current or "leeg"
            said.append(f"{form.fields[name].label} {words}")
    return said


def _page(
    request: HttpRequest, trajectory: Trajectory, form: FactsForm, shown: Consequences | None = None
) -> HttpResponse:  # fmt: skip
    context = dossier_page(trajectory, "change_facts", "Feiten en datums", form=form, shown=shown)
    context["form_errors"] = form.errors
    return unkept(render(request, "trajectories/person_facts.html", context, status=422 if form.errors else 200))
