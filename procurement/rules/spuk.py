"""What the SPUK inburgeringsvoorzieningen covers of it. Indicative: never the beschikking."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from procurement.rules.rounding import adding_up

LABEL = (
    "Indicatief, niet de beschikking. De SPUK betaalt ook PVT, MAP, maatschappelijke begeleiding en tolken. "
    "De bedragen van latere jaren zijn nog niet bekend; hier geldt voor alle drie de jaren het bedrag van {year}."
)


@dataclass(frozen=True, slots=True)
class SpukAmounts:
    """Euros per asielstatushouder: the year of housing and two more (Regeling inburgering 2021, art. 10.2-10.4)."""

    year: int
    first: Decimal
    second: Decimal
    third: Decimal

    @property
    def cohort(self) -> Decimal:
        """What one asielstatushouder brings over three years, with the amounts of one year."""
        return self.first + self.second + self.third

    @property
    def label(self) -> str:
        return LABEL.format(year=self.year)


@dataclass(frozen=True, slots=True)
class Cover:
    """Whole euros: a municipality's cost of a yearly cohort beside its SPUK. A positive difference is a shortage."""

    cost: int
    spuk: int

    @property
    def difference(self) -> int:
        return self.cost - self.spuk


def spuk_for(inflow: Mapping[str, Decimal], amounts: SpukAmounts) -> dict[str, int]:
    """Return the whole euros per municipality for the asielstatushouders of one cohort; they add up to the region's."""
    return adding_up({code: people * amounts.cohort for code, people in inflow.items()})
