"""The solver against two independent ways to find the best division, on real regions and on random ones."""

import random
from dataclasses import replace
from math import inf, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions.optimisation.problem import (
    Conditions,
    MunicipalAnswers,
    PlacedAnswer,
    Problem,
    Statement,
    answer_table,
    distances,
)
from regions.optimisation.solver import NotSolvable, solve
from tests.regions.optimisation.oracle import all_divisions, best_scores
from tests.regions.optimisation.regions_of_the_netherlands import (
    RealRegion,
    invented_answers,
    neighbours,
    problem_for,
    real_regions,
)

EVERY_REGION = pytest.mark.parametrize("region", real_regions(), ids=lambda region: region.code)
SMALL_REGIONS = pytest.mark.parametrize(
    "region", [region for region in real_regions() if len(region.names) <= 12], ids=lambda region: region.code
)


def test_there_are_35_regions_of_3_to_18_municipalities():
    sizes = [len(region.names) for region in real_regions()]

    assert (len(sizes), min(sizes), max(sizes), sum(sizes)) == (35, 3, 18, 342)


@EVERY_REGION
@pytest.mark.parametrize("contiguous", [True, False], ids=["contiguous", "free"])
def test_every_real_region_is_divided_with_proof(region: RealRegion, contiguous: bool):
    problem = problem_for(region, contiguous=contiguous)

    for k in range(1, min(5, len(region.names)) + 1):
        if contiguous and region.code == "AM02" and k == 1:  # Schiermonnikoog's ferry leaves from another region
            continue
        solution = solve(problem, k)
        assert solution.proven
        assert len(solution.groups) == k
        assert sorted(code for group in solution.groups for code in group) == sorted(region.names)
        assert all(other.score >= solution.score - 1e-9 for other in solution.alternatives)


@SMALL_REGIONS
@pytest.mark.parametrize("contiguous", [True, False], ids=["contiguous", "free"])
def test_small_real_regions_equal_the_subset_oracle(region: RealRegion, contiguous: bool):
    problem = problem_for(region, contiguous=contiguous, seed=7)
    best = best_scores(problem)

    for k in range(1, min(5, len(region.names)) + 1):
        assert_same(problem, k, best(k))


def assert_same(problem: Problem, k: int, score: float) -> None:
    if score == inf:
        with pytest.raises(NotSolvable):
            solve(problem, k)
    else:
        solution = solve(problem, k)
        assert isclose(solution.score, score, abs_tol=1e-9)
        assert solution.proven


def random_problem(seed: int, most: int) -> Problem:
    """A small region with any mix of silence, borders, wishes and a minimum size."""
    chance = random.Random(seed)  # noqa: S311 -- the same instance every run
    n = chance.randint(2, most)
    codes = [f"GM{at:04}" for at in range(n)]
    edges = [(a, b) for i, a in enumerate(codes) for b in codes[i + 1 :] if chance.random() < 2.2 / n]

    def wishes(likely: float) -> list[list[str]]:
        return [chance.sample(codes, 2) for _ in range(2) if chance.random() < likely]

    d2 = distances(
        answer_table(
            invented_answers(dict(zip(codes, codes, strict=True)), seed, chance.choice([0, 0.05, 0.2])), SHORT
        ),
        minimum_coverage=0.0,
    )
    return Problem.of(
        d2,
        edges,
        Conditions(
            contiguous=chance.random() < 0.5,
            must_together=wishes(0.3),
            must_apart=wishes(0.3),
            weights={code: chance.randint(1, 9) for code in codes},
            minimum_weight=chance.choice([0, 0, 4, 9]),
        ),
    )


SHORT = [Statement(f"S{number:02}", theme=f"T{number % 4}") for number in range(1, 9)]


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_a_short_list_holds_the_best_and_says_that_there_are_more(limit: int):
    problem = problem_for(real_regions()[0], contiguous=False)
    long = solve(problem, 3, within=0.2, limit=40)

    short = solve(problem, 3, within=0.2, limit=limit)

    assert short.groups == long.groups
    assert [other.score for other in short.alternatives] == pytest.approx(
        [other.score for other in long.alternatives[:limit]]
    )
    assert not short.alternatives_complete


def test_switch_is_the_cheapest_single_move():
    problem = random_problem(5, most=9)
    solution = solve(problem, 3)
    checked = 0

    for switch in solution.switches:
        moved = {switch.code, *switch.moves_with}
        scores = []
        for to in range(3):
            groups = [
                [c for c in group if c not in moved] + (sorted(moved) if at == to else [])
                for at, group in enumerate(solution.groups)
            ]
            if to != switch.own and all(groups):
                scores += [
                    s for s, d in all_divisions(problem, 3) if sorted(d) == sorted(tuple(sorted(g)) for g in groups)
                ]
        expected = min(scores) - solution.score if scores else None
        assert switch.delta == (pytest.approx(expected, abs=1e-9) if scores else None)
        checked += bool(scores)
    assert checked


small_regions = st.integers(3, 7).flatmap(
    lambda n: st.lists(
        st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=6, max_size=6).filter(
            lambda row: sum(value is not None for value in row) >= 4
        ),
        min_size=n,
        max_size=n,
    )
)
THEMELESS = [Statement(f"S{at}") for at in range(6)]


def problem_of(
    rows: list[tuple[int, list[int | None]]], statements: list[Statement] = THEMELESS, **wishes: object
) -> Problem:
    answers = [
        MunicipalAnswers(f"GM{at:04}", f"G{at}", {f"S{q}": PlacedAnswer(value) for q, value in enumerate(row)})
        for at, row in rows
    ]
    found = distances(answer_table(answers, statements), minimum_coverage=0.0)
    return Problem.of(found, conditions=Conditions(**wishes))  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(rows=small_regions, k=st.integers(1, 3), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(rows, k, shuffle):
    numbered, statements = list(enumerate(rows)), list(THEMELESS)
    straight = solve(problem_of(numbered), k)
    shuffle.shuffle(numbered)
    shuffle.shuffle(statements)

    mixed = solve(problem_of(numbered, statements), k)

    assert mixed == straight


@settings(max_examples=30, deadline=None, derandomize=True)
@given(rows=small_regions, k=st.integers(1, 3), pick=st.data())
def test_a_wish_never_improves_the_score_and_is_kept(rows, k, pick):
    numbered = list(enumerate(rows))
    free = solve(problem_of(numbered), k)
    pair = pick.draw(st.permutations([f"GM{at:04}" for at, _ in numbered]))[:2]

    for kept, wishes in ((True, {"must_together": [pair]}), (False, {"must_apart": [pair]})):
        try:
            bound = solve(problem_of(numbered, **wishes), k)
        except NotSolvable:
            continue
        assert bound.score >= free.score - 1e-9
        assert any(set(pair) <= set(group) for group in bound.groups) == kept


def test_a_region_in_which_everybody_answers_the_same_is_divided_at_once():
    problem = problem_of([(at, [1, 1, 1, 1, 1, 1]) for at in range(18)])

    solution = solve(problem, 5)

    assert (solution.score, solution.proven, solution.explained) == (0, True, None)
    assert solution == solve(problem, 5)


def test_without_effort_nothing_is_called_complete():
    problem = problem_for(real_regions()[0], contiguous=False)
    whole = solve(problem, 4, within=0.3, limit=100_000)

    with pytest.raises(NotSolvable, match="Binnen de rekentijd"):
        solve(problem, 4, effort=0)
    hurried = solve(problem, 4, within=0.3, limit=100_000, effort=100)

    assert whole.alternatives_complete
    assert not hurried.alternatives_complete
    assert not hurried.proven or hurried.score == whole.score


def test_friesland_needs_two_parts_or_a_drawn_link():
    friesland = next(region for region in real_regions() if region.code == "AM02")
    problem = problem_for(friesland, contiguous=True)

    with pytest.raises(NotSolvable, match=r"Schiermonnikoog ligt los van de rest van de regio. Teken een verbinding"):
        solve(problem, 1)
    linked = replace(problem, edges=problem.edges | {("GM0060", "GM0088")})

    assert len(solve(problem, 2).groups) == 2
    assert solve(linked, 1).groups == (problem.codes,)


def test_neighbours_of_a_real_region_are_used():
    achterhoek = next(region for region in real_regions() if region.code == "AM09")
    inside = [pair for pair in neighbours() if set(pair) <= set(achterhoek.names)]

    assert len(inside) == 13
    assert problem_for(achterhoek, contiguous=True).edges == frozenset(inside)
