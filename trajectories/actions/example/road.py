"""PIP, lessons, hours and exams of the people in the example, as they went until today. Written as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from procurement.models import Contract, StartMoment
from trajectories.actions import pip, plan
from trajectories.actions.example import Invented
from trajectories.models import (
    CoursePlacement,
    ExamResult,
    HoursMonth,
    Leerroute,
    ModuleMap,
    Participatieverklaring,
    Phase,
    Pip,
    Trajectory,
)
from trajectories.rules import pip_routes

OWN_CHOICE = "Taalschool Het Palet (verzonnen)"
SOURCE = "opgave van de aanbieder (verzonnen)"
SWITCHED, SCALED_DOWN, ABSENT_AT_EXAM = range(3), range(3, 5), 1  # places among those who are half-way
FALLING = 7
ARGUMENTS = {
    Leerroute.B1: "De leerbaarheidstoets en de gesprekken laten zien dat niveau B1 haalbaar is naast werk of gezin.",
    Leerroute.ONDERWIJS: "Wil een mbo-opleiding volgen, leert snel en had op school goede cijfers.",
    Leerroute.ZELFREDZAAMHEID: "Leert nog lezen en schrijven. Oefenen in de praktijk past beter dan veel les.",
}
# The onderwijsroute is looked into for everybody, also for who takes another one.
WANTS_SCHOOL = {
    "onderwijs_wish": "Wil een mbo-opleiding in de techniek volgen.",
    "onderwijs_level": "Middelbare school afgerond, cijfers gezien.",
    "onderwijs_chance": "Grote kans op een diploma, zegt ook de school.",
}
WANTS_WORK = {
    "onderwijs_wish": "Wil eerst werken en misschien later naar school.",
    "onderwijs_level": "Zes jaar naar school geweest, geen diploma.",
    "onderwijs_chance": "De kans op een diploma is nu niet groot.",
}
CHANGED = {
    Pip.Reason.FIRST: "",
    Pip.Reason.OTHER_ROUTE: "Het gaat anders dan verwacht: docent en inburgeraar willen een route die beter past.",
    Pip.Reason.AFSCHALEN: "Meer dan 600 uur les gevolgd, altijd aanwezig, elke week extra geoefend; B1 lukt niet.",
    Pip.Reason.MOVE: "Verhuisd vanuit een andere gemeente. De leerroute blijft zoals zij was.",
}
ALL_PARTS = ["LE", "LU", "SC", "SP"]
TEMPLATES = {Leerroute.B1: "start-b1", Leerroute.ONDERWIJS: "start-onderwijs", Leerroute.ZELFREDZAAMHEID: "start-z"}
READY = {
    "intensity_hours": 1200, "hours_per_week": Decimal(12), "pvt_hours": 12, "map_hours": 40,
    "conversations_per_year": 8, "support": "Elke zes weken een gesprek. Een taalmaatje via de bibliotheek.",
}  # fmt: skip
EMPTY: dict[str, dict[str, None]] = {  # what a route does not have
    Leerroute.B1: {},
    Leerroute.ZELFREDZAAMHEID: {"intensity_hours": None},
    Leerroute.ONDERWIJS: {"intensity_hours": None, "map_hours": None},
}
PHASES = {"EARLY": Phase.LEARNING, "MIDDLE": Phase.LEARNING, "LATE": Phase.LEARNING, "MOVED_IN": Phase.LEARNING,
          "COMPLETION": Phase.COMPLETION}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Road:
    """One person after the PIP: `place` is the place among those of the same kind."""

    person: Invented
    place: int
    pip_on: date
    on: date

    @property
    def trajectory(self) -> Trajectory:
        return self.person.trajectory

    @property
    def leerroute(self) -> str:
        return self.person.row["leerroute"]

    @property
    def has_switched(self) -> bool:
        return self.person.kind == "MIDDLE" and self.place in SWITCHED

    @property
    def is_scaled_down(self) -> bool:
        return self.leerroute == Leerroute.B1 and self.person.kind == "LATE" and self.place in SCALED_DOWN

    @property
    def changed_on(self) -> date | None:
        """The day of the second PIP, if there is one."""
        if self.has_switched:
            return self.pip_on + timedelta(days=130)
        if self.is_scaled_down:
            return self.pip_on + timedelta(days=500)
        return self.trajectory.moved_in_on + timedelta(days=12) if self.trajectory.moved_in_on else None

    @property
    def offered_on(self) -> date | None:
        is_waiting = self.person.kind == "EARLY" and self.place < 4  # noqa: PLR2004 - four still wait for an offer
        return None if is_waiting else self.pip_on + timedelta(days=18 + self.place)

    @property
    def starts_on(self) -> date | None:
        return self.offered_on + timedelta(days=24 + self.place) if self.offered_on else None


def write(people: list[Invented], places: dict[int, int], contract: Contract, on: date) -> None:
    """Write the roads of these people; `places` gives each its place among its own kind."""
    coming = contract.start_moments.filter(starts_on__gt=on).order_by("starts_on")
    next_start = {one.component: one for one in reversed(coming)}
    roads = [Road(person, places[person.number], pip_on, on) for person in people if (pip_on := person.day("pip", on))]
    Pip.objects.bulk_create(one for road in roads for one in _pips(road))
    for road in roads:
        _tell(road)
    CoursePlacement.objects.bulk_create(_course(road, contract, next_start) for road in roads if road.offered_on)
    HoursMonth.objects.bulk_create(month for road in roads for month in _hours(road))
    ExamResult.objects.bulk_create(exam for road in roads for exam in _exams(road))
    Participatieverklaring.objects.bulk_create(_pvt(road) for road in roads if road.person.kind != "EARLY")
    ModuleMap.objects.bulk_create(_map(road) for road in roads if road.person.kind in {"LATE", "COMPLETION"})


def draft(people: list[Invented], places: dict[int, int], on: date) -> None:
    """Let a first PIP be in the making, by the acts: a few are as good as ready."""
    for person in people:
        made = pip.draft(trajectory=person.trajectory, reason=Pip.Reason.FIRST, on=on, by=person.user)
        route = [Leerroute.B1, Leerroute.ZELFREDZAAMHEID, Leerroute.ONDERWIJS][person.number % 3]  # as in the intake
        columns = {"leerroute": route, "level": _level(route), "route_argument": ARGUMENTS[route]}
        if places[person.number] == 0:
            columns |= READY | {"dated_on": on} | _investigated(route)
        columns |= EMPTY[route]
        pip.save(pip=made, columns=columns, expected_version=made.version, on=on, by=person.user)
        plan.from_template(trajectory=person.trajectory, key=TEMPLATES[route], on=on, by=person.user)


def _level(leerroute: str) -> str:
    return "" if leerroute == Leerroute.ZELFREDZAAMHEID else "B1"


def _pips(road: Road) -> Iterator[Pip]:
    former = Leerroute.B1 if road.leerroute != Leerroute.B1 else Leerroute.ZELFREDZAAMHEID
    first = former if road.has_switched else road.leerroute
    yield _pip(road, 1, Pip.Reason.FIRST, road.pip_on, first, _level(first), is_last=road.changed_on is None)
    if road.changed_on is None:
        return
    if road.trajectory.moved_in_on:
        reason, level = Pip.Reason.MOVE, _level(road.leerroute)
    elif road.has_switched:
        reason, level = Pip.Reason.OTHER_ROUTE, _level(road.leerroute)
    else:
        reason, level = Pip.Reason.AFSCHALEN, "A2"
    yield _pip(road, 2, reason, road.changed_on, road.leerroute, level, is_last=True)


def _pip(road: Road, number: int, reason: str, dated_on: date, leerroute: str, level: str, *, is_last: bool) -> Pip:
    is_asylum = road.trajectory.indeling == "ASIELSTATUSHOUDER"
    disagrees = road.person.number % 14 == 6  # noqa: PLR2004 - a few
    return Pip(
        organisation_id=road.trajectory.organisation_id,
        trajectory=road.trajectory,
        number=number,
        state=Pip.State.ESTABLISHED if is_last else Pip.State.REPLACED,
        reason=reason,
        reason_words=CHANGED[Pip.Reason(reason)],
        dated_on=dated_on,
        leerroute=leerroute,
        level=level,
        afschaling_parts=ALL_PARTS if reason == Pip.Reason.AFSCHALEN else [],
        intensity_hours=1200 if is_asylum and leerroute == Leerroute.B1 else None,
        hours_per_week=12 if is_asylum else None,
        alphabet=road.person.row["alphabet"] or Pip.Alphabet.NVT,
        pvt_hours=12,
        map_hours=None if leerroute == Leerroute.ONDERWIJS else 40,
        conversations_per_year=8,
        support="Elke zes weken een gesprek. De klantregisseur belt de school elk kwartaal.",
        has_ontzorgen=is_asylum,
        route_argument=ARGUMENTS[Leerroute(leerroute)],
        **_investigated(leerroute),
        agreement=Pip.Agreement.DISAGREES if disagrees else Pip.Agreement.AGREES,
        agreement_reason="Wil liever minder dagen les." if disagrees else "",
        signed_at=None if disagrees else _moment(dated_on),
        signed_how="" if disagrees else "SCREEN",
        signed_name="" if disagrees else road.person.name,
        established_at=_moment(dated_on),
        established_by=road.person.user.audit_name,
        announced_on=dated_on,
        made_by=road.person.user.audit_name,
    )  # fmt: skip


def _investigated(leerroute: str) -> dict[str, str]:
    wants = WANTS_SCHOOL if leerroute == Leerroute.ONDERWIJS else WANTS_WORK
    return wants | {"other_routes_argument": pip_routes.written("LATER", "")}


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(14, 30)))


def _tell(road: Road) -> None:
    pvt = None if road.person.kind == "EARLY" else road.pip_on + timedelta(days=180)
    is_done = road.person.kind == "COMPLETION" and road.leerroute != Leerroute.ONDERWIJS
    Trajectory.objects.filter(pk=road.trajectory.pk).update(
        phase=PHASES[road.person.kind],
        leerroute=road.leerroute,
        level="A2" if road.is_scaled_down else _level(road.leerroute),
        is_alphabetisation=road.person.row["alphabet"] in {"A", "AA"},
        first_pip_dated_on=road.pip_on,
        pip_dated_on=road.changed_on or road.pip_on,
        offered_on=road.offered_on,
        lessons_started_on=road.starts_on if road.starts_on and road.starts_on <= road.on else None,
        pvt_signed_on=pvt if pvt and pvt <= road.on else None,
        map_ended_on=road.on - timedelta(days=40 + road.place) if is_done else None,
    )


def _course(road: Road, contract: Contract, next_start: dict[str, StartMoment]) -> CoursePlacement:
    starts_on = road.starts_on or road.on
    moment = next_start.get(road.leerroute) if starts_on > road.on else None
    starts_on = moment.starts_on if moment else starts_on
    is_asylum = road.trajectory.indeling == "ASIELSTATUSHOUDER"
    return CoursePlacement(
        organisation_id=road.trajectory.organisation_id,
        trajectory=road.trajectory,
        host_id=contract.organisation_id if is_asylum else None,
        contract=contract if is_asylum else None,
        start_moment=moment if is_asylum else None,
        cursusinstelling=contract.provider.name if is_asylum else OWN_CHOICE,
        component=road.leerroute,
        leerroute=road.leerroute,
        state=CoursePlacement.State.RUNNING if starts_on <= road.on else CoursePlacement.State.WAITING,
        offered_on=road.offered_on,
        hours_per_week=12,
        starts_on=starts_on,
        expected_end_on=starts_on + timedelta(days=600),
        made_by=road.person.user.audit_name,
    )


def _hours(road: Road) -> Iterator[HoursMonth]:
    if road.starts_on is None:
        return
    month, number, total = road.starts_on.replace(day=1), road.person.number, 0
    while month < road.on.replace(day=1):
        is_falling = number % 20 == FALLING and (road.on - month).days < 130  # noqa: PLR2004
        followed = (14 if is_falling else 36) + (number + month.month) % 9
        total += followed
        yield _month(
            road, month, HoursMonth.Kind.NT2, followed, missed=18 if is_falling else (number + month.month) % 4
        )
        if road.leerroute == Leerroute.ZELFREDZAAMHEID and road.trajectory.indeling == "ASIELSTATUSHOUDER":
            yield _month(road, month, HoursMonth.Kind.PARTICIPATIE, 30 + (number + month.month) % 7, missed=0)
        month = (month + timedelta(days=32)).replace(day=1)


def _month(road: Road, month: date, kind: str, followed: int, *, missed: int) -> HoursMonth:
    return HoursMonth(
        organisation_id=road.trajectory.organisation_id,
        trajectory=road.trajectory,
        month=month,
        kind=kind,
        followed=followed,
        missed_with_notice=missed // 2,
        missed_without_notice=missed - missed // 2,
        source=SOURCE,
        recorded_by=road.person.user.audit_name,
    )


def _exams(road: Road) -> Iterator[ExamResult]:
    if road.leerroute != Leerroute.B1 or road.person.kind not in {"LATE", "COMPLETION"}:
        return
    parts = ["LE", "LU", "KNM", "SC"] if road.person.kind == "COMPLETION" else ["LE", "KNM"]
    for turn, part in enumerate(parts):
        taken_on = road.on - timedelta(days=210 - 45 * turn + road.place)
        is_absent = road.place == ABSENT_AT_EXAM and part == "KNM"
        yield ExamResult(
            organisation_id=road.trajectory.organisation_id,
            trajectory=road.trajectory,
            part=part,
            level="A2" if part == "KNM" else "B1",
            taken_on=taken_on,
            result="GEEN" if is_absent else ("GEZAKT" if (road.place + turn) % 5 == 4 else "GESLAAGD"),  # noqa: PLR2004
            no_result_because="Absent" if is_absent else "",
            result_on=taken_on + timedelta(weeks=7),
            source="DUO (verzonnen)",
        )


def _pvt(road: Road) -> Participatieverklaring:
    signed_on = road.pip_on + timedelta(days=180)
    return Participatieverklaring(
        organisation_id=road.trajectory.organisation_id,
        trajectory=road.trajectory,
        activity="Bezoek aan de gemeenteraad en het museum",
        activity_on=signed_on - timedelta(days=20) if signed_on <= road.on else None,
        signed_on=signed_on if signed_on <= road.on else None,
    )


def _map(road: Road) -> ModuleMap:
    is_done = road.person.kind == "COMPLETION" and road.leerroute != Leerroute.ONDERWIJS
    return ModuleMap(
        organisation_id=road.trajectory.organisation_id,
        trajectory=road.trajectory,
        places="Kringloop en bakkerij",
        ended_on=road.on - timedelta(days=40 + road.place) if is_done else None,
    )
