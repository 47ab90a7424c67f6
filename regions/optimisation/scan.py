"""All groups of a large region, priced a block at a time and never stored.

A group is a low half with a high half. Halves are sorted by how many they hold, so that in one block all groups are
equally large and the cost less the prices of the members is a single matrix product:

    (inside_low + inside_high + across) / size - price_low - price_high

Blocks are of single precision; what comes near a limit is computed again in double precision.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regions.optimisation.candidates import MOST_NEAR, Candidates, Cheapest
from regions.optimisation.distance import Floats
from regions.optimisation.feasibility import LinkedTogether, apart_pairs, connected_parts
from regions.optimisation.objective import Masks, costs_of, costs_of_sorted
from regions.optimisation.problem import Problem

Singles = npt.NDArray[np.float32]
BLOCK = 1 << 17  # groups at a time: half a megabyte, which stays near the processor
THINNER = 3  # odd, so that no bit of the masks is always the same
ROUNDING = 64 * float(np.finfo(np.float32).eps)  # of a sum of at most 16 products, with room to spare


@dataclass(frozen=True, slots=True, eq=False)
class _Half:
    """All subsets of some units (those who must stay together are one unit).

    `chosen` has a column per unit, `members` one per municipality; `inside` is the sum of distances within.
    """

    masks: Masks
    sizes: npt.NDArray[np.int64]
    inside: Floats
    weights: Floats
    chosen: Floats
    members: Floats

    @classmethod
    def of(cls, units: list[int], d2: Floats, weights: Floats) -> "_Half":
        chosen = ((np.arange(1 << len(units))[:, None] >> np.arange(len(units))) & 1).astype(np.float64)
        members = chosen @ _members(units, len(d2))
        masks = (members @ 2.0 ** np.arange(len(d2))).astype(np.int64)
        inside = np.einsum("si,si->s", members @ d2, members) / 2
        return cls(masks, members.sum(axis=1).astype(np.int64), inside, members @ weights, chosen, members)


def _members(units: list[int], n: int) -> Floats:
    return np.array([[float(unit >> i & 1) for i in range(n)] for unit in units]).reshape(len(units), n)


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Low halves (rows) with high halves (columns) that make groups of one size, as two factors of a product."""

    size: int
    rows: Masks
    columns: Masks
    left: Singles
    right: Singles

    def __len__(self) -> int:
        return len(self.rows) * len(self.columns)


class Scanned:
    """Every group allowed in a division into k groups.

    With `contiguous` groups that do not hang together are priced too: that keeps every bound valid, and `below` leaves
    them out.
    """

    def __init__(self, problem: Problem, k: int) -> None:
        self.n = len(problem.codes)
        self._d2 = problem.d2
        self._neighbours = problem.neighbour_masks() if problem.contiguous else None
        self._largest = self.n - k + 1
        self._minimum = problem.minimum_weight - 1e-9
        apart = _with_apart_far(problem)
        units = _units_of(problem)
        weights = np.array([problem.weights.get(code, 0.0) for code in problem.codes])
        low, high = units[: len(units) // 2], units[len(units) // 2 :]
        self._low, self._high = _Half.of(low, apart, weights), _Half.of(high, apart, weights)
        self._all = list(self._laid_out(self._low.members @ apart @ _members(high, self.n).T))
        self._room = np.empty(max((len(block) for block in self._all), default=0), dtype=np.float32)
        self._dearest = float(problem.d2.sum())

    def __len__(self) -> int:
        return sum(len(block) for block in self._all)

    def cheapest(self, prices: Floats, count: int) -> Cheapest:
        """Return the least cost less prices, and of the cheapest groups per low half at most `count`."""
        found, values = [], []
        for block, left in self._blocks(prices):
            best = left.argmin(axis=1)
            found.append(self._low.masks[block.rows] | self._high.masks[block.columns[best]])
            values.append(left[np.arange(len(best)), best])
        every, rough = np.concatenate(found), np.concatenate(values).astype(np.float64)
        lowest = float(rough.min(initial=np.inf)) - self._error(prices)
        chosen = np.argpartition(rough, count)[:count] if len(rough) > count else np.arange(len(rough))
        masks = every[chosen[rough[chosen] < self._dearest]]
        return Cheapest(lowest, masks, costs_of(masks, self._d2))

    def below(self, prices: Floats, highest: float) -> Candidates:
        """Return all groups that cost at most `highest` above the prices of their members; of too many a sample."""
        limit, step, held = np.float32(highest + self._error(prices)), 1, 0
        found: list[Masks] = []
        for block, left in self._blocks(prices):
            row, column = np.divmod(np.flatnonzero(left <= limit)[::step], len(block.columns))
            found.append(self._low.masks[block.rows[row]] | self._high.masks[block.columns[column]])
            held += len(row)
            if held > MOST_NEAR:
                step *= THINNER
                found = [part[::THINNER] for part in found]
                held = sum(len(part) for part in found)
        masks = self.allowed(np.sort(np.concatenate(found)))
        return Candidates(self.n, masks, costs_of_sorted(masks, self._d2), step == 1)

    def allowed(self, masks: Masks) -> Masks:
        """Return those of these groups that hang together, when that is asked."""
        if self._neighbours is None:
            return masks
        near = self._neighbours
        return masks[[len(connected_parts(mask, near)) == 1 for mask in masks.tolist()]]

    def _error(self, prices: Floats) -> float:
        return ROUNDING * (self._dearest + float(np.abs(prices).sum()))

    def _blocks(self, prices: Floats) -> Iterator[tuple[_Block, Singles]]:
        """Yield each block with the cost less prices of its low halves (rows) with its high halves (columns)."""
        low_price, high_price = self._low.members @ prices, self._high.members @ prices
        for block in self._all:
            own = self._low.inside[block.rows] / block.size - low_price[block.rows]
            other = self._high.inside[block.columns] / block.size - high_price[block.columns]
            block.left[:, -1], block.right[-2] = own, other
            left = self._room[: len(own) * len(other)].reshape(len(own), len(other))
            np.matmul(block.left, block.right, out=left)
            if self._minimum > 0:
                weights = self._low.weights[block.rows, None] + self._high.weights[block.columns]
                left[weights < self._minimum] = np.inf
            yield block, left

    def _laid_out(self, across: Floats) -> Iterator[_Block]:
        """Yield blocks for every size; the last column on the left and the last row on the right are for prices."""
        low_sizes, high_sizes = self._low.sizes, self._high.sizes
        for high_size in np.unique(high_sizes).tolist():
            columns = np.flatnonzero(high_sizes == high_size)
            right = np.vstack([self._high.chosen[columns].T, np.ones(len(columns)), np.ones(len(columns))])
            right = right.astype(np.float32)
            for low_size in np.unique(low_sizes).tolist():
                if not 1 <= low_size + high_size <= self._largest:
                    continue
                rows, step = np.flatnonzero(low_sizes == low_size), max(BLOCK // len(columns), 1)
                for at in range(0, len(rows), step):
                    some = rows[at : at + step]
                    ones = np.ones(len(some))
                    left = np.column_stack([across[some] / (low_size + high_size), ones, ones])
                    yield _Block(low_size + high_size, some, columns, left.astype(np.float32), right)


def _with_apart_far(problem: Problem) -> Floats:
    """Return the distances, so large for who must stay apart that no group with both of them is ever cheap."""
    d2 = problem.d2.copy()
    far = 100 * (1 + float(d2.sum())) * len(d2)
    for pair in apart_pairs(problem):
        i, j = (at for at in range(len(d2)) if pair >> at & 1)
        d2[i, j] = d2[j, i] = far
    return d2


def _units_of(problem: Problem) -> list[int]:
    together = LinkedTogether(problem)
    return list(dict.fromkeys(together.unit_of(i) for i in range(len(problem.codes))))
