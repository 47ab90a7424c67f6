"""A region whose mail would really be sent."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from inburgering.accounts.models import Organisation
from tests.factories import World

Owner = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def place(standing_world: World, as_owner: Owner) -> World:
    """A region whose mail would really be sent: not a demonstration."""
    here = standing_world
    with as_owner():
        Organisation.objects.update(is_demonstration=False)
    return here
