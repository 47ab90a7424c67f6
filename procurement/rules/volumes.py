"""How many inburgeraars to expect per leerroute, from the expected numbers per municipality (regions.rules.demand)."""

from collections.abc import Mapping
from decimal import Decimal

from procurement.rules.choices import COMPONENT_LABELS, LEERROUTES, CannotCalculate, Component


def by_component(
    inflow: Mapping[str, Decimal], route_shares: Mapping[Component, Decimal]
) -> dict[Component, dict[str, Decimal]]:
    """Return the expected participants per year: component, then CBS code. The shares must add up to exactly 1."""
    for component in LEERROUTES:
        if component not in route_shares:
            raise CannotCalculate(f"Het aandeel van de {COMPONENT_LABELS[component]} ontbreekt.")
    if sum(route_shares.values()) != 1 or min(route_shares.values()) < 0:
        raise CannotCalculate("De aandelen van de leerroutes zijn samen geen 100%.")
    return {
        component: {code: people * route_shares[component] for code, people in inflow.items()}
        for component in LEERROUTES
    }


def scaled(
    participants: Mapping[Component, Mapping[str, Decimal]], factor: Decimal
) -> dict[Component, dict[str, Decimal]]:
    """Return the same expectation with more or fewer inburgeraars, for a low and a high estimate."""
    if factor < 0:
        raise CannotCalculate("Een factor voor de instroom is 0 of meer.")
    return {component: {code: n * factor for code, n in group.items()} for component, group in participants.items()}
