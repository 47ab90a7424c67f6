"""How much a division rests on chance: the same question solved again and again with something in it changed.

`steps` is a generator: it yields a Step after every division that was solved and a Report at the end. `so_far` of a
Step (and of a Report) is plain JSON. Hand it back, and the run goes on where it was: a job can do a few steps, store,
and continue elsewhere. Each step draws from a generator of its own, seeded by the seed, its kind and its number, so a
run in parts gives the same report as a run in one go.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from regions.optimisation.distance import AnswerTable, Distances, Floats, NotSolvable, distances
from regions.optimisation.evaluation import Groups
from regions.optimisation.objective import group_cost
from regions.optimisation.problem import Conditions, Pair, Problem
from regions.optimisation.robustness_report import Report, report
from regions.optimisation.solver import solve

STATEMENTS, WEIGHTS, ANSWERS = "statements", "weights", "answers"
WITHOUT_STATEMENT, WITHOUT_MUNICIPALITY = "without_statement", "without_municipality"
CHANCE, OWN = "chance", "own"  # answers dealt again within each statement, and as they are
KINDS = (STATEMENTS, WEIGHTS, ANSWERS, WITHOUT_STATEMENT, WITHOUT_MUNICIPALITY, CHANCE, OWN)
EVENNESS = 4.0  # of the Dirichlet distribution of theme weights
MOVED = 0.2  # chance that an answer moves a step
STEP = 0.25  # one step on the scale, on 0..1
MOST_GROUPS = 5  # for which the suggestion is made
SoFar = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often each change is drawn. Leaving one out is done once per statement and once per municipality."""

    statements: int = 200
    weights: int = 100
    answers: int = 100
    chance: int = 20


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is divided, and under which conditions. A wish about a municipality that is left out falls away."""

    table: AnswerTable
    edges: Sequence[Pair]
    conditions: Conditions
    repeats: Repeats = Repeats()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One division was solved: `done` of `total` in all. `so_far` is what a later run needs to go on from here."""

    kind: str
    done: int
    total: int
    so_far: SoFar


def steps(facts: Facts, k: int, *, seed: int, so_far: SoFar | None = None) -> Iterator[Step | Report]:
    """Yield a Step per division solved, and a Report at the end. Raises NotSolvable when k groups cannot be."""
    plan = [(kind, number) for kind, count in _plan(facts) for number in range(count)]
    results: list[Any] = list((so_far or {}).get("results", ()))
    for at in range(len(results), len(plan)):
        kind, number = plan[at]
        results.append(_result(facts, k, kind, number, seed))
        yield Step(kind, at + 1, len(plan), {"results": list(results)})
    grouped: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for (kind, _), result in zip(plan, results, strict=True):
        grouped[kind].append(result)
    yield report(facts.table.codes, k, grouped, (OWN, CHANCE))


def _plan(facts: Facts) -> list[tuple[str, int]]:
    n, questions = facts.table.y.shape
    often = facts.repeats
    return [
        (OWN, 1),
        (STATEMENTS, often.statements),
        (WEIGHTS, often.weights),
        (ANSWERS, often.answers),
        (WITHOUT_STATEMENT, questions if questions > 1 else 0),
        (WITHOUT_MUNICIPALITY, n if n > 2 else 0),  # noqa: PLR2004 - of two there would be one left
        (CHANCE, often.chance),
    ]


def _result(facts: Facts, k: int, kind: str, number: int, seed: int) -> Any:
    """Return the best groups, None when there are none; of chance and of the answers the score of every k."""
    chance = np.random.default_rng([seed, KINDS.index(kind), number])
    table = changed(facts.table, kind, number, chance)
    if kind in (OWN, CHANCE):
        problem = _problem(table, facts)
        undivided = group_cost(problem.d2, range(len(table.codes)))  # also where one group is not allowed
        most = min(MOST_GROUPS, len(table.codes))
        scores = [undivided, *(_scored(table, facts, count) for count in range(2, most + 1))]
        divided = solve(problem, k, within=0.0, limit=0) if kind == OWN else None
        return {
            "scores": scores,
            "chosen": scores[k - 1] if k <= most else _scored(table, facts, k),
            "groups": divided and _lists(divided.groups),
        }
    try:
        return _lists(solve(_problem(table, facts), k, within=0.0, limit=0).groups)
    except NotSolvable:
        return None


def _scored(table: AnswerTable, facts: Facts, k: int) -> float | None:
    try:
        return solve(_problem(table, facts), k, within=0.0, limit=0).score
    except NotSolvable:
        return None


def _lists(groups: Groups) -> list[list[str]]:
    return [list(group) for group in groups]


def _problem(table: AnswerTable, facts: Facts) -> Problem:
    known = set(table.codes)
    asked = facts.conditions
    conditions = replace(
        asked,
        must_together=[left for wish in asked.must_together if len(left := [c for c in wish if c in known]) > 1],
        must_apart=[left for wish in asked.must_apart if len(left := [c for c in wish if c in known]) > 1],
    )
    found: Distances = distances(table, minimum_coverage=0.0)
    return Problem.of(found, facts.edges, conditions)


def changed(table: AnswerTable, kind: str, number: int, chance: np.random.Generator) -> AnswerTable:
    """Return the answers with one change of this kind. Dealing again keeps each statement's own answers together."""
    questions = len(table.statements)
    if kind == STATEMENTS:
        drawn = np.bincount(chance.integers(0, questions, questions), minlength=questions)
        return replace(table, weight=table.weight * drawn)
    if kind == WEIGHTS:
        return replace(table, weight=table.weight * _theme_weights(table, chance))
    if kind == ANSWERS:
        move = STEP * chance.choice([-1, 1], table.y.shape) * (chance.random(table.y.shape) < MOVED)
        return replace(table, y=np.clip(table.y + move, 0, 1) * table.given)
    if kind == WITHOUT_STATEMENT:
        return replace(table, weight=np.where(np.arange(questions) == number, 0.0, table.weight))
    if kind == WITHOUT_MUNICIPALITY:
        return _without(table, number)
    if kind == CHANCE:
        order = chance.permuted(np.tile(np.arange(len(table.codes))[:, None], questions), axis=0)
        y, given, root = (np.take_along_axis(one, order, axis=0) for one in (table.y, table.given, table.root))
        return replace(table, y=y, given=given, root=root)
    return table


def _theme_weights(table: AnswerTable, chance: np.random.Generator) -> Floats:
    themes = sorted({statement.theme for statement in table.statements})
    drawn = dict(zip(themes, chance.dirichlet([EVENNESS] * len(themes)) * len(themes), strict=True))
    return np.array([drawn[statement.theme] for statement in table.statements])


def _without(table: AnswerTable, number: int) -> AnswerTable:
    stay = [at for at in range(len(table.codes)) if at != number]
    return replace(
        table,
        codes=tuple(table.codes[at] for at in stay),
        names=tuple(table.names[at] for at in stay),
        y=table.y[stay],
        given=table.given[stay],
        root=table.root[stay],
    )


def as_json(found: Report) -> dict[str, Any]:
    """Return the report as plain JSON values."""
    return asdict(found)
