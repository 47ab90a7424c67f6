"""Between which amounts the costs will probably be, with an uncertain inflow and uncertain prices. No chance, no seed.

An uncertain factor has a low, a middle and a high value: 1 in 10 it is below the low, 1 in 2 below the middle, 1 in 10
above the high (P10, P50, P90). Between and beyond them it follows a split lognormal distribution:

    factor(u) = middle x exp(z(u) x s)
    s = ln(middle / low) / z(0.9) below the middle, and ln(high / middle) / z(0.9) above it

with z the quantile function of the standard normal distribution. Inflow and price vary independently of each other,
each for all municipalities and components alike. Both are taken at the same 45 quantiles u = (i + 1/2) / 45, among
which are exactly 0.1, 0.5 and 0.9; all 45 x 45 pairs weigh the same. P10, P50 and P90 of the costs are Hazen's
quantiles of those 2025 amounts: sorted, at place N p + 1/2, in between by a straight line.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

from procurement.rules.choices import Area, CannotCalculate, ComponentChoice
from procurement.rules.cost import CostAssumptions, Participants, ScenarioCost, scenario_cost
from procurement.rules.rounding import whole_euros
from procurement.rules.volumes import scaled

QUANTILES = 45
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
EXPLANATION = (
    "In 8 van de 10 gevallen liggen de kosten tussen deze bedragen, als de aannames over instroom en prijs kloppen. "
    "De bedragen van gemeenten tellen niet op tot die van de regio: niet overal valt het tegelijk mee of tegen."
)
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Estimate:
    """The factors at P10, P50 and P90; three times 1 is a factor that is certain."""

    low: Decimal
    mid: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.mid <= self.high:
            raise CannotCalculate(
                "Zet de factoren voor instroom en prijs op volgorde: laag, midden, hoog. Laag is groter dan 0."
            )

    def at(self, share: float) -> float:
        """Return the factor below which this share of the cases lies."""
        z, middle = _NORMAL.inv_cdf(share), float(self.mid)
        other = float(self.low if z < 0 else self.high)
        spread = abs(math.log(other / middle)) / _NORMAL.inv_cdf(HIGH)
        return middle * math.exp(z * spread)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole euros per year at P10, P50 and P90."""

    low: int
    mid: int
    high: int


@dataclass(frozen=True, slots=True)
class Interval:
    """The spans of the region and of every municipality by CBS code. Quantiles do not add up, so neither do spans."""

    region: Span
    by_municipality: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class _Parts:
    """One municipality's costs, or the region's: what follows prices, and what does not."""

    priced: float
    fixed: float


def cost_interval(
    choices: Sequence[ComponentChoice],
    *,
    area: Area,
    participants: Participants,
    assumptions: CostAssumptions,
    inflow: Estimate,
    price: Estimate,
) -> Interval:
    """Return between which amounts the costs of one yearly cohort lie. Raises CannotCalculate with what is missing."""
    shares = [(place + 0.5) / QUANTILES for place in range(QUANTILES)]
    prices = [price.at(share) for share in shares]
    costs = [
        _parts(
            scenario_cost(choices, area=area, participants=scaled(participants, factor), assumptions=assumptions),
            area,
        )
        for factor in (Decimal(str(round(inflow.at(share), 9))) for share in shares)
    ]
    regions = [
        _Parts(sum(part.priced for part in cost.values()), sum(part.fixed for part in cost.values())) for cost in costs
    ]
    return Interval(
        region=_span(regions, prices),
        by_municipality={code: _span([cost[code] for cost in costs], prices) for code in sorted(area.names)},
    )


def _parts(cost: ScenarioCost, area: Area) -> dict[str, _Parts]:
    found = dict.fromkeys(area.names, _Parts(0.0, 0.0))
    for purchase in cost.purchases:
        part = purchase.priced_cost * purchase.region_share
        all_weights = sum(purchase.weights.values(), Decimal(0))
        for code, weight in purchase.weights.items():
            priced = float(part * weight / all_weights)
            whole = float(purchase.exact[code])
            found[code] = _Parts(found[code].priced + priced, found[code].fixed + whole - priced)
    return found


def _span(parts: Sequence[_Parts], prices: Sequence[float]) -> Span:
    amounts = sorted(part.priced * price + part.fixed for part in parts for price in prices)
    low, mid, high = (whole_euros(Decimal(str(round(_quantile(amounts, p), 6)))) for p in (LOW, MIDDLE, HIGH))
    return Span(low, mid, high)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return Hazen's quantile of what is sorted already."""
    place = round(len(ordered) * share + 0.5, 9) - 1
    below = min(max(math.floor(place), 0), len(ordered) - 1)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
