"""The question of the market: one main contractor for everything, or lots for which a specialist can bid alone."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.rules import starts
from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Instrument, Scale
from procurement.rules.cost import CostAssumptions
from procurement.rules.lots import variants
from procurement.rules.thresholds import Threshold

B1, ONDERWIJS, Z = Component.B1, Component.ONDERWIJS, Component.ZELFREDZAAMHEID
SAS = Threshold(Decimal(750_000), date(2026, 1, 1), date(2027, 12, 31))
AREA = Area({"A": "Aalten", "B": "Berkelland"}, {})
PEOPLE = {
    B1: {"A": Decimal(18), "B": Decimal(30)},
    ONDERWIJS: {"A": Decimal(4), "B": Decimal(8)},
    Z: {"A": Decimal(6), "B": Decimal(10)},
}
ASSUMPTIONS = CostAssumptions(dict.fromkeys(PEOPLE, Decimal(10_000)), Decimal(15_000))


def choice(component, **others):
    chosen = {"scale": Scale.REGIONAAL, "start_moments": 4, "minimum_group": 1} | others
    return ComponentChoice(component, **chosen)


def compared(*choices, people=PEOPLE):
    return variants(choices, area=AREA, participants=people, assumptions=ASSUMPTIONS, threshold=SAS)


def test_one_contract_against_a_lot_per_part():
    main, lots = compared(choice(B1), choice(ONDERWIJS), choice(Z))

    # 76 people x 10.000 x 4 years; apart 48, 12 and 16 people
    assert (main.contracts, main.contract_management, main.smallest_contract) == (1, 15_000, 3_040_000)
    assert (lots.contracts, lots.contract_management, lots.smallest_contract) == (3, 45_000, 480_000)
    assert (main.alone, lots.alone) == ((), (B1, ONDERWIJS, Z))
    assert main.course_cost == lots.course_cost == 760_000
    # as one opdracht everything reaches the threshold; apart the onderwijsroute and the Z-route do not
    assert ((main.reaching, main.tenders), (lots.reaching, lots.tenders)) == ((1, 1), (1, 3))


def test_more_lots_of_one_route_split_its_inflow():
    main, lots = compared(choice(B1, lots=3, minimum_group=8))

    assert [(one.routes[0].lots, one.routes[0].start_moments) for one in (main, lots)] == [(1, 4), (3, 12)]
    whole, third = (starts.planned(people, starts=4, minimum=8, maximum=12).wait.mean for people in (48, 16))
    assert main.routes[0].mean_wait_months == pytest.approx(whole)
    assert lots.routes[0].mean_wait_months == pytest.approx(third)
    assert third > whole
    # 3 lots x 4 starts x 8 places = 96 paid places x 10.000 x 4 years, over 3 lots
    assert lots.smallest_contract == 1_280_000


def test_lots_of_one_purchase_count_together_for_the_threshold():
    # 16 people x 10.000 x 4 = 640.000, and 20 x 10.000 x 4 = 800.000 over 2 lots of 400.000
    _, lots = compared(choice(Z, lots=2), people={Z: {"A": Decimal(10), "B": Decimal(10)}})

    assert lots.smallest_contract == 400_000
    assert (lots.reaching, lots.tenders) == (1, 1)


def test_who_buys_with_others_is_no_part_of_the_same_contract():
    main, _ = compared(choice(B1, scale=Scale.LOKAAL), choice(Z), choice(ONDERWIJS, scale=Scale.BOVENREGIONAAL))

    # Aalten B1, Berkelland B1, the Z-route together, and the onderwijsroute with other regions
    assert main.contracts == 4
    assert main.alone == (B1, ONDERWIJS, Z)


def test_what_is_bought_in_the_same_groups_becomes_one_contract_per_group():
    main, lots = compared(choice(B1, scale=Scale.LOKAAL, minimum_group=8), choice(Z, scale=Scale.LOKAAL))

    assert (main.contracts, lots.contracts) == (2, 4)
    assert main.alone == ()
    route = lots.routes[0]
    assert route.longest_wait_months > route.mean_wait_months


@pytest.mark.parametrize("instrument", [Instrument.OPEN_HOUSE, Instrument.SUBSIDIE, Instrument.INBESTEDEN])
def test_without_contracts_to_award_there_is_nothing_to_compare(instrument):
    assert compared(choice(B1, instrument=instrument)) == ()


def test_what_is_missing_is_said():
    with pytest.raises(CannotCalculate, match="Berkelland ontbreekt"):
        compared(choice(B1), people={B1: {"A": Decimal(1)}})
