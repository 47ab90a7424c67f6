"""Finds the division into k subregions that keeps most alike together, and proves that no other division is better.

All allowed groups are priced at once. A linear programme over a small pool of groups gives each municipality a price;
with those prices every division costs a known bound plus what its groups exceed it by, so nearly all groups can be
ruled out for good and the few that remain are searched completely. The proof does not lean on the linear programme:
the bound holds for any prices.
"""

from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np

from regions.optimisation.candidates import LARGEST_TABLE, Groups, candidates_for
from regions.optimisation.distance import NotSolvable
from regions.optimisation.evaluation import Division, Switch, division_of, explained_share, switches
from regions.optimisation.feasibility import Wish, blocked, check, wishes_of
from regions.optimisation.pricing import Prices, prices_for
from regions.optimisation.problem import Problem
from regions.optimisation.scan import Scanned
from regions.optimisation.search import TOLERANCE, Found, OutOfEffort, Priced, Search

FIRST_SLACK = 0.005  # share of the bound above it that is searched first: nearly always the best is found there
WIDER = 4  # times as far is searched next
FEW = 9  # municipalities: so few divisions that going through them all takes less time than finding prices
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
    groups = groups_for(problem, k)
    divided = _divide(groups, problem, k, within, limit + 2, effort)
    if not divided.found:
        if not divided.proven:
            start = "Binnen de rekentijd is geen indeling gevonden."
            raise NotSolvable(f"{start} Kies minder subregio's of laat een wens los.")
        raise NotSolvable(blocked(k, _to_let_go(problem, k)))
    divisions = [division_of(problem, masks) for _, masks in divided.found[: limit + 1]]
    best = divisions[0]
    return Solution(
        groups=best.groups,
        score=best.score,
        costs=best.costs,
        explained=explained_share(problem, best.score),
        proven=divided.proven,
        candidates=len(groups),
        alternatives=tuple(divisions[1:]),
        alternatives_complete=divided.complete and len(divided.found) <= limit + 1,
        switches=switches(problem, best.groups),
    )


@dataclass(slots=True)
class _Divided:
    """`found` cheapest first. `proven`: the first is best, or there is none; `complete`: none better is missing."""

    found: list[Found]
    proven: bool
    complete: bool


def groups_for(problem: Problem, k: int) -> Groups:
    """Return all groups that a division into k groups may hold: in memory when they fit, otherwise to be scanned."""
    if k > 1 and not problem.contiguous and len(problem.codes) > LARGEST_TABLE:
        return Scanned(problem, k)
    try:
        return candidates_for(problem, k)
    except NotSolvable:
        return Scanned(problem, k)


def best_bound(problem: Problem, k: int) -> float:
    """Return a score that no division into k groups can beat; the region must have such a division."""
    ceiling = _ceiling(problem, k)
    return max(prices_for(groups_for(problem, k), k, ceiling).bound, 0.0) if k > 1 else 0.0


def _ceiling(problem: Problem, k: int) -> float:
    """Return what no division costs more than: |S| - 1 halves of the largest distance for each group S."""
    return float(problem.d2.max()) * (len(problem.codes) - k) / 2 + 1e-6


def _divide(groups: Groups, problem: Problem, k: int, within: float, keep: int, effort: int) -> _Divided:
    """Search wider and wider, until everything that is asked for is certain."""
    ceiling = _ceiling(problem, k)
    everything = k == 1 or groups.n <= FEW
    prices = Prices(np.zeros(groups.n), 0.0, 0.0) if everything else prices_for(groups, k, ceiling)
    bound = prices.bound
    slack = ceiling if everything else FIRST_SLACK * max(bound, 0.0) + 1e-6
    best = _Divided([], False, False)
    while bound <= ceiling:
        near = groups.below(prices.prices, prices.lowest + slack + TOLERANCE)
        search = Search(Priced.at(prices.prices, near, k, prices.lowest), keep=keep, effort=effort)
        try:
            search.run(slack, within)
        except OutOfEffort:
            return best if best.found else _Divided(search.found, False, False)
        if not near.whole:
            met = bool(search.found) and search.found[0][0] <= bound + TOLERANCE  # what no division can beat
            return best if best.found else _Divided(search.found, met, False)
        if search.found:
            needed = search.found[0][0] * (1 + within) - bound
            best = _Divided(search.found, True, needed <= slack or len(search.found) == keep)
            if best.complete:
                return best
            slack = min(needed, WIDER * slack)
        elif bound + slack > ceiling:
            break
        else:
            slack = 3 * slack + 0.01 * ceiling
    return _Divided([], True, True)


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
    return bool(_divide(groups_for(problem, k), problem, k, 0.0, 1, EFFORT).found)
