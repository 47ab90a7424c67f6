"""A PDF that somebody waits for, made after the transaction of the request: rendering takes a second.

What it prints is read before, within the transaction. The middleware outside ContextMiddleware asks for the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from inburgering.documents import pdf
from trajectories.views.dossier_page import ONLY_THIS_READER


class LatePdf(HttpResponse):
    """An answer that renders its page when its content is first asked for."""

    def __init__(self, markup: str, *, filename: str) -> None:
        self._markup = ""
        headers = {
            "Content-Disposition": content_disposition_header(False, filename) or "inline",
            "Cache-Control": ONLY_THIS_READER,
            "X-Content-Type-Options": "nosniff",
        }
        super().__init__(content_type="application/pdf", headers=headers)
        self._markup = markup

    @property
    def content(self) -> bytes:
        if self._markup:
            markup, self._markup = self._markup, ""
            self._container = [pdf.render(markup).content]
        return b"".join(self._container)

    @content.setter
    def content(self, value: bytes) -> None:
        self._container = [self.make_bytes(value)]

    def __iter__(self) -> Iterator[bytes]:
        return iter([self.content])


def late_pdf(template: str, context: Mapping[str, Any], *, filename: str) -> LatePdf:
    """Return an answer that becomes a PDF when it is sent. The page is filled in now: it may still ask for rows.

    Raises pdf.CannotRender at once where no PDF can be made.
    """
    pdf.load_weasyprint()
    return LatePdf(pdf.html(template, dict(context)), filename=filename)
