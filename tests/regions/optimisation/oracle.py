"""The best division by subset dynamic programming: independent of the solver, slow and simple.

best(k, S) = the cheapest way to divide the set S into k groups, by taking out the group that holds the lowest member
of S. Bits, costs, connections and wishes are worked out here again, so that the solver's own tables are under test
too.
"""

from collections.abc import Callable
from functools import cache
from itertools import combinations
from math import inf

from regions.optimisation.problem import Problem


def best_scores(problem: Problem) -> Callable[[int], float]:
    """Return a function from k to the score of the cheapest allowed division into k groups, inf when there is none."""
    n = len(problem.codes)
    costs = [
        inf if not members or not _allowed(problem, members) else _cost(problem, members) for members in _subsets(n)
    ]

    @cache
    def best(groups: int, members: int) -> float:
        if groups == 1:
            return costs[members]
        lowest = members & -members
        rest = members ^ lowest
        found, part = inf, rest
        while part:  # part = what stays out of the group of the lowest member; never empty
            first = costs[members ^ part]
            if first < found:
                found = min(found, first + best(groups - 1, part))
            part = (part - 1) & rest
        return found

    return lambda k: best(k, (1 << n) - 1)


def _subsets(n: int) -> list[list[int]]:
    return [[i for i in range(n) if mask >> i & 1] for mask in range(1 << n)]


def _cost(problem: Problem, members: list[int]) -> float:
    return sum(float(problem.d2[i][j]) for i, j in combinations(members, 2)) / len(members)


def _allowed(problem: Problem, members: list[int]) -> bool:
    codes = {problem.codes[i] for i in members}
    if any((a in codes) != (b in codes) for a, b in problem.must_together):
        return False
    if any(a in codes and b in codes for a, b in problem.must_apart):
        return False
    if sum(problem.weights.get(code, 0.0) for code in codes) < problem.minimum_weight - 1e-9:
        return False
    return not problem.contiguous or _hangs_together(problem, codes)


def _hangs_together(problem: Problem, codes: set[str]) -> bool:
    reached = {min(codes)}
    while True:
        more = {c for pair in problem.edges for c in pair if set(pair) <= codes and set(pair) & reached} - reached
        if not more:
            return reached == codes
        reached |= more


def all_divisions(problem: Problem, k: int) -> list[tuple[float, tuple[tuple[str, ...], ...]]]:
    """Return every allowed division into k groups with its score, cheapest first, by trying them all (n <= 8)."""
    found = []
    for labels in _labelings(len(problem.codes), k):
        groups = [[i for i, label in enumerate(labels) if label == group] for group in range(k)]
        if all(_allowed(problem, members) for members in groups):
            codes = tuple(tuple(problem.codes[i] for i in members) for members in groups)
            found.append((sum(_cost(problem, members) for members in groups), codes))
    return sorted(found)


def _labelings(n: int, k: int) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for _ in range(n):
        found = [[*labels, label] for labels in found for label in range(min(k, max(labels, default=-1) + 2))]
    return [labels for labels in found if max(labels) == k - 1]
