"""What an index of agreement would be by chance: with few answers nearly anything looks like a pattern.

Chance means here that everybody picks one of the five answers with equal odds, apart from the others. The bands are
exact: every way in which n answers can fall over five categories, with its multinomial probability.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import factorial

from regions.rules import agreement
from regions.rules.chance_table import BANDS

CATEGORIES = 5
FEWEST, MOST = 4, 25  # no index below four answers; a region has at most 25 municipalities
LOW, HIGH = 0.05, 0.95
DECIMALS = 4


class Measure(Enum):
    """The measures of regions.rules.agreement; polarisation is over oneens, neutraal and eens."""

    AGREEMENT_A = "A"
    LEIK = "LEIK"
    CONSENSUS = "TW"
    POLARISATION = "ER"
    SPREAD = "SD"


FORMULA: Mapping[Measure, Callable[[Sequence[int]], float]] = {
    Measure.AGREEMENT_A: agreement.van_der_eijk,
    Measure.LEIK: agreement.leik,
    Measure.CONSENSUS: agreement.tastle_wierman,
    Measure.POLARISATION: lambda counts: agreement.esteban_ray(agreement.three_sides(counts)),
    Measure.SPREAD: agreement.standard_deviation,
}


@dataclass(frozen=True, slots=True)
class Band:
    """The middle nine tenths of what chance gives, and its mean."""

    low: float
    mean: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= round(value, DECIMALS) <= self.high


@dataclass(frozen=True, slots=True)
class Measured:
    """The value of one measure for these answers, beside its band; `is_chance` says that it lies within the band."""

    measure: Measure
    value: float
    band: Band

    @property
    def is_chance(self) -> bool:
        return self.band.holds(self.value)


def band(measure: Measure, answers: int) -> Band | None:
    """Return the band for so many answers, looked up; None below 4 or above 25."""
    row = BANDS.get(answers)
    return Band(*row[measure.value]) if row else None


def measured(counts: Sequence[int]) -> tuple[Measured, ...]:
    """Return every measure beside its band; nothing below 4 answers or above 25."""
    answers = sum(counts)
    found = []
    for measure, formula in FORMULA.items():
        if beside := band(measure, answers):
            found.append(Measured(measure, formula(counts), beside))
    return tuple(found)


def exact_band(measure: Measure, answers: int) -> Band:
    """Return the band, computed over all frequency vectors; the table holds it for 4 to 25 answers."""
    formula, total = FORMULA[measure], float(CATEGORIES**answers)
    weighed = sorted((round(formula(counts), 9), _ways(counts) / total) for counts in _vectors(answers, CATEGORIES))
    mean = sum(value * chance for value, chance in weighed)
    return Band(
        round(_quantile(weighed, LOW), DECIMALS), round(mean, DECIMALS), round(_quantile(weighed, HIGH), DECIMALS)
    )


def _vectors(answers: int, categories: int) -> Iterator[tuple[int, ...]]:
    if categories == 1:
        yield (answers,)
        return
    for first in range(answers + 1):
        for rest in _vectors(answers - first, categories - 1):
            yield (first, *rest)


def _ways(counts: Sequence[int]) -> int:
    ways = factorial(sum(counts))
    for count in counts:
        ways //= factorial(count)
    return ways


def _quantile(weighed: Sequence[tuple[float, float]], part: float) -> float:
    reached = 0.0
    for value, chance in weighed:
        reached += chance
        if reached >= part - 1e-12:
            return value
    return weighed[-1][0]
