"""Board reports: asking for one, following it, and sharing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inburgering.accounts.roles import Permission
from procurement.actions import report as acts
from procurement.forms.report import ReportForm
from procurement.models import BoardReport, BoardReportDocument, Checkpoint, Reaction, Scenario
from procurement.reports import board_report, checkpoint, readers, readers_besluit, readers_mine, report_status
from procurement.views.scenarios import found_region
from regions.actions.refusal import NotNow
from regions.models import Region

POLLING_ENDED = 286  # understood by the page: stop asking


def found_report(request: HttpRequest, number: str, to: Permission) -> BoardReport:
    reports = BoardReport.objects.for_user(request.user, to=to).select_related("region", "organisation")
    return get_object_or_404(reports, number=number)


def found_document(request: HttpRequest, number: str, audience: str) -> BoardReportDocument:
    """Return a document of a report that this user makes: that of the region, or of a municipality by its slug."""
    documents = BoardReportDocument.objects.for_user(request.user, to=Permission.MAKE_REPORT)
    found = documents.select_related("report__region", "municipality").filter(report__number=number)
    if audience == report_status.REGION:
        return get_object_or_404(found, municipality=None)
    return get_object_or_404(found, municipality__slug=audience)


@require_safe
def list_reports(request: HttpRequest) -> HttpResponse:
    reports = BoardReport.objects.for_user(request.user, to=Permission.READ_REPORT)
    makes = Region.objects.for_user(request.user, to=Permission.MAKE_REPORT).order_by("name")
    page = {"title": "Rapporten", "listing": report_status.listing(reports), "regions": makes}
    return render(request, "procurement/list_reports.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest, region_slug: str) -> HttpResponse:
    region = found_region(request, region_slug, Permission.MAKE_REPORT)
    scenarios = Scenario.objects.for_user(request.user, to=Permission.MAKE_REPORT).filter(region=region)
    known = list(scenarios.select_related("proposal__region", "region").order_by("number"))
    asked = {"title": request.GET.get("titel"), "advised": request.GET.get("advies")}
    first = {field: value for field, value in asked.items() if value}
    checkpoints = Checkpoint.objects.for_user(request.user, to=Permission.MAKE_REPORT).filter(region=region)
    form = ReportForm(request.POST or None, scenarios=known, checkpoints=checkpoints, initial=first)
    page: dict[str, Any] = {"title": "Nieuw rapport", "form": form, "region": region, "scenarios": known}
    if form.is_valid():
        try:
            made = acts.request(region=region, by=request.user, **form.answer())
            return redirect("show_report", number=made.number)
        except NotNow as reason:
            form.add_error(None, str(reason))
            page["missing"] = reason if isinstance(reason, acts.Missing) else None
    page["form_errors"] = bool(form.is_bound and form.errors)
    page["crumbs"] = [("Rapporten", reverse("list_reports"))]
    return render(request, "procurement/new_report.html", page)


@require_safe
def show_report(request: HttpRequest, number: str) -> HttpResponse:
    report = found_report(request, number, Permission.READ_REPORT)
    makes = BoardReport.objects.for_user(request.user, to=Permission.MAKE_REPORT).filter(pk=report.pk).exists()
    documents = BoardReportDocument.objects.for_user(request.user, to=Permission.READ_REPORT).filter(report=report)
    given = Reaction.objects.for_user(request.user, to=Permission.READ_REPORT).filter(document__report=report)
    besluiten = readers_besluit.listing(report)
    page = {
        "title": report.title,
        "report": report,
        "status": report_status.build(report, documents, makes=makes),
        "first_page": board_report.first_page(report, documents, makes=makes),
        "makes": makes,
        # For who sees everything it stands on: to another reader what he may not see would look changed.
        "notices": checkpoint.notices(report.checkpoint) if makes and report.checkpoint else (),
        "readers": readers.build(report, besluiten) if makes else None,
        "reading": readers_mine.build(report, request.user, besluiten, given.none() if makes else given, documents),
        "crumbs": [("Rapporten", reverse("list_reports"))],
    }
    return render(request, "procurement/show_report.html", page)


@require_safe
def report_progress(request: HttpRequest, number: str) -> HttpResponse:
    """Return the part of the page that changes; 286 when nothing will change any more."""
    report = found_report(request, number, Permission.MAKE_REPORT)
    documents = BoardReportDocument.objects.for_user(request.user, to=Permission.MAKE_REPORT).filter(report=report)
    status = report_status.build(report, documents, makes=True)
    page = {"report": report, "status": status, "makes": True}
    return render(request, "procurement/report_progress.html", page, status=200 if status.is_open else POLLING_ENDED)


@require_POST
def retry_document(request: HttpRequest, number: str, audience: str) -> HttpResponse:
    found = found_document(request, number, audience)
    try:
        acts.retry(document=found, by=request.user)
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("show_report", number=number)


@require_POST
def cancel_report(request: HttpRequest, number: str) -> HttpResponse:
    report = found_report(request, number, Permission.MAKE_REPORT)
    acts.cancel_open(report=report, by=request.user)
    return redirect("show_report", number=number)


@require_POST
def share_report(request: HttpRequest, number: str) -> HttpResponse:
    report = found_report(request, number, Permission.MAKE_REPORT)
    try:
        acts.share(report=report, by=request.user)
        messages.success(request, "Elke gemeente kan nu haar eigen document en dat van de regio lezen.")
    except NotNow as reason:
        messages.warning(request, str(reason))
    return redirect("show_report", number=number)
