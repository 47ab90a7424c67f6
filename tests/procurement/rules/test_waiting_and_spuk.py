from decimal import Decimal

import pytest

from procurement.rules.spuk import Cover, SpukAmounts, spuk_for
from procurement.rules.waiting import mean_wait_months

AMOUNTS_2026 = SpukAmounts(2026, Decimal("6087.34"), Decimal("4718.96"), Decimal("1179.74"))


@pytest.mark.parametrize(
    ("lots", "inflow", "months"),
    [(3, "45", "4.40"), (2, "45", "2.93"), (1, "45", "1.47"), (1, "9", "7.33"), (1, "22", "3.00")],
)
def test_merging_lots_shortens_the_wait_whichever_lots_merge(lots, inflow, months):
    # inflow 9, 14 and 22 per year, groups of 12: R x 11 / (2 x 45) years
    wait = mean_wait_months(lots=lots, group_size=12, inflow_per_year=Decimal(inflow))

    assert wait is not None
    assert round(wait, 2) == Decimal(months)


def test_a_group_of_one_does_not_wait():
    assert mean_wait_months(lots=1, group_size=1, inflow_per_year=Decimal(5)) == 0


def test_without_inflow_there_is_no_wait_to_tell():
    assert mean_wait_months(lots=1, group_size=12, inflow_per_year=Decimal(0)) is None


def test_a_cohort_brings_three_amounts():
    assert AMOUNTS_2026.cohort == Decimal("11986.04")


def test_spuk_per_municipality_adds_up():
    # 27,3 x 11.986,04 = 327.218,89; 45,5 x 11.986,04 = 545.364,82; together 872.583,71
    assert spuk_for({"A": Decimal("27.3"), "B": Decimal("45.5")}, AMOUNTS_2026) == {"A": 327_219, "B": 545_365}


def test_what_spuk_does_not_cover_is_a_shortage():
    assert Cover(cost=148_000, spuk=139_000).difference == 9_000


def test_the_label_says_that_it_is_not_the_beschikking():
    assert AMOUNTS_2026.label.startswith("Indicatief, niet de beschikking.")
    assert "2026" in AMOUNTS_2026.label
