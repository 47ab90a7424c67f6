"""People and teams for the tests of trajectories."""

import pytest

from tests.people import Casework


@pytest.fixture
def work(standing_casework: Casework) -> Casework:
    return standing_casework
