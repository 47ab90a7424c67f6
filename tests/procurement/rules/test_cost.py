from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement.rules.choices import Area, CannotCalculate, Component, ComponentChoice, Instrument, Scale
from procurement.rules.cost import CostAssumptions, cost_range, purchase_groups, scenario_cost
from procurement.rules.rounding import adding_up, whole_euros

AREA = Area(
    names={"A": "Aalten", "B": "Berkelland", "C": "Doetinchem"}, subregions={"Oost": ("A", "B"), "West": ("C",)}
)
NUMBERS = {Component.B1: {"A": Decimal(10), "B": Decimal(20), "C": Decimal(30)}}
PRICES = CostAssumptions(
    prices={Component.B1: Decimal(11_600)},
    contract_management=Decimal(15_000),
    own_location_surcharge=Decimal(10_000),
    outside_volume={Component.B1: Decimal(20)},
)


def choice(scale=Scale.REGIONAAL, **others):
    return ComponentChoice(Component.B1, scale, **({"start_moments": 4, "minimum_group": 8} | others))


def computed(*choices, numbers=NUMBERS, area=AREA, assumptions=PRICES):
    return scenario_cost(choices, area=area, participants=numbers, assumptions=assumptions)


def test_a_regional_purchase_worked_by_hand():
    # 60 expected > 4 x 8 = 32 guaranteed: 60 x 11.600 + 15.000 = 711.000; per participant 11.850
    cost = computed(choice())

    assert cost.total == 711_000
    assert {code: cost.of(code) for code in "ABC"} == {"A": 118_500, "B": 237_000, "C": 355_500}


def test_every_step_of_the_sum_can_be_shown():
    (purchase,) = computed(choice()).purchases

    assert purchase.label == "hele regio"
    assert purchase.expected == 60
    assert purchase.guaranteed_places == 32
    assert purchase.paid_places == 60
    assert purchase.empty_places == 0
    assert purchase.course_cost == 696_000
    assert purchase.contract_cost == 15_000
    assert purchase.region_share == 1


def test_a_local_purchase_pays_for_the_guaranteed_places():
    # A: max(10, 4 x 8 = 32) x 11.600 + 15.000 = 386.200; B: 386.200; C: max(30, 32) = 32, so 386.200
    cost = computed(choice(Scale.LOKAAL))

    assert {purchase.label: purchase.total for purchase in cost.purchases} == {
        "Aalten": 386_200, "Berkelland": 386_200, "Doetinchem": 386_200,
    }  # fmt: skip
    assert cost.purchases[0].empty_places == 22


def test_subregions_buy_apart():
    # Oost: max(30, 32) x 11.600 + 15.000 = 386.200, a third for A; West: idem, all for C
    cost = computed(choice(Scale.SUBREGIONAAL))

    assert cost.of("A") + cost.of("B") == 386_200
    assert cost.of("A") == 128_733
    assert cost.of("C") == 386_200


def test_each_lot_has_its_own_starts_and_its_own_contract():
    # 3 lots: max(60, 3 x 4 x 8 = 96) x 11.600 + 3 x 15.000 = 1.113.600 + 45.000
    assert computed(choice(lots=3)).total == 1_158_600


def test_open_house_guarantees_no_volume():
    # 10 x 11.600 + 15.000 = 131.000 for A alone
    cost = computed(choice(Scale.LOKAAL, instrument=Instrument.OPEN_HOUSE))

    assert cost.of("A") == 131_000


@pytest.mark.parametrize("scale", [Scale.BOVENREGIONAAL, Scale.GECLUSTERD])
def test_other_regions_share_the_cost_of_a_larger_purchase(scale):
    # 60 + 20 from outside = 80: 80 x 11.600 + 15.000 = 943.000; the region carries 60/80 = 707.250
    cost = computed(choice(scale))

    assert cost.total == 707_250
    assert cost.purchases[0].region_share == Decimal("0.75")


def test_outside_volume_does_not_count_inside_the_region():
    assert computed(choice()).purchases[0].outside == 0


def test_the_own_location_is_paid_by_its_municipality_only():
    plain, with_location = computed(choice()), computed(choice(own_locations=frozenset({"A"})))

    assert with_location.of("A") - plain.of("A") == 10_000
    assert with_location.of("B") == plain.of("B")
    assert with_location.total == 721_000


def test_mean_wait_worked_by_hand():
    # R (g-1) / (2 L) = 1 x 11 / 120 year = 1,1 month
    assert computed(choice(group_size=12)).purchases[0].mean_wait_months == Decimal("1.1")


def test_components_add_up():
    numbers = NUMBERS | {Component.ONDERWIJS: {"A": Decimal(1), "B": Decimal(2), "C": Decimal(3)}}
    assumptions = CostAssumptions(
        prices={Component.B1: Decimal(11_600), Component.ONDERWIJS: Decimal(17_000)},
        contract_management=Decimal(15_000),
    )
    onderwijs = ComponentChoice(Component.ONDERWIJS, Scale.REGIONAAL, start_moments=1, minimum_group=8)

    # onderwijs: max(6, 8) x 17.000 + 15.000 = 151.000; B1: 711.000
    cost = computed(choice(), onderwijs, numbers=numbers, assumptions=assumptions)

    assert cost.total == 862_000
    assert [p.total for p in cost.of_component(Component.ONDERWIJS)] == [151_000]
    assert len(cost.joined_by("A")) == 2


def test_a_municipality_that_expects_nobody_pays_nothing():
    cost = computed(choice(), numbers={Component.B1: {"A": Decimal(0), "B": Decimal(20), "C": Decimal(30)}})

    assert cost.of("A") == 0
    assert cost.of("somewhere else") == 0


def test_low_middle_and_high():
    # low 36 people: 36 x 11.600 + 15.000 = 432.600; high 84: 989.400
    spread = cost_range(
        [choice()], area=AREA, participants=NUMBERS, assumptions=PRICES,
        factors=(Decimal("0.6"), Decimal(1), Decimal("1.4")),
    )  # fmt: skip

    assert (spread.low.total, spread.mid.total, spread.high.total) == (432_600, 711_000, 989_400)


def test_factors_stand_in_order():
    with pytest.raises(CannotCalculate, match="laag, midden, hoog"):
        cost_range(
            [choice()], area=AREA, participants=NUMBERS, assumptions=PRICES,
            factors=(Decimal("1.4"), Decimal(1), Decimal("0.6")),
        )  # fmt: skip


def test_nobody_expected_is_said_instead_of_divided_by_zero():
    with pytest.raises(CannotCalculate, match=r"^Voor de B1-route verwacht West geen deelnemers\. Vul"):
        computed(
            choice(Scale.SUBREGIONAAL), numbers={Component.B1: {"A": Decimal(1), "B": Decimal(1), "C": Decimal(0)}}
        )


@pytest.mark.parametrize("prices", [{}, {Component.B1: Decimal(0)}])
def test_a_missing_price_is_named(prices):
    with pytest.raises(CannotCalculate, match="B1-route ontbreekt een prijs"):
        computed(choice(), assumptions=CostAssumptions(prices, Decimal(0)))


@pytest.mark.parametrize("numbers", [{}, {Component.B1: {"A": Decimal(1), "B": Decimal(-1), "C": Decimal(1)}}])
def test_a_missing_number_is_named(numbers):
    with pytest.raises(CannotCalculate, match=r"in (Aalten|Berkelland) ontbreekt"):
        computed(choice(), numbers=numbers)


def test_a_component_is_chosen_once():
    with pytest.raises(CannotCalculate, match="één keer"):
        computed(choice(), choice(Scale.LOKAAL))


def test_a_scenario_chooses_something():
    with pytest.raises(CannotCalculate, match="één keer"):
        computed()


def test_subregions_are_needed_before_buying_per_subregion():
    with pytest.raises(CannotCalculate, match="Maak eerst een voorstel"):
        purchase_groups(choice(Scale.SUBREGIONAAL), Area(AREA.names, {}))


@pytest.mark.parametrize("division", [{"Oost": ("A", "B")}, {"Oost": ("A", "B"), "West": ("B", "C")}])
def test_a_division_holds_every_municipality_once(division):
    with pytest.raises(CannotCalculate, match="precies één subregio"):
        Area(AREA.names, division)


def test_a_region_has_municipalities():
    with pytest.raises(CannotCalculate, match="nog geen gemeenten"):
        Area({}, {})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"lots": 0}, "minstens 1 perceel"),
        ({"base_years": 0}, "minstens 1 perceel"),
        ({"option_years": -1}, "0 of meer optiejaren"),
        ({"minimum_group": 13, "group_size": 12}, "kleiner dan de kleinste groep"),
    ],
)
def test_choices_that_cannot_be_are_refused(wrong, sentence):
    with pytest.raises(CannotCalculate, match=sentence):
        choice(**wrong)


# A machine that is busy with other things is no failure.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
EUROS = st.decimals(min_value=0, max_value=10_000_000, places=6)


@PATIENT
@given(st.dictionaries(st.text(min_size=1, max_size=3), EUROS, min_size=1, max_size=25))
def test_rounded_parts_add_up_to_the_rounded_total(exact):
    rounded = adding_up(exact)

    assert sum(rounded.values()) == whole_euros(sum(exact.values()))
    assert all(abs(rounded[key] - exact[key]) < 1 for key in exact)


def test_equal_remainders_go_by_key():
    third = Decimal(1) / 3

    assert adding_up({"C": third, "B": third, "A": third}) == {"C": 0, "B": 0, "A": 1}


@st.composite
def scenarios(draw):
    codes = [f"GM{n:04d}" for n in range(1, draw(st.integers(2, 8)))]
    split = draw(st.integers(0, len(codes) - 1))
    groups = {"Noord": tuple(codes[: split + 1]), "Zuid": tuple(codes[split + 1 :])}
    people = st.decimals(min_value=Decimal("0.01"), max_value=200, places=2)
    return (
        ComponentChoice(
            Component.B1,
            draw(st.sampled_from(Scale)),
            draw(st.sampled_from(Instrument)),
            lots=draw(st.integers(1, 3)),
            start_moments=draw(st.integers(1, 12)),
        ),
        Area({code: code for code in codes}, {name: group for name, group in groups.items() if group}),
        {Component.B1: {code: draw(people) for code in codes}},
    )


@PATIENT
@given(scenarios())
def test_municipalities_always_add_up_to_the_region(scenario):
    chosen, area, numbers = scenario
    cost = scenario_cost([chosen], area=area, participants=numbers, assumptions=PRICES)

    assert sum(cost.of(code) for code in area.names) == cost.total
    for purchase in cost.purchases:
        assert abs(purchase.total - purchase.region_share * (purchase.course_cost + purchase.contract_cost)) <= 1
        assert purchase.paid_places >= purchase.expected


@PATIENT
@given(scenarios(), st.integers(1, 20))
def test_more_expected_participants_never_cost_the_region_less(scenario, extra):
    chosen, area, numbers = scenario
    more = {Component.B1: {code: people + extra for code, people in numbers[Component.B1].items()}}
    no_outsiders = CostAssumptions(PRICES.prices, PRICES.contract_management)

    before, after = (
        scenario_cost([chosen], area=area, participants=people, assumptions=no_outsiders) for people in (numbers, more)
    )

    assert after.total >= before.total


@PATIENT
@given(scenarios())
def test_one_joint_purchase_never_costs_more_than_separate_ones(scenario):
    chosen, area, numbers = scenario
    together, apart = (
        scenario_cost(
            [ComponentChoice(Component.B1, scale, start_moments=chosen.start_moments)],
            area=area, participants=numbers, assumptions=PRICES,
        )
        for scale in (Scale.REGIONAAL, Scale.LOKAAL)
    )  # fmt: skip

    assert together.total <= apart.total + len(area.names)  # whole euros, rounded per purchase
