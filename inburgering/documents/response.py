"""An issued document as the answer to a request."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from inburgering.documents.models import Document

ONLY_THIS_READER = "private, no-store"


def issued(document: Document, *, as_download: bool = False) -> HttpResponse:
    """Return the file as it was issued, to open in the browser under its own name."""
    headers = {
        "Content-Disposition": content_disposition_header(as_download, document.filename) or "inline",
        "Cache-Control": ONLY_THIS_READER,
        "ETag": f'"{document.sha256}"',
    }
    return HttpResponse(bytes(document.content), content_type=document.media_type, headers=headers)
