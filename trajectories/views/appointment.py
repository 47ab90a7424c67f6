"""Planning a conversation and taking one from the agenda."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from inburgering.accounts.roles import Permission
from inburgering.notation import date_with_weekday
from trajectories.actions import appointment as acts
from trajectories.actions.refusal import NotNow
from trajectories.forms.conversation import AppointmentForm
from trajectories.models import Appointment, Trajectory
from trajectories.reports import conversation_form as report
from trajectories.reports import dossier_head
from trajectories.views.found import found, opened


@require_http_methods(["GET", "HEAD", "POST"])
def plan_appointment(request: HttpRequest, number: str) -> HttpResponse:
    if request.method != "POST":
        trajectory = opened(request, number, "Afspraak plannen", Permission.WORK_CASELOAD)
        start = {"planned_on": report.proposal(timezone.localdate())}
        return _page(request, trajectory, AppointmentForm(initial=start))
    trajectory = found(request, number, Permission.WORK_CASELOAD)
    form = AppointmentForm(request.POST)
    if form.is_valid():
        try:
            made = acts.plan(trajectory=trajectory, on=timezone.localdate(), by=request.user, **form.cleaned_data)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
        else:
            warning = report.day_warning(made.planned_on)
            told = f"Gesprek gepland op {date_with_weekday(made.planned_on)}."
            messages.success(request, f"{told} Let op: {warning.text}" if warning else told)
            return redirect("plan_appointment", number)
    return _page(request, trajectory, form)


def _page(request: HttpRequest, trajectory: Trajectory, form: AppointmentForm) -> HttpResponse:
    today = timezone.localdate()
    planned = trajectory.appointments.filter(state=Appointment.State.PLANNED).order_by("planned_on", "starts_at")
    page = {
        "title": "Gesprek plannen",
        "trajectory": trajectory,
        "head": dossier_head.build(trajectory, current="plan_appointment", on=today),
        "crumbs": [dossier_head.CASELOAD, (trajectory.sort_name, trajectory.get_absolute_url())],
        "form": form,
        "form_errors": bool(form.errors),
        "planned": list(planned[:50]),
    }
    return render(request, "trajectories/appointment_new.html", page, status=422 if form.errors else 200)


@require_POST
def cancel_appointment(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    trajectory = found(request, number, Permission.WORK_CASELOAD)
    planned = get_object_or_404(trajectory.appointments.select_related("trajectory"), pk=pk)
    try:
        acts.cancel(appointment=planned, on=timezone.localdate(), by=request.user)
    except NotNow as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"De afspraak van {date_with_weekday(planned.planned_on)} is vervallen.")
    return redirect("plan_appointment", number)
