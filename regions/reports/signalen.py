"""Signalen of a region: what goes wrong in more than one place, by supplier, and what the region answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from inburgering.notation import count, date_long, sort_key
from regions.models import Signaal
from regions.rules.finding import Part

HEADER = ["Gezien op", "Gemeente", "Soort", "Leverancier", "Signaal", "Stand", "Antwoord", "Beantwoord op"]


@dataclass(frozen=True, slots=True)
class SignaalRow:
    pk: int
    day: str
    noticed_on: date
    municipality: str
    kind: str
    supplier: str
    text: str
    state: str
    is_open: bool
    answer: str
    answered_on: date | None

    def row(self) -> list[object]:
        return [
            self.noticed_on, self.municipality, self.kind, self.supplier, self.text, self.state, self.answer,
            self.answered_on,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supplier:
    name: str
    number: int
    municipalities: str
    still_open: int


@dataclass(frozen=True, slots=True)
class Signalen:
    finding: tuple[Part, ...]
    rows: tuple[SignaalRow, ...]
    suppliers: tuple[Supplier, ...]


def build(found: QuerySet[Signaal]) -> Signalen:
    """Return the signalen that the asker may read, those without an answer first; one query."""
    given = sorted(found.select_related("municipality").order_by("-noticed_on", "-pk"), key=_is_answered)
    rows = tuple(row_of(one) for one in given)
    suppliers = _suppliers(rows)
    return Signalen(_finding(rows, suppliers), rows, suppliers)


def _is_answered(one: Signaal) -> bool:
    return one.state == Signaal.State.ANSWERED


def row_of(one: Signaal) -> SignaalRow:
    return SignaalRow(
        pk=one.pk,
        day=date_long(one.noticed_on),
        noticed_on=one.noticed_on,
        municipality=one.municipality.name,
        kind=one.get_kind_display(),
        supplier=one.supplier,
        text=one.text,
        state=one.get_state_display(),
        is_open=one.state == Signaal.State.OPEN,
        answer=one.answer,
        answered_on=one.answered_on,
    )


def _suppliers(rows: tuple[SignaalRow, ...]) -> tuple[Supplier, ...]:
    """Return each supplier once, whatever capitals were typed, the most named first."""
    numbers = Counter(sort_key(row.supplier)[0] for row in rows if row.supplier)
    told = []
    for key, number in numbers.most_common():
        mine = [row for row in rows if sort_key(row.supplier)[0] == key]
        names = sorted({row.municipality for row in mine})
        told.append(Supplier(mine[0].supplier, number, ", ".join(names), sum(not row.answer for row in mine)))
    return tuple(told)


def _finding(rows: tuple[SignaalRow, ...], suppliers: tuple[Supplier, ...]) -> tuple[Part, ...]:
    if not rows:
        return (Part("Er zijn "), Part("geen signalen", strong=True), Part("."))
    waiting = sum(not row.answer for row in rows)
    verb = "signaal wacht" if waiting == 1 else "signalen wachten"
    told = [Part(f"{waiting} {verb}" if waiting else "Geen signaal wacht", strong=True), Part(" op antwoord.")]
    if suppliers and suppliers[0].number > 1:
        most = suppliers[0]
        told.append(Part(f" {most.name} komt het vaakst voor: {count(most.number, 'keer', 'keer')}."))
    return tuple(told)
