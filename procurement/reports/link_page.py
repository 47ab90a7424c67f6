"""What a reader with a link sees: the document as a page, and the reactions given through this link."""

from __future__ import annotations

from procurement.models.reaction import Reaction
from procurement.reports import twin
from procurement.reports.link_reader import LinkReader
from procurement.reports.twin import Twin


def build(reader: LinkReader) -> Twin:
    """Return the one document that the link opens as a page, from the frozen figures of its report."""
    municipality = reader.document.municipality
    return twin.build(reader.report, municipality.code if municipality else None)


def reactions(reader: LinkReader) -> list[Reaction]:
    """Return what this reader answered, newest first. Others who hold the link see none of it."""
    return list(Reaction.objects.filter(link=reader.link).order_by("-pk")) if reader.is_known else []
