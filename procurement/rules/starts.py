"""Waiting with fixed start moments and groups that have a smallest and a largest size.

Between two moments a Poisson number of people comes. With y waiting at most r = y // minimum groups can start, so
min(y, r x maximum) people start in the order in which they came, in as few groups as hold them. Who is left over
waits for a later moment: a Markov chain on the left-over, which always stays below the smallest group.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from procurement.rules.waiting import MONTHS_PER_YEAR, ONE_IN_HUNDRED, ONE_IN_TEN, Wait, quantile

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

FEW_GAIN = 0.10  # doubling the moments that saves less of the wait than this "hardly helps"
MOSTLY_STARTS = 0.8  # from this part of the wait on "only the moments count"
_MOST_PER_YEAR = 1_000
_DEVIATIONS, _MARGIN = 12, 30  # how far above its mean a number of arrivals is looked at


@dataclass(frozen=True, slots=True)
class Planned:
    """What the start moments of one lot come to in a year. The mean wait is that for a group plus that for a moment."""

    wait: Wait
    groups_per_year: float
    mean_group: float
    for_a_group_months: float
    for_a_moment_months: float
    longer_than_three_months: float
    longer_than_six_months: float


@dataclass(frozen=True, slots=True)
class Thumb:
    """Per year: up to `few` more moments hardly help, from `many` on only the moments count. None is never."""

    few: int | None
    many: int | None


@lru_cache(maxsize=4096)
def planned(per_year: float, *, starts: int, minimum: int, maximum: int) -> Planned:
    """Return the waiting of one lot. `per_year` is more than 0; `starts` moments are spread evenly over the year."""
    chain = _Chain.of(per_year, starts, minimum, maximum)
    mean = chain.mean_years
    return Planned(
        wait=Wait(*(MONTHS_PER_YEAR * years for years in (mean, *map(chain.quantile, (ONE_IN_TEN, ONE_IN_HUNDRED))))),
        groups_per_year=chain.groups_per_year,
        mean_group=per_year / chain.groups_per_year,
        for_a_group_months=MONTHS_PER_YEAR * (mean - 1 / (2 * starts)),
        for_a_moment_months=MONTHS_PER_YEAR / (2 * starts),
        longer_than_three_months=chain.exceeds(0.25),
        longer_than_six_months=chain.exceeds(0.5),
    )


def mean_years(per_year: float, *, starts: int, minimum: int, maximum: int) -> float:
    """Return (E[left-over] + λ/(2m))/λ: by Little's law, everyone who waits over the inflow."""
    return _Chain.of(per_year, starts, minimum, maximum).mean_years


def exceeds(per_year: float, years: float, *, starts: int, minimum: int, maximum: int) -> float:
    """Return the share that waits longer than so many years."""
    return _Chain.of(per_year, starts, minimum, maximum).exceeds(years)


@lru_cache(maxsize=256)
def rule_of_thumb(*, starts: int, minimum: int, maximum: int) -> Thumb:
    """Return from which inflow more start moments help, and from which nothing else counts.

    Few: doubling the moments saves less than 10% of the mean wait, so the smallest group is what people wait for.
    Many: at least 80% of the mean wait is that for the next moment.
    """

    def gain(people: int) -> float:
        now = mean_years(people, starts=starts, minimum=minimum, maximum=maximum)
        return 1 - mean_years(people, starts=2 * starts, minimum=minimum, maximum=maximum) / now

    def share(people: int) -> float:
        return 1 / (2 * starts) / mean_years(people, starts=starts, minimum=minimum, maximum=maximum)

    first_helped = next((n for n in range(1, _MOST_PER_YEAR) if gain(n) >= FEW_GAIN), _MOST_PER_YEAR)
    many = next((n for n in range(1, _MOST_PER_YEAR) if share(n) >= MOSTLY_STARTS), None)
    return Thumb(first_helped - 1 or None, many)


@dataclass(frozen=True, slots=True, eq=False)
class _Chain:
    """The chain in its steady state. Arrays have a row per left-over and a column per number of arrivals."""

    starts: int
    arriving: float  # mean arrivals between two moments
    minimum: int
    steady: Floats
    weight: Floats
    left: Integers
    new_left: Integers
    mean_left: float
    groups_per_year: float

    @classmethod
    def of(cls, per_year: float, starts: int, minimum: int, maximum: int) -> "_Chain":
        arriving = per_year / starts
        most = int(arriving + _DEVIATIONS * math.sqrt(arriving)) + _MARGIN
        arrivals = np.arange(most + 1)
        chance = _poisson(arrivals, arriving)
        waiting = np.arange(minimum)[:, None] + arrivals
        placed = np.minimum(waiting, waiting // minimum * maximum)
        left = waiting - placed
        steady = _steady(left, chance, minimum)
        weight = steady[:, None] * chance
        return cls(
            starts=starts,
            arriving=arriving,
            minimum=minimum,
            steady=steady,
            weight=weight,
            left=left,
            new_left=np.minimum(left, arrivals),
            mean_left=float(steady @ np.arange(minimum)),
            groups_per_year=starts * float((weight * -(-placed // maximum)).sum()),
        )

    @property
    def mean_years(self) -> float:
        return (self.mean_left + self.arriving / 2) / (self.arriving * self.starts)

    def exceeds(self, years: float) -> float:
        """Return the share that waits longer."""
        moments, part = divmod(years * self.starts, 1.0)
        return self._interval(int(moments)).exceeds(part)

    def quantile(self, share: float) -> float:
        """Return the wait in years that this share exceeds."""
        moments, step = 0, 1
        while step:
            if self._interval(moments + step - 1).exceeds(1.0) > share:
                moments, step = moments + step, 2 * step
            else:
                step //= 2
        return (moments + quantile(self._interval(moments).exceeds, share, start=1.0)) / self.starts

    def _interval(self, moments: int) -> "_Interval":
        """Return the shares that wait longer than so many moments after the first, and a part of an interval.

        An arrival waits V for the first moment, and when left over K moments more. It waits longer than q moments and
        the part f when K > q, or when K = q and V > f. All who are left over start together, at the first moment at
        which the smallest group is there. The arrivals split into early and late ones, both Poisson; the c that are
        left over came last, so with b late ones max(0, c-b) of them came early.
        """
        beyond = self._left_after(moments)
        exactly = self._left_after(moments - 1) - beyond if moments else -np.ones_like(beyond)
        late = np.arange(self.minimum)
        early_left = np.maximum(self.new_left[:, :, None] - late, 0)
        return _Interval(
            self.arriving if moments == 0 else 0.0,
            float((self.weight * self.new_left * beyond).sum()),
            np.einsum("x,xn,xnb->nb", self.steady, exactly, early_left),
            self.arriving,
        )

    def _left_after(self, moments: int) -> Floats:
        """Return the chance that who is left over is still there after so many more moments."""
        needed = self.minimum - np.arange(self.minimum)
        below = np.cumsum(_poisson(np.arange(self.minimum), moments * self.arriving))
        return np.asarray(below[needed - 1][self.left], dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Interval:
    """Arrivals of one interval that are still waiting: those at the first moment, those beyond, those that came early.

    `early` has a row per number of arrivals and a column per number that came late.
    """

    first: float
    beyond: float
    early: Floats
    arriving: float

    def exceeds(self, part: float) -> float:
        many, late = (np.arange(size) for size in self.early.shape)
        total = np.minimum(many[:, None] + late, many[-1])
        chance = _poisson(many, self.arriving * (1 - part))[:, None] * _poisson(late, self.arriving * part)
        came_early = float((chance * self.early[total, late]).sum())
        return (self.first * (1 - part) + self.beyond + came_early) / self.arriving


def _poisson(counts: Integers, mean: float) -> Floats:
    """Return the chance of each of the numbers 0, 1, 2 and so on."""
    if mean <= 0:
        return np.asarray(counts == 0, dtype=np.float64)
    logs = counts * math.log(mean) - mean - _log_factorials(len(counts))
    return np.asarray(np.exp(logs), dtype=np.float64)


@lru_cache(maxsize=512)
def _log_factorials(size: int) -> Floats:
    return np.array([math.lgamma(n + 1) for n in range(size)], dtype=np.float64)


def _steady(left: Integers, chance: Floats, minimum: int) -> Floats:
    """Return how often each left-over occurs in the long run: the solution of πP = π with total 1."""
    moves = np.array([np.bincount(row, weights=chance, minlength=minimum) for row in left])
    equations = np.vstack([moves.T - np.eye(minimum), np.ones(minimum)])
    wanted = np.append(np.zeros(minimum), 1.0)
    solution, *_ = np.linalg.lstsq(equations, wanted, rcond=None)
    return np.asarray(solution, dtype=np.float64)
