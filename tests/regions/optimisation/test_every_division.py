"""The solver, in each of its three ways, against every division there is, on 2,000 random small regions."""

import random
from collections import Counter
from math import inf

import numpy as np
import pytest

from regions.optimisation.candidates import Candidates
from regions.optimisation.problem import Conditions, Distances, Problem
from regions.optimisation.scan import Scanned
from regions.optimisation.solver import NotSolvable, groups_for, solve
from tests.regions.optimisation.every_division import EveryDivision, divisions_into

BLOCKS, PER_BLOCK, MOST = 5, 400, 10
NEAR = 0.05
ROUNDING = 1e-8
ALL = 100_000  # more divisions than there are: nothing is cut off


def random_region(seed: int) -> Problem:
    """2 to 10 municipalities with any mix of borders, wishes and a minimum size.

    Half of them have whole-numbered answers, so that scores tie; a few answer all the same.
    """
    chance = random.Random(seed)  # noqa: S311 -- the same instance every run
    n = chance.randint(2, MOST)
    codes = tuple(f"GM{at:04}" for at in range(n))
    edges = [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :] if chance.random() < 2.4 / n]

    def wishes(likely: float) -> list[list[str]]:
        return [chance.sample(codes, 2) for _ in range(2) if chance.random() < likely]

    answers = _answers(chance, n)
    d2 = ((answers[:, None] - answers[None, :]) ** 2).mean(axis=2)
    conditions = Conditions(
        contiguous=chance.random() < 0.5,
        must_together=wishes(0.25),
        must_apart=wishes(0.3),
        weights={code: chance.randint(1, 9) for code in codes},
        minimum_weight=chance.choice([0, 0, 0, 4, 9]),
    )
    return Problem.of(Distances(codes, codes, d2, np.ones_like(d2)), edges, conditions)


def _answers(chance: random.Random, n: int) -> np.ndarray:
    steps = chance.choice([0 if n < 8 else 1, 1, 4, 4, None, None, None, None])
    rows = [[chance.random() if steps is None else chance.randint(0, steps) / 4 for _ in range(6)] for _ in range(n)]
    return np.array(rows)


# How the solver works depends on how large a region is; with these limits a small one is treated as a larger one.
WAYS = {
    "going through all": {},
    "pricing": {"solver.FEW": 0},
    "scanning": {"solver.FEW": 0, "solver.LARGEST_TABLE": 0, "candidates.MOST_HELD": 0},
}


def ways_for(seed: int) -> list[str]:
    """One region in three is priced, the others are gone through; one in sixteen is scanned besides."""
    way = "going through all" if seed % 3 else "pricing"
    return [way, "scanning"] if seed % 16 == 0 else [way]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_best_ties_and_near_optimal_equal_every_division(block: int, monkeypatch: pytest.MonkeyPatch):
    seen: Counter[str] = Counter()
    for seed in range(block * PER_BLOCK, (block + 1) * PER_BLOCK):
        problem = random_region(seed)
        every = EveryDivision(problem)
        for way in ways_for(seed):
            with monkeypatch.context() as patched:
                for limit, value in WAYS[way].items():
                    patched.setattr(f"regions.optimisation.{limit}", value)
                seen += Counter({f"{way}: {what}": times for what, times in compared(problem, every).items()})
    kinds = ("solved", "impossible", "tied", "near")
    assert all(seen[f"{way}: {kind}"] for way in WAYS for kind in kinds), seen  # the mix must hold each of them


def compared(problem: Problem, every: EveryDivision) -> Counter[str]:
    """Compare for every k, and return how often there was a division, none, a tie, and one near the best."""
    seen: Counter[str] = Counter()
    for k in range(1, min(5, every.n) + 1):
        best = float(every.scores(k).min(initial=inf))
        if best == inf:
            with pytest.raises(NotSolvable):
                solve(problem, k)
            seen["impossible"] += 1
        else:
            near, tied = assert_same(problem, every, k, best)
            seen.update(solved=1, tied=tied > 1, near=near > tied)
    return seen


def test_a_small_region_can_be_treated_as_one_that_is_too_large_to_hold(monkeypatch: pytest.MonkeyPatch):
    problems = [random_region(seed) for seed in range(20)]

    held = [groups_for(problem, 2) for problem in problems]
    for limit, value in WAYS["scanning"].items():
        monkeypatch.setattr(f"regions.optimisation.{limit}", value)
    scanned = [groups_for(problem, 2) for problem in problems]

    assert {problem.contiguous for problem in problems} == {True, False}
    assert {type(groups) for groups in held} == {Candidates}
    assert {type(groups) for groups in scanned} == {Scanned}


def test_little_room_to_search_in_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    problems = [random_region(seed) for seed in range(300) if seed % 3 == 0]
    asked = [(problem, k) for problem in problems for k in (3, 5) if is_possible(problem, k)]

    roomy = [solve(problem, k, limit=ALL) for problem, k in asked]
    monkeypatch.setattr("regions.optimisation.search.ROOM", 60)
    monkeypatch.setattr("regions.optimisation.search.ROWS", 10)
    cramped = [solve(problem, k, limit=ALL) for problem, k in asked]

    assert len(asked) > 50
    assert cramped == roomy


def is_possible(problem: Problem, k: int) -> bool:
    return len(problem.codes) >= k and bool(np.isfinite(EveryDivision(problem).scores(k)).any())


def assert_same(problem: Problem, every: EveryDivision, k: int, best: float) -> tuple[int, int]:
    """Return how many divisions are near the best and how many tie with it."""
    solution = solve(problem, k, within=NEAR, limit=ALL)
    divisions = {solution.groups: solution.score} | {one.groups: one.score for one in solution.alternatives}
    assert solution.proven
    assert solution.alternatives_complete
    assert abs(solution.score - best) <= ROUNDING
    assert len(divisions) == 1 + len(solution.alternatives)
    near = best * (1 + NEAR)
    assert every.within(k, near - ROUNDING) <= divisions.keys() <= every.within(k, near + ROUNDING)
    tied = {groups for groups, score in divisions.items() if score <= best + ROUNDING}
    assert tied == every.within(k, best + ROUNDING)
    return len(divisions), len(tied)


def test_every_division_is_written_down_once():
    stirling = {(10, 1): 1, (10, 2): 511, (10, 3): 9330, (10, 4): 34105, (10, 5): 42525, (3, 3): 1}

    for (n, k), count in stirling.items():
        table = divisions_into(n, k)
        assert len(table) == len(np.unique(table, axis=0)) == count
        assert (table.sum(axis=1) == (1 << n) - 1).all()
        assert (np.bitwise_or.reduce(table, axis=1) == (1 << n) - 1).all()
