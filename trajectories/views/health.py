"""What must be known about health, for the assigned klantregisseur, the named deputy and who covers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inburgering.accounts.roles import Permission
from trajectories.actions import health as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.dossier import HealthForm
from trajectories.models import Trajectory
from trajectories.reports import health_remarks
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD


@require_http_methods(["GET", "HEAD", "POST"])
def show_health(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = _mine(request, number)
    form = HealthForm(request.POST or None)
    if form.is_valid():
        try:
            acts.add(trajectory=trajectory, text=form.cleaned_data["text"], on=timezone.localdate(), by=request.user)
            messages.success(request, "De opmerking is versleuteld bewaard.")
            return redirect("show_health", trajectory.number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    if request.method != "POST":
        trajectory = opened(request, number, "Gezondheid")
    context = dossier_page(trajectory, "show_health", "Gezondheid", form=form, form_errors=form.errors)
    context |= {"remarks": health_remarks.listed(trajectory)}
    return unkept(render(request, "trajectories/person_health.html", context, status=422 if form.errors else 200))


@require_POST
def remove_health(request: HttpRequest, number: str, remark: int) -> HttpResponse:
    trajectory = _mine(request, number)
    one = get_object_or_404(trajectory.health_remarks, pk=remark)
    acts.remove(trajectory=trajectory, remark=one, by=request.user)
    messages.success(request, "De opmerking is verwijderd.")
    return redirect("show_health", trajectory.number)


def _mine(request: HttpRequest, number: str) -> Trajectory:
    """Return the trajectory; for anybody else this page does not exist."""
    trajectory = found(request, number, WORK)
    if not acts.may_see(trajectory, request.user, on=timezone.localdate()):
        raise Http404
    return trajectory
