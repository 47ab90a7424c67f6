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
    """What one municipality must destroy now, per ground; one list to confirm."""

    organisation_id: int
    name: str
    groups: tuple[Group, ...]

    @property
    def many(self) -> int:
        return sum(len(group.rows) for group in self.groups)


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """`now` has the municipalities with something to destroy; the other lists hold all municipalities together."""

    finding: tuple[Part, ...]
    now: tuple[Municipal, ...]
    coming: tuple[Dossier, ...]
    held: tuple[Dossier, ...]
    listed: tuple[Dossier, ...]  # on a confirmed list that is being worked off
    unknown: tuple[Unknown, ...]
    until: date
    open_points: tuple[str, ...]
    short_lived: tuple[ShortLived, ...]

    @property
    def until_words(self) -> str:
        return f"tot en met {date_long(self.until)}"


def build(organisations: Sequence[Organisation], *, on: date) -> RetentionPage:
    """Return the page for these municipalities; four queries."""
    until = months_later(on, retention.AHEAD_MONTHS)
    places = [place.pk for place in organisations]
    found = dossiers(places, until=until, on=on)
    free = [one for one in found if not one.hold]
    over = [one for one in free if one.term.is_over(on)]
    now = tuple(
        Municipal(place.pk, place.name, grouped(mine))
        for place in organisations
        if (mine := [one for one in over if one.organisation_id == place.pk and not one.is_listed])
    )
    coming = tuple(one for one in free if not one.term.is_over(on))
    held = tuple(one for one in found if one.hold)
    return RetentionPage(
        finding=_finding(sum(one.many for one in now), len(coming), len(held)),
        now=now, coming=coming, held=held, listed=tuple(one for one in over if one.is_listed),
        unknown=tuple(
            Unknown(many, _label(code), retention.WITHOUT_TERM[code].because)
            for code, many in without_term(places).items()
        ),
        until=until, open_points=retention.OPEN_POINTS, short_lived=retention.SHORT_LIVED,
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
    now = [row for place in page.now for group in place.groups for row in group.rows]
    lists = (
        ("nu te vernietigen", now), ("wordt vernietigd", page.listed), ("uitgesteld", page.held), ("komt", page.coming),
    )  # fmt: skip
    return [
        (
            one.municipality, one.number, one.team, one.outcome, one.term.ended_on, one.ground, one.term.rule.article,
            one.term.due_on, state, one.hold.until_on if one.hold else None, one.hold.because if one.hold else None,
        )
        for state, rows in lists
        for one in rows
    ]  # fmt: skip


def _label(code: str) -> str:
    return {"VERHUISD": "verhuisd", "OVERIG": "om een andere reden afgesloten", "WI2013": "onder de wet van 2013"}[code]


def _finding(now: int, coming: int, held: int) -> tuple[Part, ...]:
    said = (
        [Part(count(now, "dossier", "dossiers"), strong=True), Part(f" {'moet' if now == 1 else 'moeten'} nu weg.")]
        if now
        else [Part("Er moet nu "), Part("geen dossier", strong=True), Part(" weg.")]
    )
    more = f"{'komt' if coming == 1 else 'komen'} er {coming} bij" if coming else "komt er niets bij"
    waits = f" {count(held, 'dossier is', 'dossiers zijn')} uitgesteld." if held else ""
    return (*said, Part(f" In de komende drie maanden {more}.{waits}"))
