"""Tasks of a dossier: adding, ticking off, putting back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from inburgering.accounts.roles import Permission
from trajectories.actions import follow_up as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.dossier import TaskForm
from trajectories.models import Trajectory
from trajectories.reports import colleagues
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened

WORK = Permission.WORK_CASELOAD


@require_http_methods(["GET", "HEAD", "POST"])
def add_task(request: HttpRequest, number: str) -> HttpResponse:
    posting = request.method == "POST"
    trajectory = found(request, number, WORK) if posting else opened(request, number, "Taak toevoegen", WORK)
    form = TaskForm(request.POST or None, colleagues=colleagues.of_team(trajectory), me=request.user)
    if form.is_valid():
        try:
            acts.add(trajectory=trajectory, **form.columns(), on=timezone.localdate(), by=request.user)
            messages.success(request, "De taak staat erbij.")
            return redirect(trajectory)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    context = dossier_page(trajectory, "add_task", "Taak toevoegen", form=form, form_errors=form.errors)
    return unkept(render(request, "trajectories/person_task.html", context, status=422 if form.errors else 200))


@require_POST
def finish_task(request: HttpRequest, number: str, task: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    one = get_object_or_404(trajectory.follow_ups, pk=task)
    acts.finish(follow_up=one, on=timezone.localdate(), by=request.user)
    messages.success(request, f"Klaar: {one.what}.")
    return _back(request, trajectory)


@require_POST
def reopen_task(request: HttpRequest, number: str, task: int) -> HttpResponse:
    trajectory = found(request, number, WORK)
    one = get_object_or_404(trajectory.follow_ups, pk=task)
    acts.reopen(follow_up=one, on=timezone.localdate(), by=request.user)
    messages.success(request, f"Staat weer open: {one.what}.")
    return _back(request, trajectory)


def _back(request: HttpRequest, trajectory: Trajectory) -> HttpResponse:
    """Go back to the page that sent this, when it is one of ours."""
    wanted = request.POST.get("terug", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return redirect(wanted)
    return redirect(trajectory)
