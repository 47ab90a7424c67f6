"""Which single answers hold a division: against solving every changed table again."""

import random
from dataclasses import replace

import pytest

from regions.optimisation.problem import MunicipalAnswers, PlacedAnswer, Problem, Statement, answer_table, distances
from regions.optimisation.sensitivity import sensitivity
from regions.optimisation.solver import solve

STATEMENTS = [Statement(f"S{at}", theme="ab"[at % 2]) for at in range(5)]


def answers_of(seed: int, n: int = 6) -> list[MunicipalAnswers]:
    generator = random.Random(seed)  # noqa: S311 - no secret
    choices, weights = [-2, -1, 0, 1, 2, None], ["MINDER", "GEWOON", "ZWAAR"]
    return [
        MunicipalAnswers(
            f"M{at}", f"Naam {at}",
            {one.key: PlacedAnswer(generator.choice(choices), generator.choice(weights)) for one in STATEMENTS},
        )
        for at in range(n)
    ]  # fmt: skip


def problem_of(rows: list[MunicipalAnswers]) -> Problem:
    return Problem.of(distances(answer_table(rows, STATEMENTS), minimum_coverage=0))


@pytest.mark.parametrize(("seed", "k"), [(1, 2), (2, 2), (3, 3), (4, 2)])
def test_every_change_is_found_and_no_other(seed: int, k: int) -> None:
    rows = answers_of(seed)
    best = solve(problem_of(rows), k)

    found = sensitivity(answer_table(rows, STATEMENTS), problem_of(rows), k, best)

    expected = set()
    for at, row in enumerate(rows):
        for key, answer in row.answers.items():
            for step in (-1, 1):
                if answer.value is None or not -2 <= answer.value + step <= 2:
                    continue
                moved = replace(row, answers={**row.answers, key: replace(answer, value=answer.value + step)})
                problem = problem_of([*rows[:at], moved, *rows[at + 1 :]])
                here = solve(problem, k)
                stays = sum(_cost(problem, group) for group in best.groups)
                if here.score < stays - 1e-9:
                    expected.add((row.code, key, answer.value, answer.value + step))
    assert found.complete
    assert {(one.code, one.key, one.value, one.other) for one in found.changes} == expected


def _cost(problem: Problem, group: tuple[str, ...]) -> float:
    at = [problem.codes.index(code) for code in group]
    return float(sum(problem.d2[i, j] for i in at for j in at) / 2 / len(at))


def test_a_division_that_costs_nothing_is_not_judged() -> None:
    rows = [MunicipalAnswers(f"M{at}", "", {"S0": PlacedAnswer(2 if at < 2 else -2)}) for at in range(4)]
    found = distances(answer_table(rows, STATEMENTS[:1]))
    best = solve(Problem.of(found), 2)

    result = sensitivity(answer_table(rows, STATEMENTS[:1]), Problem.of(found), 2, best)

    assert (result.changes, result.complete) == ((), False)
