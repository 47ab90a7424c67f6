"""The best division and those that come after it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from regions.optimisation.distance import NotSolvable
from regions.optimisation.evaluation import Division, Groups, division_of
from regions.optimisation.problem import Problem
from regions.optimisation.solver import Solution, solve

NEAR = 0.05  # a division that scores this share worse is nearly as good
NEAR_LISTED = 400
WIDER = (0.05, 0.25, 1.0)  # of the lifted score, of which 1.0 holds every division
WIDER_EFFORT = 50_000  # nodes
TIED = 1e-9


@dataclass(frozen=True, slots=True)
class Ranking:
    """What comes after the best: `near` scores at most NEAR worse; `next_best` are as many as were wanted.

    Both cheapest first, equal scores by their groups. `complete_near`: no near one is missing. `complete`: no division
    that should stand among the next best is missing; then fewer than wanted means that there are no more.
    """

    best: Solution
    near: tuple[Division, ...]
    complete_near: bool
    next_best: tuple[Division, ...]
    complete: bool

    @property
    def ties(self) -> tuple[Division, ...]:
        return tuple(division for division in self.near if division.score <= self.best.score + TIED)


def ranking(problem: Problem, k: int, wanted: int, effort: int) -> Ranking:
    """Return the best division into k groups and what comes after it. Raises NotSolvable as the solver does."""
    best = solve(problem, k, within=NEAR, limit=max(NEAR_LISTED, wanted), effort=effort)
    near = _in_order(best.alternatives)
    if not best.proven or len(near) >= wanted:
        return Ranking(best, near, best.alternatives_complete, near[:wanted], best.proven)
    found = next(_wider(problem, k, best, wanted), None)
    if found is None:
        return Ranking(best, near, best.alternatives_complete, near, False)
    return Ranking(best, near, best.alternatives_complete, found, True)


def _wider(problem: Problem, k: int, best: Solution, wanted: int) -> Iterator[tuple[Division, ...]]:
    """Yield the next best once the search is wide enough to hold as many as wanted, or everything there is.

    The same amount on top of every squared distance lifts all divisions into k groups equally: it changes no ranking,
    and makes a share of the score mean something when the best costs nothing. Lifted by the largest distance, the
    worst division costs at most twice the best.
    """
    lift = float(problem.d2.max(initial=0.0)) or 1.0
    lifted = replace(problem, d2=problem.d2 + lift * (1 - np.eye(len(problem.codes))))
    for share in WIDER:
        try:
            found = solve(lifted, k, within=share, limit=wanted + 1, effort=WIDER_EFFORT)
        except NotSolvable:  # out of effort before anything was found
            return
        if not found.proven:
            return
        groups = [found.groups, *(other.groups for other in found.alternatives)]
        others = [priced(problem, one) for one in groups if one != best.groups]
        if len(others) >= wanted or share == WIDER[-1]:
            yield _in_order(others)[:wanted]


def priced(problem: Problem, groups: Groups) -> Division:
    """Return the score of these groups."""
    at = {code: i for i, code in enumerate(problem.codes)}
    return division_of(problem, [sum(1 << at[code] for code in group) for group in groups])


def moved(groups: Groups, movers: Iterable[str], to: int) -> Groups:
    """Return the groups after these units moved to the group with this index; no group may run empty."""
    going = set(movers)
    left = [[code for code in group if code not in going] for group in groups]
    left[to] += sorted(going)
    return tuple(tuple(group) for group in left)


def _in_order(divisions: list[Division] | tuple[Division, ...]) -> tuple[Division, ...]:
    return tuple(sorted(divisions, key=lambda division: (round(division.score, 9), division.groups)))
