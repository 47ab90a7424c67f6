"""What no division can beat, for a search that was stopped before it had a proof."""

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]  # scipy publishes no types

from regions.optimisation.candidates import Candidates
from regions.optimisation.distance import Floats
from regions.optimisation.search import TOLERANCE, Priced

ROUNDS = 60
GROUPS_PER_ROUND = 200


def lower_bound(candidates: Candidates, k: int) -> float:
    """Return a score that no division into k of these groups can beat; at least one group is needed.

    The bound holds for any prices of the units (see Priced); those of a linear programme over a growing pool of
    groups are tried, and the best bound is kept.
    """
    prices = np.full(candidates.n, float(candidates.costs.mean()) / candidates.n)
    best, pool = 0.0, np.arange(0)
    for _ in range(ROUNDS):
        priced = Priced.at(prices, candidates, k)
        best = max(best, priced.bound)
        order = np.argsort(priced.excess, kind="stable")[:GROUPS_PER_ROUND]
        grown = np.union1d(pool, order)
        if len(grown) == len(pool):
            break
        pool = grown
        cost, prices = _prices(candidates, pool, k)
        if cost - best <= TOLERANCE:
            break
    return best


def _prices(candidates: Candidates, pool: np.ndarray, k: int) -> tuple[float, Floats]:
    """Return the cheapest fractional division over the pool, and what each unit costs in it."""
    n = candidates.n
    members = ((candidates.masks[pool] >> np.arange(n)[:, None]) & 1).astype(np.float64)
    dear = 100 * (k * float(candidates.costs.max()) + 1)  # leaving a unit out, while the pool is too small
    answer = linprog(
        np.concatenate([candidates.costs[pool], np.full(n + 2, dear)]),
        A_eq=np.vstack(
            [
                np.hstack([members, np.eye(n), np.zeros((n, 2))]),
                np.concatenate([np.ones(len(pool)), np.zeros(n), [1.0, -1.0]]),
            ]
        ),
        b_eq=np.concatenate([np.ones(n), [float(k)]]),
        method="highs-ds",
    )
    marginals: Floats = answer.eqlin.marginals
    return float(answer.fun), marginals[:n]
