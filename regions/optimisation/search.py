"""Depth-first search through the few groups that are left once prices have ruled out the rest."""

from bisect import insort
from dataclasses import dataclass

import numpy as np

from regions.optimisation.candidates import Candidates
from regions.optimisation.distance import Floats
from regions.optimisation.objective import Masks

TOLERANCE = 1e-9
LAST_TWO = 2

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
    def at(cls, prices: Floats, candidates: Candidates, k: int) -> "Priced":
        reduced = candidates.reduced(prices)
        lowest = float(reduced.min()) if len(reduced) else 0.0
        return cls(candidates, reduced - lowest, float(prices.sum()) + k * lowest, k)


class Search:
    """Finds the cheapest divisions among candidates whose `excess` (reduced cost above the lowest) fits in the slack.

    Every division costs exactly lower bound + the sum of the excess of its groups, whatever the prices were, so a
    group whose excess exceeds the slack occurs in no division within it, and an exhausted search is a proof.
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
        self._masks, self._excess = self._priced.candidates.masks[fits], self._priced.excess[fits]
        self._costs = self._priced.candidates.costs[fits]
        self._by_lowest = self._sorted_by_lowest_member()
        self._visit(0, 0.0, ())
        return bool(self.found)

    def _sorted_by_lowest_member(self) -> dict[int, tuple[Masks, Floats]]:
        lowest = self._masks & -self._masks
        order = np.lexsort((self._masks, np.round(self._excess, 9), lowest))
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

    def _visit(self, covered: int, spent: float, chosen: tuple[int, ...]) -> None:
        self._effort -= 1
        if self._effort < 0:
            raise OutOfEffort
        open_members = self._everyone & ~covered
        masks, excess = self._by_lowest.get(open_members & -open_members, (self._masks[:0], self._excess[:0]))
        fits = ((masks & covered) == 0) & (excess <= self._allowance() - spent)
        masks, excess = masks[fits], excess[fits]
        if self._k == 1:
            self._record((self._everyone,))  # the only group that a division into one may have
        elif len(chosen) == self._k - LAST_TWO:
            self._close(open_members, spent, masks, excess, chosen)
        else:
            self._try_each(covered, spent, masks, excess, chosen)

    def _try_each(self, covered: int, spent: float, masks: Masks, excess: Floats, chosen: tuple[int, ...]) -> None:
        for mask, more in zip(masks.tolist(), excess.tolist(), strict=True):
            if spent + more > self._allowance():
                break
            self._visit(covered | mask, spent + more, (*chosen, mask))

    def _close(self, open_members: int, spent: float, masks: Masks, excess: Floats, chosen: tuple[int, ...]) -> None:
        """Record the divisions that two last groups complete; the very last is looked up, not searched."""
        rest = open_members & ~masks
        at = np.minimum(np.searchsorted(self._masks, rest), len(self._masks) - 1)
        whole = (rest != 0) & (self._masks[at] == rest)
        total = spent + excess + self._excess[at]
        hits = np.flatnonzero(whole & (total <= self._allowance()))
        for hit in hits[np.argsort(np.round(total[hits], 9), kind="stable")].tolist():
            if total[hit] > self._allowance():
                break
            self._record((*chosen, int(masks[hit]), int(rest[hit])))

    def _record(self, groups: tuple[int, ...]) -> None:
        at = np.searchsorted(self._masks, np.array(groups))
        score = round(sum(self._costs[at].tolist()), 10)
        insort(self.found, (score, groups))
        limit = self.found[0][0] * (1 + self._within) + TOLERANCE
        self.found = [one for one in self.found[: self._keep] if one[0] <= limit]
