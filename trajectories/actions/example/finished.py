"""Roads that ended before today, so that the numbers of the region are not empty. Written as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

from django.utils import timezone

from inburgering.accounts.models import User
from trajectories.actions.example import Invented, Staff, finished_results, monday_after, rows, workday
from trajectories.models import Inburgeraar, Indeling, Leerroute, Outcome, Phase, Pip, Team, Trajectory
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
STEP = 7  # through the names, so that neighbours in the list have other first names
AFTERWARDS = ["WERK", "OPLEIDING", "WERK", "VRIJWILLIGERSWERK", "GEEN", "", "WERK"]
KNOWN_WEEKS, TO_PIP, TO_START, LESSONS = 4, timedelta(days=63), timedelta(days=46), timedelta(days=590)
SWITCHED_AFTER, SWITCH_COSTS = timedelta(days=200), timedelta(days=60)
AWAY, STAYED = timedelta(days=420), timedelta(days=260)


@dataclass(frozen=True, slots=True)
class Road:
    """The days of one finished road, counted from the kennisgeving."""

    place: int
    told_on: date

    @property
    def kennisgeving(self) -> date:
        return workday(self.told_on)

    @property
    def leerroute(self) -> str:
        return ROUTES[self.place % len(ROUTES)]

    @property
    def is_asylum(self) -> bool:
        return self.indeling == Indeling.ASIELSTATUSHOUDER

    @property
    def is_z(self) -> bool:
        return self.leerroute == Leerroute.ZELFREDZAAMHEID

    @property
    def former_route(self) -> str:
        """The leerroute of the first PIP."""
        if not self.has_switched:
            return self.leerroute
        return Leerroute.ONDERWIJS if self.leerroute == Leerroute.B1 else Leerroute.B1

    @property
    def switched_on(self) -> date:
        return workday(self.pip + SWITCHED_AFTER)

    @property
    def pvt(self) -> date:
        return workday(self.pip + timedelta(days=190 + self.place % 30))

    @property
    def map_ended(self) -> date | None:
        """The closing conversation of MAP; the onderwijsroute has none."""
        return None if self.leerroute == Leerroute.ONDERWIJS else workday(self.end - timedelta(days=40))

    @property
    def outcome(self) -> str:
        if self.place % 9 == 4:  # noqa: PLR2004 - some end in another way
            return [Outcome.ONTHEFFING, Outcome.VERTREK, Outcome.VRIJSTELLING][self.place // 9 % 3]
        return Outcome.CERTIFICAAT if self.is_z else Outcome.DIPLOMA

    @property
    def is_reached(self) -> bool:
        return self.outcome in {Outcome.DIPLOMA, Outcome.CERTIFICAAT}

    @property
    def pip(self) -> date:
        return workday(self.kennisgeving + TO_PIP + timedelta(days=self.place % 9 - 4))

    @property
    def start(self) -> date:
        return monday_after(self.pip + TO_START + timedelta(days=(self.place * 5) % 40))

    @property
    def end(self) -> date:
        again = SWITCH_COSTS if self.has_switched else timedelta(0)
        return workday(self.start + LESSONS + again + timedelta(days=(self.place * 11) % 120))

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
    names_of = {indeling: _invented(indeling) for indeling in Indeling}
    before = sum(list(PER_TEAM.values())[: list(PER_TEAM).index(slug)])
    named = [names_of[Indeling(road.indeling)][(before + at) * STEP] for at, road in enumerate(roads)]
    people = Inburgeraar.objects.bulk_create(_person(team, road, *one) for road, one in zip(roads, named, strict=True))
    trajectories = Trajectory.objects.bulk_create(
        _trajectory(team, user, road, person, on) for road, person in zip(roads, people, strict=True)
    )
    pairs = list(zip(roads, trajectories, strict=True))
    Pip.objects.bulk_create(pip for road, trajectory in pairs for pip in _pips(road, trajectory, user))
    finished_results.write(pairs, user)


class _Around(tuple[tuple[str, str], ...]):
    """Names with their languages, in a circle: any number finds one."""

    def __getitem__(self, place: int) -> tuple[str, str]:  # type: ignore[override]
        return super().__getitem__(place % len(self))


def _invented(indeling: str) -> _Around:
    """Return full name and language of everybody whom the lists of names of this group make, first and last apart."""
    listed = [row for row in rows("demonstration_names.csv") if row["indeling"] == indeling]
    return _Around(
        (f"{one['first']} {other['last']}", one["languages"])
        for one, other in product(listed, repeat=2)
        if one["languages"] == other["languages"]
    )


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


def _person(team: Team, road: Road, full_name: str, languages: str) -> Inburgeraar:
    return Inburgeraar(
        organisation_id=team.organisation_id,
        full_name=full_name,
        calling_name=full_name.split()[0],
        sort_name=names.suggested_sort_name(full_name),
        birth_year=1996 + road.place % 8 if road.leerroute == Leerroute.ONDERWIJS else 1970 + road.place % 33,
        languages=languages,
    )


def _trajectory(team: Team, user: User, road: Road, person: Inburgeraar, on: date) -> Trajectory:
    ended_ago, has_stayed = (on - road.end).days, road.outcome != Outcome.VERTREK
    made = Trajectory(
        organisation_id=team.organisation_id,
        inburgeraar=person,
        team=team,
        assigned_to=user,
        assigned_on=road.kennisgeving,
        phase=Phase.CLOSED,
        registered_on=road.kennisgeving - (timedelta(weeks=KNOWN_WEEKS) if road.is_asylum else timedelta(0)),
        sort_name=person.sort_name,
        search_text="",
        indeling=road.indeling,
        leerroute=road.leerroute,
        level="" if road.is_z else "B1",
        plicht_begins_on=road.kennisgeving,
        kennisgeving_on=road.kennisgeving,
        registered_brp_on=road.kennisgeving,
        first_pip_dated_on=road.pip,
        pip_dated_on=road.switched_on if road.has_switched else road.pip,
        offered_on=road.pip + timedelta(days=20) if road.is_asylum else None,
        lessons_started_on=road.start,
        pvt_signed_on=road.pvt,
        map_ended_on=road.map_ended if road.is_reached else None,
        z_ended_on=workday(road.end - timedelta(days=7)) if road.is_z and road.is_reached else None,
        closed_on=road.end,
        outcome=road.outcome,
        after_6_months=_after(road, 0) if ended_ago > 183 and has_stayed else "",  # noqa: PLR2004
        after_12_months=_after(road, 2) if ended_ago > 366 and has_stayed else "",  # noqa: PLR2004
    )
    made.search_text = names.search_text(person.full_name, made.number, str(person.birth_year))
    return made


def _after(road: Road, later: int) -> str:
    return AFTERWARDS[(road.place + later) % len(AFTERWARDS)]


def _pips(road: Road, trajectory: Trajectory, user: User) -> list[Pip]:
    versions = [(Pip.Reason.FIRST, road.pip)]
    if road.has_switched:
        versions.append((Pip.Reason.OTHER_ROUTE, road.switched_on))
    return [
        Pip(
            organisation_id=trajectory.organisation_id,
            trajectory=trajectory,
            number=number,
            state=Pip.State.ESTABLISHED if number == len(versions) else Pip.State.REPLACED,
            reason=reason,
            dated_on=dated_on,
            leerroute=(route := road.leerroute if number == len(versions) else road.former_route),
            level="" if route == Leerroute.ZELFREDZAAMHEID else "B1",
            pvt_hours=12,
            map_hours=None if route == Leerroute.ONDERWIJS else 40,
            conversations_per_year=8,
            route_argument="Zoals in de brede intake besproken.",
            established_at=timezone.make_aware(datetime.combine(dated_on, time(14, 0))),
            established_by=user.audit_name,
            announced_on=dated_on,
            made_by=user.audit_name,
        )
        for number, (reason, dated_on) in enumerate(versions, start=1)
    ]
