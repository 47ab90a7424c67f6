"""The whole example region once per module, rolled back afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from procurement.actions import demonstration
from regions.actions import team
from regions.models import Region
from tests.factories import TODAY, World, reference_data, world


@dataclass(frozen=True)
class Example:
    """Achterhoek with everything in it, and Twente as a stranger next door."""

    region: Region
    users: dict[str, User]
    stranger: World


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[Example]:
    with django_db_blocker.unblock(), transaction.atomic():
        reference_data()
        region = demonstration.load(on=TODAY, by=CLOCK)
        users = {user.email.split("@")[0]: user for user in team.members(region)}
        yield Example(region, users, world("AM05"))
        transaction.set_rollback(True)
