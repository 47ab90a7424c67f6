"""Every division of a small region, by writing them all down: independent of the solver, and fast enough for thousands.

The divisions of n municipalities into k groups are the restricted growth strings of length n with k letters; they are
written down once per n and k. Bits, costs, connections and wishes are worked out here again, for all groups at once.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from regions.optimisation.problem import Problem

Table = npt.NDArray[np.int64]


class EveryDivision:
    """All divisions of one problem: `scores(k)` in the order of `divisions_into(n, k)`, inf when not allowed."""

    def __init__(self, problem: Problem) -> None:
        self.n = len(problem.codes)
        self.codes = problem.codes
        members = ((np.arange(1 << self.n)[:, None] >> np.arange(self.n)) & 1).astype(float)
        sizes = np.maximum(members.sum(axis=1), 1)
        costs = np.einsum("si,ij,sj->s", members, problem.d2, members, optimize=True) / 2 / sizes
        self.costs = np.where(_allowed(problem, members), costs, np.inf)
        self._scores: dict[int, npt.NDArray[np.float64]] = {}

    def scores(self, k: int) -> npt.NDArray[np.float64]:
        if k not in self._scores:
            self._scores[k] = np.asarray(self.costs[divisions_into(self.n, k)].sum(axis=1))
        return self._scores[k]

    def within(self, k: int, highest: float) -> set[tuple[tuple[str, ...], ...]]:
        """Return the divisions into k groups that score at most this."""
        chosen = divisions_into(self.n, k)[self.scores(k) <= highest]
        return {tuple(sorted(self._group(mask) for mask in row)) for row in chosen.tolist()}

    def _group(self, mask: int) -> tuple[str, ...]:
        return tuple(code for i, code in enumerate(self.codes) if mask >> i & 1)


def _allowed(problem: Problem, members: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    at = {code: i for i, code in enumerate(problem.codes)}
    inside = members > 0
    allowed = inside.any(axis=1)
    for a, b in problem.must_together:
        allowed &= inside[:, at[a]] == inside[:, at[b]]
    for a, b in problem.must_apart:
        allowed &= ~(inside[:, at[a]] & inside[:, at[b]])
    weights = np.array([problem.weights.get(code, 0.0) for code in problem.codes])
    allowed &= members @ weights >= problem.minimum_weight - 1e-9
    return allowed & _connected(problem, inside) if problem.contiguous else allowed


def _connected(problem: Problem, inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which groups hang together: from the first member, over the edges inside, everybody is reached."""
    at = {code: i for i, code in enumerate(problem.codes)}
    reached = inside & (np.cumsum(inside, axis=1) == 1)
    for _ in range(len(problem.codes)):
        for a, b in problem.edges:
            both = inside[:, at[a]] & inside[:, at[b]] & (reached[:, at[a]] | reached[:, at[b]])
            reached[:, at[a]] |= both
            reached[:, at[b]] |= both
    return np.asarray((reached == inside).all(axis=1))


@cache
def divisions_into(n: int, k: int) -> Table:
    """Return every division of n into k groups as one row of k bit masks, ordered by their lowest member."""
    return np.array(sorted(_divisions(n, k)), dtype=np.int64).reshape(-1, k)


def _divisions(n: int, k: int) -> Iterator[tuple[int, ...]]:
    """Grow the strings a letter at a time: the next municipality joins a group or starts the next one."""
    found: list[tuple[int, ...]] = [()]
    for i in range(n):
        grown = []
        for groups in found:
            left = n - i - 1
            if len(groups) + left >= k:
                grown += [(*groups[:at], groups[at] | 1 << i, *groups[at + 1 :]) for at in range(len(groups))]
            if len(groups) < k:
                grown.append((*groups, 1 << i))
        found = grown
    yield from (groups for groups in found if len(groups) == k)
