from datetime import date
from decimal import Decimal

import pytest

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Instrument, Scale
from procurement.rules.cost import CostAssumptions, scenario_cost
from procurement.rules.thresholds import Threshold, assess, purchase_value, splitting_warnings, threshold_on

SAS_2026 = Threshold(Decimal(750_000), date(2026, 1, 1), date(2027, 12, 31))
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
