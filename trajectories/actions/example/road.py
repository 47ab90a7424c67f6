"""From the PIP on: what was decided for the people in the example, and what they did until today. Written as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from procurement.models import Contract
from trajectories.actions import pip, plan
from trajectories.actions.example import Invented, lessons, planned, results, workday
from trajectories.actions.example.lessons import Lessons
from trajectories.actions.example.results import Reached
from trajectories.models import CoursePlacement, ExamResult, HoursMonth, Leerroute, Phase, Pip, Trajectory
from trajectories.rules import pip_routes

SWITCHED_AFTER, SCALED_DOWN_AFTER, MOVED_AFTER = timedelta(days=130), timedelta(days=560), timedelta(days=12)
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
    def changed_on(self) -> date | None:
        """The day of the second PIP, if there is one."""
        moved_in_on = self.trajectory.moved_in_on
        day = {
            "SWITCHED_FROM": self.pip_on + SWITCHED_AFTER,
            "SCALED_DOWN": self.pip_on + SCALED_DOWN_AFTER,
        }.get(self.person.story, moved_in_on and moved_in_on + MOVED_AFTER)
        return workday(day) if day else None

    @property
    def offered_on(self) -> date | None:
        return lessons.offered_on(self.person, self.place, self.pip_on)

    @property
    def reached(self) -> Reached:
        return Reached(self.person, self.place, self.pip_on, self.changed_on, self.on)


def write(people: list[Invented], places: dict[int, int], contract: Contract, on: date) -> dict[int, list[Lessons]]:
    """Write the roads of these people; `places` gives each its place among its own kind. Return their lessons."""
    moments = contract.start_moments.filter(starts_on__gt=on).order_by("starts_on")
    coming = {one.component: one for one in reversed(moments)}
    roads = [Road(person, places[person.number], pip_on, on) for person in people if (pip_on := person.day("pip", on))]
    Pip.objects.bulk_create(one for road in roads for one in _pips(road))
    courses = {
        road.person.number: lessons.planned(road.person, road.place, road.pip_on, road.changed_on, coming, on)
        for road in roads
    }
    for road in roads:
        _write(road, courses[road.person.number], contract)
    return courses


def _write(road: Road, courses: list[Lessons], contract: Contract) -> None:
    person, reached = road.person, road.reached
    _tell(road, courses)
    CoursePlacement.objects.bulk_create(lessons.placements(person, courses, road.offered_on, contract, road.on))
    inside = list(results.hours(reached))
    counted = sum(month.followed for month in inside)
    HoursMonth.objects.bulk_create([*lessons.hours(person, courses, counted, road.on), *inside])
    ExamResult.objects.bulk_create(results.exams(reached))
    for made in (results.participatieverklaring(reached), results.module_map(reached)):
        if made:
            made.save(force_insert=True)


def draft(people: list[Invented], places: dict[int, int], on: date) -> None:
    """Let a first PIP be in the making, by the acts: a few are as good as ready."""
    for person in people:
        made = pip.draft(trajectory=person.trajectory, reason=Pip.Reason.FIRST, on=on, by=person.user)
        route = Leerroute(person.likely_route)
        columns = {"leerroute": route, "level": _level(route), "route_argument": ARGUMENTS[route]}
        if places[person.number] == 0:
            columns |= READY | {"dated_on": on} | _investigated(route)
        columns |= EMPTY[route]
        pip.save(pip=made, columns=columns, expected_version=made.version, on=on, by=person.user)
        plan.from_template(trajectory=person.trajectory, key=TEMPLATES[route], on=on, by=person.user)


def _level(leerroute: str) -> str:
    return "" if leerroute == Leerroute.ZELFREDZAAMHEID else "B1"


def _pips(road: Road) -> Iterator[Pip]:
    first = road.person.former_route or road.leerroute
    yield _pip(road, 1, Pip.Reason.FIRST, road.pip_on, first, _level(first), is_last=road.changed_on is None)
    if road.changed_on is None:
        return
    reason = {"SWITCHED_FROM": Pip.Reason.OTHER_ROUTE, "SCALED_DOWN": Pip.Reason.AFSCHALEN}.get(
        road.person.story, Pip.Reason.MOVE
    )
    level = "A2" if reason == Pip.Reason.AFSCHALEN else _level(road.leerroute)
    yield _pip(road, 2, reason, road.changed_on, road.leerroute, level, is_last=True)


def _pip(road: Road, number: int, reason: str, dated_on: date, leerroute: str, level: str, *, is_last: bool) -> Pip:
    is_asylum, by = road.person.is_asylum, road.person.written_by(dated_on)
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
        has_ontzorgen=is_asylum and bool(road.person.row["bijstand"]),
        route_argument=ARGUMENTS[Leerroute(leerroute)],
        **_investigated(leerroute),
        agreement=Pip.Agreement.DISAGREES if disagrees else Pip.Agreement.AGREES,
        agreement_reason="Wil liever minder dagen les." if disagrees else "",
        signed_at=None if disagrees else _moment(dated_on),
        signed_how="" if disagrees else "SCREEN",
        signed_name="" if disagrees else road.person.name,
        with_interpreter=road.person.has_interpreter,
        established_at=_moment(dated_on),
        established_by=by,
        announced_on=dated_on,
        plan_then=planned.kept(road.person, road.pip_on),
        made_by=by,
    )  # fmt: skip


def _investigated(leerroute: str) -> dict[str, str]:
    wants = WANTS_SCHOOL if leerroute == Leerroute.ONDERWIJS else WANTS_WORK
    return wants | {"other_routes_argument": pip_routes.written("LATER", "")}


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(14, 30)))


def _tell(road: Road, courses: list[Lessons]) -> None:
    reached, level = road.reached, "A2" if road.person.story == "SCALED_DOWN" else _level(road.leerroute)
    begun = [one.starts_on for one in courses if one.starts_on <= road.on]
    Trajectory.objects.filter(pk=road.trajectory.pk).update(
        phase=PHASES[road.person.kind],
        leerroute=road.leerroute,
        level=level,
        is_alphabetisation=road.person.row["alphabet"] in {"A", "AA"},
        first_pip_dated_on=road.pip_on,
        pip_dated_on=road.changed_on or road.pip_on,
        offered_on=road.offered_on,
        lessons_started_on=min(begun, default=None),
        pvt_signed_on=reached.pvt_on,
        map_ended_on=reached.map_on,
    )
