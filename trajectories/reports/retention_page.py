"""What the page of the terms shows: what must go now, what comes, what waits, and what goes by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inburgering.accounts.models import Organisation
from inburgering.notation import count, date_long
from regions.rules.finding import Part
from trajectories.reports.retention import Dossier, dossiers, without_term
from trajectories.rules import retention
from trajectories.rules.calendar_days import months_later
from trajectories.rules.retention import ShortLived

HEADER = (
    "Gemeente", "Traject", "Team", "Afloop", "Einde", "Grond", "Artikel", "Te vernietigen vanaf", "Stand",
    "Uitgesteld tot", "Omdat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Dossiers with the same ground, with the rule that says so."""

    ground: str
    article: str
    source: str
    valid_from: date
    rows: tuple[Dossier, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """People whose road ended and for whom no term follows."""

    many: int
    label: str
    because: str


@dataclass(frozen=True, slots=True)
class Municipal:
    """One municipality: now to be destroyed, soon, held, on a list, and without a term."""

    organisation_id: int
    name: str
    now: tuple[Group, ...]
    coming: tuple[Dossier, ...]
    held: tuple[Dossier, ...]
    listed: tuple[Dossier, ...]
    unknown: tuple[Unknown, ...]

    @property
    def many_now(self) -> int:
        return sum(len(group.rows) for group in self.now)


@dataclass(frozen=True, slots=True)
class RetentionPage:
    finding: tuple[Part, ...]
    municipalities: tuple[Municipal, ...]
    until: date
    open_points: tuple[str, ...]
    short_lived: tuple[ShortLived, ...]

    @property
    def until_words(self) -> str:
        return f"tot en met {date_long(self.until)}"


def build(organisations: Sequence[Organisation], *, on: date) -> RetentionPage:
    """Return the page for these municipalities; three queries, and one more per municipality."""
    until = months_later(on, retention.AHEAD_MONTHS)
    by_place: dict[int, list[Dossier]] = defaultdict(list)
    for one in dossiers([place.pk for place in organisations], until=until, on=on):
        by_place[one.organisation_id].append(one)
    places = tuple(_municipal(place, by_place[place.pk], on) for place in organisations)
    return RetentionPage(
        finding=_finding(places), municipalities=places, until=until, open_points=retention.OPEN_POINTS,
        short_lived=retention.SHORT_LIVED,
    )  # fmt: skip


def grouped(rows: Iterable[Dossier]) -> tuple[Group, ...]:
    """Return the dossiers per ground, in the order in which their terms pass."""
    groups: dict[str, list[Dossier]] = defaultdict(list)
    for row in rows:
        groups[row.term.ground].append(row)
    return tuple(
        Group(retention.GROUNDS[key], mine[0].term.rule.article, mine[0].term.rule.source,
              mine[0].term.rule.valid_from, tuple(mine))
        for key, mine in groups.items()
    )  # fmt: skip


def excel_rows(page: RetentionPage) -> list[tuple[str | date | None, ...]]:
    """Return a row per dossier of the page, as HEADER names the columns."""
    return [
        (
            place.name, one.number, one.team, one.outcome, one.term.ended_on, one.ground, one.term.rule.article,
            one.term.due_on, state, one.hold.until_on if one.hold else None, one.hold.because if one.hold else None,
        )
        for place in page.municipalities
        for state, rows in (
            ("nu te vernietigen", [row for group in place.now for row in group.rows]),
            ("wordt vernietigd", place.listed), ("uitgesteld", place.held), ("komt", place.coming),
        )
        for one in rows
    ]  # fmt: skip


def _municipal(place: Organisation, found: list[Dossier], on: date) -> Municipal:
    held = tuple(one for one in found if one.hold)
    free = [one for one in found if not one.hold]
    over = [one for one in free if one.term.is_over(on)]
    return Municipal(
        organisation_id=place.pk, name=place.name,
        now=grouped(one for one in over if not one.is_listed),
        coming=tuple(one for one in free if not one.term.is_over(on)),
        held=held, listed=tuple(one for one in over if one.is_listed),
        unknown=tuple(
            Unknown(many, _label(code), retention.WITHOUT_TERM[code].because)
            for code, many in without_term([place.pk]).items()
        ),
    )  # fmt: skip


def _label(code: str) -> str:
    return {"VERHUISD": "verhuisd", "OVERIG": "om een andere reden afgesloten", "WI2013": "onder de wet van 2013"}[code]


def _finding(places: Sequence[Municipal]) -> tuple[Part, ...]:
    now, coming = sum(one.many_now for one in places), sum(len(one.coming) for one in places)
    said = (
        [Part(count(now, "dossier", "dossiers"), strong=True), Part(f" {'moet' if now == 1 else 'moeten'} nu weg.")]
        if now
        else [Part("Er moet nu "), Part("geen dossier", strong=True), Part(" weg.")]
    )
    soon = f" In de komende drie maanden {'komt' if coming == 1 else 'komen'} er {coming or 'geen'} bij."
    waits = sum(len(one.held) for one in places)
    held = f" {count(waits, 'dossier is', 'dossiers zijn')} uitgesteld." if waits else ""
    return (*said, Part(soon + held))
