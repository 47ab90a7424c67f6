"""What a division costs: how far the answers inside its groups lie apart."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from regions.optimisation.distance import Floats

AT_ONCE = 64  # upper halves
Masks = npt.NDArray[np.signedinteger[Any]]


def group_cost(d2: Floats, members: Sequence[int]) -> float:
    """Return c(S) = (1/|S|) Σ_{i<j in S} d2_ij, the within-group sum of squares (exactly so when no answer is missing).

    Divided by |S|: without it the cheapest division is the one with equal group sizes, whatever the answers.
    """
    inside = list(members)
    return float(d2[np.ix_(inside, inside)].sum() / 2 / len(inside)) if inside else 0.0


class SubsetSums:
    """Sums of a number per municipality over any group, looked up in two tables of 2^(n/2) numbers each."""

    __slots__ = ("_half", "_high", "_low", "_low_bits")

    def __init__(self, values: Floats) -> None:
        self._half = len(values) // 2
        self._low_bits = (1 << self._half) - 1
        self._low = _all_sums(values[: self._half])
        self._high = _all_sums(values[self._half :])

    def of(self, masks: Masks) -> Floats:
        found: Floats = self._low[masks & self._low_bits] + self._high[masks >> self._half]
        return found


def costs_of(masks: Masks, d2: Floats) -> Floats:
    """Return c(S) for each bit mask (bit i = municipality i); the same value as `group_cost` within 1e-12."""
    n = len(d2)
    half = n // 2
    low_members, high_members = _members(half), _members(n - half)
    low_inside = ((low_members @ d2[:half, :half]) * low_members).sum(axis=1) / 2
    high_inside = ((high_members @ d2[half:, half:]) * high_members).sum(axis=1) / 2
    low_to_high = low_members @ d2[:half, half:]
    low, high = masks & ((1 << half) - 1), masks >> half
    across = np.einsum("ij,ij->i", low_to_high[low], high_members[high])
    total: Floats = low_inside[low] + high_inside[high] + across
    return np.asarray(total / np.bitwise_count(masks))


def costs_of_sorted(masks: Masks, d2: Floats) -> Floats:
    """Return the same for masks in rising order: those with the same upper half share a table of all lower halves."""
    n = len(d2)
    half = n // 2
    low_members, high_members = _members(half), _members(n - half)
    low_inside = ((low_members @ d2[:half, :half]) * low_members).sum(axis=1) / 2
    high_inside = ((high_members @ d2[half:, half:]) * high_members).sum(axis=1) / 2
    high_to_low = high_members @ d2[half:, :half]
    total = np.empty(len(masks))
    for first in range(0, len(high_members), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        edges = np.array([first << half, (first + AT_ONCE) << half], dtype=masks.dtype)  # else all masks are cast
        begin, end = np.searchsorted(masks, edges)
        table = high_to_low[some] @ low_members.T
        table += high_inside[some, None]
        table += low_inside
        total[begin:end] = table.ravel()[masks[begin:end] - (first << half)]
    return np.asarray(total / np.bitwise_count(masks))


def _all_sums(values: Floats) -> Floats:
    sums = np.zeros(1 << len(values))
    for i, value in enumerate(values):
        sums[1 << i : 2 << i] = sums[: 1 << i] + value
    return sums


def _members(n: int) -> Floats:
    return ((np.arange(1 << n)[:, None] >> np.arange(n)) & 1).astype(np.float64)
