"""The threshold of a purchase. The twelve cases below are worked by hand, at 10.000 euros a trajectory:

 1 exactly on it            18,75 people x 10.000 x (2+2) years              = 750.000  reaches
 2 options                  25 people x 10.000 x 2 years = 500.000; with 2 years of option 1.000.000 reaches
 3 all lots                 2 lots x 5 starts x 4 places = 40 x 10.000 x 4   = 1.600.000 reaches
 4 several municipalities   10 + 10 people: each 400.000, together 20 x 10.000 x 4 = 800.000 reaches
 5 open house               20 x 10.000 x 4 = 800.000, no public contract    = no threshold
 6 subsidy                  idem                                             = no threshold
 7 in-house                 idem                                             = no threshold
 8 year without a threshold announced in 2028                                = refused with the year
 9 splitting                10 people each: 400.000 and 400.000, together 800.000 = a warning
10 other services           contract management 54.000 a year x 4 years      = 216.000 reaches 216.000
11 2025 against 2026        the same 54.500 a year x 4 years = 218.000: below 221.000 (2025), above 216.000 (2026)
12 people from outside      (18 + 2) x 10.000 x 4 = 800.000; without them 720.000 does not reach
"""

from datetime import date
from decimal import Decimal

import pytest

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Instrument, Scale
from procurement.rules.cost import CostAssumptions, PriceUnit, scenario_cost
from procurement.rules.thresholds import (
    Service,
    Threshold,
    assess,
    known_thresholds,
    purchase_value,
    splitting_warnings,
    threshold_on,
)

SAS_2026 = Threshold(Decimal(750_000), date(2026, 1, 1), date(2027, 12, 31))
OTHER_2026 = Threshold(Decimal(216_000), date(2026, 1, 1), date(2027, 12, 31), Service.OTHER)
OTHER_2024 = Threshold(Decimal(221_000), date(2024, 1, 1), date(2025, 12, 31), Service.OTHER)
AREA = Area({"A": "Aalten", "B": "Berkelland"}, {})


def assessments(people="9", scale=Scale.REGIONAAL, outside=0, **others):
    chosen = ComponentChoice(Component.B1, scale, **({"start_moments": 1, "minimum_group": 1} | others))
    cost = scenario_cost(
        [chosen],
        area=AREA,
        participants={Component.B1: {"A": Decimal(people), "B": Decimal(people)}},
        assumptions=CostAssumptions(
            {Component.B1: Decimal(10_000)}, Decimal(15_000), outside_volume={Component.B1: Decimal(outside)}
        ),
    )
    return assess(cost, SAS_2026), cost


def test_the_value_counts_all_municipalities_and_all_options():
    # 18 people x 10.000 x (2 + 2) years = 720.000; contract management is no part of the contract
    (assessment,), cost = assessments()

    assert assessment.value == 720_000
    assert purchase_value(cost.purchases[0]) == 720_000
    assert assessment.reaches_threshold is False


def test_all_lots_and_other_regions_count():
    # 2 lots x 5 starts x 4 places = 40 guaranteed; 40 x 10.000 x 4 = 1,6 million
    (lots,), _ = assessments(lots=2, start_moments=5, minimum_group=4)
    # 18 + 2 from outside: 20 x 10.000 x 4 = 800.000
    (wider,), _ = assessments(scale=Scale.BOVENREGIONAAL, outside=2)

    assert lots.value == 1_600_000
    assert wider.value == 800_000
    assert wider.reaches_threshold is True


def test_exactly_the_threshold_reaches_it():
    # 18,75 people x 10.000 x 4 = 750.000
    (assessment,), _ = assessments("9.375")

    assert assessment.value == 750_000
    assert assessment.reaches_threshold is True
    assert "Dat is precies op de drempel" in assessment.sentence


def test_options_count_in_full():
    (without,), _ = assessments("12.5", option_years=0)
    (with_options,), _ = assessments("12.5")

    assert (without.value, without.reaches_threshold) == (500_000, False)
    assert (with_options.value, with_options.reaches_threshold) == (1_000_000, True)


def test_municipalities_that_buy_together_count_together():
    apart, _ = assessments("10", Scale.LOKAAL)
    (together,), _ = assessments("10")

    assert [(one.value, one.reaches_threshold) for one in apart] == [(400_000, False), (400_000, False)]
    assert (together.value, together.reaches_threshold) == (800_000, True)


def contract_management(per_year, other, **others):
    """Return the assessment of managing contracts for both municipalities, at this price a year for the whole."""
    cost = scenario_cost(
        [ComponentChoice(Component.CONTRACT, Scale.REGIONAAL, **others)],
        area=AREA,
        participants={Component.CONTRACT: {"A": Decimal(9), "B": Decimal(9)}},
        assumptions=CostAssumptions(
            {Component.CONTRACT: Decimal(per_year)}, Decimal(0), units={Component.CONTRACT: PriceUnit.JAAR}
        ),
    )
    (assessment,) = assess(cost, SAS_2026, other=other)
    return assessment


def test_another_service_has_a_threshold_of_its_own():
    assessment = contract_management(54_000, OTHER_2026)

    assert (assessment.value, assessment.reaches_threshold) == (216_000, True)
    assert "voor andere diensten (2026 en 2027)" in assessment.sentence
    assert "De SAS-procedure is hier niet voor." in assessment.sentence


def test_the_year_decides_between_two_thresholds():
    known = (OTHER_2024, OTHER_2026, SAS_2026)
    reached = {
        day.year: contract_management(54_500, threshold_on(day, known, Service.OTHER)).reaches_threshold
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    }

    assert reached == {2025: False, 2026: True}


def test_another_service_without_its_threshold_is_not_judged_by_that_of_social_services():
    with pytest.raises(CannotCalculate, match="De Europese drempel voor andere diensten ontbreekt"):
        contract_management(54_000, None)

    assert contract_management(54_000, None, instrument=Instrument.INBESTEDEN).reaches_threshold is None


def test_what_goes_to_one_main_contractor_counts_together():
    # 10 people a route: 10 x 10.000 x 4 = 400.000 each, 800.000 for the one contract
    people = {"A": Decimal(5), "B": Decimal(5)}
    both = {"start_moments": 1, "minimum_group": 1, "main_contractor": True}
    cost = scenario_cost(
        [ComponentChoice(one, Scale.REGIONAAL, **both) for one in (Component.B1, Component.ZELFREDZAAMHEID)],
        area=AREA,
        participants=dict.fromkeys((Component.B1, Component.ZELFREDZAAMHEID), people),
        assumptions=CostAssumptions(
            dict.fromkeys((Component.B1, Component.ZELFREDZAAMHEID), Decimal(10_000)), Decimal(0)
        ),
    )

    found = assess(cost, SAS_2026)

    assert [(one.value, one.joint_value, one.reaches_threshold) for one in found] == [(400_000, 800_000, True)] * 2
    assert "Met de Z-route gaat het naar één hoofdaannemer: samen €\u00a0800.000." in found[0].sentence


def test_people_of_other_regions_count():
    (own,), _ = assessments(scale=Scale.BOVENREGIONAAL)
    (wider,), _ = assessments(scale=Scale.BOVENREGIONAAL, outside=2)

    assert (own.value, own.reaches_threshold) == (720_000, False)
    assert (wider.value, wider.reaches_threshold) == (800_000, True)


def test_the_thresholds_are_found_among_the_numbers_of_a_region():
    figures = {
        "threshold_services_2026_2027": Decimal(216_000),
        "threshold_sas_2026_2027": Decimal(750_000),
        "threshold_sas_2024_2025": Decimal(750_000),
        "price_b1": Decimal(1),
    }

    found = known_thresholds(figures)

    assert SAS_2026 in found
    assert OTHER_2026 in found
    assert len(found) == 3


@pytest.mark.parametrize(
    ("instrument", "people", "words"),
    [
        (Instrument.SAS, "9", "Dat is onder de drempel van €\u00a0750.000 voor sociale diensten (2026 en 2027)."),
        (Instrument.SAS, "10", "Kondig de opdracht aan en volg de SAS-procedure."),
        (Instrument.OPENBAAR, "10", "Een openbare aanbesteding mag, maar is voor deze diensten niet nodig."),
        (Instrument.OPENBAAR, "9", "Dat is onder de drempel"),
        (Instrument.OPEN_HOUSE, "10", "Open house is geen overheidsopdracht, zolang"),
        (Instrument.SUBSIDIE, "10", "Een subsidie is geen overheidsopdracht, zolang"),
        (Instrument.INBESTEDEN, "10", "art. 2.24a tot en met 2.24c"),
    ],
)
def test_the_sentence_says_what_the_instrument_means_and_that_it_is_an_indication(instrument, people, words):
    (assessment,), _ = assessments(people, instrument=instrument)

    assert assessment.sentence.startswith("B1-route, hele regio: de waarde is ongeveer €\u00a0")
    assert words in assessment.sentence
    assert assessment.sentence.endswith("Dit is een indicatie, laat het toetsen.")


@pytest.mark.parametrize("instrument", [Instrument.OPEN_HOUSE, Instrument.SUBSIDIE, Instrument.INBESTEDEN])
def test_what_is_no_public_contract_has_no_threshold(instrument):
    (assessment,), _ = assessments("100", instrument=instrument)

    assert assessment.reaches_threshold is None


def test_buying_in_parts_that_together_reach_the_threshold_gets_a_warning():
    # each 10 x 10.000 x 4 = 400.000, together 800.000
    found, _ = assessments("10", Scale.LOKAAL)

    (warning,) = splitting_warnings(found)
    assert warning.startswith("De B1-route wordt in 2 delen ingekocht.")
    assert "Daarvan blijven 2 onder de drempel van €\u00a0750.000" in warning
    assert "samen is het €\u00a0800.000" in warning


@pytest.mark.parametrize(
    ("people", "others"),
    [
        ("9", {}),  # together 720.000: below
        ("19", {}),  # each 760.000: nothing is avoided
        ("10", {"instrument": Instrument.SUBSIDIE}),
    ],
)
def test_no_warning_when_nothing_is_avoided(people, others):
    found, _ = assessments(people, Scale.LOKAAL, **others)

    assert splitting_warnings(found) == ()


def test_one_part_below_among_larger_ones_gets_a_warning_too():
    # Aalten 10 x 10.000 x 4 = 400.000, Berkelland 20 x 10.000 x 4 = 800.000
    cost = scenario_cost(
        [ComponentChoice(Component.B1, Scale.LOKAAL, start_moments=1, minimum_group=1)],
        area=AREA,
        participants={Component.B1: {"A": Decimal(10), "B": Decimal(20)}},
        assumptions=CostAssumptions({Component.B1: Decimal(10_000)}, Decimal(0)),
    )

    (warning,) = splitting_warnings(assess(cost, SAS_2026))
    assert "in 2 delen ingekocht. Daarvan blijft 1 onder" in warning


def test_one_purchase_is_not_split():
    found, _ = assessments("10")

    assert splitting_warnings(found) == ()


def test_the_threshold_of_the_day_counts():
    older = Threshold(Decimal(700_000), date(2024, 1, 1), date(2025, 12, 31))

    assert threshold_on(date(2026, 1, 1), [older, SAS_2026]) == SAS_2026
    assert threshold_on(date(2025, 12, 31), [older, SAS_2026]) == older


def test_a_day_without_a_known_threshold_is_said():
    with pytest.raises(CannotCalculate, match="Voor 2028 is de Europese drempel nog niet bekend"):
        threshold_on(date(2028, 1, 1), [SAS_2026])


@pytest.mark.parametrize(
    ("first", "last", "text"), [(2026, 2026, "2026"), (2026, 2027, "2026 en 2027"), (2026, 2028, "2026 t/m 2028")]
)
def test_the_years_of_a_threshold(first, last, text):
    assert Threshold(Decimal(1), date(first, 1, 1), date(last, 12, 31)).years == text
