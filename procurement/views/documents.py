"""Reading an issued document: by who may read the report."""

import io
import zipfile

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from inburgering.documents.models import Document
from inburgering.documents.response import ONLY_THIS_READER, issued
from procurement.models import BoardReportDocument
from procurement.reports import report_workbook
from procurement.views.reports import found_report


@require_safe
def show_document(request: HttpRequest, number: str, document_number: str) -> HttpResponse:
    report = found_report(request, number, Permission.READ_REPORT)
    mine = BoardReportDocument.objects.for_user(request.user, to=Permission.READ_REPORT).filter(report=report)
    documents = Document.objects.for_user(request.user, to=Permission.READ_REPORT)
    found = get_object_or_404(documents, number=document_number, pk__in=mine.values("document"))
    return issued(found, as_download=request.GET.get("opslaan") == "ja")


@require_safe
def download_all(request: HttpRequest, number: str) -> HttpResponse:
    report = found_report(request, number, Permission.READ_REPORT)
    mine = BoardReportDocument.objects.for_user(request.user, to=Permission.READ_REPORT).filter(report=report)
    documents = Document.objects.for_user(request.user, to=Permission.READ_REPORT)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for found in documents.filter(pk__in=mine.values("document")).order_by("filename"):
            archive.writestr(found.filename, bytes(found.content))
        if mine.filter(municipality=None).exclude(document=None).exists():
            archive.writestr(report_workbook.filename(report), report_workbook.content(report))
    disposition = content_disposition_header(True, f"{report.number} {report.title}.zip")
    headers = {"Content-Disposition": disposition, "Cache-Control": ONLY_THIS_READER}
    return HttpResponse(content.getvalue(), content_type="application/zip", headers=headers)
