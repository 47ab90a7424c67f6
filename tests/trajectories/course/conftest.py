"""A region that bought a B1 course for two municipalities, and a person with a PIP who may follow it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Role
from procurement.actions import contract as contracts
from procurement.models import Contract, StartMoment
from tests.factories import TODAY
from tests.people import Casework
from trajectories.models import Trajectory

PIP_DAY = TODAY - timedelta(days=30)
STARTS_ON = TODAY + timedelta(days=14)


@dataclass
class Bought:
    """A contract with one start; `teacher` signs in for its provider."""

    contract: Contract
    start: StartMoment
    provider: Organisation
    teacher: User


def buy(
    work: Casework, name: str = "Taalhuis Test", components: tuple[str, ...] = ("B1", "MAP"), on: date = TODAY
) -> Bought:
    """Return a contract of the region for Aalten and Doetinchem, with a start of 12 places in two weeks."""
    world = work.world
    with as_user(world.leader.pk):
        provider = contracts.add_provider(name=name, region=world.region, by=world.leader)
        made = contracts.make(
            region=world.region, provider=provider, title="B1-route 2026", components=components,
            municipalities=[world.municipality("aalten"), world.municipality("doetinchem")],
            starts_on=on - timedelta(days=300), ends_on=on + timedelta(days=700), by=world.leader,
        )  # fmt: skip
        start = contracts.add_start_moment(
            contract=made,
            component=components[0],
            starts_on=on + timedelta(days=14),
            places=12,
            hours_per_week=12,
            by=world.leader,
        )
    teacher = User.objects.create_user(f"{name.split()[-1].lower()}@aanbieder.voorbeeld.invalid", name="Les gever")
    teacher.is_demonstration = True
    teacher.save(update_fields=["is_demonstration"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.join_demonstration(%s, %s, %s)", [teacher.pk, provider.pk, Role.PROVIDER_CONTACT.value]
        )
    return Bought(made, start, provider, teacher)


def with_pip(work: Casework, full_name: str = "Amina Haddad", on: date = TODAY, **facts: object) -> Trajectory:
    """Return a trajectory in the B1-route with a PIP of thirty days ago."""
    known = {"leerroute": "B1", "level": "B1", "phase": "LEARNING", "first_pip_dated_on": on - timedelta(days=30)}
    known |= {"pip_dated_on": on - timedelta(days=30), "registered_on": on - timedelta(days=90)}
    return work.register(full_name, **(known | facts))


@pytest.fixture
def bought(work: Casework) -> Bought:
    return buy(work)


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    return with_pip(work)
