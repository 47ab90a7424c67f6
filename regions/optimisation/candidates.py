"""Every group that may be part of a division, with what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from regions.optimisation.distance import Floats, NotSolvable
from regions.optimisation.feasibility import LinkedTogether, apart_pairs, connected_parts, too_many
from regions.optimisation.objective import Masks, SubsetSums, costs_of_sorted
from regions.optimisation.problem import Problem

MOST_HELD = 8_000_000  # groups in memory, 12 bytes each
MOST_NEAR = 2_000_000  # groups that one search goes through
LARGEST_TABLE = 16  # municipalities: up to so many all 2^n groups are held
STATES = 1 << 16  # of the enumeration of connected groups, at a time
SLICE = 1 << 18  # groups priced at a time


@dataclass(frozen=True, slots=True, eq=False)
class Cheapest:
    """`lowest` is what no group goes below, at some prices; `masks` with `costs` are groups that come near it."""

    lowest: float
    masks: Masks
    costs: Floats


class Groups(Protocol):
    """All groups that a division may hold, whether they are held in memory or scanned."""

    @property
    def n(self) -> int: ...
    def __len__(self) -> int: ...
    def cheapest(self, prices: Floats, count: int) -> Cheapest: ...
    def below(self, prices: Floats, highest: float) -> "Candidates": ...
    def allowed(self, masks: Masks) -> Masks: ...


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Allowed groups as bit masks (bit i = codes[i]) with their cost; not `whole`: an even sample of more."""

    n: int
    masks: Masks
    costs: Floats
    whole: bool = True

    def __len__(self) -> int:
        return len(self.masks)

    def reduced(self, prices: Floats) -> Floats:
        """Return per group its cost less the prices of its members."""
        return np.concatenate([np.zeros(0), *(left for _, left in self._slices(prices))])

    def _slices(self, prices: Floats) -> Iterator[tuple[int, Floats]]:
        """Yield where a slice begins, and what its groups cost less the prices of their members."""
        sums = SubsetSums(prices)
        for at in range(0, len(self.masks), SLICE):
            yield at, self.costs[at : at + SLICE] - sums.of(self.masks[at : at + SLICE])

    def cheapest(self, prices: Floats, count: int) -> Cheapest:
        """Return the least cost less prices, and the `count` cheapest groups."""
        places, values = [np.zeros(0, dtype=np.intp)], [np.zeros(0)]
        for at, left in self._slices(prices):
            chosen = _least(left, count)
            places.append(chosen + at)
            values.append(left[chosen])
        every, found = np.concatenate(places), np.concatenate(values)
        chosen = every[_least(found, count)]
        return Cheapest(float(found.min(initial=np.inf)), self.masks[chosen].astype(np.int64), self.costs[chosen])

    def below(self, prices: Floats, highest: float) -> "Candidates":
        """Return all groups that cost at most `highest` above the prices of their members; of too many a sample."""
        places = [np.zeros(0, dtype=np.intp)]
        places += [np.flatnonzero(left <= highest) + at for at, left in self._slices(prices)]
        fits = np.concatenate(places)
        step = 1 + len(fits) // MOST_NEAR
        return Candidates(self.n, self.masks[fits[::step]].astype(np.int64), self.costs[fits[::step]], step == 1)

    def allowed(self, masks: Masks) -> Masks:
        return masks


def _least(values: Floats, count: int) -> npt.NDArray[np.intp]:
    return np.argpartition(values, count)[:count] if len(values) > count else np.arange(len(values))


def candidates_for(problem: Problem, k: int) -> Candidates:
    """Return every group allowed in a division into k groups. Raises NotSolvable when there are too many to hold."""
    n = len(problem.codes)
    if k == 1:
        whole = (1 << n) - 1
        apart = problem.contiguous and len(connected_parts(whole, problem.neighbour_masks())) > 1
        masks = np.array([] if apart else [whole], dtype=np.int32)
        masks = masks[fits_in(problem, masks, k)]
    elif problem.contiguous:
        masks = np.concatenate([part[fits_in(problem, part, k)] for part in _within_memory(problem)])
    elif (1 << n) > MOST_HELD:
        raise NotSolvable(too_many(n))
    else:
        masks = np.arange(1, 1 << n, dtype=np.int32)
        masks = masks[fits_in(problem, masks, k)]
    masks.sort()
    return Candidates(n, masks, costs_of_sorted(masks, problem.d2))


def _within_memory(problem: Problem) -> Iterator[Masks]:
    found = 0
    for part in connected_groups(problem.neighbour_masks()):
        found += len(part)
        if found > MOST_HELD:
            raise NotSolvable(too_many(len(problem.codes)))
        yield part


def fits_in(problem: Problem, masks: Masks, k: int) -> npt.NDArray[np.bool_]:
    """Return which groups the wishes allow in a division into k groups, connections aside."""
    n = len(problem.codes)
    size = np.bitwise_count(masks)
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


def connected_groups(neighbours: list[int]) -> Iterator[Masks]:
    """Yield every connected group once, in parts.

    A state is a group with municipalities that are closed to it. Its lowest open neighbour is either taken in or
    closed, until no open neighbour is left. Each group is reached from its lowest member only, because all lower ones
    start closed.
    """
    members = np.int32(1) << np.arange(len(neighbours), dtype=np.int32)
    waiting = [(members, members - 1)]
    reach = _Reach(neighbours)
    while waiting:
        members, closed = waiting.pop()
        if len(members) > STATES:
            waiting.append((members[STATES:], closed[STATES:]))
            members, closed = members[:STATES], closed[:STATES]
        open_neighbours = reach.of(members) & ~(members | closed)
        ended = open_neighbours == 0
        yield members[ended]
        more = ~ended
        members, closed, open_neighbours = members[more], closed[more], open_neighbours[more]
        if len(members):
            lowest = open_neighbours & -open_neighbours
            waiting.append((np.concatenate([members | lowest, members]), np.concatenate([closed, closed | lowest])))


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
    table = np.zeros(1 << len(neighbours), dtype=np.int32)
    for i, mask in enumerate(neighbours):
        table[1 << i : 2 << i] = table[: 1 << i] | mask
    return table
