"""Every date that follows from some facts, with its reason, article, source and since when the rule holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inburgering.notation import count, date_long
from regions.rules.finding import Part
from trajectories.rules.deadlines import Deadline, Facts, deadlines, next_deadline
from trajectories.rules.extension_grounds import EXTENSION_GROUNDS, TOGETHER, ExtensionGround
from trajectories.rules.law_periods import OPEN_POINTS, RULES, Rule

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
SOURCE = (
    "Weekend en feestdagen verschuiven hier alleen het einde van de bezwaartermijn. Een datum van DUO gaat altijd "
    "voor. Aan deze berekening kan niemand rechten ontlenen."
)
OPENS = "VERLENGEN"  # a possibility that begins on its day; every other window ends on it
HEADER = ("Datum", "Weekdag", "Termijn", "Stand", "Uitleg", "Verschil met DUO", "Artikel", "Regel geldt vanaf", "Bron",
          "Open punt")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One date as it is printed. `state` is a short Dutch word, such as verwacht."""

    day: date
    other_day: date | None
    weekday: str
    label: str
    state: str
    explanation: str
    difference: str
    article: str
    valid_from: date | None
    source: str
    open_point: str
    in_dossier: date | None = None


@dataclass(frozen=True, slots=True)
class ClockPage:
    finding: tuple[Part, ...]
    rows: tuple[ClockRow, ...]
    on: date
    source: str
    header: Sequence[str] = HEADER

    def sheet(self) -> list[tuple[object, ...]]:
        return [
            (row.day, row.weekday, row.label, row.state, row.explanation, row.difference, row.article, row.valid_from,
             row.source, row.open_point)
            for row in self.rows
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class LawPage:
    """The rules themselves: what the page shows before anything is typed."""

    rules: tuple[Rule, ...]
    grounds: tuple[ExtensionGround, ...]
    together: str
    open_points: tuple[str, ...]


def law() -> LawPage:
    return LawPage(RULES, EXTENSION_GROUNDS, TOGETHER, OPEN_POINTS)


def build(facts: Facts, *, on: date, beside: Facts | None = None) -> ClockPage:
    """Return the dates of these facts on a day; where those of `beside` differ, these stand with them."""
    found = deadlines(facts, on=on)
    there = {one.kind: one.due_on for one in deadlines(beside, on=on)} if beside else {}
    return ClockPage(
        finding=_finding(next_deadline(facts, on=on), found, on),
        rows=tuple(_row(one, on, there.get(one.kind)) for one in found),
        on=on,
        source=f"Gerekend op {date_long(on)}. {SOURCE}",
    )


def with_weekday(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {date_long(day)}"


def _finding(coming: Deadline | None, found: Sequence[Deadline], on: date) -> tuple[Part, ...]:
    if coming is None:
        said = "Uit deze feiten volgt nog geen datum." if not found else "Er staat geen termijn meer open."
        return (Part(said),)
    days = (coming.due_on - on).days
    when = f", {count(-days, 'dag', 'dagen')} te laat." if days < 0 else f", over {count(days, 'dag', 'dagen')}."
    return (
        Part("Als eerste komt "),
        Part(coming.label, strong=True),
        Part(": "),
        Part(with_weekday(coming.due_on), strong=True),
        Part(", vandaag." if days == 0 else when),
    )


def _row(one: Deadline, on: date, in_dossier: date | None) -> ClockRow:
    return ClockRow(
        day=one.due_on,
        other_day=one.candidates[-1] if one.candidates else None,
        weekday=WEEKDAYS[one.due_on.weekday()],
        label=one.label,
        state=_state(one, on),
        explanation=one.explanation,
        difference=one.difference,
        article=one.article,
        valid_from=one.valid_from,
        source=one.source,
        open_point=one.open_point,
        in_dossier=in_dossier if in_dossier != one.due_on else None,
    )


def _state(one: Deadline, on: date) -> str:
    if one.met_on:
        return f"gedaan op {date_long(one.met_on)}"
    if one.is_open and one.due_on < on:
        return f"te laat: {count((on - one.due_on).days, 'dag', 'dagen')}"
    if one.kind == OPENS and one.due_on <= on and not one.ended_on:
        return "kan nu"
    words = ["verwacht"] if one.is_expected else []
    words += ["volgens DUO"] if one.is_from_duo else []
    return ", ".join(words) or ("voorbij" if one.due_on < on else "")
