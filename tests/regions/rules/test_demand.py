"""What the taakstelling lets a region expect, by hand-checked numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.demand import CannotExpect, Taakstelling, expected_inflow, last_known


def inflow(total=13_000, populations=None, national=18_000_000, share="0.70"):
    return expected_inflow(
        Taakstelling("2025-II", total, "bron"),
        populations=populations if populations is not None else {"A": 27_000, "B": 45_000},
        national_population=national,
        asylum_share=Decimal(share),
    )


def test_two_half_years_times_the_share_of_the_population_times_seventy_percent():
    # 2 x 13.000 x 27.000 / 18.000.000 x 0,70 = 39 x 0,70 = 27,3; for 45.000 inhabitants 65 x 0,70 = 45,5
    assert inflow() == {"A": Decimal("27.3"), "B": Decimal("45.5")}


def test_the_population_is_that_of_the_calendar_year_before():
    assert Taakstelling("2025-II", 13_000, "").population_year == 2024
    assert Taakstelling("2027-I", None, "").population_year == 2026


def test_a_half_year_is_written_with_roman_numerals():
    with pytest.raises(CannotExpect, match="2025-I of 2025-II"):
        _ = Taakstelling("2025-2", 1, "").population_year


def test_the_last_known_half_year_counts_and_unknown_ones_do_not():
    half_years = [Taakstelling(h, total, "") for h, total in
                  (("2025-II", 13_000), ("2024-I", 18_750), ("2025-I", 15_000), ("2026-I", None))]  # fmt: skip

    assert last_known(half_years).half_year == "2025-II"


def test_without_any_total_the_region_is_asked_for_one():
    with pytest.raises(CannotExpect, match="Vul het landelijke aantal"):
        last_known([Taakstelling("2026-I", None, "")])


@pytest.mark.parametrize("population", [0, -5])
def test_of_a_municipality_without_inhabitants_nothing_can_be_said(population):
    assert inflow(populations={"A": population, "B": 45_000}) == {"B": Decimal("45.5")}


@pytest.mark.parametrize("wrong", [{"total": None}, {"national": 0}])
def test_national_figures_are_needed(wrong):
    with pytest.raises(CannotExpect, match="landelijke"):
        inflow(**wrong)


@pytest.mark.parametrize("share", ["-0.1", "1.1"])
def test_the_asylum_share_is_a_share(share):
    with pytest.raises(CannotExpect, match="tussen 0% en 100%"):
        inflow(share=share)


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 500_000), min_size=1))
def test_the_parts_of_a_country_add_up_to_the_country(populations):
    numbers = inflow(populations=populations, national=sum(populations.values()))

    assert abs(sum(numbers.values()) - Decimal(2 * 13_000) * Decimal("0.70")) < Decimal("1e-15")
