"""The first page of a dossier, its numbers in the clear, and the summary on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from trajectories.actions import dossier
from trajectories.forms.dossier import PurposeForm
from trajectories.models import Trajectory
from trajectories.reports import overview, person_summary
from trajectories.rules import person_numbers
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened
from trajectories.views.late_pdf import late_pdf


@require_safe
def show_trajectory(request: HttpRequest, number: str) -> HttpResponse:
    return _page(request, opened(request, number, "Overzicht"))


@require_POST
def reveal_number(request: HttpRequest, number: str) -> HttpResponse:
    """Show the whole BSN or V-nummer once, in the answer itself: it is never kept and never in an address."""
    trajectory = found(request, number, Permission.VIEW_PERSONS)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _page(request, trajectory, purpose_form=form, status=422)
    trajectory.opening = dossier.open_page(
        trajectory=trajectory, purpose=form.words, on=timezone.localdate(), by=request.user
    )
    which = form.cleaned_data["which"]
    person = trajectory.inburgeraar
    shown = person_numbers.grouped(person.bsn() if which == "bsn" else person.v_number())
    return _page(request, trajectory, revealed={which: shown})


@require_http_methods(["GET", "HEAD"])
def print_summary(request: HttpRequest, number: str) -> HttpResponse:
    """One page of paper, without BSN and without health."""
    trajectory = opened(request, number, "Samenvatting (PDF)")
    summary = person_summary.build(trajectory, for_user=request.user, on=timezone.localdate())
    filename = f"Samenvatting {trajectory.number}.pdf"
    return late_pdf("trajectories/summary.html", summary.context(), filename=filename)


def _page(
    request: HttpRequest, trajectory: Trajectory, *, purpose_form: PurposeForm | None = None,
    revealed: dict[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    shown = overview.build(trajectory, for_user=request.user, on=timezone.localdate())
    context = dossier_page(
        trajectory, "show_trajectory", "Overzicht", page=shown, revealed={"bsn": "", "v_number": ""} | (revealed or {})
    )
    form = purpose_form or PurposeForm(initial={"which": "bsn"}, auto_id="id_bsn_%s")
    v_form = PurposeForm(initial={"which": "v_number"}, auto_id="id_v_%s")
    context |= {"purpose_form": form, "v_purpose_form": v_form, "form_errors": form.errors}
    return unkept(render(request, "trajectories/overview.html", context, status=status))
