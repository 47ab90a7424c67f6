"""One document of a board report: everything its pages print, made from the frozen dataset and from nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from inburgering.documents.pdf import CannotRender
from inburgering.notation import date_long
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import (
    board_agreement,
    board_appendix,
    board_first,
    board_numbers,
    board_options,
    board_region,
    decisions,
)
from procurement.reports.board_agreement import JoinedRow, StandpuntPage, WishRow
from procurement.reports.board_appendix import Appendix, Money
from procurement.reports.board_first import KeyNumber
from procurement.reports.board_numbers import FigureTable, StepsTable
from procurement.reports.board_options import Options
from procurement.reports.board_references import Reference, references
from procurement.reports.board_region import DifferencePage, SubregionPage
from procurement.reports.dataset import Dataset, thaw
from procurement.reports.risks import risks
from procurement.rules.comparison import Reader
from regions.rules.finding import Part

LONGEST_FILENAME = 180


@dataclass(frozen=True, slots=True)
class BoardReportContent:
    """A whole document. `name` is the municipality, or the region when `is_regional`."""

    title: str
    filename: str
    name: str
    is_regional: bool
    is_demonstration: bool
    heading: str
    number: str
    version: int
    made_on: str
    made_day: str  # the same day, as the metadata of a document spell it
    confidentiality: str
    occasion: str
    advice: tuple[Part, ...]
    decisions: tuple[str, ...]
    numbers: tuple[KeyNumber, ...]
    risk: str
    who: str
    options: Options
    former_version: int | None
    changes: tuple[str, ...]
    subregions: SubregionPage
    differences: DifferencePage
    standpunten: StandpuntPage | None
    cooperation: tuple[JoinedRow, ...]
    wishes: tuple[WishRow, ...]
    money: Money
    tables: tuple[FigureTable, ...]
    steps: tuple[StepsTable, ...]
    appendix: Appendix
    references: tuple[Reference, ...]
    sha256: str

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Return the anchors and titles of the pages, in their order."""
        differences = ("verschillen", "Waar de gemeenten verschillen")
        agreed = (("samenwerking", "Wie doet wat met wie"), ("standpunten", "Wat de gemeenten vinden"))
        return (
            ("keuze", "De scenario’s in één tabel"),
            ("subregios", "Subregio’s en waarom samen"),
            *(agreed if self.standpunten else (differences,)),
            ("planning", "Planning en besluiten"),
            ("cijfers", self.money.title),
            *((("stappen", "Het bedrag stap voor stap"),) if self.steps else ()),
            *((differences,) if self.standpunten else ()),
            ("bijlagen", "Bronnen, methode, aannames, begrippen"),
        )

    def on_every_page(self) -> dict[str, object]:
        """Return what templates/documents/base.html prints in the margins."""
        return {
            "title": self.heading,
            "number": self.number,
            "version": self.version,
            "date": self.made_on,
            "confidentiality": self.confidentiality,
            "municipality": self.name,
            "is_example": self.is_demonstration,
        }


def build(ground: Dataset, *, code: str | None, sha256: str) -> BoardReportContent:
    """Return the document for one municipality by CBS code, or for the region.

    Raises CannotRender when a figure of the municipality is missing, CannotCalculate when one of the scenarios' is.
    """
    heading, name = ground.heading, ground.basis.names[code] if code else f"regio {ground.heading.region}"
    if code is not None and code not in ground.inhabitants:
        raise CannotRender("Het inwonertal ontbreekt. Vul het aan en maak een nieuwe versie van het rapport.")
    outcomes = [ground.basis.outcome(scenario) for scenario in ground.scenarios]
    advised = next(outcome for outcome in outcomes if outcome.number == heading.advised)
    reader, refs = Reader(ground.basis.names, code), references(ground)
    return BoardReportContent(
        title=f"{heading.title} {heading.region}: {name}",
        filename=filename(ground, "regio" if code is None else name),
        name=name,
        is_regional=code is None,
        is_demonstration=heading.is_demonstration,
        heading=f"{heading.title} {heading.region}",
        number=heading.number,
        version=heading.version,
        made_on=date_long(heading.made_on),
        made_day=heading.made_on.isoformat(),
        confidentiality="vertrouwelijk" if heading.is_confidential else "openbaar",
        occasion=_occasion(ground, code),
        advice=tuple(Part(text, core) for text, core in decisions.advice(ground.advised)),
        decisions=tuple(decisions.filled(heading.decisions, ground.advised, code=code, name=name)),
        numbers=board_first.numbers(ground, advised, reader, refs),
        risk=risks(advised, reader)[0],
        who=board_first.who(ground, advised, code),
        options=board_options.options(ground, outcomes, reader, refs),
        former_version=ground.former_version,
        changes=tuple(ground.changes.get(code or "", ())),
        subregions=board_region.subregion_page(ground, code),
        differences=board_region.difference_page(ground),
        standpunten=board_agreement.standpunt_page(ground, code),
        cooperation=board_agreement.cooperation(ground),
        wishes=board_agreement.wishes(ground, code),
        money=board_appendix.money(ground, outcomes, reader, refs),
        tables=board_numbers.tables(ground, outcomes, reader, refs),
        steps=board_numbers.steps(ground, outcomes, reader),
        appendix=board_appendix.appendix(ground, outcomes, reader),
        references=tuple(refs.values()),
        sha256=sha256,
    )


def first_page(
    report: BoardReport, documents: QuerySet[BoardReportDocument], *, makes: bool
) -> BoardReportContent | None:
    """Return page 1 of what these readers may open: their municipality's own, for the makers that of the region.

    None as long as that document is not made.
    """
    ready = list(documents.exclude(document=None).values_list("municipality__code", flat=True))
    codes = [None] if makes else sorted(ready, key=lambda code: (code is None, code))
    if not codes or codes[0] not in ready:
        return None
    return build(thaw(report.dataset), code=codes[0], sha256=report.dataset_sha256)


def filename(ground: Dataset, audience: str) -> str:
    """Return "2026-12-08 Inkoop leerroutes Achterhoek - Aalten v1.pdf", without signs that a file system refuses."""
    heading = ground.heading
    plain = f"{heading.decide_on.isoformat()} {heading.title} {heading.region} - {audience} v{heading.version}"
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", plain)[:LONGEST_FILENAME] + ".pdf"


def _occasion(ground: Dataset, code: str | None) -> str:
    body = f"college van {ground.basis.names[code]}" if code else f"colleges van regio {ground.heading.region}"
    return f"Ter besluit, {body}, {date_long(ground.heading.decide_on)}"
