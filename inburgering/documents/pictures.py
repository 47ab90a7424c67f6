"""The pages of a PDF that somebody brought, as pictures: in a document of ours an attachment would stay unseen."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2

_LONGEST_SIDE = 1600  # pixels: readable on A4, and a poster does not fill the memory
_QUALITY = 80


class NotAPdf(ValueError):
    """The content cannot be opened: broken, or locked by a password."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """JPEG bytes per page, at most as many as asked for, and how many pages there are."""

    pages: tuple[bytes, ...]
    of: int


def pictures(content: bytes, *, most: int) -> Pictures:
    """Return the first pages of a PDF as JPEG. Raises NotAPdf."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as reason:
        raise NotAPdf from reason
    try:
        found = len(document)
        return Pictures(tuple(_jpeg(document[index]) for index in range(min(found, most))), found)
    except pypdfium2.PdfiumError as reason:
        raise NotAPdf from reason
    finally:
        document.close()


def _jpeg(page: pypdfium2.PdfPage) -> bytes:
    longest = max(page.get_size()) or 1.0
    out = io.BytesIO()
    page.render(scale=_LONGEST_SIDE / longest).to_pil().convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
