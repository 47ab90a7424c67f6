"""The country as an example: invented trajectories in every municipality, to see how lists behave at that size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from math import ceil
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from inburgering.accounts.context import as_job
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Role
from inburgering.audit.record import Actor, record
from regions.actions.region import start_working
from regions.models import Municipality, Population, Region
from trajectories.actions.national_rows import Place, next_keys, numbers, person, poured, trajectory
from trajectories.actions.refusal import NotNow
from trajectories.models import (
    Appointment,
    ContactForm,
    Conversation,
    FollowUp,
    Inburgeraar,
    IndelingPeriod,
    Phase,
    Team,
    TeamMember,
    Trajectory,
)

ROWS_PER_USER = 75  # a caseload as klantregisseurs have it; our own choice for this set
USERS_PER_TEAM = 6
DOMAIN = "gemeente.voorbeeld.invalid"
SEED = 20261122
MAKER = "landelijk voorbeeld"
Say = Callable[[str], None]


@transaction.atomic
def seed(
    *, rows: int, on: date, by: Actor, municipalities: int | None = None, say: Say = lambda line: None
) -> int:  # fmt: skip
    """Make `rows` trajectories over all municipalities, or the largest of them, by their inhabitants.

    Returns how many were made. Raises NotNow where real organisations work: invented people never stand among them.
    """
    if Organisation.objects.filter(is_demonstration=False).exists():
        raise NotNow("Hier werken echte organisaties. Verzonnen gegevens komen daar niet bij.")
    for region in Region.objects.filter(organisation=None).order_by("code"):
        start_working(region=region, on=on, is_demonstration=True, by=by)
    random = Random(SEED)  # noqa: S311 - the same people every time, no secret
    public = numbers(random)
    made = 0
    for municipality, share in shares(rows, municipalities):
        made += _fill(municipality, share, random, public, on, by)
        say(f"{made} trajecten, tot en met {municipality.name}")
    return made


def shares(rows: int, most: int | None) -> list[tuple[Municipality, int]]:
    """Return each municipality with its part of the rows: by inhabitants, largest remainder first, at least one."""
    newest: dict[int, int] = {}
    for one in Population.objects.order_by("counted_on"):
        newest[one.municipality_id] = one.inhabitants
    places = Municipality.objects.exclude(organisation=None).select_related("organisation").order_by("code")
    people = sorted(places, key=lambda one: (-newest.get(one.pk, 0), one.code))[:most]
    total = sum(newest.get(one.pk, 0) for one in people) or 1
    exact = {one.pk: rows * newest.get(one.pk, 0) / total for one in people}
    whole = {key: int(part) for key, part in exact.items()}
    order = sorted(exact, key=lambda key: whole[key] - exact[key])
    for key in order[: rows - sum(whole.values())]:
        whole[key] += 1
    return [(one, whole[one.pk]) for one in people if whole[one.pk]]


def _fill(municipality: Municipality, rows: int, random: Random, public: Iterator[str], on: date, by: Actor) -> int:
    tenant = municipality.organisation_id
    with as_job(tenant):
        places = _places(municipality, ceil(rows / ROWS_PER_USER))
        people, roads = [], []
        keys = next_keys(Inburgeraar, rows)
        for number, (person_id, road_id) in enumerate(zip(keys, next_keys(Trajectory, rows), strict=True)):
            place = places[number % len(places)]
            who = person(random, place) | {"id": person_id}
            people.append(who)
            road = trajectory(random, place, who, next(public), on)
            roads.append(road | {"id": road_id, "inburgeraar_id": person_id})
        poured(Inburgeraar, people)
        poured(Trajectory, roads)
        _what_hangs_on_them(roads, on)
        record("example.filled", by=by, about=municipality, organisation_id=tenant, rows=rows)
    return rows


def _what_hangs_on_them(roads: list[dict], on: date) -> None:
    """Write the periods, conversations, appointments and tasks that the columns of the roads speak of."""
    poured(IndelingPeriod, _numbered(IndelingPeriod, [
        {"inburgeraar_id": one["inburgeraar_id"], "indeling": one["indeling"], "begins_on": one["registered_on"],
         "source": MAKER, "organisation_id": one["organisation_id"]} for one in roads]))  # fmt: skip
    seen = [one for one in roads if one.get("last_contact_on")]
    poured(Conversation, _numbered(Conversation, [
        _on(one) | {"held_on": one["last_contact_on"], "form": ContactForm.KANTOOR.value, "attendance": "PRESENT",
                    "recorded_by": MAKER, "recorder_id": one["assigned_to_id"]} for one in seen]))  # fmt: skip
    planned = [one for one in roads if one.get("next_appointment_on")]
    poured(Appointment, _numbered(Appointment, [
        _on(one) | {"planned_on": one["next_appointment_on"], "user_id": one["assigned_to_id"],
                    "form": ContactForm.KANTOOR.value} for one in planned]))  # fmt: skip
    with_task = [one for one in roads[::4] if one["phase"] != Phase.CLOSED.value]
    poured(FollowUp, _numbered(FollowUp, [
        _on(one) | {"what": "Vraag de gegevens op", "user_id": one["assigned_to_id"], "made_by": MAKER,
                    "due_on": one.get("next_deadline_on") or on} for one in with_task]))  # fmt: skip


def _on(road: dict) -> dict:
    return {"organisation_id": road["organisation_id"], "trajectory_id": road["id"]}


def _numbered(model: type, rows: list[dict]) -> list[dict]:
    return [row | {"id": key} for row, key in zip(rows, next_keys(model, len(rows)), strict=True)]


def _places(municipality: Municipality, count: int) -> list[Place]:
    """Make the teams of a municipality with their klantregisseurs, and a teamleider for each team."""
    organisation, slug = municipality.organisation, municipality.slug
    places = []
    for number in range(ceil(count / USERS_PER_TEAM)):
        team = Team.objects.create(organisation=organisation, name=f"Team {municipality.name} {number + 1}")
        many = min(USERS_PER_TEAM, count - number * USERS_PER_TEAM)
        leader = _user(f"teamleider-{number + 1}@{slug}.{DOMAIN}", f"Teamleider {number + 1} {municipality.name}")
        users = [
            _user(f"klantregisseur-{number * USERS_PER_TEAM + one + 1}@{slug}.{DOMAIN}", f"Klantregisseur {one + 1}")
            for one in range(many)
        ]
        _join(leader, organisation, Role.TEAM_LEADER)
        for user in users:
            _join(user, organisation, Role.CASE_MANAGER)
            places.append(Place(organisation.pk, team.pk, user.pk, municipality.name))
        TeamMember.objects.bulk_create(
            TeamMember(organisation=organisation, team=team, user=user) for user in (leader, *users)
        )
    return places


def _user(email: str, name: str) -> User:
    return User.objects.create(email=email, name=name, is_demonstration=True, password=make_password(None))


def _join(user: User, organisation: Organisation, role: Role) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.join_demonstration(%s, %s, %s)", [user.pk, organisation.pk, role.value])
