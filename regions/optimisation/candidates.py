"""Every group that may be part of a division, with what it costs."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regions.optimisation.distance import Floats, NotSolvable
from regions.optimisation.feasibility import LinkedTogether, apart_pairs, too_many
from regions.optimisation.objective import Masks, SubsetSums, costs_of
from regions.optimisation.problem import Problem

LARGEST_TABLE = 2_000_000  # groups held in memory; the largest real region (18 municipalities) needs 262 143


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """All allowed groups as bit masks (bit i = codes[i]) with their cost, in the order of the masks."""

    n: int
    masks: Masks
    costs: Floats

    def reduced(self, prices: Floats) -> Floats:
        """Return per group its cost less the prices of its members."""
        found: Floats = self.costs - SubsetSums(prices).of(self.masks)
        return found


def candidates_for(problem: Problem, k: int) -> Candidates:
    """Return every group allowed in a division into k groups. Raises NotSolvable when there are too many to hold."""
    n = len(problem.codes)
    if problem.contiguous:
        masks = connected_groups(problem.neighbour_masks())
    else:
        if (1 << n) > LARGEST_TABLE:
            raise NotSolvable(too_many(n))
        masks = np.arange(1, 1 << n, dtype=np.int64)
    masks = masks[_fits_in(problem, masks, k)]
    return Candidates(n, masks, costs_of(masks, problem.d2))


def _fits_in(problem: Problem, masks: Masks, k: int) -> npt.NDArray[np.bool_]:
    n = len(problem.codes)
    size = SubsetSums(np.ones(n)).of(masks)
    keep = (size <= n - k + 1) & (size >= (n if k == 1 else 1))
    for unit in LinkedTogether(problem).units:
        shared = masks & unit
        keep &= (shared == 0) | (shared == unit)
    for pair in apart_pairs(problem):
        keep &= (masks & pair) != pair
    if problem.minimum_weight > 0:
        weights = np.array([problem.weights.get(code, 0.0) for code in problem.codes])
        keep &= SubsetSums(weights).of(masks) >= problem.minimum_weight - 1e-9
    return np.asarray(keep)


def connected_groups(neighbours: list[int]) -> Masks:
    """Return every connected group once, sorted.

    A state is a group with municipalities that are closed to it. Its lowest open neighbour is either taken in or
    closed, until no open neighbour is left. Each group is reached from its lowest member only, because all lower ones
    start closed.
    """
    n = len(neighbours)
    members = np.int64(1) << np.arange(n, dtype=np.int64)
    closed = members - 1
    reach = _Reach(neighbours)
    done: list[Masks] = []
    found = 0
    while members.size:
        open_neighbours = reach.of(members) & ~members & ~closed
        ended = open_neighbours == 0
        done.append(members[ended])
        found += len(done[-1])
        members, closed = members[~ended], closed[~ended]
        lowest = open_neighbours[~ended] & -open_neighbours[~ended]
        members, closed = np.concatenate([members | lowest, members]), np.concatenate([closed, closed | lowest])
        if found + members.size > LARGEST_TABLE:  # every state still gives at least one group
            raise NotSolvable(too_many(n))
    return np.sort(np.concatenate(done))


class _Reach:
    """The neighbours of a whole group, by two lookups."""

    __slots__ = ("_half", "_high", "_low")

    def __init__(self, neighbours: list[int]) -> None:
        self._half = len(neighbours) // 2
        self._low = _unions(neighbours[: self._half])
        self._high = _unions(neighbours[self._half :])

    def of(self, masks: Masks) -> Masks:
        found: Masks = self._low[masks & ((1 << self._half) - 1)] | self._high[masks >> self._half]
        return found


def _unions(neighbours: list[int]) -> Masks:
    table = np.zeros(1 << len(neighbours), dtype=np.int64)
    for i, mask in enumerate(neighbours):
        table[1 << i : 2 << i] = table[: 1 << i] | mask
    return table
