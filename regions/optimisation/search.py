"""Complete search through the few groups that are left once prices have ruled out the rest."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regions.optimisation.candidates import Candidates
from regions.optimisation.distance import Floats
from regions.optimisation.objective import Masks

TOLERANCE = 1e-9
LAST_TWO = 2
PAIRS_PER_NODE = 256  # pairs that take about as much work as a node does besides
ROOM = 1 << 19  # pairs of a half-made division and a group that are looked at together
ROWS = 1 << 14  # half-made divisions that are looked at together at most, when there are many such pairs

Found = tuple[float, tuple[int, ...]]


class OutOfEffort(Exception):
    """The search visited as many nodes as it was allowed."""


@dataclass(frozen=True, slots=True, eq=False)
class Priced:
    """Candidates with what each costs above its members' prices, the lowest of these taken off (`excess` >= 0).

    `bound` is what no division into k groups can beat: the sum of the prices plus k times that lowest.
    """

    candidates: Candidates
    excess: Floats
    bound: float
    k: int

    @classmethod
    def at(cls, prices: Floats, candidates: Candidates, k: int, lowest: float | None = None) -> "Priced":
        """Return the candidates at these prices; `lowest` when they are the cheapest of more."""
        reduced = candidates.reduced(prices)
        least = lowest if lowest is not None else float(reduced.min()) if len(reduced) else 0.0
        return cls(candidates, reduced - least, float(prices.sum()) + k * least, k)


@dataclass(frozen=True, slots=True, eq=False)
class _Begun:
    """Divisions that are partly made, a row each: the groups `chosen`, whom these cover, and their excess `spent`."""

    covered: Masks
    spent: Floats
    chosen: Masks

    def rows(self, at: npt.NDArray[np.intp] | npt.NDArray[np.bool_] | slice) -> "_Begun":
        return _Begun(self.covered[at], self.spent[at], self.chosen[at])


class Search:
    """Finds the cheapest divisions among candidates whose `excess` (reduced cost above the lowest) fits in the slack.

    Every division costs exactly lower bound + the sum of the excess of its groups, whatever the prices were, so a
    group whose excess exceeds the slack occurs in no division within it, and an exhausted search is a proof. Each next
    group holds the lowest municipality that is not covered yet.
    """

    def __init__(self, priced: Priced, *, keep: int, effort: int) -> None:
        self._priced, self._bound, self._k = priced, priced.bound, priced.k
        self._keep, self._effort = keep, effort
        self._everyone = (1 << priced.candidates.n) - 1
        self.found: list[Found] = []

    def run(self, slack: float, within: float) -> bool:
        """Search all divisions up to bound + slack; return whether the best of them all is among those found.

        Afterwards `found` holds, cheapest first, at most `keep` divisions that cost at most (1 + within) times the
        best.
        """
        self.found, self._slack, self._within = [], slack, within
        fits = np.flatnonzero(self._priced.excess <= slack + TOLERANCE)
        if len(fits) == 0:
            return False
        fits = fits[np.argsort(self._priced.candidates.masks[fits])]
        self._masks, self._excess = self._priced.candidates.masks[fits], self._priced.excess[fits]
        self._costs = self._priced.candidates.costs[fits]
        if self._k == 1:
            self._record((self._everyone,))  # the only group that a division into one may have
        else:
            self._by_lowest = self._sorted_by_lowest_member()
            self._search_all()
        return bool(self.found)

    def _sorted_by_lowest_member(self) -> dict[int, tuple[Masks, Floats]]:
        lowest = self._masks & -self._masks
        order = np.lexsort((self._masks, self._excess, lowest))
        masks, excess = self._masks[order], self._excess[order]
        starts, first = np.unique(lowest[order], return_index=True)
        ends = [*first[1:].tolist(), len(masks)]
        return {
            int(member): (masks[at:end], excess[at:end])
            for member, at, end in zip(starts.tolist(), first.tolist(), ends, strict=True)
        }

    def _allowance(self) -> float:
        """Return how much excess a division may still have, the tolerance included."""
        if not self.found:
            return self._slack + TOLERANCE
        near = self.found[0][0] * (1 + self._within) - self._bound + TOLERANCE
        if len(self.found) == self._keep:  # a division must now beat the worst that is kept
            near = min(near, self.found[-1][0] - self._bound - TOLERANCE)
        return min(self._slack + TOLERANCE, near)

    def _search_all(self) -> None:
        """Go through the divisions in the order of what is spent, as many at a time as there is room for."""
        surely = max(ROOM // max(len(masks) for masks, _ in self._by_lowest.values()), 1)
        waiting = [_Begun(np.zeros(1, dtype=np.int64), np.zeros(1), np.zeros((1, 0), dtype=np.int64))]
        while waiting:
            begun = waiting.pop()
            if len(begun.spent) == 0 or begun.spent[0] > self._allowance():  # the least spent comes first
                continue
            if len(begun.spent) > surely and len(begun.spent) > (at_once := self._fitting(begun)):
                waiting.append(begun.rows(slice(at_once, None)))
                begun = begun.rows(slice(at_once))
            begun = begun.rows(begun.spent <= self._allowance())
            self._effort -= len(begun.spent)
            if self._effort < 0:
                raise OutOfEffort
            if begun.chosen.shape[1] == self._k - LAST_TWO:
                self._close(begun)
            else:
                waiting += [self._extended(begun)]

    def _fitting(self, begun: _Begun) -> int:
        """Return how many rows, from the first, have so few groups that may come next that there is room for all."""
        counts = np.zeros(min(len(begun.spent), ROWS), dtype=np.int64)
        still_open = self._everyone & ~begun.covered[: len(counts)]
        lowest = still_open & -still_open
        allowance = self._allowance() - begun.spent[: len(counts)]
        for member in np.unique(lowest).tolist():
            if member in self._by_lowest:
                own = lowest == member
                counts[own] = np.searchsorted(self._by_lowest[member][1], allowance[own], side="right")
        return max(int(np.searchsorted(np.cumsum(counts), ROOM, side="right")), 1)

    def _extended(self, begun: _Begun) -> _Begun:
        rows, masks, excess = self._next_groups(begun)
        spent = begun.spent[rows] + excess
        order = np.argsort(spent, kind="stable")
        rows, masks = rows[order], masks[order]
        chosen = np.column_stack([begun.chosen[rows], masks])
        return _Begun(begun.covered[rows] | masks, spent[order], chosen)

    def _next_groups(self, begun: _Begun) -> tuple[npt.NDArray[np.intp], Masks, Floats]:
        """Return every row with every group that may come next: the row, the group and its excess."""
        found = list(self._pairs(begun))
        if not found:
            return np.zeros(0, dtype=np.intp), self._masks[:0], self._excess[:0]
        rows, masks, excess = (np.concatenate(part) for part in zip(*found, strict=True))
        return rows, masks, excess

    def _pairs(self, begun: _Begun) -> Iterator[tuple[npt.NDArray[np.intp], Masks, Floats]]:
        still_open = self._everyone & ~begun.covered
        lowest = still_open & -still_open
        allowance = self._allowance() - begun.spent
        for member in np.unique(lowest).tolist():
            masks, excess = self._by_lowest.get(member, (self._masks[:0], self._excess[:0]))
            own = np.flatnonzero(lowest == member)
            counts = np.searchsorted(excess, allowance[own], side="right")
            rows = np.repeat(own, counts)
            self._effort -= len(rows) // PAIRS_PER_NODE
            column = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
            apart = (masks[column] & begun.covered[rows]) == 0
            column = column[apart]
            yield rows[apart], masks[column], excess[column]

    def _close(self, begun: _Begun) -> None:
        """Record the divisions that two last groups complete; the very last is looked up, not searched."""
        rows, masks, excess = self._next_groups(begun)
        rest = self._everyone & ~begun.covered[rows] & ~masks
        at = np.minimum(np.searchsorted(self._masks, rest), len(self._masks) - 1)
        total = begun.spent[rows] + excess + self._excess[at]
        hits = np.flatnonzero((rest != 0) & (self._masks[at] == rest) & (total <= self._allowance()))
        for hit in hits[np.argsort(np.round(total[hits], 9), kind="stable")].tolist():
            if total[hit] > self._allowance():
                break
            self._record((*begun.chosen[rows[hit]].tolist(), int(masks[hit]), int(rest[hit])))

    def _record(self, groups: tuple[int, ...]) -> None:
        at = np.searchsorted(self._masks, np.array(groups))
        score = round(sum(self._costs[at].tolist()), 10)
        insort(self.found, (score, groups))
        limit = self.found[0][0] * (1 + self._within) + TOLERANCE
        while len(self.found) > self._keep or self.found[-1][0] > limit:
            self.found.pop()
