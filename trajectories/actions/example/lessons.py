"""The lessons of the people in the example: which course, when, and how many hours in each month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from procurement.models import Contract, StartMoment
from trajectories.actions.example import BEFORE_MOVE, Invented, monday_after
from trajectories.models import CoursePlacement, HoursMonth, Leerroute

BOUGHT, OWN_CHOICE = "Taalhuis De Brug (verzonnen)", "Taalschool Het Palet (verzonnen)"
SOURCE = "opgave van de aanbieder (verzonnen)"
HOURS_PER_WEEK = 12
LASTS = {
    Leerroute.B1: timedelta(days=700),
    Leerroute.ONDERWIJS: timedelta(days=550),
    Leerroute.ZELFREDZAAMHEID: timedelta(days=640),
}
WAIT, NEXT_GROUP = timedelta(days=20), timedelta(days=21)
FALLS_FOR = timedelta(days=70)
Z_HOURS = 800  # Besluit inburgering 2021, art. 3.14: of lessons, and for asielstatushouders of taking part
NOT_BEGUN = 4  # so many of the newest still wait for an offer
Kind = HoursMonth.Kind


@dataclass(frozen=True, slots=True)
class Lessons:
    """One course; `ended_on` None while it runs or waits."""

    leerroute: str
    starts_on: date
    until_on: date
    ended_on: date | None = None
    because: str = ""
    moment: StartMoment | None = None

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day <= (self.ended_on or self.until_on)

    def share_of(self, month: date) -> float:
        """Return which part of a month, given by its first day, has lessons."""
        days = calendar.monthrange(month.year, month.month)[1]
        last = min(month.replace(day=days), self.ended_on or self.until_on)
        return max(0, (last - max(month, self.starts_on)).days + 1) / days


def offered_on(person: Invented, place: int, pip_on: date) -> date | None:
    """Return the day of the offer. A gezinsmigrant chooses a school without one; the newest still wait."""
    is_waiting = person.kind == "EARLY" and place < NOT_BEGUN
    return None if is_waiting or not person.is_asylum else pip_on + timedelta(days=18 + place)


def planned(
    person: Invented, place: int, pip_on: date, changed_on: date | None, coming: dict[str, StartMoment], on: date
) -> list[Lessons]:
    """Return the courses of one person until today and the one that is still to start; nothing without an offer."""
    if person.kind == "EARLY" and place < NOT_BEGUN:
        return []
    starts_on = monday_after(pip_on + timedelta(days=18 + place) + WAIT)
    if changed_on is None or not person.former_route:
        return [_one(person, person.row["leerroute"], starts_on, coming, on)]
    first = Lessons(person.former_route, starts_on, starts_on + LASTS[Leerroute(person.former_route)], changed_on,
                    "andere leerroute")  # fmt: skip
    return [first, _one(person, person.row["leerroute"], monday_after(changed_on + NEXT_GROUP), coming, on)]


def _one(person: Invented, leerroute: str, starts_on: date, coming: dict[str, StartMoment], on: date) -> Lessons:
    moment = coming.get(leerroute) if starts_on > on and person.is_asylum else None
    starts_on = moment.starts_on if moment else starts_on
    until_on = starts_on + LASTS[Leerroute(leerroute)]
    is_over = until_on <= on
    return Lessons(
        leerroute, starts_on, until_on, until_on if is_over else None, "alle lessen gevolgd" * is_over, moment
    )


def placements(
    person: Invented, lessons: list[Lessons], offered_on: date | None, contract: Contract, on: date
) -> Iterator[CoursePlacement]:
    """Yield a row per course. The offer of a second course is the day on which its PIP said so."""
    for turn, one in enumerate(lessons):
        state = CoursePlacement.State.ENDED if one.ended_on else CoursePlacement.State.RUNNING
        yield CoursePlacement(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            host_id=contract.organisation_id if person.is_asylum else None,
            contract=contract if person.is_asylum else None,
            start_moment=one.moment,
            cursusinstelling=contract.provider.name if person.is_asylum else OWN_CHOICE,
            component=one.leerroute,
            leerroute=one.leerroute,
            state=state if one.starts_on <= on else CoursePlacement.State.WAITING,
            offered_on=(lessons[turn - 1].ended_on if turn else offered_on) if person.is_asylum else None,
            hours_per_week=HOURS_PER_WEEK,
            starts_on=one.starts_on,
            expected_end_on=one.until_on,
            ended_on=one.ended_on,
            end_reason=one.because,
            made_by=person.written_by(one.starts_on),
        )


def hours(person: Invented, lessons: list[Lessons], inside: int, on: date) -> Iterator[HoursMonth]:
    """Yield the hours of every month that is over; `inside` are hours of PVT and MAP, part of those of taking part."""
    followed_so_far, took_part = 0, inside
    for month, (followed, missed, there) in _by_month(person, lessons, on).items():
        is_z = person.row["leerroute"] == Leerroute.ZELFREDZAAMHEID
        followed = min(followed, Z_HOURS - followed_so_far) if is_z else followed
        there = min(there, Z_HOURS - took_part)
        followed_so_far, took_part = followed_so_far + followed, took_part + there
        if followed:
            yield row(person, month, Kind.NT2, followed, missed=missed)
        if there:
            yield row(person, month, Kind.PARTICIPATIE, there)


def _by_month(person: Invented, lessons: list[Lessons], on: date) -> dict[date, tuple[int, int, int]]:
    """Return hours followed, missed and of taking part, per month; a month may have the end of one course and the
    start of another.
    """
    found: dict[date, tuple[int, int, int]] = {}
    for one in lessons:
        month = one.starts_on.replace(day=1)
        while month < on.replace(day=1) and (share := one.share_of(month)):
            followed, missed = _followed(person, month, share, on)
            takes_part = one.leerroute == Leerroute.ZELFREDZAAMHEID and person.is_asylum
            there = round((36 + (person.number + month.month) % 7) * share) if takes_part else 0
            before = found.get(month, (0, 0, 0))
            found[month] = (before[0] + followed, before[1] + missed, before[2] + there)
            month = (month + timedelta(days=32)).replace(day=1)
    return found


def _followed(person: Invented, month: date, share: float, on: date) -> tuple[int, int]:
    """Return the hours followed and missed in one month of at most some 52 hours."""
    is_falling = person.story == "FALLING" and on - month < FALLS_FOR
    followed = (14 if is_falling else 38) + (person.number + month.month) % 9
    missed = 18 if is_falling else (person.number + month.month) % 4
    return round(followed * share), round(missed * share)


def row(person: Invented, month: date, kind: str, followed: int, *, missed: int = 0) -> HoursMonth:
    by = person.written_by(month)
    return HoursMonth(
        organisation_id=person.trajectory.organisation_id,
        trajectory=person.trajectory,
        month=month,
        kind=kind,
        followed=followed,
        missed_with_notice=missed // 2,
        missed_without_notice=missed - missed // 2,
        source=f"overgedragen door {BEFORE_MOVE}" if by == BEFORE_MOVE else SOURCE,
        recorded_by=by,
    )
