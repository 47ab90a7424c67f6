"""How many divisions the wishes allow, exactly."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from regions.optimisation.candidates import candidates_for
from regions.optimisation.distance import NotSolvable
from regions.optimisation.feasibility import LinkedTogether
from regions.optimisation.objective import Masks
from regions.optimisation.problem import Problem

MOST_COUNTED = 18  # units, those that must stay together taken as one: the largest real region
Counts = npt.NDArray[np.uint64]


def loose_units(problem: Problem) -> list[int]:
    """Return the bits that can be placed apart: of units that must stay together only the first."""
    followers = sum(unit & (unit - 1) for unit in LinkedTogether(problem).units)
    return [bit for bit in range(len(problem.codes)) if not followers >> bit & 1]


def count_divisions(problem: Problem, ks: Iterable[int]) -> Mapping[int, int]:
    """Return per k how many divisions into k groups are allowed. Empty when there are too many units to count.

    The group that holds the last unit is taken out, and what it leaves is divided into one group fewer; all subsets
    at once, by ranked subset convolution (Björklund and others 2007), O(k 2^n n²). Sums wrap at 2^64, which does no
    harm: no answer reaches it, because 18 units have fewer than 2^40 divisions in all.
    """
    asked = list(ks)
    bits = loose_units(problem)
    if len(bits) > MOST_COUNTED:
        return {}
    most = min(max(asked), len(bits))
    try:
        whole = len(candidates_for(problem, 1).masks)
        found = [0, whole, *(_from_two(problem, bits, most) if most > 1 else [])]
    except NotSolvable:
        return {}
    return {k: found[k] if 0 < k <= most else 0 for k in asked}


def _from_two(problem: Problem, bits: list[int], most: int) -> list[int]:
    """Return the counts for 2..most groups."""
    size = len(bits)
    allowed = np.zeros(1 << size, dtype=np.uint64)
    allowed[_compressed(candidates_for(problem, 2).masks, bits)] = 1
    ways: list[Counts] = [np.ones(1, dtype=np.uint64)] + [np.zeros(1, dtype=np.uint64) for _ in range(most)]
    for i in range(size - 1):
        holding = _Ranked(allowed[1 << i : 2 << i])
        with_last = [holding.joined(fewer) for fewer in ways[:-1]]
        ways = [np.concatenate([one, more]) for one, more in zip(ways, [ways[0] * 0, *with_last], strict=True)]
    last, rest = allowed[1 << size - 1 :], slice(None, None, -1)  # the complement of a mask stands at the other end
    return [int((last * ways[k - 1][rest]).sum()) for k in range(2, most + 1)]


def _compressed(masks: Masks, bits: list[int]) -> Masks:
    """Return the masks over the given bits only, moved together."""
    found = np.zeros_like(masks)
    for at, bit in enumerate(bits):
        found |= (masks >> bit & 1) << at
    return found


class _Ranked:
    """A number per subset, ready to be joined with another over disjoint pairs of subsets."""

    __slots__ = ("_sums",)

    def __init__(self, values: Counts) -> None:
        self._sums = _subset_sums(values)

    def joined(self, other: Counts) -> Counts:
        """Return per subset S the sum over T in S of values[T] · other[S without T]."""
        if not other.any():
            return np.zeros_like(other)
        sums, own = _subset_sums(other), self._sums
        ranks = len(own)
        product = np.zeros_like(own)
        for rank in range(ranks):
            for part in range(rank + 1):
                product[rank] += own[part] * sums[rank - part]
        for axis in range(ranks - 1):
            halves = product.reshape(ranks, -1, 2, 1 << axis)
            halves[:, :, 1] -= halves[:, :, 0]
        return np.asarray(np.take_along_axis(product, _sizes(len(other))[None, :], axis=0)[0])


def _subset_sums(values: Counts) -> Counts:
    """Return [r, S] = the sum of the values of all subsets of S with r members."""
    ranks = len(values).bit_length()
    sums = np.zeros((ranks, len(values)), dtype=np.uint64)
    sums[_sizes(len(values)), np.arange(len(values))] = values
    for axis in range(ranks - 1):
        halves = sums.reshape(ranks, -1, 2, 1 << axis)
        halves[:, :, 1] += halves[:, :, 0]
    return sums


def _sizes(subsets: int) -> npt.NDArray[np.int64]:
    sizes = np.zeros(1, dtype=np.int64)
    while len(sizes) < subsets:
        sizes = np.concatenate([sizes, sizes + 1])
    return sizes
