"""How many inburgeraars to expect per municipality and leerroute: computed from the taakstelling, never published.

These are expectations from population figures, not counts of persons, so small numbers need no suppression.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from procurement.rules.choices import COMPONENT_LABELS, CannotCalculate, Component

HALF_YEARS_PER_YEAR = 2
COMPUTED_LABEL = "berekend, niet gepubliceerd"
ROUTE_SHARES_LABEL = "oorspronkelijke raming, niet gerealiseerd"


@dataclass(frozen=True, slots=True)
class Taakstelling:
    """The national total of one half-year (Huisvestingswet 2014, art. 28), for instance `2025-II`; None is unknown."""

    half_year: str
    national_total: int | None
    source: str

    @property
    def population_year(self) -> int:
        """The year whose population the law divides by: the calendar year before (Huisvestingswet 2014, art. 29)."""
        matched = re.fullmatch(r"([0-9]{4})-(I|II)", self.half_year)
        if matched is None:
            raise CannotCalculate(f"Schrijf het halfjaar als 2025-I of 2025-II, niet als {self.half_year}.")
        return int(matched[1]) - 1


def last_known(taakstellingen: Iterable[Taakstelling]) -> Taakstelling:
    """Return the latest half-year with a total. Raises CannotCalculate when no total is known."""
    known = [one for one in taakstellingen if one.national_total]
    if not known:
        raise CannotCalculate("Er is nog geen taakstelling bekend. Vul het landelijke aantal van een halfjaar in.")
    return max(known, key=lambda one: (one.population_year, one.half_year.endswith("II")))


def expected_inflow(
    taakstelling: Taakstelling,
    *,
    populations: Mapping[str, int | None],
    national_population: int,
    asylum_share: Decimal,
    names: Mapping[str, str],
) -> dict[str, Decimal]:
    """Return the asielstatushouders expected per year by CBS code, unrounded.

    Twice the half-year's total, times the municipality's share of the population (Huisvestingswet 2014, art. 29),
    times the share that counts as asielstatushouder. Rounding waits until a number is shown; a backlog is not added.
    Populations are those of 1 January of `taakstelling.population_year`.
    """
    if not taakstelling.national_total or national_population <= 0:
        raise CannotCalculate("Vul de landelijke taakstelling en het landelijke inwonertal in.")
    if not 0 <= asylum_share <= 1:
        raise CannotCalculate("Het deel asielstatushouders ligt tussen 0% en 100%.")
    per_year = HALF_YEARS_PER_YEAR * taakstelling.national_total * asylum_share
    return {
        code: per_year * _population(code, population, names) / national_population
        for code, population in sorted(populations.items())
    }


def by_component(
    inflow: Mapping[str, Decimal], route_shares: Mapping[Component, Decimal]
) -> dict[Component, dict[str, Decimal]]:
    """Return the expected participants per year: component, then CBS code. The shares must add up to exactly 1."""
    for component in Component:
        if component not in route_shares:
            raise CannotCalculate(f"Het aandeel van de {COMPONENT_LABELS[component]} ontbreekt.")
    if sum(route_shares.values()) != 1 or min(route_shares.values()) < 0:
        raise CannotCalculate("De aandelen van de leerroutes zijn samen geen 100%.")
    return {
        component: {code: people * route_shares[component] for code, people in inflow.items()}
        for component in Component
    }


def scaled(
    participants: Mapping[Component, Mapping[str, Decimal]], factor: Decimal
) -> dict[Component, dict[str, Decimal]]:
    """Return the same expectation with more or fewer inburgeraars, for a low and a high estimate."""
    if factor < 0:
        raise CannotCalculate("Een factor voor de instroom is 0 of meer.")
    return {component: {code: n * factor for code, n in group.items()} for component, group in participants.items()}


def _population(code: str, population: int | None, names: Mapping[str, str]) -> int:
    if not population or population < 0:
        raise CannotCalculate(f"Het inwonertal van {names.get(code, code)} ontbreekt. Vul het aan.")
    return population
