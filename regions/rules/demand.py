"""How many asielstatushouders to expect per municipality: computed from the taakstelling, never published.

These are expectations from population figures, not counts of persons, so small numbers need no suppression.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

HALF_YEARS_PER_YEAR = 2
# Besluit en Regeling inburgering 2021, chapter 10: the prognosis counts 70% of the taakstelling. An aanname here.
ASYLUM_SHARE = Decimal("0.70")
COMPUTED_LABEL = "berekend, niet gepubliceerd"


class CannotExpect(ValueError):
    """Something is missing. Its text is the Dutch sentence that says what to repair."""


@dataclass(frozen=True, slots=True)
class Taakstelling:
    """The national total of one half-year (Huisvestingswet 2014, art. 28), for instance `2025-II`; None is unknown."""

    half_year: str
    national_total: int | None
    source: str

    @property
    def population_year(self) -> int:
        """The law divides by the population on 1 January of the calendar year before (Huisvestingswet 2014, art.

        29).
        """
        matched = re.fullmatch(r"([0-9]{4})-(I|II)", self.half_year)
        if matched is None:
            raise CannotExpect(f"Schrijf het halfjaar als 2025-I of 2025-II, niet als {self.half_year}.")
        return int(matched[1]) - 1


def last_known(taakstellingen: Iterable[Taakstelling]) -> Taakstelling:
    """Return the latest half-year with a total. Raises CannotExpect when no total is known."""
    known = [one for one in taakstellingen if one.national_total]
    if not known:
        raise CannotExpect("Er is nog geen taakstelling bekend. Vul het landelijke aantal van een halfjaar in.")
    return max(known, key=lambda one: (one.population_year, one.half_year.endswith("II")))


def expected_inflow(
    taakstelling: Taakstelling,
    *,
    populations: Mapping[str, int],
    national_population: int,
    asylum_share: Decimal = ASYLUM_SHARE,
) -> dict[str, Decimal]:
    """Return the asielstatushouders expected per year by CBS code, unrounded.

    Twice the half-year's total, times the municipality's share of the population (Huisvestingswet 2014, art. 29),
    times the share that counts as asielstatushouder. A backlog is not added. Populations are those of 1 January of
    `taakstelling.population_year`; a municipality without one is left out, for nothing can be said of it.
    """
    if not taakstelling.national_total or national_population <= 0:
        raise CannotExpect("Vul de landelijke taakstelling en het landelijke inwonertal in.")
    if not 0 <= asylum_share <= 1:
        raise CannotExpect("Het deel asielstatushouders ligt tussen 0% en 100%.")
    per_year = HALF_YEARS_PER_YEAR * taakstelling.national_total * asylum_share
    return {code: per_year * people / national_population for code, people in sorted(populations.items()) if people > 0}
