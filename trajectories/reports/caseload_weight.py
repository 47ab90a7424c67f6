"""The current trajectories of a team as points of work, per person who works on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject

from inburgering.accounts.models import Membership, User
from inburgering.accounts.roles import Permission, Role
from trajectories.models import Absence, CaseloadNorm, TeamMember, Trajectory
from trajectories.reports.colleague import called
from trajectories.reports.course_facts import own_first
from trajectories.rules import workload
from trajectories.rules.workload import Load, Norms

LONG_AGO = timedelta(weeks=8)
_COLUMNS = (
    "id", "number", "organisation_id", "team_id", "assigned_to_id", "phase", "first_pip_dated_on", "leerroute",
    "moved_in_on", "pip_dated_on",
    "is_alphabetisation", "indeling", "next_deadline_on", "last_contact_on", "registered_on", "duo_term_ends_on",
    "sort_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """One current trajectory: whose it is, what it weighs, and what stands out."""

    pk: int
    number: str
    organisation_id: int
    team_id: int
    assigned_to_id: int | None
    load: Load
    points: Decimal
    is_new: bool
    is_overdue: bool
    is_unseen: bool
    registered_on: date
    ends_on: date | None
    sort_name: str
    next_deadline_on: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the teams: hours and room, what is theirs, and who they cover."""

    user: User
    organisations: tuple[int, ...]
    hours: Decimal
    room: Decimal
    own: tuple[Weighed, ...]
    absence: Absence | None
    covers: tuple[tuple[str, Decimal], ...]

    @property
    def points(self) -> Decimal:
        return sum((one.points for one in self.own), Decimal(0))

    @property
    def covered_points(self) -> Decimal:
        return sum((points for _, points in self.covers), Decimal(0))


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of the teams that somebody looks at. `norms` are by organisation."""

    people: tuple[Person, ...]
    trajectories: tuple[Weighed, ...]
    norms: Mapping[int, Norms]
    members: tuple[TeamMember, ...]


def norms_of(organisations: Iterable[int]) -> dict[int, Norms]:
    """Return the norms of each organisation, its own numbers in place of the proposed ones."""
    own: dict[int, dict[str, Decimal]] = {organisation_id: {} for organisation_id in organisations}
    rows = CaseloadNorm.objects.filter(organisation_id__in=own).values_list("organisation_id", "key", "value")
    for organisation_id, key, value in rows:
        own[organisation_id][key] = value
    return {organisation_id: workload.with_own(numbers) for organisation_id, numbers in own.items()}


def weighed(trajectories: QuerySet[Trajectory], norms: Mapping[int, Norms], *, on: date) -> tuple[Weighed, ...]:
    """Return the current ones among these, weighed; one query."""
    return tuple(_weighed(row, norms, on) for row in trajectories.current().values(*_COLUMNS))


def of(user: User, *, to: Permission, on: date) -> Work:
    """Return the teams in which this user has that permission; three queries, however many people.

    Who only leads a team has no room for a caseload and stands in it only with trajectories of their own.
    """
    own_norms, case_manager = _own_norms(), _case_manager()
    places = TeamMember.objects.for_user(user, to=to).annotate(own_norms=own_norms, is_case_manager=case_manager)
    members = tuple(places.select_related("user", "team", "organisation").order_by("user__name"))
    norms = {one.organisation_id: workload.with_own(_numbers(one.own_norms)) for one in members}
    trajectories = weighed(Trajectory.objects.filter(team__in={one.team_id for one in members}), norms, on=on)
    away = Absence.objects.for_user(user, to=to).current(on).select_related("deputy", "user")
    people = _people(members, trajectories, norms, list(away))
    works = {one.user_id for one in members if one.is_case_manager}
    return Work(tuple(one for one in people if one.own or one.user.pk in works), trajectories, norms, members)


def _own_norms() -> Subquery:
    """Return the norms of the municipality of a member as one value, to ask no question for them."""
    there = CaseloadNorm.objects.filter(organisation_id=OuterRef("organisation_id")).order_by()
    pair = JSONObject(key="key", value=Cast("value", TextField()))  # text: a number of JSON is no decimal
    return Subquery(there.values("organisation_id").annotate(every=JSONBAgg(pair)).values("every"))


def _numbers(own_norms: list[dict[str, str]] | None) -> dict[str, Decimal]:
    return {one["key"]: Decimal(one["value"]) for one in own_norms or ()}


def _case_manager() -> Exists:
    held = Membership.objects.filter(role=Role.CASE_MANAGER, user_id=OuterRef("user_id"))
    return Exists(held.filter(organisation_id=OuterRef("organisation_id")))


def _weighed(row: dict[str, Any], norms: Mapping[int, Norms], on: date) -> Weighed:
    first = own_first(row["moved_in_on"], row["first_pip_dated_on"], row["pip_dated_on"])
    load = Load(*((row | {"first_pip_dated_on": first})[name] for name in Load.__slots__))
    deadline, seen, registered = row["next_deadline_on"], row["last_contact_on"], row["registered_on"]
    return Weighed(
        pk=row["id"],
        number=row["number"],
        organisation_id=row["organisation_id"],
        team_id=row["team_id"],
        assigned_to_id=row["assigned_to_id"],
        load=load,
        points=workload.weight(load, norms[row["organisation_id"]], on=on),
        is_new=workload.stage(load, on=on) == workload.FIRST_MONTHS,
        is_overdue=bool(deadline and deadline < on),
        is_unseen=(seen or registered) < on - LONG_AGO,
        registered_on=registered,
        ends_on=row["duo_term_ends_on"],
        sort_name=row["sort_name"],
        next_deadline_on=deadline,
    )


def _people(
    members: Sequence[TeamMember], trajectories: Sequence[Weighed], norms: Mapping[int, Norms], away: list[Absence]
) -> tuple[Person, ...]:
    by_user: dict[int, list[TeamMember]] = {}
    for member in members:
        by_user.setdefault(member.user_id, []).append(member)
    mine: dict[int, list[Weighed]] = {user_id: [] for user_id in by_user}
    for one in trajectories:
        if one.assigned_to_id in mine:
            mine[one.assigned_to_id].append(one)
    return tuple(_person(places, mine, norms, away) for places in by_user.values())


def _person(
    places: list[TeamMember], mine: Mapping[int, list[Weighed]], norms: Mapping[int, Norms], away: list[Absence]
) -> Person:
    user = places[0].user
    absences = {one.organisation_id: one for one in away if one.user_id == user.pk}
    room = sum(
        (
            workload.capacity(one.hours_per_week, norms[one.organisation_id], is_absent=one.organisation_id in absences)
            for one in places
        ),
        Decimal(0),
    )
    covers = [
        (called(one.user), _points_in(mine.get(one.user_id, []), one.organisation_id))
        for one in away
        if one.deputy_id == user.pk
    ]
    return Person(
        user=user,
        organisations=tuple(sorted({one.organisation_id for one in places})),
        hours=sum((one.hours_per_week for one in places), Decimal(0)),
        room=room,
        own=tuple(mine[user.pk]),
        absence=next(iter(absences.values()), None),
        covers=tuple(covers),
    )


def _points_in(own: Sequence[Weighed], organisation_id: int) -> Decimal:
    return sum((one.points for one in own if one.organisation_id == organisation_id), Decimal(0))
