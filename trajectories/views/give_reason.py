"""A colleague without relation says why, before a dossier opens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inburgering.accounts.roles import Permission
from trajectories.actions import dossier
from trajectories.actions.refusal import NotNow
from trajectories.forms.dossier import ReasonForm
from trajectories.models import Trajectory
from trajectories.reports import colleagues, dossier_head
from trajectories.views.dossier_page import unkept


@require_http_methods(["GET", "HEAD", "POST"])
def give_reason(request: HttpRequest, number: str) -> HttpResponse:
    """Ask the reason and let this colleague in for today. The name of the inburgeraar is not on this page."""
    if Trajectory.objects.for_user(request.user, to=Permission.VIEW_PERSONS).filter(number=number).exists():
        return redirect("show_trajectory", number)
    within = Trajectory.objects.for_user(request.user, to=Permission.OPEN_WITH_REASON)
    trajectory = get_object_or_404(within.select_related("team", "assigned_to", "organisation"), number=number)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            dossier.open_with_reason(trajectory=trajectory, reason=reason, on=timezone.localdate(), by=request.user)
            return redirect("show_trajectory", number)
        except NotNow as refusal:
            form.add_error(refusal.field or None, str(refusal))
    context = {"title": "Dossier van een ander team", "form": form, "form_errors": form.errors, "number": number}
    context |= {"team": trajectory.team.name, "ask": colleagues.to_ask(trajectory), "crumbs": [dossier_head.CASELOAD]}
    return unkept(render(request, "trajectories/give_reason.html", context, status=422 if form.errors else 200))
