"""Keeping a document as it was issued."""

import hashlib

from inburgering.accounts.models import Organisation
from inburgering.documents.models import Document
from inburgering.documents.pdf import Pdf


def store_pdf(pdf: Pdf, *, organisation: Organisation, title: str, filename: str) -> Document:
    """Return the stored document with its hash; call it in the transaction that finishes the job."""
    return Document.objects.create(
        organisation=organisation,
        title=title,
        filename=filename,
        media_type="application/pdf",
        sha256=hashlib.sha256(pdf.content).hexdigest(),
        size=len(pdf.content),
        pages=pdf.pages,
        content=pdf.content,
    )
