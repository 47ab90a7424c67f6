"""One main contractor (hoofdaannemer) against separate lots, on the same people and prices. Facts only, no winner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from procurement.rules.choices import WITH_OTHER_REGIONS, Area, Component, ComponentChoice
from procurement.rules.cost import CostAssumptions, Participants, PurchaseCost, ScenarioCost, scenario_cost
from procurement.rules.cost_assumptions import IN_GROUPS
from procurement.rules.starts import planned
from procurement.rules.thresholds import NO_PUBLIC_CONTRACT, Threshold, purchase_value


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """What one component comes to in one variant, over all its purchases; the wait is the mean over all people."""

    component: Component
    lots: int
    start_moments: int
    groups_per_year: float
    mean_wait_months: float | None
    longest_wait_months: float | None


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to divide the same work over contracts. Euros are per year, values over the whole duration.

    `alone` are the components for which a specialist can bid without the others. `reaching` counts the opdrachten at
    or above the threshold; lots of one purchase count together (Aanbestedingswet 2012, art. 2.18).
    """

    key: str
    contracts: int
    contract_management: Decimal
    course_cost: Decimal
    smallest_contract: Decimal
    largest_contract: Decimal
    alone: tuple[Component, ...]
    reaching: int
    tenders: int
    routes: tuple[RouteFacts, ...]


MAIN_CONTRACTOR, LOTS = "main_contractor", "lots"


def variants(
    choices: Sequence[ComponentChoice],
    *,
    area: Area,
    participants: Participants,
    assumptions: CostAssumptions,
    threshold: Threshold,
) -> tuple[Variant, ...]:
    """Return the main contractor and the separate lots; empty when nothing goes out as a contract to be awarded.

    A main contractor gets everything of one set of municipalities in one contract, each component in one lot. Separate
    lots are those of the scenario, at least one per component, or one per component when the scenario has a main
    contractor. Raises CannotCalculate with what is missing.
    """
    contracts = [
        choice
        for choice in choices
        if choice.instrument not in NO_PUBLIC_CONTRACT and choice.component != Component.CONTRACT
    ]
    if not contracts:
        return ()

    def cost_of(chosen: Sequence[ComponentChoice]) -> ScenarioCost:
        return scenario_cost(chosen, area=area, participants=participants, assumptions=assumptions)

    together = cost_of([replace(choice, lots=1) for choice in contracts])
    apart = cost_of(contracts)
    return (
        _variant(MAIN_CONTRACTOR, _bundles(together.purchases), assumptions, threshold),
        _variant(LOTS, [(purchase,) for purchase in apart.purchases], assumptions, threshold),
    )


def _bundles(purchases: Sequence[PurchaseCost]) -> list[tuple[PurchaseCost, ...]]:
    """Return the purchases of the same municipalities together; what other regions join stays apart."""
    found: dict[tuple[frozenset[str], bool], tuple[PurchaseCost, ...]] = {}
    for purchase in purchases:
        who = frozenset(purchase.participants), purchase.scale in WITH_OTHER_REGIONS
        found[who] = (*found.get(who, ()), purchase)
    return list(found.values())


def _variant(
    key: str, tenders: Sequence[Sequence[PurchaseCost]], assumptions: CostAssumptions, threshold: Threshold
) -> Variant:
    lots = [value for tender in tenders for value in _contract_values(tender)]
    worth = [sum((purchase_value(purchase) for purchase in tender), Decimal(0)) for tender in tenders]
    purchases = [purchase for tender in tenders for purchase in tender]
    return Variant(
        key=key,
        contracts=len(lots),
        contract_management=assumptions.contract_management * len(lots),
        course_cost=sum((purchase.course_cost for purchase in purchases), Decimal(0)),
        smallest_contract=min(lots),
        largest_contract=max(lots),
        alone=_alone(tenders),
        reaching=sum(1 for value in worth if value >= threshold.amount),
        tenders=len(tenders),
        routes=tuple(
            _route(component, [one for one in purchases if one.choice.component == component])
            for component in Component
            if any(one.choice.component == component for one in purchases)
        ),
    )


def _contract_values(tender: Sequence[PurchaseCost]) -> list[Decimal]:
    """Return the value of each contract: all together for one contractor, evenly over the lots of one purchase."""
    if len(tender) > 1:
        return [sum((purchase_value(purchase) for purchase in tender), Decimal(0))]
    (purchase,) = tender
    return [purchase_value(purchase) / purchase.choice.lots] * purchase.choice.lots


def _alone(tenders: Sequence[Sequence[PurchaseCost]]) -> tuple[Component, ...]:
    single = {tender[0].choice.component for tender in tenders if len(tender) == 1}
    bundled = {purchase.choice.component for tender in tenders if len(tender) > 1 for purchase in tender}
    return tuple(component for component in Component if component in single - bundled)


def _route(component: Component, purchases: Sequence[PurchaseCost]) -> RouteFacts:
    lots = sum(purchase.choice.lots for purchase in purchases)
    waits = [_wait(purchase) for purchase in purchases if component in IN_GROUPS and purchase.expected > 0]
    people = sum(number for number, _, _ in waits)
    return RouteFacts(
        component=component,
        lots=lots,
        start_moments=sum(purchase.choice.lots * purchase.choice.start_moments for purchase in purchases),
        groups_per_year=sum(groups for _, groups, _ in waits),
        mean_wait_months=sum(number * months for number, _, months in waits) / people if waits else None,
        longest_wait_months=max((months for _, _, months in waits), default=None),
    )


def _wait(purchase: PurchaseCost) -> tuple[float, float, float]:
    """Return the people and groups per year, and the mean wait in months: the inflow is divided over the lots."""
    choice = purchase.choice
    found = planned(
        float(purchase.expected) / choice.lots,
        starts=choice.start_moments,
        minimum=choice.minimum_group,
        maximum=choice.group_size,
    )
    return float(purchase.expected), choice.lots * found.groups_per_year, found.wait.mean
