"""What the cohort that starts in one year costs, per purchase and per municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from procurement.rules.choices import (
    LEERROUTES,
    WITH_OTHER_REGIONS,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    Instrument,
    JointGroup,
    decimal_sum,
)
from procurement.rules.cost_assumptions import IN_GROUPS, CostAssumptions, PaymentShares, PriceUnit, the
from procurement.rules.cost_groups import joint_groups, purchase_groups
from procurement.rules.cost_purchase import CostRange, PurchaseCost, ScenarioCost
from procurement.rules.cost_travel import Travel, travel_cost
from procurement.rules.rounding import adding_up, whole_euros
from procurement.rules.sharing_key import Members, weights
from procurement.rules.switching import ExtraHours, extra_hours
from procurement.rules.volumes import scaled

__all__ = [  # one place to import from for whoever computes or shows costs
    "CostAssumptions",
    "CostRange",
    "ExtraHours",
    "Participants",
    "PaymentShares",
    "PriceUnit",
    "PurchaseCost",
    "ScenarioCost",
    "Travel",
    "cost_range",
    "joint_groups",
    "purchase_groups",
    "scenario_cost",
    "the",
]

Participants = Mapping[Component, Mapping[str, Decimal]]
NOTHING = Decimal(0)


def scenario_cost(
    choices: Sequence[ComponentChoice], *, area: Area, participants: Participants, assumptions: CostAssumptions
) -> ScenarioCost:
    """Return what one yearly cohort costs over its whole trajectory. Raises CannotCalculate with what is missing.

    Per purchase: paid places x price + contract management x lots, shared by the key of the choice. Paid places are
    the expected participants or, when more, what the contract guarantees: lots x start moments x smallest group. Open
    house guarantees no volume. Overhead, coordination, procedure and the client's extra hours are shared too. The
    own-location surcharge and travel are paid by the municipality that has them. Contract management is counted once:
    when a scenario has it as a component of its own, the other purchases carry none.
    """
    _refuse_doubles(choices)
    if any(choice.component == Component.CONTRACT for choice in choices):
        assumptions = replace(assumptions, contract_management=NOTHING)
    return ScenarioCost(
        tuple(
            _purchase(choice, group, area=area, participants=participants, assumptions=assumptions)
            for choice in choices
            for group in joint_groups(choice, area)
        )
    )


def cost_range(
    choices: Sequence[ComponentChoice],
    *,
    area: Area,
    participants: Participants,
    assumptions: CostAssumptions,
    factors: tuple[Decimal, Decimal, Decimal],
) -> CostRange:
    """Return the cost with the inflow times a low, a middle and a high factor, for instance 0.6, 1 and 1.4."""
    if list(factors) != sorted(factors):
        raise CannotCalculate("Zet de factoren voor de instroom op volgorde: laag, midden, hoog.")
    low, mid, high = (
        scenario_cost(choices, area=area, participants=scaled(participants, factor), assumptions=assumptions)
        for factor in factors
    )
    return CostRange(low, mid, high)


def _refuse_doubles(choices: Sequence[ComponentChoice]) -> None:
    chosen = [choice.component for choice in choices]
    if not chosen:
        raise CannotCalculate("Kies voor elke leerroute één keer hoe je inkoopt.")
    for component in Component:
        if chosen.count(component) > 1:
            raise CannotCalculate(
                f"In dit scenario staat {the(component)} {chosen.count(component)} keer. Kies elk onderdeel één keer."
            )


def _purchase(
    choice: ComponentChoice,
    group: JointGroup,
    *,
    area: Area,
    participants: Participants,
    assumptions: CostAssumptions,
) -> PurchaseCost:
    people = _people(choice, group, area, participants)
    outside = (
        assumptions.outside_volume.get(choice.component, NOTHING) if group.scale in WITH_OTHER_REGIONS else NOTHING
    )
    unit, price = _price(choice, assumptions)
    key = weights(choice, Members(area.names, people, assumptions.inhabitants))
    unrounded = PurchaseCost(
        choice=choice,
        label=group.label,
        participants=people,
        outside=outside,
        guaranteed_places=_guaranteed_places(choice, unit),
        price=price,
        contract_cost=_contract_cost(choice, assumptions),
        location_cost={code: assumptions.own_location_surcharge for code in people if code in choice.own_locations},
        exact={},
        euros={},
        group_scale=group.scale,
        unit=unit,
        hours=assumptions.hours.get(choice.component),
        paid_share=assumptions.payment.paid(choice.payment),
        overhead_share=assumptions.overhead_share,
        coordination_cost=assumptions.coordination_per_partner * (len(people) - 1),
        procedure_cost=assumptions.procedure_cost / choice.years,
        weights=key,
        travel_cost=_travel(choice, unit, people, area, assumptions.travel),
        target_price=assumptions.target_prices.get(choice.component),
        extra=_extra(choice, unit, price, decimal_sum(people) + outside, assumptions),
    )
    return _divided(unrounded)


def _divided(purchase: PurchaseCost) -> PurchaseCost:
    """Return the purchase with every municipality's part: exact, and in whole euros that add up to the whole."""
    shared, own, all_weights = purchase.region_cost, purchase.own_cost, decimal_sum(purchase.weights)
    exact = {code: shared * weight / all_weights + own[code] for code, weight in purchase.weights.items()}
    total = whole_euros(shared + decimal_sum(own))
    return replace(purchase, exact=exact, euros=adding_up(exact, total=total))


def _price(choice: ComponentChoice, assumptions: CostAssumptions) -> tuple[PriceUnit, Decimal]:
    """Return the price of one participant, or of a year; a price per hour is made into one per participant."""
    component = choice.component
    unit, price = assumptions.units.get(component, PriceUnit.PERSOON), assumptions.prices.get(component)
    if price is None or price <= 0:
        what = " per traject" if component in LEERROUTES else ""
        raise CannotCalculate(f"Voor {the(component)} ontbreekt een prijs{what}. Vul die in bij de aannames.")
    if unit != PriceUnit.UUR:
        return unit, price
    hours = assumptions.hours.get(component)
    if not hours:
        raise CannotCalculate(
            f"Voor {the(component)} ontbreekt het aantal uren per deelnemer. Vul dat in bij de aannames."
        )
    return unit, price * hours


def _contract_cost(choice: ComponentChoice, assumptions: CostAssumptions) -> Decimal:
    return NOTHING if choice.component == Component.CONTRACT else assumptions.contract_management * choice.lots


def _travel(
    choice: ComponentChoice, unit: PriceUnit, people: Mapping[str, Decimal], area: Area, travel: Travel
) -> dict[str, Decimal]:
    """Only lessons in groups are travelled to; a service that is bought by the year comes to people."""
    if choice.component not in IN_GROUPS or unit == PriceUnit.JAAR:
        return {}
    return travel_cost(people, choice.own_locations, travel, area)


def _extra(
    choice: ComponentChoice, unit: PriceUnit, price: Decimal, people: Decimal, assumptions: CostAssumptions
) -> ExtraHours:
    hours = assumptions.hours.get(choice.component)
    hour_price = price / hours if hours and unit != PriceUnit.JAAR else None
    return extra_hours(choice.component, choice.payment, people, hour_price, assumptions.switching)


def _guaranteed_places(choice: ComponentChoice, unit: PriceUnit) -> int:
    if choice.instrument == Instrument.OPEN_HOUSE:  # entry stays open to all, so nobody is promised a volume
        return 0
    if choice.component not in IN_GROUPS or unit == PriceUnit.JAAR:
        return 0
    return choice.lots * choice.start_moments * choice.minimum_group


def _people(choice: ComponentChoice, group: JointGroup, area: Area, participants: Participants) -> dict[str, Decimal]:
    people = {code: _expected(participants, choice, code, area) for code in group.codes}
    if decimal_sum(people) <= 0:
        raise CannotCalculate(
            f"Voor {the(choice.component)} verwacht {group.label} geen deelnemers. "
            "Vul de aantallen aan of kies een andere schaal."
        )
    return people


def _expected(participants: Participants, choice: ComponentChoice, code: str, area: Area) -> Decimal:
    number = participants.get(choice.component, {}).get(code)
    if number is None or number < 0:
        raise CannotCalculate(
            f"Het verwachte aantal voor {the(choice.component)} in {area.names[code]} ontbreekt. "
            "Vul het in bij de aannames."
        )
    return number
