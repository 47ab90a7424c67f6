"""The example region with its inburgeraars: 63 invented trajectories in every phase, made by acts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Role
from inburgering.audit.record import Actor
from procurement.actions import demonstration as decisions
from procurement.actions.demonstration import AlreadyThere, remove
from regions.actions import team as people
from regions.actions.team import Part
from regions.models import Municipality, Region
from trajectories.actions import registration
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import Phase, Team, TeamMember, Trajectory

__all__ = ["AlreadyThere", "load", "remove"]

PEOPLE = Path(__file__).resolve().parent.parent / "data" / "demonstration_people.csv"
STAFF = [
    Part("klantregisseur-bakker", "J. Bakker, klantregisseur Aalten en Winterswijk", Role.CASE_MANAGER, "GM0197"),
    Part("klantregisseur-dewit", "S. de Wit, klantregisseur Aalten", Role.CASE_MANAGER, "GM0197"),
    Part("klantregisseur-yilmaz", "R. Yilmaz, klantregisseur Doetinchem", Role.CASE_MANAGER, "GM0222"),
    Part("teamleider-aalten", "M. Nijhof, teamleider Aalten", Role.TEAM_LEADER, "GM0197"),
]
HOURS = {"bakker": 36, "dewit": 24, "yilmaz": 32}
FIRST_BSN = 999_900_000  # the test range; no living person has one of these


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works with inburgeraars in the example, by a short name."""

    users: dict[str, User]
    teams: dict[str, Team]


@transaction.atomic
def load(*, on: date, by: Actor) -> Region:
    """Load the example region and its inburgeraars. Raises AlreadyThere."""
    region = decisions.load(on=on, by=by)
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    staff = _staff(region, rows, on, by)
    for number, row in enumerate(rows):
        with as_user(staff.users[row["klantregisseur"]].pk):
            _person(row, number, staff, on)
    return region


def _staff(region: Region, rows: list[dict[str, str]], on: date, by: Actor) -> Staff:
    users = dict(
        zip(["bakker", "dewit", "yilmaz", "teamleider"], people.form(region=region, parts=STAFF, by=by), strict=True)
    )
    places = {municipality.slug: municipality for municipality in region.municipalities_on(on)}
    for row in rows:
        _join(users[row["klantregisseur"]], places[row["municipality"]].organisation, Role.CASE_MANAGER)
    for slug in ("winterswijk", "oude-ijsselstreek", "berkelland"):
        _join(users["teamleider"], places[slug].organisation, Role.TEAM_LEADER)
    teams = {}
    for slug, municipality in places.items():
        known = {row["klantregisseur"] for row in rows if row["municipality"] == slug}
        if known:
            teams[slug] = _team(municipality, [users[key] for key in sorted(known)], users["teamleider"])
    return Staff(users, teams)


def _team(municipality: Municipality, members: list[User], leader: User) -> Team:
    with as_user(members[0].pk):
        team = Team.objects.create(organisation=municipality.organisation, name=f"Team {municipality.name}")
        for user in {*members, *([leader] if _leads(leader, municipality) else [])}:
            key = user.email.split("@")[0].removeprefix("klantregisseur-")
            TeamMember.objects.create(
                organisation=municipality.organisation, team=team, user=user, hours_per_week=HOURS.get(key, 32)
            )
    return team


def _leads(leader: User, municipality: Municipality) -> bool:
    with as_user(leader.pk):
        return leader.memberships.filter(organisation=municipality.organisation, role=Role.TEAM_LEADER).exists()


def _join(user: User, organisation: Organisation, role: Role) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.join_demonstration(%s, %s, %s)", [user.pk, organisation.pk, role.value])


def _person(row: dict[str, str], number: int, staff: Staff, on: date) -> Trajectory:
    user = staff.users[row["klantregisseur"]]
    year, month, day = (*map(int, row["birth"].split("-")), None, None)[:3]
    ago = {
        key: on - timedelta(days=int(row[key])) if row[key] else None
        for key in ("kennisgeving", "brp", "bijstand", "pip")
    }
    made = registration.register(
        person=registration.Person(
            full_name=row["full_name"], prefix=row["prefix"], calling_name=row["calling_name"], birth_year=year,
            birth_month=month, birth_day=day, bsn=test_bsn(number),
            details={"languages": row["languages"], "needs_interpreter": row["interpreter"] == "ja"},
        ),
        team=staff.teams[row["municipality"]],
        assigned_to=user,
        indeling=row["indeling"],
        on=on,
        by=user,
        facts={
            "registered_on": (ago["kennisgeving"] or on) - timedelta(days=30),
            "kennisgeving_on": ago["kennisgeving"],
            "plicht_begins_on": ago["kennisgeving"],
            "registered_brp_on": ago["brp"],
            "bijstand_from_on": ago["bijstand"],
            "first_pip_dated_on": ago["pip"],
            "pip_dated_on": ago["pip"],
            "leerroute": row["leerroute"],
            "level": row["level"],
            "phase": PHASES[row["kind"]],
        },
    )  # fmt: skip
    return bring_up_to_date(made, on=on)


PHASES = {
    "AZC": Phase.REGISTERED, "INTAKE": Phase.INTAKE, "PIP": Phase.PIP, "EARLY": Phase.LEARNING,
    "MIDDLE": Phase.LEARNING, "LATE": Phase.LEARNING, "COMPLETION": Phase.COMPLETION, "MOVED_IN": Phase.LEARNING,
}  # fmt: skip


def test_bsn(number: int) -> str:
    """Return the so-manieth number of the test range that passes the elfproef."""
    found = (bsn for bsn in range(FIRST_BSN, FIRST_BSN + 100_000) if _elfproef(f"{bsn}"))
    return f"{next(bsn for index, bsn in enumerate(found) if index == number)}"


def _elfproef(bsn: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(bsn, weights, strict=True)) % 11 == 0
