"""Prices per municipality at which every division costs a known bound plus what its groups exceed it by.

Whatever the prices are, no division into k groups is cheaper than the sum of the prices plus k times the least that a
group costs above (or below) the prices of its members. Good prices make this bound high. They come from raising the
same bound with a soft minimum (temperature t) in place of the least, over a small pool of groups: smooth, so Newton's
method finds the top in a few steps, and with prices that swing less than those of a linear programme. All groups are
then held against the prices, the cheapest enter the pool, and t falls. Only the bound over all groups is used as proof.
"""

from dataclasses import dataclass

import numpy as np

from regions.optimisation.candidates import Cheapest, Groups
from regions.optimisation.distance import Floats
from regions.optimisation.objective import Masks

GROUPS_PER_ROUND = 200  # groups that enter the pool at once
MOST_POOLED = 800
ROUNDS = 60
STEPS = 10  # of Newton per round
COOLING = 0.3
COLDEST = 0.001  # of the bound, shared by the groups
ENOUGH = 8e-3  # share that the bound over all groups may stay below that over the pool
TINY = 1e-12
STIFF = 1e3  # damping at which a step is too small to matter
STEADY, PATIENCE = 1e-3, 8  # so many rounds that raise the bound by a smaller share are the last


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """`lowest` is the least cost of a group less the prices of its members.

    `bound` is what no division into k groups can beat: the sum of the prices plus k times that lowest.
    """

    prices: Floats
    lowest: float
    bound: float


def prices_for(groups: Groups, k: int, ceiling: float) -> Prices:
    """Return prices with a bound that is near the highest there is, or above `ceiling`, the dearest division."""
    scale = max(ceiling / k, 1e-9)
    pool, prices = _Pool(groups.n, k, scale / 20), np.zeros(groups.n)
    stalled = 0
    best, heat = Prices(prices, -np.inf, -np.inf), scale / 4
    for level in (0.5, 0.25, 0.12, 0.0):
        tried = np.full(groups.n, level * scale * k / groups.n)
        found = _held_against(groups, tried, k, pool)
        if found.bound > best.bound:
            best, prices = found, tried
    if best.bound > ceiling:  # so too when no group is allowed at all, and the pool is empty
        return best
    for _ in range(ROUNDS):
        coldest = COLDEST * max(best.bound, 1e-3 * scale) / k
        cold, heat = heat * COOLING <= coldest, max(heat * COOLING, coldest)
        start = prices if prices is best.prices else (prices + best.prices) / 2
        prices, reached, settled = pool.raised(start, heat, STEPS)
        found = _held_against(groups, prices, k, pool)
        stalled = 0 if not cold or found.bound > best.bound + STEADY * abs(best.bound) else stalled + 1
        if found.bound > best.bound:
            best = found
        complete = reached - found.bound <= ENOUGH * abs(reached)
        if best.bound > ceiling or (cold and ((settled and complete) or stalled >= PATIENCE)):
            break
    return best


def _held_against(groups: Groups, prices: Floats, k: int, pool: "_Pool") -> Prices:
    cheapest = groups.cheapest(prices, GROUPS_PER_ROUND)
    pool.take(cheapest, prices)
    return Prices(prices, cheapest.lowest, float(prices.sum()) + k * cheapest.lowest)


class _Pool:
    """The groups that prices are made for."""

    def __init__(self, n: int, k: int, reach: float) -> None:
        self._n, self._k, self._damping = n, k, 1e-3
        self._reach = reach
        self._masks: Masks = np.zeros(0, dtype=np.int64)
        self._costs: Floats = np.zeros(0)
        self._members: Floats = np.zeros((0, n))

    def take(self, some: Cheapest, prices: Floats) -> None:
        """Add groups; beyond the most that are pooled the dearest at these prices fall away."""
        self._masks, first = np.unique(np.concatenate([self._masks, some.masks]), return_index=True)
        self._costs = np.concatenate([self._costs, some.costs])[first]
        self._members = ((self._masks[:, None] >> np.arange(self._n)) & 1).astype(np.float64)
        if len(self._masks) > MOST_POOLED:
            stay = np.argpartition(self._costs - self._members @ prices, MOST_POOLED)[:MOST_POOLED]
            self._masks, self._costs, self._members = self._masks[stay], self._costs[stay], self._members[stay]

    def raised(self, prices: Floats, heat: float, steps: int) -> tuple[Floats, float, bool]:
        """Return prices with a higher soft bound, and the bound over the pool at these prices."""
        value, chances, lowest = self._soft(prices, heat)
        settled = False
        for _ in range(steps):
            mean = chances @ self._members
            slope = 1 - self._k * mean
            curve = (self._members * chances[:, None]).T @ self._members - np.outer(mean, mean)
            curve[np.diag_indices(self._n)] += self._damping
            step = np.linalg.solve(curve, slope) * heat / self._k
            tried = prices + step * min(1.0, (5 * heat + self._reach) / max(float(np.abs(step).max()), TINY))
            found = self._soft(tried, heat)
            if found[0] <= value:
                self._damping *= 8
                settled = self._damping > STIFF
                continue
            self._damping = max(self._damping / 8, 1e-7)
            gained = found[0] - value
            prices, (value, chances, lowest) = tried, found
            settled = gained < 1e-2 * self._k * heat
            if settled:
                break
        return prices, float(prices.sum()) + self._k * lowest, settled

    def _soft(self, prices: Floats, heat: float) -> tuple[float, Floats, float]:
        """Return the soft bound, each group's share in it and the least cost less prices."""
        left = self._costs - self._members @ prices
        lowest = float(left.min())
        raw = np.exp((lowest - left) / heat)
        total = float(raw.sum())
        return float(prices.sum()) + self._k * (lowest - heat * np.log(total)), raw / total, lowest
