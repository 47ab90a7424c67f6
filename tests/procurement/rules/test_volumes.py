from decimal import Decimal

import pytest

from procurement.rules.choices import CannotCalculate, Component
from procurement.rules.volumes import by_component, scaled

SZW = {Component.B1: Decimal("0.60"), Component.ONDERWIJS: Decimal("0.25"), Component.ZELFREDZAAMHEID: Decimal("0.15")}


def test_route_shares_divide_every_municipality():
    # 40 people: 60% = 24, 25% = 10, 15% = 6
    assert by_component({"A": Decimal(40)}, SZW) == {
        Component.B1: {"A": Decimal(24)},
        Component.ONDERWIJS: {"A": Decimal(10)},
        Component.ZELFREDZAAMHEID: {"A": Decimal(6)},
    }


@pytest.mark.parametrize("b1", ["0.59", "0.61", "-0.40"])
def test_route_shares_must_be_one_hundred_percent(b1):
    with pytest.raises(CannotCalculate, match="samen geen 100%"):
        by_component({"A": Decimal(40)}, SZW | {Component.B1: Decimal(b1)})


def test_a_negative_share_is_refused_even_when_the_sum_is_right():
    shares = {Component.B1: Decimal("1.2"), Component.ONDERWIJS: Decimal("-0.2"), Component.ZELFREDZAAMHEID: Decimal(0)}

    with pytest.raises(CannotCalculate, match="samen geen 100%"):
        by_component({"A": Decimal(40)}, shares)


def test_a_missing_route_share_is_named():
    with pytest.raises(CannotCalculate, match="aandeel van de Z-route ontbreekt"):
        by_component({"A": Decimal(40)}, {Component.B1: Decimal("0.6"), Component.ONDERWIJS: Decimal("0.4")})


def test_scaling_changes_every_number():
    assert scaled({Component.B1: {"A": Decimal(10)}}, Decimal("1.4")) == {Component.B1: {"A": Decimal(14)}}


def test_a_negative_factor_is_refused():
    with pytest.raises(CannotCalculate, match="0 of meer"):
        scaled({}, Decimal(-1))
