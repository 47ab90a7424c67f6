"""Keeping a document as it was issued."""

import hashlib

from inburgering.accounts.models import Organisation
from inburgering.documents.models import Document
from inburgering.documents.pdf import Pdf

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def store_pdf(pdf: Pdf, *, organisation: Organisation, title: str, filename: str) -> Document:
    """Return the stored document with its hash; call it in the transaction that finishes the job."""
    return store(
        pdf.content, media_type=PDF, pages=pdf.pages, organisation=organisation, title=title, filename=filename
    )


def store(
    content: bytes, *, media_type: str, pages: int, organisation: Organisation, title: str, filename: str
) -> Document:
    """Return any finished file as a document; `pages` are slides for a presentation."""
    return Document.objects.create(
        organisation=organisation,
        title=title,
        filename=filename,
        media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        pages=pages,
        content=content,
    )
