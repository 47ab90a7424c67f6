from decimal import Decimal

import pytest

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Scale
from procurement.rules.cost import CostAssumptions, scenario_cost
from procurement.rules.spuk import Cover, SpukAmounts, added, from_spuk, per_year, spuk_for
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


def bought():
    """B1 is paid from the SPUK, brede intake from the gemeentefonds: A and B pay 10.000 and 1.000 per person."""
    choices = [ComponentChoice(one, Scale.LOKAAL, start_moments=1, minimum_group=1) for one in INTAKE]
    people = {"A": Decimal(12), "B": Decimal(30)}
    return scenario_cost(
        choices, area=Area({"A": "Aalten", "B": "Berkelland"}, {}), participants=dict.fromkeys(INTAKE, people),
        assumptions=CostAssumptions(INTAKE, Decimal(0)),
    )  # fmt: skip


INTAKE = {Component.B1: Decimal(10_000), Component.BREDE_INTAKE: Decimal(1_000)}
INFLOW = {"A": Decimal("20.5"), "B": Decimal("50.25")}
THIRDS = (Decimal("0.34"), Decimal("0.33"), Decimal("0.33"))


def test_only_what_the_spuk_is_for_stands_beside_it():
    cost = bought()

    assert (cost.of("A"), from_spuk(cost, "A")) == (132_000, 120_000)


def test_each_year_of_a_cohort_has_its_cost_its_spuk_and_what_stays():
    # Aalten: 120.000 x 0,34 = 40.800; 20,5 x 6.087,34 = 124.790,47; then 96.738,68 and 24.184,67
    years = per_year(bought(), INFLOW, AMOUNTS_2026, THIRDS)["A"]

    assert [(one.cost, one.spuk, one.difference) for one in years] == [
        (40_800, 124_790, -83_990), (39_600, 96_739, -57_139), (39_600, 24_185, 15_415),
    ]  # fmt: skip
    assert [one.label for one in years] == ["Jaar 1: t", "Jaar 2: t+1", "Jaar 3: t+2"]


def test_the_years_add_up_to_the_cost_and_the_spuk_of_every_municipality():
    found, whole = per_year(bought(), INFLOW, AMOUNTS_2026, THIRDS), spuk_for(INFLOW, AMOUNTS_2026)

    for code, years in found.items():
        assert sum(one.cost for one in years) == from_spuk(bought(), code)
        assert sum(one.spuk for one in years) == whole[code]
    assert sum(one.spuk for one in added(list(found.values()))) == sum(whole.values())


@pytest.mark.parametrize("shares", [("0.5", "0.5"), ("0.5", "0.3", "0.1"), ("1.5", "-0.5", "0")])
def test_the_parts_of_three_years_are_a_whole(shares):
    with pytest.raises(CannotCalculate, match=r"De delen van de kosten per jaar van een cohort zijn samen [0-9]+,00%"):
        per_year(bought(), INFLOW, AMOUNTS_2026, [Decimal(share) for share in shares])


def test_it_says_the_amounts_of_which_year_are_used():
    assert "Alle drie de bedragen zijn die van 2026" in AMOUNTS_2026.years_label
