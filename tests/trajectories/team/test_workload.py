"""How a trajectory is weighed, and what the coming months ask."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from trajectories.rules import forecast, workload
from trajectories.rules.forecast import Course
from trajectories.rules.workload import DEFAULTS, Load

ON = date(2026, 11, 20)
LOAD = Load("LEARNING", date(2026, 8, 1), "B1", False, "ASIELSTATUSHOUDER")


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({"phase": "REGISTERED", "first_pip_dated_on": None}, "1.5"),
        ({"phase": "INTAKE", "first_pip_dated_on": None}, "2"),
        ({"phase": "PIP", "first_pip_dated_on": None}, "2"),
        ({}, "1.5"),
        ({"first_pip_dated_on": date(2026, 5, 21)}, "1.5"),  # 5 whole months
        ({"first_pip_dated_on": date(2026, 5, 20)}, "1"),  # 6 whole months
        ({"first_pip_dated_on": date(2025, 5, 20)}, "0.75"),  # 18 whole months
        ({"phase": "COMPLETION"}, "1"),
        ({"phase": "CLOSED"}, "0"),
        ({"leerroute": "ZELFREDZAAMHEID"}, "2"),
        ({"leerroute": "ZELFREDZAAMHEID", "is_alphabetisation": True}, "2"),  # the surcharge counts once
        ({"indeling": "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"}, "0.75"),
    ],
)
def test_weight_follows_from_phase_route_and_group(changes: dict, points: str) -> None:
    assert workload.weight(replace(LOAD, **changes), DEFAULTS, on=ON) == Decimal(points)


def test_room_follows_the_hours_and_is_gone_during_absence() -> None:
    assert workload.capacity(Decimal(24), DEFAULTS) == 40
    assert workload.capacity(Decimal(36), DEFAULTS) == 60
    assert workload.capacity(Decimal(36), DEFAULTS, is_absent=True) == 0


def test_a_municipality_replaces_a_number_by_its_own() -> None:
    own = workload.with_own({workload.PER_FTE: Decimal(50)})

    assert own[workload.PER_FTE] == 50
    assert own[workload.INTAKE] == DEFAULTS[workload.INTAKE]


def test_every_number_says_where_it_comes_from() -> None:
    assert all("aanname" in norm.source and norm.source_on for norm in workload.PREFILL)


def test_a_trajectory_goes_through_its_phases_and_ends_with_its_term() -> None:
    new = Course(Load("REGISTERED", None, "", False, "ASIELSTATUSHOUDER"), registered_on=date(2026, 11, 1))

    phases = [forecast.at(new, forecast.first_of_month(ON, ahead)).phase for ahead in (1, 3, 6, 12, 39, 42)]

    assert phases == ["REGISTERED", "INTAKE", "LEARNING", "LEARNING", "COMPLETION", "CLOSED"]


def test_the_end_that_duo_gives_prevails() -> None:
    course = Course(LOAD, registered_on=date(2024, 1, 1), ends_on=date(2027, 3, 1))

    assert forecast.at(course, date(2027, 2, 1)).phase == "COMPLETION"
    assert forecast.at(course, date(2027, 3, 1)).phase == "CLOSED"


def test_twelve_months_of_known_and_coming_work() -> None:
    courses = [Course(LOAD, registered_on=date(2026, 4, 1))] * 10

    months = forecast.forecast(courses, Decimal(2), DEFAULTS, on=ON)

    assert len(months) == 12
    assert months[0].starts_on == date(2026, 12, 1)
    assert months[0].known == 15
    assert months[0].coming == 3  # two people in their first month, 1.5 points each
    assert months[1].coming == 6
    assert months[-1].known == 10  # past the first half year
    assert months[-1].people == 34


def test_nobody_known_and_nobody_coming_is_no_work() -> None:
    assert all(month.weight == 0 for month in forecast.forecast([], Decimal(0), DEFAULTS, on=ON, months=6))
