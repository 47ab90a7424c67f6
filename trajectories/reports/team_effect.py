"""What dividing these trajectories would do, before anybody decides: points before and after, per colleague."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission
from inburgering.notation import listing
from trajectories.models import Trajectory
from trajectories.reports import caseload_weight
from trajectories.reports.caseload_weight import Weighed, Work
from trajectories.reports.colleague import called
from trajectories.reports.team import absence_words


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives work away: what they have now, and what they would keep."""

    name: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague who could take over: what they have now, and what they would have then."""

    user_id: int
    name: str
    teams: str
    count: int
    before: Decimal
    after: Decimal
    room: Decimal
    is_over: bool
    possible: int
    note: str
    givers: tuple[Giver, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One chosen trajectory."""

    number: str
    name: str
    municipality: str
    phase: str
    holder: str
    points: Decimal
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Effect:
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    points: Decimal
    chosen: int


def build(trajectories: Sequence[Trajectory], chosen: set[str], user: User, *, on: date) -> Effect:
    """Return the effect of giving away the chosen numbers among these trajectories, for each colleague."""
    work = caseload_weight.of(user, to=Permission.VIEW_PERSONS, on=on)
    weights = {one.number: one for one in work.trajectories}
    going = [weights[number] for number in chosen if number in weights]
    organisations = {one.organisation_id for one in trajectories}
    holders = {one.assigned_to_id for one in going}
    return Effect(
        lines=tuple(_line(one, weights, chosen) for one in trajectories),
        choices=tuple(_choices(work, going, organisations, holders)),
        points=_points(going),
        chosen=len(going),
    )


def _line(one: Trajectory, weights: dict[str, Weighed], chosen: set[str]) -> Line:
    weight = weights.get(one.number)
    return Line(
        number=one.number,
        name=one.sort_name,
        municipality=one.organisation.name.removeprefix("Gemeente "),
        phase=one.get_phase_display(),
        holder=called(one.assigned_to) if one.assigned_to else "niemand",
        points=weight.points if weight else Decimal(0),
        is_chosen=one.number in chosen,
    )


def _givers(work: Work, possible: Sequence[Weighed]) -> tuple[Giver, ...]:
    found = []
    for person in work.people:
        given = _points([one for one in possible if one.assigned_to_id == person.user.pk])
        if given:
            found.append(Giver(called(person.user), person.points, person.points - given))
    return tuple(found)


def _choices(
    work: Work, going: list[Weighed], organisations: set[int], holders: set[int | None]
) -> list[Choice]:  # fmt: skip
    """Return who may take over, most room first; not who holds everything already."""
    found = []
    for person in work.people:
        if not organisations & set(person.organisations) or holders == {person.user.pk}:
            continue
        possible = [
            one for one in going
            if one.organisation_id in person.organisations and one.assigned_to_id != person.user.pk
        ]  # fmt: skip
        before = person.points + person.covered_points
        after = before + _points(possible)
        away = person.absence
        note = absence_words(away.ends_on, called(away.deputy) if away.deputy else "") if away else ""
        cover = f"met waarneming voor {listing([name for name, _ in person.covers])}" if person.covers else ""
        found.append(
            Choice(
                user_id=person.user.pk, name=called(person.user), count=len(person.own), before=before, after=after,
                teams=listing([one.team.name for one in work.members if one.user_id == person.user.pk]),
                room=person.room, is_over=after > person.room, possible=len(possible), note=note or cover,
                givers=_givers(work, possible),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (bool(one.note.startswith("afwezig")), one.after - one.room))


def _points(some: Sequence[Weighed]) -> Decimal:
    return sum((one.points for one in some), Decimal(0))
