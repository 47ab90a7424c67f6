"""Trajectories that ended before today, so that the numbers of the region are not empty. Written as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

from django.utils import timezone

from inburgering.accounts.models import User
from trajectories.actions.example import Invented, Staff, rows
from trajectories.models import (
    CoursePlacement,
    HoursMonth,
    Inburgeraar,
    Indeling,
    Leerbaarheidstoets,
    Leerroute,
    Outcome,
    Phase,
    Pip,
    Team,
    Trajectory,
)
from trajectories.rules import names

PER_TEAM = {
    "aalten": 24, "doetinchem": 30, "winterswijk": 18, "oude-ijsselstreek": 16, "berkelland": 14, "bronckhorst": 12,
    "oost-gelre": 10, "montferland": 14,
}  # fmt: skip
ROUTES = [
    Leerroute.B1,
    Leerroute.ZELFREDZAAMHEID,
    Leerroute.B1,
    Leerroute.B1,
    Leerroute.ZELFREDZAAMHEID,
    Leerroute.ONDERWIJS,
]
AFTERWARDS = ["WERK", "OPLEIDING", "WERK", "VRIJWILLIGERSWERK", "GEEN", "", "WERK"]
KNOWN_WEEKS, TO_PIP, TO_START, LESSONS = 4, timedelta(days=63), timedelta(days=46), timedelta(days=560)
AWAY, STAYED = timedelta(days=420), timedelta(days=260)
SOURCE = "voorbeeld"


@dataclass(frozen=True, slots=True)
class Road:
    """The days of one finished road, counted from the kennisgeving."""

    place: int
    kennisgeving: date

    @property
    def leerroute(self) -> str:
        return ROUTES[self.place % len(ROUTES)]

    @property
    def pip(self) -> date:
        return self.kennisgeving + TO_PIP + timedelta(days=self.place % 9 - 4)

    @property
    def start(self) -> date:
        return self.pip + TO_START + timedelta(days=(self.place * 5) % 40)

    @property
    def end(self) -> date:
        return self.start + LESSONS + timedelta(days=(self.place * 11) % 120)

    @property
    def has_switched(self) -> bool:
        return self.place % 8 == 2  # noqa: PLR2004 - one in eight

    @property
    def indeling(self) -> str:
        is_other = self.place % 5 == 3  # noqa: PLR2004 - one in five
        return Indeling.GEZINSMIGRANT_EN_OVERIGE_MIGRANT if is_other else Indeling.ASIELSTATUSHOUDER


def write(staff: Staff, slug: str, user: User, on: date) -> None:
    """Write the finished trajectories of one gemeente, in the context of one of its klantregisseurs."""
    team = staff.teams[slug]
    offset = list(PER_TEAM).index(slug) * 7
    roads = [
        Road(place + offset, on - timedelta(days=730 + (place * 23 + offset * 3) % 420))
        for place in range(PER_TEAM[slug])
    ]
    roads = [road for road in roads if road.end <= on]
    invented = [f"{one['first']} {other['last']}" for one, other in product(rows("demonstration_names.csv"), repeat=2)]
    people = Inburgeraar.objects.bulk_create(
        _person(team, road, invented[(road.place * 37) % len(invented)]) for road in roads
    )
    trajectories = Trajectory.objects.bulk_create(
        _trajectory(team, user, road, person, on) for road, person in zip(roads, people, strict=True)
    )
    pairs = list(zip(roads, trajectories, strict=True))
    Pip.objects.bulk_create(pip for road, trajectory in pairs for pip in _pips(road, trajectory, user))
    Leerbaarheidstoets.objects.bulk_create(_test(road, trajectory) for road, trajectory in pairs)
    CoursePlacement.objects.bulk_create(_course(road, trajectory, user) for road, trajectory in pairs)
    HoursMonth.objects.bulk_create(one for road, trajectory in pairs for one in _hours(road, trajectory, user))


def returned(person: Invented) -> None:
    """Write the road that ended when this person left the country; the present one began after the return."""
    now = person.trajectory
    left_on = now.registered_on - AWAY
    Trajectory.objects.create(
        organisation_id=now.organisation_id,
        inburgeraar=now.inburgeraar,
        team=now.team,
        phase=Phase.CLOSED,
        registered_on=left_on - STAYED,
        sort_name=now.sort_name,
        search_text=now.search_text,
        indeling=now.indeling,
        kennisgeving_on=left_on - STAYED,
        plicht_begins_on=left_on - STAYED,
        closed_on=left_on,
        outcome=Outcome.VERTREK,
    )


def _person(team: Team, road: Road, full_name: str) -> Inburgeraar:
    return Inburgeraar(
        organisation_id=team.organisation_id,
        full_name=full_name,
        calling_name=full_name.split()[0],
        sort_name=names.suggested_sort_name(full_name),
        birth_year=1970 + road.place % 33,
        languages="Arabisch",
    )


def _trajectory(team: Team, user: User, road: Road, person: Inburgeraar, on: date) -> Trajectory:
    is_z = road.leerroute == Leerroute.ZELFREDZAAMHEID
    ended_ago = (on - road.end).days
    made = Trajectory(
        organisation_id=team.organisation_id,
        inburgeraar=person,
        team=team,
        assigned_to=user,
        assigned_on=road.kennisgeving,
        phase=Phase.CLOSED,
        registered_on=road.kennisgeving - timedelta(weeks=KNOWN_WEEKS),
        sort_name=person.sort_name,
        search_text="",
        indeling=road.indeling,
        leerroute=road.leerroute,
        level="" if is_z else "B1",
        plicht_begins_on=road.kennisgeving,
        kennisgeving_on=road.kennisgeving,
        registered_brp_on=road.kennisgeving,
        first_pip_dated_on=road.pip,
        pip_dated_on=road.pip,
        offered_on=road.pip + timedelta(days=20),
        lessons_started_on=road.start,
        closed_on=road.end,
        outcome=_outcome(road, is_z=is_z),
        after_6_months=AFTERWARDS[road.place % len(AFTERWARDS)] if ended_ago > 183 else "",  # noqa: PLR2004
        after_12_months=AFTERWARDS[(road.place + 2) % len(AFTERWARDS)] if ended_ago > 365 else "",  # noqa: PLR2004
    )
    made.search_text = names.search_text(person.full_name, made.number, str(person.birth_year))
    return made


def _outcome(road: Road, *, is_z: bool) -> str:
    if road.place % 9 == 4:  # noqa: PLR2004 - some end in another way
        return [Outcome.ONTHEFFING, Outcome.VERTREK, Outcome.VRIJSTELLING][road.place % 3]
    return Outcome.CERTIFICAAT if is_z else Outcome.DIPLOMA


def _pips(road: Road, trajectory: Trajectory, user: User) -> list[Pip]:
    versions = [(Pip.Reason.FIRST, road.pip)]
    if road.has_switched:
        versions.append((Pip.Reason.OTHER_ROUTE, road.pip + timedelta(days=200)))
    former = Leerroute.ONDERWIJS if road.leerroute == Leerroute.B1 else Leerroute.B1
    return [
        Pip(
            organisation_id=trajectory.organisation_id,
            trajectory=trajectory,
            number=number,
            state=Pip.State.ESTABLISHED if number == len(versions) else Pip.State.REPLACED,
            reason=reason,
            dated_on=dated_on,
            leerroute=road.leerroute if number == len(versions) else former,
            level="B1" if (road.leerroute if number == len(versions) else former) != Leerroute.ZELFREDZAAMHEID else "",
            route_argument="Zoals in de brede intake besproken.",
            established_at=timezone.make_aware(datetime.combine(dated_on, time(14, 0))),
            established_by=user.audit_name,
            announced_on=dated_on,
            made_by=user.audit_name,
        )
        for number, (reason, dated_on) in enumerate(versions, start=1)
    ]


def _test(road: Road, trajectory: Trajectory) -> Leerbaarheidstoets:
    is_z = road.leerroute == Leerroute.ZELFREDZAAMHEID
    return Leerbaarheidstoets(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        taken_on=road.kennisgeving + timedelta(days=30),
        result=Leerbaarheidstoets.Result.NIET_HAALBAAR if is_z else Leerbaarheidstoets.Result.HAALBAAR,
        source=SOURCE,
    )


def _course(road: Road, trajectory: Trajectory, user: User) -> CoursePlacement:
    return CoursePlacement(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        cursusinstelling="Taalhuis De Brug (verzonnen)",
        component=road.leerroute,
        leerroute=road.leerroute,
        state=CoursePlacement.State.ENDED,
        offered_on=road.pip + timedelta(days=20),
        starts_on=road.start,
        ended_on=road.end,
        end_reason="afgerond",
        made_by=user.audit_name,
    )


def _hours(road: Road, trajectory: Trajectory, user: User) -> list[HoursMonth]:
    month, found = road.start.replace(day=1), []
    while month < road.end:
        found.append(
            HoursMonth(
                organisation_id=trajectory.organisation_id,
                trajectory=trajectory,
                month=month,
                kind=HoursMonth.Kind.NT2,
                followed=34 + (road.place + month.month) % 17,
                missed_with_notice=(road.place + month.month) % 4,
                missed_without_notice=(road.place * month.month) % 3,
                source=SOURCE,
                recorded_by=user.audit_name,
            )
        )
        month = (month + timedelta(days=32)).replace(day=1)
    return found
