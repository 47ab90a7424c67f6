"""The brede intake of one inburgeraar: where it stands, the calls, its end, and the record of it on paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from inburgering.accounts.roles import Permission
from inburgering.documents import pdf
from regions.resources import workbook_response
from trajectories.actions import intake as acts
from trajectories.actions import intake_reopening
from trajectories.actions.refusal import NotNow
from trajectories.forms.intake import AloneForm, CallForm, ReopenForm
from trajectories.models import BredeIntake, Trajectory
from trajectories.reports import intake_page, intake_print
from trajectories.views.dossier_page import dossier_page, unkept
from trajectories.views.found import found, opened
from trajectories.views.late_pdf import late_pdf

WORK = Permission.WORK_CASELOAD


def work_on(request: HttpRequest, number: str) -> tuple[Trajectory, BredeIntake]:
    """Return a trajectory whose intake one may work on. Raises Http404 when it has not begun."""
    trajectory = found(request, number, WORK)
    return trajectory, begun(trajectory)


def begun(trajectory: Trajectory) -> BredeIntake:
    intake = intake_page.intake_of(trajectory)
    if intake is None:
        raise Http404
    intake.trajectory = trajectory
    return intake


@require_safe
def show_intake(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Intake")
    return _page(request, trajectory)


def _page(request: HttpRequest, trajectory: Trajectory, **forms: object) -> HttpResponse:
    page = intake_page.build(trajectory, on=timezone.localdate())
    asked = {"call_form": CallForm(), "alone_form": AloneForm(initial={"alone": page.alone}), "form_errors": {}}
    asked |= {"reopen_form": ReopenForm()} | forms
    context = dossier_page(trajectory, "show_intake", "Brede intake", page=page, **asked)
    return unkept(render(request, "trajectories/intake.html", context, status=422 if asked["form_errors"] else 200))


@require_POST
def start_intake(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = found(request, number, WORK)
    try:
        acts.start(trajectory=trajectory, on=timezone.localdate(), by=request.user)
        messages.success(request, "De brede intake is begonnen. Begin met het onderdeel dat nu past.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("show_intake", number)


@require_POST
def record_call(request: HttpRequest, number: str) -> HttpResponse:
    """Register the day of a call; nothing else follows from it by itself."""
    trajectory, intake = work_on(request, number)
    form = CallForm(request.POST)
    if form.is_valid():
        try:
            acts.call(intake=intake, on=timezone.localdate(), by=request.user, **form.cleaned_data)
            messages.success(request, "De oproep is vastgelegd.")
            return redirect("show_intake", number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _page(request, trajectory, call_form=form, form_errors=form.errors)


@require_POST
def ask_alone(request: HttpRequest, number: str) -> HttpResponse:
    trajectory, intake = work_on(request, number)
    form = AloneForm(request.POST)
    if not form.is_valid():
        return _page(request, trajectory, alone_form=form, form_errors=form.errors)
    wants = form.cleaned_data["alone"] == "JA"
    acts.ask_alone(intake=intake, wants=wants, on=timezone.localdate(), by=request.user)
    messages.success(request, "Het antwoord is bewaard.")
    return redirect("show_intake", number)


@require_POST
def complete_intake(request: HttpRequest, number: str) -> HttpResponse:
    _, intake = work_on(request, number)
    in_absence = request.POST.get("zonder") == "ja"
    try:
        acts.complete(intake=intake, in_absence=in_absence, on=timezone.localdate(), by=request.user)
        messages.success(request, "De brede intake is afgerond. Maak nu het PIP.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("show_intake", number)


@require_POST
def reopen_intake(request: HttpRequest, number: str) -> HttpResponse:
    trajectory, intake = work_on(request, number)
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            intake_reopening.reopen(intake=intake, on=timezone.localdate(), by=request.user, **form.cleaned_data)
            messages.success(request, "De brede intake is weer open. De reden staat erbij.")
            return redirect("show_intake", number)
        except NotNow as reason:
            form.add_error(reason.field or None, str(reason))
    return _page(request, trajectory, reopen_form=form, form_errors=form.errors)


@require_safe
def export_intake(request: HttpRequest, number: str) -> HttpResponse:
    trajectory = opened(request, number, "Intake uitgevoerd naar Excel")
    return workbook_response(
        name=f"Brede intake {number}",
        header=intake_print.HEADER,
        rows=intake_print.rows(begun(trajectory)),
        source="Zonder gezondheid en zonder notities. De bron staat per antwoord.",
    )


@require_safe
def download_intake(request: HttpRequest, number: str) -> HttpResponse:
    """The record of the intake as an A4 for the file."""
    trajectory = opened(request, number, "Intake: verslag (PDF)")
    printed = intake_print.build(trajectory, begun(trajectory), on=timezone.localdate())
    context = {"intake": printed, "title": printed.title, "number": number, "date": printed.made_on, "version": ""}
    context |= {"confidentiality": "vertrouwelijk", "municipality": trajectory.team.name}
    context |= {"is_example": request.user.is_demonstration}
    try:
        return late_pdf("documents/intake_report.html", context, filename=f"intake-{number}.pdf")
    except pdf.CannotRender as reason:
        messages.warning(request, str(reason))
        return redirect("show_intake", number)
