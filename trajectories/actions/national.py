"""The country as an example: invented trajectories in every municipality, to see how lists behave at that size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from math import ceil
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Model

from inburgering.accounts.context import as_job
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Role
from inburgering.audit.record import Actor, record
from regions.actions.region import start_working
from regions.models import Municipality, Population, Region
from trajectories.actions.national_rows import Columns, Place, numbers, patterns, person, trajectory
from trajectories.actions.pouring import Pouring, next_keys
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
    _without_limits()
    parts = shares(rows, municipalities)
    pourings = _generated(rows, parts, on)
    made = 0
    for municipality, share in parts:
        tenant = municipality.organisation_id
        with as_job(tenant):
            for one in pourings.values():
                one.insert(tenant)
            _checked()
            record("example.filled", by=by, about=municipality, organisation_id=tenant, rows=share)
        made += share
        say(f"{made} trajecten, tot en met {municipality.name}")
    return made


def _without_limits() -> None:
    """Let this transaction take its time, and look up keys by index also in tables that were empty a moment ago."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL enable_seqscan = off")


def _checked() -> None:
    """Check the references of what was just written: all of them at the end would be one silent quarter."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


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


def _generated(rows: int, parts: list[tuple[Municipality, int]], on: date) -> dict[type[Model], Pouring]:
    """Make the teams, and bring the rows of all municipalities to the database in one go."""
    random = Random(SEED)  # noqa: S311 - the same people every time, no secret
    public, ways = numbers(random), patterns(random, on)
    pourings: dict[type[Model], Pouring] = {model: Pouring(model) for model in POURED}
    keys = iter(next_keys(Inburgeraar, rows))
    roads = iter(next_keys(Trajectory, rows))
    for municipality, share in parts:
        with as_job(municipality.organisation_id):
            places = _places(municipality, ceil(share / ROWS_PER_USER))
        for number in range(share):
            place, pattern = places[number % len(places)], random.choice(ways)
            who = person(random, place, pattern) | {"id": next(keys)}
            road = trajectory(place, who, next(public), pattern)
            pourings[Inburgeraar].add(who)
            pourings[Trajectory].add(road | {"id": (key := next(roads)), "inburgeraar_id": who["id"]})
            for model, row in _what_hangs_on(road, key, who["id"], on, with_task=number % 4 == 0):
                pourings[model].add(row)
    for one in pourings.values():
        one.copied()
    return pourings


POURED = (Inburgeraar, Trajectory, IndelingPeriod, Conversation, Appointment, FollowUp)  # in the order of their keys


def _what_hangs_on(
    road: Columns, key: int, person_key: int, on: date, *, with_task: bool
) -> Iterator[tuple[type[Model], Columns]]:  # fmt: skip
    """Give the period, conversation, appointment and task that the columns of a road speak of."""
    tenant = {"organisation_id": road["organisation_id"]}
    yield IndelingPeriod, tenant | {
        "inburgeraar_id": person_key, "indeling": road["indeling"], "begins_on": road["registered_on"], "source": MAKER,
    }  # fmt: skip
    its = tenant | {"trajectory_id": key}
    if seen := road["last_contact_on"]:
        yield Conversation, its | {
            "held_on": seen, "form": ContactForm.KANTOOR.value, "attendance": "PRESENT", "recorded_by": MAKER,
            "recorder_id": road["assigned_to_id"],
        }  # fmt: skip
    if planned := road["next_appointment_on"]:
        yield Appointment, its | {
            "planned_on": planned, "user_id": road["assigned_to_id"], "form": ContactForm.KANTOOR.value,
        }  # fmt: skip
    if with_task and road["phase"] != Phase.CLOSED.value:
        yield FollowUp, its | {
            "what": "Vraag de gegevens op", "user_id": road["assigned_to_id"], "made_by": MAKER,
            "due_on": road["next_deadline_on"] or on,
        }  # fmt: skip


def _places(municipality: Municipality, count: int) -> list[Place]:
    """Make the teams of a municipality with their klantregisseurs, and a teamleider for each team."""
    organisation, slug = municipality.organisation, municipality.slug
    teams = Team.objects.bulk_create(
        Team(organisation=organisation, name=f"Team {municipality.name} {number + 1}")
        for number in range(ceil(count / USERS_PER_TEAM))
    )
    leaders = _users(
        (f"teamleider-{number + 1}@{slug}", f"Teamleider {number + 1} {municipality.name}")
        for number in range(len(teams))
    )
    users = _users(
        (f"klantregisseur-{one + 1}@{slug}", f"Klantregisseur {one % USERS_PER_TEAM + 1}") for one in range(count)
    )
    _join(leaders, organisation, Role.TEAM_LEADER)
    _join(users, organisation, Role.CASE_MANAGER)
    members = [*zip(teams, leaders, strict=True)]
    members += [(teams[one // USERS_PER_TEAM], user) for one, user in enumerate(users)]
    TeamMember.objects.bulk_create(
        TeamMember(organisation=organisation, team=team, user=user) for team, user in members
    )
    return [Place(organisation.pk, team.pk, user.pk, municipality.name) for team, user in members[len(teams) :]]


def _users(people: Iterable[tuple[str, str]]) -> list[User]:
    return User.objects.bulk_create(
        User(email=f"{email}.{DOMAIN}", name=name, is_demonstration=True, password=make_password(None))
        for email, name in people
    )


def _join(users: list[User], organisation: Organisation, role: Role) -> None:
    keys = [user.pk for user in users]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.join_demonstration(one, %s, %s) FROM unnest(%s) AS one", [organisation.pk, role.value, keys]
        )
