"""People and teams for the tests of trajectories."""

import pytest

from tests.people import Casework, casework


@pytest.fixture
def work(db: None) -> Casework:
    return casework()
