"""From the region's numbered aannames to what costs are computed with. A number that only refines may be absent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from procurement.rules.choices import LEERROUTES, CannotCalculate, Component, Payment
from procurement.rules.cost_assumptions import CostAssumptions, PaymentShares, PriceUnit
from procurement.rules.cost_travel import Travel
from procurement.rules.switching import HOURS_BEFORE_SCALING_DOWN, Bearers, Switching
from procurement.rules.volumes import by_component

INCOMPLETE = "Er ontbreken aannames. Open de aannames en vul ze aan."
NOTHING, ALL = Decimal(0), Decimal(1)
# Who takes part (Wet inburgering 2021): PVT, MAP, brede intake and progress are for family and other migrants too.
BOTH_GROUPS = frozenset({Component.PVT, Component.MAP, Component.BREDE_INTAKE, Component.KLANTREGIE})
BEYOND_LEERROUTES = tuple(component for component in Component if component not in LEERROUTES)
UNIT_STARTS = (("euro per uur", PriceUnit.UUR), ("euro per jaar", PriceUnit.JAAR))


@dataclass(frozen=True, slots=True)
class Figures:
    """Values and units by the key of the aanname, and what is counted: inhabitants, and distances in metres."""

    values: Mapping[str, Decimal]
    units: Mapping[str, str] = field(default_factory=dict)
    inhabitants: Mapping[str, int] = field(default_factory=dict)
    distances: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def needed(self, key: str) -> Decimal:
        if key not in self.values:
            raise CannotCalculate(INCOMPLETE)
        return self.values[key]

    def by_name(self, start: str) -> dict[Component, Decimal]:
        """Return the values of the keys that are this start with a component behind it, for those that are known."""
        keys = {component: f"{start}{component.value.lower()}" for component in Component}
        return {component: self.values[key] for component, key in keys.items() if key in self.values}


def participants(inflow: Mapping[str, Decimal], figures: Figures) -> dict[Component, dict[str, Decimal]]:
    """Return the expected participants per year of every component: component, then CBS code.

    The leerroutes divide the asielstatushouders. Beyond them a component has its group (asielstatushouders, or also
    family and other migrants) times the share of it that takes part; a component without a share is left out.
    """
    routes = {component: figures.needed(f"route_share_{component.value.lower()}") for component in LEERROUTES}
    found = by_component(inflow, routes)
    shares = figures.by_name("component_share_") | {Component.CONTRACT: ALL}
    for component in BEYOND_LEERROUTES:
        if component in shares:
            factor = shares[component] * _size_of_group(component, routes, figures)
            found[component] = {code: people * factor for code, people in inflow.items()}
    return found


def cost_assumptions(figures: Figures) -> CostAssumptions:
    """Return what costs are computed with. Raises CannotCalculate when the numbers every scenario needs are absent."""
    values = figures.values
    return CostAssumptions(
        prices=figures.by_name("price_"),
        contract_management=figures.needed("contract_management"),
        own_location_surcharge=figures.needed("own_location_surcharge"),
        outside_volume=figures.by_name("outside_volume_"),
        units={component: _unit(component, figures) for component in Component},
        hours=figures.by_name("hours_"),
        inhabitants=figures.inhabitants,
        target_prices=figures.by_name("target_price_"),
        overhead_share=values.get("overhead_share", NOTHING),
        coordination_per_partner=values.get("coordination_per_partner", NOTHING),
        procedure_cost=values.get("procedure_cost", NOTHING),
        payment=PaymentShares(
            followed=values.get("followed_share", ALL),
            result_part=values.get("result_part", ALL),
            result=values.get("result_share", ALL),
        ),
        travel=Travel(
            distances=figures.distances,
            detour=values.get("travel_detour", ALL),
            euro_per_km=values.get("travel_euro_per_km", NOTHING),
            days=values.get("travel_days"),
        ),
        switching=_switching(figures),
    )


def _size_of_group(component: Component, routes: Mapping[Component, Decimal], figures: Figures) -> Decimal:
    """Return people per asielstatushouder: the Z-route only, both groups, and for MAP without the onderwijsroute."""
    if component == Component.Z_PARTICIPATIE:  # asielstatushouders only (Besluit inburgering 2021, art. 3.14)
        return routes[Component.ZELFREDZAAMHEID]
    size = ALL + (figures.values.get("migrant_ratio", NOTHING) if component in BOTH_GROUPS else NOTHING)
    if component == Component.MAP:  # not in the onderwijsroute (Wet inburgering 2021, art. 8 lid 3)
        size *= ALL - routes[Component.ONDERWIJS]
    return size


def _unit(component: Component, figures: Figures) -> PriceUnit:
    written = figures.units.get(f"price_{component.value.lower()}", "")
    return next((unit for start, unit in UNIT_STARTS if written.startswith(start)), PriceUnit.PERSOON)


def _switching(figures: Figures) -> Switching:
    values = figures.values
    return Switching(
        switch_share=figures.by_name("switch_share_"),
        switch_hours=values.get("switch_extra_hours", NOTHING),
        scale_down_share=values.get("scale_down_share", NOTHING),
        scale_down_hours=values.get("scale_down_extra_hours", NOTHING),
        hours_before=values.get("scale_down_after_hours", HOURS_BEFORE_SCALING_DOWN),
        bearers={
            payment: Bearers(
                values.get(f"extra_client_{payment.value.lower()}", NOTHING),
                values.get(f"extra_disputed_{payment.value.lower()}", NOTHING),
            )
            for payment in Payment
        },
    )
