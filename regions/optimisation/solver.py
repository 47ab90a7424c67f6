"""Finds the division into k subregions that keeps most alike together, and proves that no other division is better.

All allowed groups are priced at once. A linear programme over a small pool of groups gives each municipality a price;
with those prices every division costs a known bound plus what its groups exceed it by, so nearly all groups can be
ruled out for good and the few that remain are searched completely. The proof does not lean on the linear programme:
the bound holds for any prices.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]  # scipy publishes no types

from regions.optimisation.candidates import Candidates, candidates_for
from regions.optimisation.distance import Floats, NotSolvable
from regions.optimisation.evaluation import Division, Switch, division_of, explained_share, switches
from regions.optimisation.feasibility import Wish, blocked, check, wishes_of
from regions.optimisation.objective import Masks
from regions.optimisation.problem import Problem
from regions.optimisation.search import TOLERANCE, OutOfEffort, Priced, Search

GROUPS_PER_ROUND = 200  # groups that enter the pool at once
GOOD_ENOUGH = 0.005  # the search closes a smaller gap faster than another round of the linear programme does
ROUNDS = 200
MOST_WISHES_TO_PAIR = 10
EFFORT = 2_000_000  # nodes of the search; a real region needs fewer than a thousand


@dataclass(frozen=True, slots=True)
class Solution:
    """The best division of a region into k subregions.

    `groups` are CBS codes, sorted, each group by its first code; `score` is the sum of `costs` (one per group).
    `explained` is the share 1 - z(k)/z(1) of all differences that lies between the groups; None when nobody differs.
    `proven` says that no division scores lower. `alternatives` are the next best within the asked share of the best
    score, cheapest first; all of them when `alternatives_complete`. `switches` has one entry per municipality, in the
    order of the codes: its second-best group.
    """

    groups: tuple[tuple[str, ...], ...]
    score: float
    costs: tuple[float, ...]
    explained: float | None
    proven: bool
    candidates: int
    alternatives: tuple[Division, ...]
    alternatives_complete: bool
    switches: tuple[Switch, ...]


def solve(problem: Problem, k: int, *, within: float = 0.05, limit: int = 50, effort: int = EFFORT) -> Solution:
    """Return the proven best division into k groups, with the next best up to `limit`.

    An alternative scores at most the share `within` worse. Equal scores are settled by the order of the CBS codes, so
    the same facts always give the same division. Raises NotSolvable with a Dutch reason when no division exists, also
    when only the wishes together make it impossible.
    """
    check(problem, k)
    candidates = candidates_for(problem, k)
    search, proven = _divide(candidates, k, within, limit + 2, effort)
    if not search.found:
        if not proven:
            start = "Binnen de rekentijd is geen indeling gevonden."
            raise NotSolvable(f"{start} Kies minder subregio's of laat een wens los.")
        raise NotSolvable(blocked(k, _to_let_go(problem, k)))
    divisions = [division_of(problem, masks) for _, masks in search.found[: limit + 1]]
    best = divisions[0]
    return Solution(
        groups=best.groups,
        score=best.score,
        costs=best.costs,
        explained=explained_share(problem, best.score),
        proven=proven,
        candidates=len(candidates.masks),
        alternatives=tuple(divisions[1:]),
        alternatives_complete=proven and len(search.found) <= limit + 1,
        switches=switches(problem, best.groups),
    )


def _divide(candidates: Candidates, k: int, within: float, keep: int, effort: int) -> tuple[Search, bool]:
    """Return the finished search and whether it was exhaustive.

    Nothing found by an exhaustive search proves there is nothing.
    """
    ceiling = k * float(candidates.costs.max(initial=0.0)) + 1e-6  # no division costs more
    priced = Priced.at(_prices(candidates, k, ceiling), candidates, k)
    bound = priced.bound
    search = Search(priced, keep=keep, effort=effort)
    slack = max(within, GOOD_ENOUGH) * 1.02 * max(bound, 0.0) + 1e-6
    try:
        while bound <= ceiling:
            if search.run(slack, within):
                needed = search.found[0][0] * (1 + within) - bound
                if needed <= slack or len(search.found) == keep:
                    break
                slack = needed
            elif bound + slack > ceiling:
                break
            else:
                slack = 3 * slack + 0.01 * ceiling
    except OutOfEffort:
        return search, False
    return search, True


def _prices(candidates: Candidates, k: int, ceiling: float) -> Floats:
    """Return the prices per municipality with the highest lower bound found."""
    best_prices = np.full(candidates.n, float(candidates.costs.sum()) / max(len(candidates.costs), 1) / candidates.n)
    prices, best_bound, premium, lowest = best_prices, -np.inf, 0.0, None
    pool: Masks = np.zeros(0, dtype=np.int64)
    for _ in range(ROUNDS if len(candidates.masks) else 0):
        reduced = candidates.reduced(prices)
        for tried, left in _with_middle(candidates, prices, best_prices, reduced):
            bound = float(tried.sum()) + k * float(left.min())
            if bound > best_bound:
                best_bound, best_prices = bound, tried
        if best_bound > ceiling or (lowest is not None and lowest - best_bound <= GOOD_ENOUGH * lowest):
            break
        entering = _entering(reduced - premium, first=len(pool) == 0)
        if len(entering) == 0:
            break
        pool = np.union1d(pool, entering)
        lowest, prices, premium = _master(candidates, pool, k, ceiling)
    return best_prices


def _with_middle(
    candidates: Candidates, prices: Floats, best: Floats, reduced: Floats
) -> Iterator[tuple[Floats, Floats]]:
    """Yield the prices, and those halfway to the best so far:

    The programme's own prices swing too much to bound well.
    """
    yield prices, reduced
    if best is not prices:
        halfway = (prices + best) / 2
        yield halfway, candidates.reduced(halfway)


def _entering(reduced: Floats, *, first: bool) -> Masks:
    found: Masks = np.arange(len(reduced)) if first else np.flatnonzero(reduced < -TOLERANCE)
    if len(found) > GROUPS_PER_ROUND:
        found = found[np.argpartition(reduced[found], GROUPS_PER_ROUND)[:GROUPS_PER_ROUND]]
    return found


def _master(candidates: Candidates, pool: Masks, k: int, ceiling: float) -> tuple[float, Floats, float]:
    """Return the cheapest fractional division over the pool:

    Its cost, the price per municipality and of one more group.
    """
    n = candidates.n
    members = ((candidates.masks[pool] >> np.arange(n)[:, None]) & 1).astype(np.float64)
    dear = 100 * (ceiling + 1)  # what it costs to leave a municipality or a group out while the pool is too small
    left_out = np.hstack([np.eye(n), np.zeros((n, 2))])
    groups = np.concatenate([np.ones(len(pool)), np.zeros(n), [1.0, -1.0]])
    answer = linprog(
        np.concatenate([candidates.costs[pool], np.full(n + 2, dear)]),
        A_eq=np.vstack([np.hstack([members, left_out]), groups]),
        b_eq=np.concatenate([np.ones(n), [float(k)]]),
        method="highs",
    )
    marginals: Floats = answer.eqlin.marginals
    return float(answer.fun), marginals[:n], float(marginals[n])


def _to_let_go(problem: Problem, k: int) -> tuple[Wish, ...]:
    """Return the smallest set of wishes (1 or 2) without which a division exists; empty when none was found."""
    wishes = wishes_of(problem)
    pairs = combinations(wishes, 2) if len(wishes) <= MOST_WISHES_TO_PAIR else ()
    for dropped in chain(combinations(wishes, 1), pairs):
        eased = problem
        for wish in dropped:
            eased = wish.without(eased)
        if _possible(eased, k):
            return dropped
    return ()


def _possible(problem: Problem, k: int) -> bool:
    try:
        check(problem, k)
    except NotSolvable:
        return False
    search, _ = _divide(candidates_for(problem, k), k, 0.0, 1, EFFORT)
    return bool(search.found)
