"""Language courses that each stay below the threshold and together reach it, at 10.000 euros a trajectory."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.rules.choices import Area, Component, ComponentChoice, Instrument, Scale
from procurement.rules.cost import CostAssumptions, scenario_cost
from procurement.rules.thresholds import Threshold, assess
from procurement.rules.thresholds_alike import alike_warning

SAS = Threshold(Decimal(750_000), date(2026, 1, 1), date(2027, 12, 31))


def warning(people, **others):
    cost = scenario_cost(
        [
            ComponentChoice(component, Scale.REGIONAAL, start_moments=1, minimum_group=1, **others)
            for component in people
        ],
        area=Area({"A": "Aalten"}, {}),
        participants={component: {"A": Decimal(number)} for component, number in people.items()},
        assumptions=CostAssumptions(dict.fromkeys(people, Decimal(10_000)), Decimal(0)),
    )
    return alike_warning(assess(cost, SAS))


def test_two_small_courses_together_reach_it():
    # 10 x 10.000 x 4 = 400.000 each, 800.000 together
    found = warning({Component.B1: 10, Component.ZELFREDZAAMHEID: 10})

    assert found.startswith("De B1-route en de Z-route blijven los onder de drempel van €\u00a0750.000.")
    assert "samen zijn €\u00a0800.000" in found
    assert "(Aw art. 2.18)" in found


def test_a_small_course_beside_a_large_one():
    # 20 x 10.000 x 4 = 800.000 and 5 x 10.000 x 4 = 200.000
    found = warning({Component.B1: 20, Component.ONDERWIJS: 5})

    assert found.startswith("De onderwijsroute blijft los onder de drempel")


@pytest.mark.parametrize(
    ("people", "others"),
    [
        ({Component.B1: 9, Component.ZELFREDZAAMHEID: 9}, {}),  # together 720.000
        ({Component.B1: 20, Component.ZELFREDZAAMHEID: 20}, {}),  # nothing stays below
        ({Component.B1: 10}, {}),  # one course
        ({Component.B1: 10, Component.BEGELEIDING: 10}, {}),  # not alike
        ({Component.B1: 10, Component.ZELFREDZAAMHEID: 10}, {"instrument": Instrument.OPEN_HOUSE}),
        ({Component.B1: 10, Component.ZELFREDZAAMHEID: 10}, {"main_contractor": True}),  # counted together already
    ],
)
def test_otherwise_nothing_is_said(people, others):
    assert warning(people, **others) == ""
