"""A report on the web: one of its documents as a page, and its workbook."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from inburgering.documents.response import ONLY_THIS_READER
from inburgering.spreadsheet.writing import CONTENT_TYPE
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import report_workbook, twin
from procurement.views.reports import found_report


def _readable(request: HttpRequest, report: BoardReport) -> QuerySet[BoardReportDocument]:
    """Return the documents of the report that are made and that this user may read."""
    mine = BoardReportDocument.objects.for_user(request.user, to=Permission.READ_REPORT)
    return mine.filter(report=report).exclude(document=None)


@require_safe
def read_report(request: HttpRequest, number: str, document_number: str) -> HttpResponse:
    """Show one document as a page with the same content as its PDF."""
    report = found_report(request, number, Permission.READ_REPORT)
    readable = _readable(request, report)
    rows = readable.select_related("document", "municipality").defer("document__content")
    found = get_object_or_404(rows, document__number=document_number)
    page = {
        "title": report.title,
        "report": report,
        "issued": found.document,
        "facts": twin.pdf_facts(found.document.pages, found.document.size),
        "twin": twin.build(report, found.municipality.code if found.municipality else None),
        "workbook": readable.filter(municipality=None).exists(),
        "crumbs": [("Rapporten", reverse("list_reports")), (report.number, report.get_absolute_url())],
    }
    return render(request, "procurement/twin.html", page)


@require_safe
def download_workbook(request: HttpRequest, number: str) -> HttpResponse:
    """Give the workbook to who may read the document of the region: it holds the amounts of every municipality."""
    report = found_report(request, number, Permission.READ_REPORT)
    get_object_or_404(_readable(request, report), municipality=None)
    headers = {
        "Content-Disposition": content_disposition_header(True, report_workbook.filename(report)),
        "Cache-Control": ONLY_THIS_READER,
    }
    return HttpResponse(report_workbook.content(report), content_type=CONTENT_TYPE, headers=headers)
