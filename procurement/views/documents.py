"""Reading an issued document: by who may read the report, or by a link for one addressee."""

import io
import zipfile

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from inburgering.accounts.roles import Permission
from inburgering.documents.models import Document
from inburgering.documents.response import ONLY_THIS_READER, issued
from procurement.models import BoardReportDocument
from procurement.reports import report_status
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
    disposition = content_disposition_header(True, f"{report.number} {report.title}.zip")
    headers = {"Content-Disposition": disposition, "Cache-Control": ONLY_THIS_READER}
    return HttpResponse(content.getvalue(), content_type="application/zip", headers=headers)


@login_not_required
@require_safe
def read_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open the one document of a link. Which document an expired link was for is not told, and nothing is counted."""
    kind, link_id = request.asker  # type: ignore[attr-defined]
    link = report_status.link_with(link_id) if kind == "link" else None
    found = Document.objects.for_link(link).first() if link else None
    if found is None:
        return render(request, "procurement/link_expired.html", {"title": "Deze link is verlopen"}, status=404)
    response = issued(found)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
