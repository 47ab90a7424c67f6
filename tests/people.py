"""The least world for tests about persons: two teams in Aalten, one in Doetinchem, made by the acts that people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.accounts.roles import Role
from inburgering.audit.record import CLOCK
from regions.actions import team as people
from regions.actions.team import Part
from tests.factories import TODAY, World, world
from trajectories.actions import registration
from trajectories.models import Team, TeamMember, Trajectory

PARTS = [
    Part("bakker", "J. Bakker", Role.CASE_MANAGER, "GM0197"),
    Part("dewit", "S. de Wit", Role.CASE_MANAGER, "GM0197"),
    Part("elsewhere", "T. Tweede", Role.CASE_MANAGER, "GM0197"),
    Part("nijhof", "M. Nijhof", Role.TEAM_LEADER, "GM0197"),
    Part("yilmaz", "R. Yilmaz", Role.CASE_MANAGER, "GM0222"),
]


@dataclass
class Casework:
    """`bakker` and `dewit` share a team with teamleider `nijhof`; `elsewhere` has another team in the same gemeente;
    `yilmaz` works for another gemeente. `world` has the advisers, aldermen and the project leader of the region.
    """

    world: World
    bakker: User
    dewit: User
    elsewhere: User
    nijhof: User
    yilmaz: User
    team: Team
    second_team: Team
    doetinchem: Team

    def register(
        self, full_name: str = "Amina Haddad", *, by: User | None = None, team: Team | None = None, on: date = TODAY,
        indeling: str = "ASIELSTATUSHOUDER", person: dict[str, Any] | None = None, **facts: Any,
    ) -> Trajectory:  # fmt: skip
        """Return a trajectory assigned to who registers it (default: bakker), with these columns of Trajectory."""
        by = by or self.bakker
        known = {"birth_year": 1992, "birth_month": 4, "birth_day": 17} | (person or {})
        with as_user(by.pk):
            return registration.register(
                person=registration.Person(full_name=full_name, **known),
                team=team or (self.doetinchem if by == self.yilmaz else self.team),
                indeling=indeling,
                on=on,
                by=by,
                assigned_to=by,
                facts=facts,
            )


def casework() -> Casework:
    """Return Achterhoek at work with these klantregisseurs. Call it inside a test with a database."""
    region = world()
    users = people.form(region=region.region, parts=PARTS, by=CLOCK)
    bakker, dewit, elsewhere, nijhof, yilmaz = users
    return Casework(
        region, *users,
        team=_team("Team Aalten", bakker, [bakker, dewit, nijhof]),
        second_team=_team("Team Bredevoort", elsewhere, [elsewhere]),
        doetinchem=_team("Team Doetinchem", yilmaz, [yilmaz]),
    )  # fmt: skip


def _team(name: str, maker: User, members: list[User]) -> Team:
    with as_user(maker.pk):
        organisation = maker.memberships.get().organisation
        team = Team.objects.create(organisation=organisation, name=name)
        for user in members:
            TeamMember.objects.create(organisation=organisation, team=team, user=user)
    return team


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
