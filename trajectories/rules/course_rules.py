"""What the law counts in lessons and participation: norms, totals, attendance, terms and waiting.

Hours are whole, as DUO counts them. Sources: Wet inburgering 2021 (Wi2021), Besluit and Regeling inburgering 2021,
and DUO's interface for municipalities (gevolgde uren 1.0.0).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from inburgering.notation import count, listing, number

ASIEL = "ASIELSTATUSHOUDER"
B1, ONDERWIJS, Z_ROUTE = "B1", "ONDERWIJS", "ZELFREDZAAMHEID"
ROUTE_NAMES: Mapping[str, str] = {B1: "B1-route", ONDERWIJS: "onderwijsroute", Z_ROUTE: "Z-route"}
# Component of a contract that is the leerroute itself.
ROUTE_COMPONENTS = frozenset(ROUTE_NAMES)
MOST_HOURS = 9999  # DUO, gevolgde uren: 0 to 9999
AFSCHALEN_HOURS = 600  # Besluit art. 5.5
FREE_ATTEMPTS = 2  # Regeling art. 3.5: per exam part, asielstatushouders only
# DUO, redenGeenResultaat; the words are ours.
NO_RESULT: Mapping[str, str] = {
    "Afgemeld": "afgemeld",
    "Absent": "absent",
    "Verwijtbaar": "verwijtbaar",
    "Nietverwijtbaar": "niet verwijtbaar",
}
DAYS_PER_WEEK = 7
TERM_YEARS = 3


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
class Norm:
    """A number of hours that somebody must follow, or after which something may happen; counted over `kinds`."""

    key: str
    label: str
    hours: int
    kinds: tuple[str, ...]
    article: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Progress:
    norm: Norm
    followed: int

    @property
    def is_reached(self) -> bool:
        return self.followed >= self.norm.hours

    @property
    def sentence(self) -> str:
        """Return "PVT: 8 van 12 uur gevolgd" and what that means."""
        return f"{self.norm.label}: {number(self.followed)} van {number(self.norm.hours)} uur gevolgd"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many of the hours given in one month were followed, over all kinds."""

    month: date
    followed: int
    given: int

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.followed) / self.given if self.given else None


def norms(indeling: str, leerroute: str) -> tuple[Norm, ...]:
    """Return the norms of this group in this leerroute; what only a PIP promises is not among them."""
    found = [
        Norm("PVT", "PVT", 12, ("PVT",), "Wi2021 art. 6; Besluit art. 3.1", "en de ondertekening van de verklaring")
    ]
    if leerroute != ONDERWIJS:
        explained = "op de arbeidsmarkt, en een eindgesprek"
        found.append(Norm("MAP", "MAP", 40, ("MAP",), "Regeling art. 3.1; Wi2021 art. 8 lid 3", explained))
    if leerroute == B1:
        explained = "daarna mag afschalen naar A2, bij voldoende inzet"
        found.append(Norm("NT2_600", "Taal (NT2)", AFSCHALEN_HOURS, ("NT2",), "Besluit art. 5.5", explained))
    if leerroute == Z_ROUTE:
        lessons = ("NT2", "ALFABETISERING", "KNM")
        explained = "taal, alfabetisering en KNM"
        found.append(Norm("Z_LESSONS", "Lessen Z-route", 800, lessons, "Besluit art. 3.14", explained))
        if indeling == ASIEL:
            takes_part = ("PARTICIPATIE", "PVT", "MAP")
            explained = "de uren van PVT en MAP tellen mee"
            found.append(
                Norm("Z_PART", "Participatie Z-route", 800, takes_part, "Besluit art. 3.14 lid 5", explained)
            )  # fmt: skip
    return tuple(found)


def progress(indeling: str, leerroute: str, hours: Iterable[Hours]) -> tuple[Progress, ...]:
    """Return for each norm how many hours were followed; hours of before the PIP count (Besluit art. 3.14 and 5.5)."""
    totals = followed_per_kind(hours)
    return tuple(Progress(norm, sum(totals.get(kind, 0) for kind in norm.kinds)) for norm in norms(indeling, leerroute))


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


def plus_months(day: date, months: int) -> date:
    """Return the same day so many months later, the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def ontzorgen_until(bijstand_from: date) -> date:
    """Return the last day of ontzorgen: six months from the day on which the right to bijstand arose (Pw art. 56a)."""
    return plus_months(bijstand_from, 6) - timedelta(days=1)


def term_ends_on(first_pip_dated_on: date) -> date:
    """Return the last day of the term as counted: three years from the day after the first PIP (Wi2021 art. 11)."""
    return plus_months(first_pip_dated_on + timedelta(days=1), 12 * TERM_YEARS) - timedelta(days=1)


def is_last_part(term_end: date, *, on: date) -> bool:
    """Whether the last six months of the term run, in which extension may be asked (Wi2021 art. 12; Besluit 4.2)."""
    return plus_months(term_end, -6) <= on


def waited(since: date, until: date) -> str:
    """Return "12 weken en 3 dagen", "5 dagen" or "0 dagen"."""
    weeks, days = divmod(max(0, (until - since).days), DAYS_PER_WEEK)
    parts = [count(weeks, "week", "weken")] if weeks else []
    if days or not weeks:
        parts.append(count(days, "dag", "dagen"))
    return listing(parts)


def attempts_used(results: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return per exam part how many sittings got a result; `results` are pairs of part and result."""
    used: dict[str, int] = {}
    for part, result in results:
        if result in {"GESLAAGD", "GEZAKT"}:
            used[part] = used.get(part, 0) + 1
    return used
