"""Lessons and participation as they are counted: hours, attendance, waiting, attempts at an exam.

Hours are whole, as DUO counts them (gevolgde uren 1.0.0). What the law asks of them stands in hour_norms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from inburgering.notation import count, listing
from trajectories.rules.calendar_days import last_days, months_later
from trajectories.rules.clock import ASIELSTATUSHOUDER, B1, ONDERWIJS, ZELFREDZAAMHEID
from trajectories.rules.law_periods import RULES, Rule, rule_on

ASIEL, Z_ROUTE = ASIELSTATUSHOUDER, ZELFREDZAAMHEID
ROUTE_NAMES: Mapping[str, str] = {B1: "B1-route", ONDERWIJS: "onderwijsroute", Z_ROUTE: "Z-route"}
# Component of a contract that is the leerroute itself.
ROUTE_COMPONENTS = frozenset(ROUTE_NAMES)
# DUO, redenGeenResultaat; the words are ours.
NO_RESULT: Mapping[str, str] = {
    "Afgemeld": "afgemeld",
    "Absent": "absent",
    "Verwijtbaar": "verwijtbaar",
    "Nietverwijtbaar": "niet verwijtbaar",
}
DAYS_PER_WEEK = 7
LEVELS = ("A2", "B1", "B2")  # from low to high
plus_months = months_later


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of one kind (NT2, ALFABETISERING, KNM, PVT, MAP or PARTICIPATIE) in the month that starts on `month`."""

    month: date
    kind: str
    followed: int
    missed_with_notice: int = 0
    missed_without_notice: int = 0

    @property
    def given(self) -> int:
        return self.followed + self.missed_with_notice + self.missed_without_notice


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many of the hours given in one month were followed, over all kinds."""

    month: date
    followed: int
    given: int

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.followed) / self.given if self.given else None


def followed_per_kind(hours: Iterable[Hours]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for row in hours:
        totals[row.kind] = totals.get(row.kind, 0) + row.followed
    return totals


def attendance(hours: Iterable[Hours]) -> tuple[Attendance, ...]:
    """Return the attendance per month in which hours were given, oldest first."""
    months: dict[date, tuple[int, int]] = {}
    for row in hours:
        followed, given = months.get(row.month, (0, 0))
        months[row.month] = (followed + row.followed, given + row.given)
    return tuple(Attendance(month, *months[month]) for month in sorted(months) if months[month][1])


def ontzorgen_until(bijstand_from: date, rules: tuple[Rule, ...] = RULES) -> date:
    """Return the last day of ontzorgen, counted from the day on which the right to bijstand arose (Pw art. 56a)."""
    return last_days(bijstand_from, rule_on(rules, "ONTZORGEN", bijstand_from).parameters["months"])[0]


def term_ends_on(first_pip_dated_on: date, rules: tuple[Rule, ...] = RULES) -> date:
    """Return the last day of the term as counted from the day after the first PIP (Wi2021 art. 11)."""
    starts = first_pip_dated_on + timedelta(days=1)
    return last_days(starts, rule_on(rules, "TERMIJN", starts).parameters["months"])[0]


def waited(since: date, until: date) -> str:
    """Return "12 weken en 3 dagen", "5 dagen" or "0 dagen"."""
    weeks, days = divmod(max(0, (until - since).days), DAYS_PER_WEEK)
    parts = [count(weeks, "week", "weken")] if weeks else []
    if days or not weeks:
        parts.append(count(days, "dag", "dagen"))
    return listing(parts)


def free_attempts(on: date, rules: tuple[Rule, ...] = RULES) -> int:
    """Return how many attempts per part an asielstatushouder has for nothing (Regeling art. 3.5)."""
    return rule_on(rules, "EXAMENPOGING", on).parameters["attempts"]


def attempts_used(results: Sequence[tuple[str, str, str]], pip_level: str = "") -> dict[str, int]:
    """Return per exam part how many sittings got a result; `results` are part, level and result.

    A sitting below the level of the PIP is never for nothing, so it uses up no free attempt.
    """
    used: dict[str, int] = {}
    for part, level, result in results:
        if result in {"GESLAAGD", "GEZAKT"} and not _is_below(level, pip_level):
            used[part] = used.get(part, 0) + 1
    return used


def _is_below(level: str, pip_level: str) -> bool:
    return level in LEVELS and pip_level in LEVELS and LEVELS.index(level) < LEVELS.index(pip_level)
