"""Which demands cannot go together: a set of which none can be missed to make a division impossible."""

from dataclasses import dataclass, replace

import numpy as np

from regions.optimisation.candidates import candidates_for
from regions.optimisation.distance import NotSolvable
from regions.optimisation.feasibility import check
from regions.optimisation.instrument.bound import lower_bound
from regions.optimisation.instrument.counting import count_divisions
from regions.optimisation.instrument.wishes import Asked, demands
from regions.optimisation.problem import Problem
from regions.optimisation.search import TOLERANCE, OutOfEffort, Priced, Search

EFFORT = 30_000  # nodes of a search for any division at all


@dataclass(frozen=True, slots=True)
class Conflict:
    """Labels of the demands that clash, `k=…` among them when another number of groups would do.

    `minimal`: without any one of them a division exists. False when that could not be worked out for each of them.
    """

    labels: tuple[str, ...]
    minimal: bool


def possible(problem: Problem, k: int) -> bool | None:
    """Return whether a division into k groups is allowed; None when the region is too large to tell."""
    try:
        check(problem, k)
    except NotSolvable:
        return False
    found = _searched(problem, k)
    if found is not None:
        return found
    counted = count_divisions(problem, [k])
    return counted[k] > 0 if counted else None


def _searched(problem: Problem, k: int) -> bool | None:
    try:
        candidates = candidates_for(problem, k)
    except NotSolvable:  # too many groups to hold
        return None
    free = replace(candidates, costs=np.zeros(len(candidates.masks)))  # the first division found ends the search
    search = Search(Priced.at(np.zeros(candidates.n), free, k), keep=1, effort=EFFORT)
    try:
        return search.run(0.0, 0.0)
    except OutOfEffort:
        if search.found:
            return True
        dearest = k * float(candidates.costs.max(initial=0.0))
        return False if lower_bound(candidates, k) > dearest + TOLERANCE else None


def conflict(asked: Asked, k: int) -> Conflict:
    """Return the clashing demands of a problem that has no division into k groups.

    One demand after the other is let go for good as long as no division appears, the number of groups last; what
    remains is a minimal set. There may be other sets: letting go of one demand ends this clash only.
    """
    minimal, kept = True, list[str]()
    for wish in demands(asked):
        eased = wish.without(asked)
        verdict = possible(eased.problem(), k)
        if verdict is False:
            asked = eased
        else:
            kept.append(wish.label)
            minimal = minimal and verdict is True
    elsewhere = _possible_elsewhere(asked, k)
    if elsewhere is not False:
        kept.append(f"k={k}")
    return Conflict(tuple(kept), minimal and elsewhere is not None)


def _possible_elsewhere(asked: Asked, k: int) -> bool | None:
    """Return whether another number of groups has a division: True, False, or None when that stays unknown."""
    problem, unknown = asked.problem(), False
    for other in range(1, len(asked.ids) + 1):
        verdict = possible(problem, other) if other != k else False
        if verdict:
            return True
        unknown = unknown or verdict is None
    return None if unknown else False
