"""How long people wait for a group: when it starts full, at fixed moments, or when the first has waited long enough.

People arrive at random (a Poisson process): `per_year` counts one route in one lot. Waits are in years, `Wait` and
`mean_wait_months` speak in months. Fixed moments with a smallest and a largest group are in procurement.rules.starts.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

MONTHS_PER_YEAR = 12
WEEKS_PER_YEAR = 52
ONE_IN_TEN, ONE_IN_HUNDRED = 0.1, 0.01
_HALVINGS = 18  # of an interval of years: within half an hour


@dataclass(frozen=True, slots=True)
class Wait:
    """What waiting comes to, in months: on average, what one in ten exceeds, and what one in a hundred exceeds."""

    mean: float
    one_in_ten: float
    one_in_hundred: float


def mean_wait_months(*, lots: int, group_size: int, inflow_per_year: Decimal) -> Decimal | None:
    """Return the mean wait for a first group in months; None when nobody comes.

    With R lots, groups of g and a total inflow of Λ per year the inflow-weighted mean is R(g-1)/(2Λ) years,
    whoever joins whom: an arrival waits on average for half of the others of the group. Only counts filling up;
    fixed start moments add waiting, and nobody waits exactly the mean.
    """
    if inflow_per_year <= 0:
        return None
    return Decimal(MONTHS_PER_YEAR * lots * (group_size - 1)) / (2 * inflow_per_year)


def full_group(per_year: float, *, size: int) -> Wait:
    """Return the wait when a group starts as soon as it is full."""
    return wait_of(full_group_mean(per_year, size=size), lambda years: full_group_exceeds(per_year, years, size=size))


def full_group_mean(per_year: float, *, size: int) -> float:
    """Return (g-1)/(2λ): on average half of the others have yet to come, and the first waits for all of them."""
    return (size - 1) / (2 * per_year)


def full_group_exceeds(per_year: float, years: float, *, size: int) -> float:
    """Return the share that waits longer: for each place in the group, that the m who must follow are not yet there."""
    return sum(at_most(m - 1, per_year * years) for m in range(size)) / size


def first_of_group_months(per_year: float, *, size: int) -> float:
    """Return what the first of a group waits on average, until it is full."""
    return MONTHS_PER_YEAR * (size - 1) / per_year


def fixed_starts(starts: int) -> Wait:
    """Return the wait when everybody who came starts at the next of so many evenly spread moments, however few."""
    return wait_of(1 / (2 * starts), lambda years: max(0.0, 1 - starts * years))


def fixed_starts_group(per_year: float, starts: int) -> float:
    """Return the mean group of fixed moments without a smallest group."""
    return per_year / starts


def guaranteed_start(per_year: float, *, size: int, years: float) -> Wait:
    """Return the wait when a group starts full, or as soon as its first has waited so many years."""
    return wait_of(
        guaranteed_start_mean(per_year, size=size, years=years),
        lambda waited: guaranteed_start_exceeds(per_year, waited, size=size, years=years),
    )


def guaranteed_start_group(per_year: float, *, size: int, years: float) -> float:
    """Return the mean group under a guarantee: the first, and everyone who comes before the start."""
    return 1 + sum(at_least(m, per_year * years) for m in range(1, size))


def guaranteed_start_mean(per_year: float, *, size: int, years: float) -> float:
    """Return the mean wait under a guarantee: all waiting of one group over its mean size.

    While 1+k people wait (k = 0..g-2), that stage lasts G(k+1)/λ on average, with G the chance that k+1 more come
    within the guarantee (the cdf of a gamma distribution of whole shape).
    """
    if size == 1:
        return 0.0
    waited = sum((1 + k) * at_least(k + 1, per_year * years) / per_year for k in range(size - 1))
    return waited / guaranteed_start_group(per_year, size=size, years=years)


def guaranteed_start_exceeds(per_year: float, waited: float, *, size: int, years: float) -> float:
    """Return the share that waits longer than `waited`: who came early enough, while too few came after."""
    if waited >= years:
        return 0.0
    longer = sum(
        at_least(k, per_year * (years - waited)) * at_most(size - 2 - k, per_year * waited) for k in range(size - 1)
    )
    return longer / guaranteed_start_group(per_year, size=size, years=years)


def waiting_at_any_moment(per_year: float, mean_years: float) -> float:
    """Return how many people wait at any moment: Little's law, inflow times mean wait."""
    return per_year * mean_years


def bridging_weeks(per_year: float, mean_years: float) -> float:
    """Return the weeks of bridging (overbrugging) that a year of inflow asks, over all people together."""
    return per_year * mean_years * WEEKS_PER_YEAR


def groups_in_progress(groups_per_year: float, course_years: float) -> float:
    """Return how many groups have lessons at the same time on average, by Little’s law."""
    return groups_per_year * course_years


def wait_of(mean_years: float, exceeds: Callable[[float], float]) -> Wait:
    """Return the mean and what one in ten and one in a hundred exceed; `exceeds` gives the share that waits longer."""
    return Wait(
        MONTHS_PER_YEAR * mean_years,
        MONTHS_PER_YEAR * quantile(exceeds, ONE_IN_TEN, start=mean_years),
        MONTHS_PER_YEAR * quantile(exceeds, ONE_IN_HUNDRED, start=mean_years),
    )


def quantile(exceeds: Callable[[float], float], share: float, *, start: float) -> float:
    """Return the wait in years that this share exceeds, by halving; 0 when fewer wait at all."""
    if start <= 0 or exceeds(0.0) <= share:
        return 0.0
    low, high = 0.0, start
    while exceeds(high) > share:
        low, high = high, 2 * high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if exceeds(middle) > share else (low, middle)
    return high


def at_most(count: int, mean: float) -> float:
    """Return the chance that a Poisson number with this mean is `count` or less."""
    if count < 0:
        return 0.0
    if mean <= 0:
        return 1.0
    log = math.log(mean)
    return min(1.0, math.fsum(math.exp(k * log - mean - math.lgamma(k + 1)) for k in range(count + 1)))


def at_least(count: int, mean: float) -> float:
    """Return the chance that a Poisson number with this mean is `count` or more."""
    return 1 - at_most(count - 1, mean)
