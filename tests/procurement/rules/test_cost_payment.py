"""Paying per traject, per followed hour or per result, and what travelling adds."""

from decimal import Decimal

import pytest

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Payment, Scale
from procurement.rules.cost import CostAssumptions, PaymentShares, Travel, scenario_cost
from procurement.rules.cost_travel import lesson_place, metres_between

AREA = Area({"A": "Aalten", "B": "Berkelland", "C": "Doetinchem"}, {})
NUMBERS = {Component.B1: {"A": Decimal(10), "B": Decimal(20), "C": Decimal(30)}}
# Straight lines in metres.
DISTANCES = {"A": {"B": 15_000, "C": 20_000}, "B": {"A": 15_000, "C": 25_000}, "C": {"A": 20_000, "B": 25_000}}
SHARES = PaymentShares(followed=Decimal("0.9"), result_part=Decimal("0.4"), result=Decimal("0.75"))


def computed(*, choice=None, numbers=NUMBERS, **others):
    chosen = choice or ComponentChoice(Component.B1, Scale.REGIONAAL)
    prices = CostAssumptions({Component.B1: Decimal(10_000)}, Decimal(0), **others)
    return scenario_cost([chosen], area=AREA, participants=numbers, assumptions=prices)


@pytest.mark.parametrize(
    ("payment", "total"),
    [
        (Payment.TRAJECT, 600_000),  # 60 x 10.000
        (Payment.UUR, 540_000),  # 90% of the hours
        (Payment.RESULTAAT, 540_000),  # 60% fixed + 40% for 3 of 4 = 90%
    ],
)
def test_each_way_of_paying_pays_its_share(payment, total):
    choice = ComponentChoice(Component.B1, Scale.REGIONAAL, payment=payment)

    assert computed(choice=choice, payment=SHARES).total == total


@pytest.mark.parametrize("payment", Payment)
def test_without_own_numbers_the_way_of_paying_changes_nothing(payment):
    assert computed(choice=ComponentChoice(Component.B1, Scale.REGIONAAL, payment=payment)).total == 600_000


def test_an_empty_place_that_was_guaranteed_is_paid_in_full():
    # 60 people at 90%, and 80 - 60 = 20 empty places: 540.000 + 200.000
    choice = ComponentChoice(Component.B1, Scale.REGIONAAL, payment=Payment.UUR, start_moments=10, minimum_group=8)

    assert computed(choice=choice, payment=SHARES).total == 740_000


def travel(**changes):
    return Travel(**({
        "distances": DISTANCES, "detour": Decimal("1.2"), "euro_per_km": Decimal("0.25"), "days": Decimal(100),
    } | changes))  # fmt: skip


def test_travel_worked_by_hand():
    # To Doetinchem, which has most: A 10 x 100 days x 2 x 20 km x 1,2 x 0,25 = 12.000
    # and B 20 x 100 x 2 x 25 x 0,3 = 30.000
    plain, with_travel = computed(), computed(travel=travel())

    assert {code: with_travel.of(code) - plain.of(code) for code in "ABC"} == {"A": 12_000, "B": 30_000, "C": 0}


def test_lessons_in_an_own_location_need_no_travel():
    choice = ComponentChoice(Component.B1, Scale.REGIONAAL, own_locations=frozenset({"B"}))

    assert computed(choice=choice, travel=travel()).purchases[0].travel_cost == {"A": 12_000}


def test_each_on_its_own_does_not_travel():
    choice = ComponentChoice(Component.B1, Scale.LOKAAL, minimum_group=1, start_moments=1)

    assert computed(choice=choice, travel=travel()).total == 600_000


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": None}, "Het aantal lesdagen per traject ontbreekt"),
        ({"distances": {"A": {"B": 1}}}, "De afstand van Aalten en Berkelland naar Doetinchem ontbreekt"),
    ],
)
def test_what_travel_misses_is_named(changes, sentence):
    with pytest.raises(CannotCalculate, match=sentence):
        computed(travel=travel(**changes))


def test_a_free_kilometre_asks_for_nothing():
    assert computed(travel=Travel()).total == 600_000


def test_of_equals_the_first_by_code_has_the_lessons():
    assert lesson_place({"B": Decimal(3), "A": Decimal(3), "C": Decimal(1)}) == "A"


def test_the_straight_line_between_two_places():
    # One degree of latitude is 6.371.000 x pi / 180 = 111.195 metres; at 60 degrees north a degree of longitude is half
    assert metres_between((6.0, 52.0), (6.0, 53.0)) == 111_195
    assert abs(metres_between((6.0, 60.0), (7.0, 60.0)) - 55_597) < 10
    assert metres_between((6.0, 52.0), (6.0, 52.0)) == 0
