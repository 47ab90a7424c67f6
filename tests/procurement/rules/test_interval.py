"""Between which amounts the costs lie: P10, P50 and P90 from uncertain inflow and prices."""

from decimal import Decimal
from statistics import NormalDist

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, JointGroup, Scale
from procurement.rules.cost import CostAssumptions, scenario_cost
from procurement.rules.interval import Estimate, cost_interval
from procurement.rules.volumes import scaled

BUSY = [HealthCheck.too_slow]  # a machine that is busy with other things is no failure
NAMES = {"A": "Aalten", "B": "Berkelland"}
AREA = Area(NAMES, {})
NUMBERS = {Component.B1: {"A": Decimal(40), "B": Decimal(60)}}
CERTAIN = Estimate(Decimal(1), Decimal(1), Decimal(1))
INFLOW = Estimate(Decimal("0.6"), Decimal(1), Decimal("1.4"))
PRICE = Estimate(Decimal("0.9"), Decimal(1), Decimal("1.3"))
CHOICE = ComponentChoice(Component.B1, Scale.REGIONAAL, start_moments=1)


def prices(price=10_000, contract=0):
    return CostAssumptions({Component.B1: Decimal(price)}, Decimal(contract))


def span(inflow=CERTAIN, price=CERTAIN, *, choice=CHOICE, assumptions=None, code=None):
    found = cost_interval(
        [choice], area=AREA, participants=NUMBERS, assumptions=assumptions or prices(), inflow=inflow, price=price
    )
    one = found.by_municipality[code] if code else found.region
    return (one.low, one.mid, one.high)


def test_without_uncertainty_there_is_one_amount():
    assert span() == (1_000_000, 1_000_000, 1_000_000)


def test_low_middle_and_high_are_the_quantiles_themselves():
    # 100 x 10.000 times the factor; prices certain
    assert span(INFLOW) == (600_000, 1_000_000, 1_400_000)
    assert span(price=PRICE) == (900_000, 1_000_000, 1_300_000)
    assert span(INFLOW, code="A") == (240_000, 400_000, 560_000)


def test_the_factor_between_the_points_follows_the_formula():
    # s below the middle = ln(1 / 0,6) / 1,2816 = 0,3986; z(0,3) = -0,5244; exp(-0,5244 x 0,3986) = 0,8114
    assert round(INFLOW.at(0.3), 4) == 0.8114
    assert [round(INFLOW.at(share), 9) for share in (0.1, 0.5, 0.9)] == [0.6, 1.0, 1.4]


def test_two_symmetric_uncertainties_together_are_as_wide_as_their_root_of_squares():
    # Lognormal times lognormal is lognormal: ln(1,5) squared twice, so 1,5 to the power of root 2 = 1,7742
    wide = Estimate(1 / Decimal("1.5"), Decimal(1), Decimal("1.5"))
    low, mid, high = span(wide, wide)

    assert mid == 1_000_000
    assert abs(high / 1_774_200 - 1) < 0.01
    assert abs(low * 1.7742 / 1_000_000 - 1) < 0.01


def test_what_does_not_follow_prices_stays():
    low, mid, high = span(price=PRICE, assumptions=prices(contract=50_000))

    assert (low, mid, high) == (950_000, 1_050_000, 1_350_000)


def test_guaranteed_places_keep_the_low_end_up():
    # 10 starts x 8 = 80 places are paid also when 60 people come
    choice = ComponentChoice(Component.B1, Scale.REGIONAAL, start_moments=10)

    assert span(INFLOW, choice=choice) == (800_000, 1_000_000, 1_400_000)


def test_who_joins_nothing_has_a_span_of_nothing():
    choice = ComponentChoice(Component.B1, Scale.REGIONAAL, groups=(JointGroup("A", ("A",), Scale.LOKAAL),))

    assert span(INFLOW, PRICE, choice=choice, code="B") == (0, 0, 0)


@pytest.mark.parametrize(("low", "mid", "high"), [("0", "1", "1"), ("1.1", "1", "1.2"), ("0.9", "1", "0.95")])
def test_an_estimate_has_an_order(low, mid, high):
    with pytest.raises(CannotCalculate, match="op volgorde: laag, midden, hoog"):
        Estimate(Decimal(low), Decimal(mid), Decimal(high))


FACTORS = st.tuples(
    st.decimals(min_value=Decimal("0.2"), max_value=1, places=2), st.decimals(min_value=1, max_value=3, places=2)
)


@settings(max_examples=15, deadline=None, suppress_health_check=BUSY)
@given(FACTORS, FACTORS, st.integers(0, 40_000))
def test_quantiles_stand_in_order_and_scale_with_the_prices(inflow, price, contract):
    inflows, prices_ = (Estimate(low, Decimal(1), high) for low, high in (inflow, price))
    once = span(inflows, prices_, assumptions=prices(contract=contract))
    twice = span(inflows, prices_, assumptions=prices(20_000, 2 * contract))

    assert list(once) == sorted(once)
    assert all(abs(two - 2 * one) <= 1 for one, two in zip(once, twice, strict=True))


@settings(max_examples=10, deadline=None, suppress_health_check=BUSY)
@given(FACTORS, st.decimals(min_value=0, max_value=1, places=2))
def test_more_uncertainty_is_never_narrower(inflow, more):
    small = Estimate(inflow[0], Decimal(1), inflow[1])
    large = Estimate(inflow[0], Decimal(1), inflow[1] + more)

    assert span(large, PRICE)[2] >= span(small, PRICE)[2]


def test_the_grid_agrees_with_a_finer_one():
    # The same by hand on 135 x 135 quantiles: amounts x prices, sorted, at the same places.
    shares = [(place + 0.5) / 135 for place in range(135)]
    found = sorted(INFLOW.at(u) * PRICE.at(v) for u in shares for v in shares)
    fine = [found[round(len(found) * share)] * 1_000_000 for share in (0.1, 0.5, 0.9)]

    assert all(abs(one / other - 1) < 0.01 for one, other in zip(span(INFLOW, PRICE), fine, strict=True))
    assert NormalDist().inv_cdf(0.9) == pytest.approx(1.2815515655)


def test_the_span_holds_the_scenario_itself():
    cost = scenario_cost([CHOICE], area=AREA, participants=scaled(NUMBERS, Decimal("0.6")), assumptions=prices())

    assert span(INFLOW)[0] == cost.total
