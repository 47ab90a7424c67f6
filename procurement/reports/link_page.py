"""What a reader with a link sees: the document as a page, and the reactions given through this link."""

from __future__ import annotations

from procurement.models.reaction import Reaction
from procurement.reports import board_report
from procurement.reports.board_report import BoardReportContent
from procurement.reports.dataset import thaw
from procurement.reports.link_reader import LinkReader


def build(reader: LinkReader) -> BoardReportContent:
    """Return the content of the one document that the link opens, from the frozen figures of its report."""
    report, municipality = reader.report, reader.document.municipality
    code = municipality.code if municipality else None
    return board_report.build(thaw(report.dataset), code=code, sha256=report.dataset_sha256)


def reactions(reader: LinkReader) -> list[Reaction]:
    """Return what this reader answered, newest first. Others who hold the link see none of it."""
    return list(Reaction.objects.filter(link=reader.link).order_by("-pk")) if reader.is_known else []
