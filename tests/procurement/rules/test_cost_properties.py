"""What holds for every scenario, whoever buys with whom and however costs are divided."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procurement.rules.choices import (
    Area,
    Component,
    ComponentChoice,
    DivisionKey,
    Instrument,
    JointGroup,
    Payment,
    Scale,
)
from procurement.rules.cost import CostAssumptions, PaymentShares, Travel, scenario_cost
from procurement.rules.rounding import whole_euros
from procurement.rules.sharing_key_steps import all_steps
from procurement.rules.switching import Bearers, Switching

BUSY = [HealthCheck.too_slow]  # a machine that is busy with other things is no failure
LARGEST_REGION = 25
CENT = Decimal("0.000001")
PEOPLE = st.decimals(min_value=Decimal("0.01"), max_value=200, places=2)
SHARE = st.decimals(min_value=0, max_value=1, places=2)
EURO = st.decimals(min_value=1, max_value=25_000, places=2)


@st.composite
def worlds(draw):
    """Return choices, area, participants and assumptions: some municipalities may join nothing."""
    codes = [f"GM{n:04d}" for n in range(1, draw(st.integers(2, LARGEST_REGION)) + 1)]
    components = draw(st.lists(st.sampled_from(Component), min_size=1, max_size=3, unique=True))
    choices = [draw(choices_for(component, codes)) for component in components]
    participants = {component: {code: draw(PEOPLE) for code in codes} for component in components}
    return choices, Area({code: f"Gemeente {code}" for code in codes}, {}), participants, draw(assumptions_for(codes))


@st.composite
def choices_for(draw, component, codes):
    places = [draw(st.integers(0, 3)) for _ in codes]
    groups = tuple(
        JointGroup(f"Groep {n}", members, draw(st.sampled_from([Scale.SUBREGIONAAL, Scale.BOVENREGIONAAL])))
        for n in range(1, 4)
        if (members := tuple(code for code, place in zip(codes, places, strict=True) if place == n))
    )
    key = draw(st.sampled_from(DivisionKey))
    if not groups:
        groups = (JointGroup("Allemaal", tuple(codes), Scale.REGIONAAL),)
    return ComponentChoice(
        component, Scale.REGIONAAL, draw(st.sampled_from(Instrument)), lots=draw(st.integers(1, 3)),
        start_moments=draw(st.integers(1, 12)), own_locations=frozenset(draw(st.sets(st.sampled_from(codes)))),
        groups=groups, payment=draw(st.sampled_from(Payment)), key=key,
        shares={code: share for one in groups for code, share in percentages(draw, one.codes).items()},
    )  # fmt: skip


def percentages(draw, codes):
    """Return percentages with two decimals that add up to exactly 100."""
    cuts = sorted(draw(st.integers(0, 10_000)) for _ in codes[1:])
    edges = [0, *cuts, 10_000]
    return {code: Decimal(after - before) / 100 for code, before, after in zip(codes, edges, edges[1:], strict=False)}


@st.composite
def assumptions_for(draw, codes):
    return CostAssumptions(
        prices={component: draw(EURO) for component in Component},
        contract_management=draw(EURO),
        own_location_surcharge=draw(EURO),
        outside_volume={component: draw(PEOPLE) for component in Component},
        hours=dict.fromkeys(Component, Decimal(800)),
        inhabitants={code: draw(st.integers(1, 900_000)) for code in codes},
        overhead_share=draw(SHARE),
        coordination_per_partner=draw(EURO),
        procedure_cost=draw(EURO),
        payment=PaymentShares(draw(SHARE), draw(SHARE), draw(SHARE)),
        travel=Travel(
            {code: dict.fromkeys(codes, 7_001) for code in codes}, Decimal("1.3"), draw(SHARE), Decimal(120)
        ),
        switching=Switching(
            scale_down_share=draw(SHARE), scale_down_hours=Decimal(100),
            bearers=dict.fromkeys(Payment, Bearers(Decimal("0.3"), Decimal("0.3"))),
        ),
    )  # fmt: skip


def computed(world, **changes):
    choices, area, participants, assumptions = world
    parts = {"choices": choices, "area": area, "participants": participants, "assumptions": assumptions} | changes
    return scenario_cost(parts.pop("choices"), **parts)


@settings(max_examples=60, deadline=None, suppress_health_check=BUSY)
@given(worlds())
def test_municipalities_together_are_the_region_and_no_cent_is_lost_or_made(world):
    cost = computed(world)

    assert sum(cost.of(code) for code in world[1].names) == cost.total
    for purchase in cost.purchases:
        whole = purchase.region_cost + sum(purchase.own_cost.values())
        assert abs(sum(purchase.exact.values()) - whole) < CENT
        assert purchase.total == whole_euros(whole)
        assert all(abs(purchase.euros[code] - purchase.exact[code]) < 1 + CENT for code in purchase.exact)


@settings(max_examples=40, deadline=None, suppress_health_check=BUSY)
@given(worlds())
def test_who_joins_nothing_pays_nothing_and_the_steps_tell_the_rest(world):
    cost = computed(world)

    for code in world[1].names:
        joined = any(code in group.codes for choice in world[0] for group in choice.groups)
        assert joined or cost.of(code) == 0
        assert sum(steps.euros for steps in all_steps(cost, code, world[1].names)) == cost.of(code)


@settings(max_examples=40, deadline=None, suppress_health_check=BUSY)
@given(worlds(), st.integers(2, 9))
def test_scaling_all_amounts_scales_every_part(world, factor):
    given_ = world[3]
    scaled = replace(
        given_,
        prices={component: price * factor for component, price in given_.prices.items()},
        contract_management=given_.contract_management * factor,
        own_location_surcharge=given_.own_location_surcharge * factor,
        coordination_per_partner=given_.coordination_per_partner * factor,
        procedure_cost=given_.procedure_cost * factor,
        travel=replace(given_.travel, euro_per_km=given_.travel.euro_per_km * factor),
    )
    before, after = computed(world), computed(world, assumptions=scaled)

    for one, other in zip(before.purchases, after.purchases, strict=True):
        assert all(abs(other.exact[code] - factor * one.exact[code]) < CENT for code in one.exact)
        assert abs(other.disputed - factor * one.disputed) < CENT


@settings(max_examples=40, deadline=None, suppress_health_check=BUSY)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_municipalities_changes_nothing(world, random):
    codes = list(world[1].names)
    random.shuffle(codes)
    shuffled = {component: {code: people[code] for code in codes} for component, people in world[2].items()}
    mixed = [
        replace(choice, groups=tuple(replace(one, codes=tuple(reversed(one.codes))) for one in choice.groups))
        for choice in world[0]
    ]
    other = computed(
        world, choices=mixed, area=Area({code: world[1].names[code] for code in codes}, {}), participants=shuffled
    )

    assert {code: other.of(code) for code in codes} == {code: computed(world).of(code) for code in codes}


@settings(max_examples=60, deadline=None, suppress_health_check=BUSY)
@given(
    st.integers(1, LARGEST_REGION),
    PEOPLE,
    EURO,
    st.sampled_from([DivisionKey.DEELNEMERS, DivisionKey.INWONERS, DivisionKey.GELIJK]),
)
def test_identical_municipalities_pay_the_same(count, people, price, key):
    codes = [f"GM{n:04d}" for n in range(1, count + 1)]
    cost = scenario_cost(
        [ComponentChoice(Component.B1, Scale.REGIONAAL, key=key)],
        area=Area({code: code for code in codes}, {}),
        participants={Component.B1: dict.fromkeys(codes, people)},
        assumptions=CostAssumptions({Component.B1: price}, price, inhabitants=dict.fromkeys(codes, 30_000)),
    )
    paid = [cost.of(code) for code in codes]

    # The euros that are left after rounding down go to the first by code, one each.
    assert max(paid) - min(paid) <= 1
    assert paid == [cost.total // count + (place < cost.total % count) for place in range(count)]
