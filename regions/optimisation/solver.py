"""Finds the division into k subregions that keeps most alike together, and proves that no other division is better.

All allowed groups are priced at once. A linear programme over a small pool of groups gives each municipality a price;
with those prices every division costs a known bound plus what its groups exceed it by, so nearly all groups can be
ruled out for good and the few that remain are searched completely. The proof does not lean on the linear programme:
the bound holds for any prices.
"""

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
GOOD_ENOUGH = 0.02  # the search closes a smaller gap faster than another round of the linear programme does
ROUNDS = 200
LOOKED_UP = 2  # up to two groups every division is one group and what it leaves: looking them all up needs no prices
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
    looked_up = k <= LOOKED_UP or len(candidates.masks) == 0
    prices = np.zeros(candidates.n) if looked_up else _prices(candidates, k, ceiling)
    priced = Priced.at(prices, candidates, k)
    bound = priced.bound
    search = Search(priced, keep=keep, effort=effort)
    slack = ceiling - bound if looked_up else max(within, GOOD_ENOUGH) * 1.02 * max(bound, 0.0) + 1e-6
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
    """Return prices per municipality whose lower bound comes near the cost of the best fractional division.

    Every round bounds at the programme's own prices and halfway between these and the best so far: the former swing too
    much to bound well. Groups that are too cheap at both enter the pool.
    """
    prices = best = np.full(candidates.n, float(candidates.costs.mean()) / candidates.n)
    reduced = candidates.reduced(prices)
    best_bound = _bound(prices, reduced, k)
    pool = _cheapest(reduced, np.arange(len(reduced)))
    for _ in range(ROUNDS):
        lowest, prices, premium = _master(candidates, pool, k, ceiling)
        halfway = (prices + best) / 2
        reduced, reduced_halfway = candidates.reduced(prices), candidates.reduced(halfway)
        for tried, left in ((prices, reduced), (halfway, reduced_halfway)):
            if _bound(tried, left, k) > best_bound:
                best_bound, best = _bound(tried, left, k), tried
        too_cheap = np.flatnonzero(reduced < premium - TOLERANCE)
        if best_bound > ceiling or lowest - best_bound <= GOOD_ENOUGH * lowest or len(too_cheap) == 0:
            break
        pool = np.union1d(pool, _cheapest(reduced + reduced_halfway, too_cheap))
    return best


def _bound(prices: Floats, reduced: Floats, k: int) -> float:
    """Return what no division into k groups can beat, whatever the prices are."""
    return float(prices.sum()) + k * float(reduced.min())


def _cheapest(reduced: Floats, among: Masks) -> Masks:
    if len(among) <= GROUPS_PER_ROUND:
        return among
    return among[np.argpartition(reduced[among], GROUPS_PER_ROUND)[:GROUPS_PER_ROUND]]


def _master(candidates: Candidates, pool: Masks, k: int, ceiling: float) -> tuple[float, Floats, float]:
    """Return the cheapest fractional division over the pool:

    Its cost, and the prices of municipalities and of a group.
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
        method="highs-ds",
        options={"presolve": False},  # so few rows that presolving takes longer than solving
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
        candidates = candidates_for(problem, k)
    except NotSolvable:  # without the wish to adjoin there may be too many groups to compare
        return False
    search, _ = _divide(candidates, k, 0.0, 1, EFFORT)
    return bool(search.found)
