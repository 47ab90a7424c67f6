"""What the SPUK inburgeringsvoorzieningen covers of it. Indicative: never the beschikking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import number
from procurement.rules.choices import CannotCalculate, Component
from procurement.rules.cost_purchase import ScenarioCost
from procurement.rules.rounding import adding_up

LABEL = (
    "Indicatief, niet de beschikking. De SPUK betaalt ook PVT, MAP, maatschappelijke begeleiding en tolken. "
    "De bedragen van latere jaren zijn nog niet bekend; hier geldt voor alle drie de jaren het bedrag van {year}."
)
YEARS_LABEL = (
    "De SPUK telt een asielstatushouder drie jaar mee: in het jaar van huisvesting (t) en in de twee jaren daarna. "
    "Alle drie de bedragen zijn die van {year} (Regeling inburgering 2021, art. 10.2 tot en met 10.4). "
    "De bedragen van latere jaren zijn nog niet bekend. Welk deel van de kosten in welk jaar valt is een aanname."
)
# The rest is uitvoering, paid from the algemene uitkering of the gemeentefonds (Besluit inburgering 2021, chapter 10).
FROM_SPUK = frozenset(
    {
        Component.B1, Component.ONDERWIJS, Component.ZELFREDZAAMHEID, Component.Z_PARTICIPATIE,
        Component.ALFABETISERING, Component.PVT, Component.MAP, Component.BEGELEIDING,
    }
)  # fmt: skip
YEARS = 3


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

    @property
    def years_label(self) -> str:
        return YEARS_LABEL.format(year=self.year)


@dataclass(frozen=True, slots=True)
class Cover:
    """Whole euros: a municipality's cost of a yearly cohort beside its SPUK. A positive difference is a shortage."""

    cost: int
    spuk: int

    @property
    def difference(self) -> int:
        return self.cost - self.spuk


@dataclass(frozen=True, slots=True)
class YearCover:
    """One of the three years of a cohort: the year after housing (0, 1, 2) with its part of the cost and its SPUK."""

    year: int
    cost: int
    spuk: int

    @property
    def difference(self) -> int:
        """What stays for the municipality; negative when the SPUK of this year is more than its cost."""
        return self.cost - self.spuk

    @property
    def label(self) -> str:
        return f"Jaar {self.year + 1}: {('t', 't+1', 't+2')[self.year]}"


def spuk_for(inflow: Mapping[str, Decimal], amounts: SpukAmounts) -> dict[str, int]:
    """Return the whole euros per municipality for the asielstatushouders of one cohort; they add up to the region's."""
    return adding_up({code: people * amounts.cohort for code, people in inflow.items()})


def per_year(
    cost: ScenarioCost, inflow: Mapping[str, Decimal], amounts: SpukAmounts, cost_shares: Sequence[Decimal]
) -> dict[str, tuple[YearCover, ...]]:
    """Return per municipality the three years of one cohort. Cost counts only what the SPUK is meant for.

    `cost_shares` says which part of the cost falls in each year. The years add up to the municipality's cost and to
    its SPUK over three years, to the euro. Raises CannotCalculate unless the shares are three and add up to exactly 1.
    """
    if len(cost_shares) != YEARS or min(cost_shares) < 0 or sum(cost_shares) != 1:
        total = number(sum(cost_shares, Decimal(0)) * 100, 2)
        raise CannotCalculate(
            f"De delen van de kosten per jaar van een cohort zijn samen {total}%. "
            "Maak er over drie jaar samen 100% van."
        )
    whole = spuk_for(inflow, amounts)
    return {
        code: _years(from_spuk(cost, code), people, amounts, cost_shares, whole[code])
        for code, people in inflow.items()
    }


def from_spuk(cost: ScenarioCost, municipality: str) -> int:
    """Return the municipality's whole euros for what the SPUK is meant for; the rest of its cost is uitvoering."""
    return sum(
        purchase.euros.get(municipality, 0) for purchase in cost.purchases if purchase.choice.component in FROM_SPUK
    )


def added(covers: Sequence[Sequence[YearCover]]) -> tuple[YearCover, ...]:
    """Return the three years of several municipalities together."""
    return tuple(
        YearCover(year, sum(one[year].cost for one in covers), sum(one[year].spuk for one in covers))
        for year in range(YEARS)
    )


def _years(
    cost: int, people: Decimal, amounts: SpukAmounts, cost_shares: Sequence[Decimal], spuk: int
) -> tuple[YearCover, ...]:
    costs = adding_up({str(year): cost * share for year, share in enumerate(cost_shares)}, total=cost)
    brought = (amounts.first, amounts.second, amounts.third)
    spuks = adding_up({str(year): people * amount for year, amount in enumerate(brought)}, total=spuk)
    return tuple(YearCover(year, costs[str(year)], spuks[str(year)]) for year in range(YEARS))
