"""What belongs to a road that ended: test, lessons, hours, PVT, MAP, exams and the talks of the last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from inburgering.accounts.models import User
from trajectories.actions.example import monday_after, workday
from trajectories.actions.example.lessons import BOUGHT, HOURS_PER_WEEK, OWN_CHOICE, SOURCE, Z_HOURS
from trajectories.models import (
    ContactForm,
    Conversation,
    CoursePlacement,
    ExamResult,
    HoursMonth,
    Leerbaarheidstoets,
    Leerroute,
    ModuleMap,
    Participatieverklaring,
    Trajectory,
)

if TYPE_CHECKING:
    from trajectories.actions.example.finished import Road

Kind = HoursMonth.Kind
PARTS = ["LE", "LU", "KNM", "SC", "SP"]
DUO, PVT_ACTIVITY, MAP_PLACE = "DUO (verzonnen)", "Bezoek aan de gemeenteraad", "stage bij een bedrijf in de regio"
TALKS = (
    (300, "Halverwege: docent en inburgeraar zijn tevreden. Oefent thuis door."),
    (150, "Gesproken over de laatste stappen en wat daarna komt."),
    (10, "Laatste gesprek: teruggekeken en afscheid genomen."),
)
Pairs = Sequence[tuple["Road", Trajectory]]


def write(pairs: Pairs, user: User) -> None:
    """Write everything below the trajectories of one gemeente."""
    Leerbaarheidstoets.objects.bulk_create(_test(road, made) for road, made in pairs)
    CoursePlacement.objects.bulk_create(one for road, made in pairs for one in _courses(road, made, user))
    HoursMonth.objects.bulk_create(one for road, made in pairs for one in _hours(road, made, user))
    Participatieverklaring.objects.bulk_create(_pvt(road, made) for road, made in pairs)
    ModuleMap.objects.bulk_create(_map(road, made) for road, made in pairs if road.map_ended and road.is_reached)
    ExamResult.objects.bulk_create(one for road, made in pairs if road.is_reached for one in _exams(road, made))
    Conversation.objects.bulk_create(one for road, made in pairs for one in _talks(road, made, user))


def _test(road: Road, made: Trajectory) -> Leerbaarheidstoets:
    result = Leerbaarheidstoets.Result.NIET_HAALBAAR if road.is_z else Leerbaarheidstoets.Result.HAALBAAR
    return Leerbaarheidstoets(
        organisation_id=made.organisation_id, trajectory=made, taken_on=workday(road.kennisgeving + timedelta(days=30)),
        result=result, source=DUO,
    )  # fmt: skip


def _spans(road: Road) -> list[tuple[str, date, date, str]]:
    """Return leerroute, first and last day of each course, and why it ended."""
    if not road.has_switched:
        return [(road.leerroute, road.start, road.end, "afgerond")]
    again = monday_after(road.switched_on + timedelta(days=20))
    return [
        (road.former_route, road.start, road.switched_on, "andere leerroute"),
        (road.leerroute, again, road.end, "afgerond"),
    ]


def _courses(road: Road, made: Trajectory, user: User) -> Iterator[CoursePlacement]:
    for turn, (leerroute, starts_on, ended_on, because) in enumerate(_spans(road)):
        offered_on = road.switched_on if turn else made.offered_on
        yield CoursePlacement(
            organisation_id=made.organisation_id,
            trajectory=made,
            cursusinstelling=BOUGHT if road.is_asylum else OWN_CHOICE,
            component=leerroute,
            leerroute=leerroute,
            state=CoursePlacement.State.ENDED,
            offered_on=offered_on if road.is_asylum else None,
            hours_per_week=HOURS_PER_WEEK,
            starts_on=starts_on,
            ended_on=ended_on,
            end_reason=because,
            made_by=user.audit_name,
        )


def _hours(road: Road, made: Trajectory, user: User) -> Iterator[HoursMonth]:
    """Yield the whole months of the lessons, PVT and MAP; the Z-route counts to its 800 hours of each."""
    lessons = took_part = 0
    inside = dict(_around_lessons(road))
    for (month, kind), followed in inside.items():
        yield _month(made, user, month, kind, followed)
        took_part += followed
    for _, starts_on, ended_on, _ in _spans(road):
        for month in _months(starts_on, ended_on):
            followed = 45 + (road.place + month.month) % 5
            followed = min(followed, Z_HOURS - lessons) if road.is_z else followed
            lessons += followed
            if followed:
                yield _month(made, user, month, Kind.NT2, followed, missed=(road.place + month.month) % 4)
            there = min(44, Z_HOURS - took_part) if road.is_z and road.is_asylum else 0
            took_part += there
            if there:
                yield _month(made, user, month, Kind.PARTICIPATIE, there)


def _around_lessons(road: Road) -> Iterator[tuple[tuple[date, str], int]]:
    for day in (road.pvt - timedelta(days=45), road.pvt - timedelta(days=12)):
        yield (day.replace(day=1), Kind.PVT), 6
    if road.map_ended and road.is_reached:
        for back in (30, 61, 92, 123):
            yield ((road.map_ended - timedelta(days=back)).replace(day=1), Kind.MAP), 10


def _months(starts_on: date, ended_on: date) -> Iterator[date]:
    """Yield the first days of the months that lie whole between two days."""
    month = (starts_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    while (following := (month + timedelta(days=32)).replace(day=1)) <= ended_on:
        yield month
        month = following


def _month(made: Trajectory, user: User, month: date, kind: str, followed: int, *, missed: int = 0) -> HoursMonth:
    return HoursMonth(
        organisation_id=made.organisation_id,
        trajectory=made,
        month=month,
        kind=kind,
        followed=followed,
        missed_with_notice=missed // 2,
        missed_without_notice=missed - missed // 2,
        source=SOURCE,
        recorded_by=user.audit_name,
    )


def _pvt(road: Road, made: Trajectory) -> Participatieverklaring:
    return Participatieverklaring(
        organisation_id=made.organisation_id, trajectory=made, activity=PVT_ACTIVITY,
        activity_on=workday(road.pvt - timedelta(days=12)), signed_on=road.pvt,
    )  # fmt: skip


def _map(road: Road, made: Trajectory) -> ModuleMap:
    return ModuleMap(organisation_id=made.organisation_id, trajectory=made, places=MAP_PLACE, ended_on=road.map_ended)


def _exams(road: Road, made: Trajectory) -> Iterator[ExamResult]:
    """Yield what the diploma or certificate stands on."""
    parts = {Leerroute.ONDERWIJS: ["TST"], Leerroute.ZELFREDZAAMHEID: ["ZEIND"]}.get(Leerroute(road.leerroute), PARTS)
    for turn, part in enumerate(parts):
        taken_on = workday(road.end - timedelta(days=180 - 25 * turn))
        taken_on = made.z_ended_on or taken_on
        yield ExamResult(
            organisation_id=made.organisation_id,
            trajectory=made,
            part=part,
            level="B1" if part in PARTS and part != "KNM" else "",
            taken_on=taken_on,
            result=ExamResult.Result.GESLAAGD,
            result_on=taken_on if made.z_ended_on else workday(taken_on + timedelta(weeks=7)),
            source=_told_by(made),
        )


def _told_by(made: Trajectory) -> str:
    """Return who told the result: the college holds the closing conversation of the Z-route itself."""
    return "eindgesprek met het college" if made.z_ended_on else DUO


def _talks(road: Road, made: Trajectory, user: User) -> Iterator[Conversation]:
    for days, note in TALKS:
        held_on = workday(road.end - timedelta(days=days))
        yield Conversation(
            organisation_id=made.organisation_id,
            trajectory=made,
            held_on=held_on,
            form=ContactForm.KANTOOR,
            attendance=Conversation.Attendance.PRESENT,
            note=note,
            recorded_at=timezone.make_aware(datetime.combine(held_on, time(16, 10))),
            recorded_by=user.audit_name,
            recorder=user,
        )
