"""Who buys together: groups before the scale, who is left out, and what cannot be."""

from decimal import Decimal

import pytest

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, JointGroup, Scale
from procurement.rules.cost import CostAssumptions, PriceUnit, joint_groups, purchase_groups, scenario_cost

AREA = Area(
    names={"A": "Aalten", "B": "Berkelland", "C": "Doetinchem"}, subregions={"Oost": ("A", "B"), "West": ("C",)}
)
NUMBERS = {
    component: {"A": Decimal(10), "B": Decimal(20), "C": Decimal(30)} for component in Component
}  # fmt: skip


def group(label, codes, scale=Scale.SUBREGIONAAL):
    return JointGroup(label, tuple(codes), scale)


def choice(*groups, component=Component.B1, scale=Scale.REGIONAAL, **others):
    return ComponentChoice(component, scale, groups=tuple(groups), **others)


def computed(*choices, **others):
    prices = CostAssumptions({Component.B1: Decimal(10_000), Component.PVT: Decimal(300)}, Decimal(15_000), **others)
    return scenario_cost(choices, area=AREA, participants=NUMBERS, assumptions=prices)


def test_groups_come_before_the_scale():
    bought = purchase_groups(choice(group("A met C", "CA"), group("Berkelland alleen", "B", Scale.LOKAAL)), AREA)

    assert bought == {"A met C": ("A", "C"), "Berkelland": ("B",)}


def test_without_groups_the_scale_decides():
    assert purchase_groups(choice(scale=Scale.LOKAAL), AREA) == {
        "Aalten": ("A",), "Berkelland": ("B",), "Doetinchem": ("C",),
    }  # fmt: skip
    assert purchase_groups(choice(), AREA) == {"hele regio": ("A", "B", "C")}


def test_who_joins_nothing_pays_nothing():
    # B and C: max(50, 4 x 8) x 10.000 + 15.000 = 515.000, of which B 20/50 = 206.000 and C 309.000
    cost = computed(choice(group("Midden", "BC")))

    assert {code: cost.of(code) for code in "ABC"} == {"A": 0, "B": 206_000, "C": 309_000}
    assert cost.joined_by("A") == ()


def test_each_on_its_own_is_split_also_inside_a_group():
    assert [one.label for one in joint_groups(choice(group("elk apart", "ABC", Scale.LOKAAL)), AREA)] == [
        "Aalten", "Berkelland", "Doetinchem",
    ]  # fmt: skip


def test_two_groups_of_the_same_name_both_stay():
    assert list(purchase_groups(choice(group("Samen", "A"), group("Samen", "BC")), AREA)) == ["Samen", "Samen (2)"]


def test_the_scale_of_the_group_decides_about_other_regions():
    # A and B with 30 from outside: 60 x 10.000 + 15.000 = 615.000, half of it for the region; C alone 335.000
    cost = computed(
        choice(group("Met Twente", "AB", Scale.BOVENREGIONAAL), group("", "C", Scale.LOKAAL)),
        outside_volume={Component.B1: Decimal(30)},
    )

    assert [purchase.total for purchase in cost.purchases] == [307_500, 335_000]
    assert [purchase.scale for purchase in cost.purchases] == [Scale.BOVENREGIONAAL, Scale.LOKAAL]


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([("X", "AB"), ("Y", "BC")], "Voor de B1-route staat Berkelland in meer dan één groep"),
        ([("X", "AA")], "Voor de B1-route staat Aalten in meer dan één groep"),
        ([("X", "AZ")], "Voor de B1-route hoort Z niet bij deze regio"),
        ([("X", "AB"), ("Y", "")], "is een groep zonder gemeenten"),
    ],
)
def test_groups_that_cannot_be_are_refused(groups, sentence):
    with pytest.raises(CannotCalculate, match=sentence):
        purchase_groups(choice(*[group(label, codes) for label, codes in groups]), AREA)


def test_a_component_stands_in_a_scenario_once():
    with pytest.raises(
        CannotCalculate, match=r"staat het participatieverklaringstraject 2 keer\. Kies elk onderdeel één"
    ):
        computed(choice(), choice(component=Component.PVT), choice(component=Component.PVT))


def test_a_component_per_person_without_groups_of_lessons():
    # PVT is taught: max(60, 32) x 300 + 15.000. Brede intake is done per person: no guarantee, no wait.
    intake = choice(component=Component.BREDE_INTAKE, start_moments=12)
    cost = scenario_cost(
        [choice(component=Component.PVT), intake], area=AREA, participants=NUMBERS,
        assumptions=CostAssumptions(
            {Component.PVT: Decimal(300), Component.BREDE_INTAKE: Decimal(500)}, Decimal(15_000)
        ),
    )  # fmt: skip

    assert [purchase.total for purchase in cost.purchases] == [33_000, 45_000]
    assert [purchase.guaranteed_places for purchase in cost.purchases] == [32, 0]
    assert cost.purchases[1].mean_wait_months is None


def test_a_price_per_hour_counts_the_hours_of_a_participant():
    # 60 x 12 uur x 25 = 18.000, plus 15.000
    cost = computed(
        choice(component=Component.PVT), units={Component.PVT: PriceUnit.UUR}, hours={Component.PVT: Decimal(12)}
    )

    assert cost.total == 60 * 12 * 300 + 15_000
    assert cost.purchases[0].price == 12 * 300


def test_a_price_per_year_is_paid_once_per_purchase():
    cost = computed(
        choice(group("Oost", "AB"), group("West", "C"), component=Component.PVT), units={Component.PVT: PriceUnit.JAAR}
    )

    assert [purchase.total for purchase in cost.purchases] == [15_300, 15_300]
    assert cost.of("A") == 5_100


@pytest.mark.parametrize(
    ("component", "units", "sentence"),
    [
        (Component.BEGELEIDING, {}, "Voor de maatschappelijke begeleiding ontbreekt een prijs. Vul die in bij de aann"),
        (Component.ONTZORGEN, {}, "Voor het ontzorgen ontbreekt een prijs"),
        (Component.PVT, {Component.PVT: PriceUnit.UUR}, "ontbreekt het aantal uren per deelnemer"),
    ],
)
def test_what_a_component_misses_is_named(component, units, sentence):
    with pytest.raises(CannotCalculate, match=sentence):
        computed(choice(component=component), units=units)


def test_contract_management_as_a_component_is_counted_once():
    # B1: 60 x 10.000 without its own 15.000; contract management 40.000 per year, by participants
    cost = scenario_cost(
        [choice(), choice(component=Component.CONTRACT)], area=AREA, participants=NUMBERS,
        assumptions=CostAssumptions(
            {Component.B1: Decimal(10_000), Component.CONTRACT: Decimal(40_000)}, Decimal(15_000),
            units={Component.CONTRACT: PriceUnit.JAAR},
        ),
    )  # fmt: skip

    assert [purchase.total for purchase in cost.purchases] == [600_000, 40_000]


def test_overhead_coordination_and_procedure_are_shared():
    # 600.000 + 5% = 630.000; contract 15.000; 2 more municipalities x 1.000; 8.000 over 2 + 2 years
    cost = computed(
        choice(), overhead_share=Decimal("0.05"), coordination_per_partner=Decimal(1_000), procedure_cost=Decimal(8_000)
    )

    assert cost.total == 630_000 + 15_000 + 2_000 + 2_000
