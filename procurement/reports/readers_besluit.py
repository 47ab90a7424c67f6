"""The besluiten of colleges and councils on a report, and what one municipality said and decided itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from inburgering.notation import sort_key
from procurement.models import BoardReport
from procurement.models.reaction import Besluit, Reaction

HEADINGS = (
    "Gemeente", "Orgaan", "Datum besluit", "Besluit", "Wat er is besloten", "Kenmerk", "Vastgelegd op",
    "Vastgelegd door", "Ingetrokken op", "Reden van intrekken",
)  # fmt: skip
BODIES = {Besluit.Body.COLLEGE: "college", Besluit.Body.RAAD: "gemeenteraad"}


@dataclass(frozen=True, slots=True)
class Decided:
    """One besluit. `number` counts within the report, in the order in which they were recorded."""

    number: int
    code: str
    slug: str
    name: str
    body: str
    decided_on: date
    outcome: str
    label: str
    text: str
    reference: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None
    withdrawn_because: str

    @property
    def is_decided(self) -> bool:
        """Whether it counts: not withdrawn and not put off."""
        return self.withdrawn_at is None and self.outcome != Besluit.Outcome.POSTPONED


def listing(report: BoardReport) -> list[Decided]:
    """Return every besluit on the report that the asker may see, withdrawn ones included, by municipality."""
    rows = [_decided(place, one) for place, one in enumerate(_rows(report), start=1)]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.decided_on, row.number))


def keys(report: BoardReport) -> list[tuple[int, int]]:
    """Return (number within the report, key in the table) of every besluit on it."""
    return list(enumerate(_rows(report).values_list("pk", flat=True), start=1))


def table(rows: list[Decided]) -> list[list[str | date | datetime | None]]:
    """Return the rows of the Excel file, in the order of HEADINGS."""
    return [
        [
            row.name, row.body, row.decided_on, row.label, row.text, row.reference, row.recorded_at, row.recorded_by,
            row.withdrawn_at, row.withdrawn_because,
        ]
        for row in rows
    ]  # fmt: skip


def reactions(given: QuerySet[Reaction]) -> list[Reaction]:
    """Return reactions, newest first."""
    return list(given.select_related("municipality").order_by("-pk"))


def _rows(report: BoardReport) -> QuerySet[Besluit]:
    return Besluit.objects.filter(report=report).select_related("municipality").order_by("pk")


def _decided(number: int, one: Besluit) -> Decided:
    return Decided(
        number=number,
        code=one.municipality.code,
        slug=one.municipality.slug,
        name=one.municipality.name,
        body=BODIES[Besluit.Body(one.body)],
        decided_on=one.decided_on,
        outcome=one.outcome,
        label=one.get_outcome_display(),
        text=one.text,
        reference=one.reference,
        recorded_at=one.recorded_at,
        recorded_by=one.recorded_by.split(" <")[0],
        withdrawn_at=one.withdrawn_at,
        withdrawn_because=one.withdrawn_because,
    )
