"""Dividing the costs by each key, and every step of one municipality's part (SiSa)."""

from decimal import Decimal

import pytest

from procurement.rules.choices import (
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    DivisionKey,
    Instrument,
    Payment,
    Scale,
)
from procurement.rules.cost import CostAssumptions, PaymentShares, Travel, scenario_cost
from procurement.rules.rounding import adding_up
from procurement.rules.sharing_key_steps import all_steps
from procurement.rules.switching import Bearers, Switching

NAMES = {"A": "Aalten", "B": "Berkelland", "C": "Doetinchem"}
AREA = Area(NAMES, {})
NUMBERS = {Component.B1: {"A": Decimal(10), "B": Decimal(20), "C": Decimal(30)}}
INHABITANTS = {"A": 25_000, "B": 45_000, "C": 50_000}


def computed(key, *, shares=None, scale=Scale.REGIONAAL, inhabitants=INHABITANTS, **others):
    choice = ComponentChoice(
        Component.B1, scale, key=key, shares=shares or {}, payment=others.pop("pay", Payment.TRAJECT)
    )
    assumptions = CostAssumptions({Component.B1: Decimal(10_000)}, Decimal(15_000), inhabitants=inhabitants, **others)
    return scenario_cost([choice], area=AREA, participants=NUMBERS, assumptions=assumptions)


@pytest.mark.parametrize(
    ("key", "shares", "parts"),
    [
        # 60 x 10.000 + 15.000 = 615.000
        (DivisionKey.DEELNEMERS, {}, (102_500, 205_000, 307_500)),
        (DivisionKey.INWONERS, {}, (128_125, 230_625, 256_250)),
        (DivisionKey.GELIJK, {}, (205_000, 205_000, 205_000)),
        (DivisionKey.AANDELEN, {"A": "20", "B": "30.5", "C": "49.5"}, (123_000, 187_575, 304_425)),
    ],
)
def test_each_key_worked_by_hand(key, shares, parts):
    cost = computed(key, shares={code: Decimal(share) for code, share in shares.items()})

    assert tuple(cost.of(code) for code in "ABC") == parts
    assert cost.total == 615_000


def test_shares_that_are_no_whole_say_what_they_are():
    with pytest.raises(
        CannotCalculate,
        match=r"^De aandelen voor de B1-route van Aalten, Berkelland en Doetinchem zijn samen 99,5%\. Maak er samen",
    ):
        computed(DivisionKey.AANDELEN, shares={"A": Decimal(20), "B": Decimal(30), "C": Decimal("49.5")})


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ({"A": Decimal(50), "C": Decimal(50)}, "ontbreekt het aandeel van Berkelland. Vul 0 in voor wie niets betaalt"),
        ({"A": Decimal(110), "B": Decimal(-10), "C": Decimal(0)}, "een aandeel kleiner dan 0%"),
    ],
)
def test_shares_that_cannot_be_are_refused(shares, sentence):
    with pytest.raises(CannotCalculate, match=sentence):
        computed(DivisionKey.AANDELEN, shares=shares)


def test_a_missing_count_of_inhabitants_is_named():
    with pytest.raises(CannotCalculate, match="Het inwonertal van Berkelland ontbreekt"):
        computed(DivisionKey.INWONERS, inhabitants={"A": 1, "C": 1})


def test_a_share_of_nothing_pays_nothing():
    cost = computed(DivisionKey.AANDELEN, shares={"A": Decimal(0), "B": Decimal(40), "C": Decimal(60)})

    assert cost.of("A") == 0


def test_three_equal_parts_of_a_half_euro_lose_nothing():
    # 100.000,50 in three is 33.333,50 each, which a sum of rounded thirds could miss
    third = Decimal("100000.5") / 3

    assert sum(adding_up(dict.fromkeys("ABC", third), total=100_001).values()) == 100_001


def test_equal_parts_that_never_end_still_add_up_to_the_whole():
    # 3 x 33.000 + 1.001,50 = 100.001,50, so 100.002; in three 33.333,8333..., of which three are 100.001,4999...
    cost = scenario_cost(
        [ComponentChoice(Component.B1, Scale.REGIONAAL, Instrument.OPEN_HOUSE, key=DivisionKey.GELIJK)],
        area=AREA, participants={Component.B1: dict.fromkeys("ABC", Decimal(1))},
        assumptions=CostAssumptions({Component.B1: Decimal(33_000)}, Decimal("1001.5")),
    )  # fmt: skip

    assert cost.total == 100_002
    assert {code: cost.of(code) for code in "ABC"} == dict.fromkeys("ABC", 33_334)


def test_a_total_far_from_its_parts_is_refused():
    with pytest.raises(ValueError, match="too far"):
        adding_up({"A": Decimal(1)}, total=5)


def shown(cost, code):
    (steps,) = all_steps(cost, code, NAMES)
    return steps.title, [(line.label, line.shown.replace("\u00a0", " ")) for line in steps.lines]


def test_every_step_of_one_municipality_is_there():
    title, lines = shown(computed(DivisionKey.INWONERS), "A")

    assert title == "B1-route, hele regio"
    assert lines == [
        ("Verwachte deelnemers", "60"),
        ("Betaalde plaatsen", "60"),
        ("Prijs per deelnemer", "€ 10.000"),
        ("Kosten bij de aanbieder", "€ 600.000"),
        ("Contractbeheer", "€ 15.000"),
        ("Samen te delen", "€ 615.000"),
        ("Verdeelsleutel", "25.000 van 120.000 inwoners"),
        ("Deel van Aalten", "€ 128.125"),
        ("Aalten betaalt", "€ 128.125"),
    ]


def test_the_steps_can_be_done_again():
    switching = Switching(
        scale_down_share=Decimal("0.5"),
        scale_down_hours=Decimal(100),
        bearers={Payment.UUR: Bearers(client=Decimal(1))},
    )
    cost = computed(
        DivisionKey.DEELNEMERS, scale=Scale.BOVENREGIONAAL, pay=Payment.UUR, hours={Component.B1: Decimal(800)},
        outside_volume={Component.B1: Decimal(20)}, overhead_share=Decimal("0.05"), switching=switching,
        coordination_per_partner=Decimal(1_000), procedure_cost=Decimal(9_000),
        payment=PaymentShares(followed=Decimal("0.9")),
        travel=Travel({"A": {"C": 20_000}, "B": {"C": 25_000}}, euro_per_km=Decimal("0.3"), days=Decimal(100)),
    )  # fmt: skip
    (steps,) = all_steps(cost, "A", NAMES)
    value = {line.label: line.value for line in steps.lines}

    # 80 x 0,9 x 10.000 = 720.000; 5% = 36.000; 40 x 100 uren x 12,50 = 50.000; 15.000; 2 x 1.000; 9.000 / 4 = 2.250
    parts = ("Overhead", "Contractbeheer", "Afstemming", "Inkoopprocedure", "Extra uren bij wisselen en afschalen")
    assert value["Kosten bij de aanbieder"] == Decimal(80) * Decimal("0.9") * 10_000
    assert [value[label] for label in parts] == [36_000, 15_000, 2_000, 2_250, 50_000]
    assert value["Samen te delen"] == value["Kosten bij de aanbieder"] + sum(value[label] for label in parts)
    assert value["Deel van de regio"] == value["Samen te delen"] * 60 / 80
    assert value["Deel van Aalten"] == value["Deel van de regio"] * 10 / 60
    assert value["Reizen"] == 10 * 100 * 2 * 20 * Decimal("0.3")
    assert steps.euros == round(value["Deel van Aalten"] + value["Reizen"]) == cost.of("A")
    assert all(line.formula.endswith(".") for line in steps.lines)


def test_the_steps_of_all_purchases_add_up_to_what_is_paid():
    choices = [ComponentChoice(one, Scale.LOKAAL) for one in (Component.B1, Component.PVT)]
    cost = scenario_cost(
        choices, area=AREA, participants={one.component: NUMBERS[Component.B1] for one in choices},
        assumptions=CostAssumptions({Component.B1: Decimal("9999.37"), Component.PVT: Decimal("301.1")}, Decimal(7)),
    )  # fmt: skip

    assert sum(steps.euros for steps in all_steps(cost, "B", NAMES)) == cost.of("B")
