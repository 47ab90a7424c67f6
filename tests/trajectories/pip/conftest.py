"""A PIP to work with: a person whose duty began, and columns that make part A complete."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from tests.factories import TODAY
from tests.people import Casework
from trajectories.actions import pip as acts
from trajectories.models import Pip, Trajectory

COMPLETE: dict[str, Any] = {
    "leerroute": "B1",
    "level": "B1",
    "dated_on": TODAY,
    "route_argument": "Amina leerde snel in het AZC en wil in de zorg werken.",
    "onderwijs_wish": "Wil eerst werken, daarna misschien naar school.",
    "onderwijs_level": "Middelbare school in Aleppo, twee jaar verpleegkunde.",
    "onderwijs_chance": "De kans op een diploma is er, maar nu nog niet groot.",
    "other_routes_argument": "Is te licht voor deze inburgeraar",
    "intensity_hours": 500,
    "hours_per_week": Decimal("12.0"),
    "pvt_hours": 12,
    "map_hours": 40,
    "conversations_per_year": 4,
    "support": "Elke drie maanden een gesprek. Een taalmaatje via de bibliotheek.",
}


def complete(**changes: Any) -> dict[str, Any]:
    return COMPLETE | changes


def drafted(work: Casework, trajectory: Trajectory, reason: str = "FIRST", on: date = TODAY, **changes: Any) -> Pip:
    """Return a concept with a complete part A."""
    with as_user(work.bakker.pk):
        made = acts.draft(trajectory=trajectory, reason=reason, on=on, by=work.bakker)
        wanted = complete(dated_on=on, **changes)
        return acts.save(pip=made, columns=wanted, expected_version=made.version, on=on, by=work.bakker)


def established(work: Casework, trajectory: Trajectory, on: date = TODAY, **changes: Any) -> Pip:
    """Return the first PIP, in force."""
    made = drafted(work, trajectory, on=on, **changes)
    with as_user(work.bakker.pk):
        return acts.establish(pip=made, on=on, by=work.bakker)


def fresh(user: User, row: Any) -> Any:
    with as_user(user.pk):
        return type(row).objects.get(pk=row.pk)


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    return work.register(kennisgeving_on=date(2026, 9, 15), plicht_begins_on=date(2026, 9, 1))
