"""The processes of a region: the list, one process, starting and changing it, sharing it, and its work sessions."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from regions.actions import process as acts
from regions.actions.refusal import Changed, NotNow
from regions.forms.process import ChangeProcessForm, MeetingForm, ProcessForm
from regions.models import Process, Region, WorkSession
from regions.reports import process_list, process_page
from regions.resources import workbook_response
from regions.views.work_sessions import Crumbs, found_region

READ, LEAD = Permission.VIEW_REGION, Permission.PREPARE_SESSION


def found_process(request: HttpRequest, region_slug: str, process_number: int, to: Permission) -> Process:
    """Return the process of this region for which the user holds this permission, or 404."""
    processes = Process.objects.for_user(request.user, to=to).select_related("region", "organisation")
    return get_object_or_404(processes, region__slug=region_slug, number=process_number)


def process_crumbs(region: Region, process: Process | None = None) -> Crumbs:
    trail = [(f"Regio {region.name}", region.get_absolute_url())]
    trail.append(("Processen", reverse("list_processes", args=[region.slug])))
    return [*trail, (f"Proces {process.number}", process.get_absolute_url())] if process else trail


def leads(request: HttpRequest, process: Process) -> bool:
    return Process.objects.for_user(request.user, to=LEAD).filter(pk=process.pk).exists()


def after_change(form: Form, reason: Changed, stands: str) -> None:
    """Keep what was typed, show what stands now, and let the next saving replace exactly that."""
    form.data = form.data.copy()
    form.data["expected_version"] = reason.current.version
    form.add_error(None, f"{reason}. {stands}")


def page_of(process: Process, title: str, **more: Any) -> dict[str, Any]:
    """Return what every page below a process shows."""
    crumbs = process_crumbs(process.region, process)
    return {"process": process, "region": process.region, "title": title, "crumbs": crumbs} | more


@require_safe
def list_processes(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, READ)
    may_start = Region.objects.for_user(request.user, to=LEAD).filter(pk=region.pk).exists()
    page = {"report": process_list.build(region, request.user), "may_start": may_start, "region": region}
    return render(request, "regions/list_processes.html", page | {"crumbs": process_crumbs(region)[:1]})


@require_safe
def export_processes(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, READ)
    return workbook_response(
        name=f"Processen regio {region.name}",
        header=process_list.HEADER,
        rows=process_list.build(region, request.user).table(),
        source="Bron: Inburgering Regionaal. Oordeel volgens de antwoorden die je nu mag zien.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_process(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, LEAD)
    form = ProcessForm(request.POST or None)
    if form.is_valid():
        process = acts.start(region=region, by=request.user, **form.cleaned_data)
        messages.success(request, "Het proces is begonnen. Voeg nu de uitgangspunten van de procesnota toe.")
        return redirect(process)
    page = {"form": form, "region": region, "crumbs": process_crumbs(region), "title": "Begin een proces"}
    return render(request, "regions/process_form.html", page | {"button": "Begin het proces"})


@require_safe
def show_process(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, READ)
    is_leader = leads(request, process)
    report = process_page.build(process, request.user, leads=is_leader)
    page = page_of(process, process.title, report=report, leads=is_leader, is_shared=acts.is_shared(process))
    return render(request, "regions/show_process.html", page | {"crumbs": process_crumbs(process.region)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_process(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    first = {name: getattr(process, name) for name in ("title", "assignment", "note_title", "started_on")}
    form = ChangeProcessForm(request.POST or None, initial=first | {"expected_version": process.version})
    status = 200
    if form.is_valid():
        try:
            acts.change(process=process, by=request.user, **form.cleaned_data)
            return redirect(process)
        except Changed as reason:
            after_change(form, reason, f"Nu heet het proces: {reason.current.title}")
            status = 409
    page = page_of(process, f"Wijzig proces {process.number}", form=form, button="Bewaar het proces")
    return render(request, "regions/process_form.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def share_process(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    """Ask first, because every municipality reads it from then on."""
    process = found_process(request, region_slug, process_number, LEAD)
    if request.method == "POST":
        try:
            given = acts.share(process=process, by=request.user)
            messages.success(request, f"Het proces is gedeeld met {len(given)} gemeenten.")
        except NotNow as reason:
            messages.warning(request, str(reason))
        return redirect(process)
    page = page_of(process, "Deel het proces met de gemeenten", is_shared=acts.is_shared(process))
    return render(request, "regions/share_process.html", page)


@require_POST
def withdraw_process(request: HttpRequest, region_slug: str, process_number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    try:
        acts.withdraw(process=process, by=request.user)
        messages.success(request, "Alleen de regio leest dit proces nu nog. Werksessies en antwoorden blijven gedeeld.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(process)


@require_http_methods(["GET", "HEAD", "POST"])
def place_work_session(request: HttpRequest, region_slug: str, process_number: int, number: int) -> HttpResponse:
    """Make a session part of the process, and say what it is for, when and where."""
    process = found_process(request, region_slug, process_number, LEAD)
    session = _session(request, process, number)
    form = MeetingForm(request.POST or None, initial=MeetingForm.initial_of(session))
    status = 200
    if form.is_valid():
        try:
            acts.place_session(process=process, session=session, by=request.user, **form.meeting())
            messages.success(request, f"Werksessie {number} staat in dit proces.")
            return redirect(process)
        except Changed as reason:
            after_change(form, reason, f"De werksessie heet nu: {reason.current.title}")
            status = 409
        except NotNow as reason:
            form.add_error(None, str(reason))
    page = page_of(process, f"Werksessie {number} in proces {process.number}", form=form, session=session)
    return render(request, "regions/place_work_session.html", page, status=status)


@require_POST
def release_work_session(request: HttpRequest, region_slug: str, process_number: int, number: int) -> HttpResponse:
    process = found_process(request, region_slug, process_number, LEAD)
    session = get_object_or_404(WorkSession.objects.for_user(request.user, to=LEAD), process=process, number=number)
    try:
        acts.release_session(session=session, by=request.user)
        messages.success(request, f"Werksessie {number} hoort niet meer bij dit proces.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect(process)


def _session(request: HttpRequest, process: Process, number: int) -> WorkSession:
    """Return the session of this region that is in this process or in none, or 404."""
    sessions = WorkSession.objects.for_user(request.user, to=LEAD).filter(Q(process=process) | Q(process=None))
    return get_object_or_404(sessions.select_related("region"), region=process.region, number=number)
