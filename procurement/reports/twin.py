"""A document of a report as a page of the web: the same content as its PDF, from the same frozen dataset."""

from __future__ import annotations

from dataclasses import dataclass

from inburgering.notation import count, number
from procurement.models import BoardReport
from procurement.reports import board_report
from procurement.reports.board_region import small_map
from procurement.reports.board_report import BoardReportContent
from procurement.reports.dataset import thaw

KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Twin:
    """What templates/procurement/twin_body.html prints: the content of the PDF, and its map for a telephone."""

    content: BoardReportContent
    map_small: str


def pdf_facts(pages: int, size: int) -> str:
    """Return "16 pagina’s, 194 kB" for a PDF of so many bytes."""
    return f"{count(pages, 'pagina', 'pagina’s')}, {number(max(1, round(size / KILOBYTE)))} kB"


def build(report: BoardReport, municipality_code: str | None) -> Twin:
    """Return the document of a municipality by its CBS code, or that of the region; asks nothing of the database.

    Raises CannotRender and CannotCalculate as the PDF does.
    """
    ground = thaw(report.dataset)
    content = board_report.build(ground, code=municipality_code, sha256=report.dataset_sha256)
    return Twin(content, small_map(ground, municipality_code))
