"""Which single answers hold a division in place: one step on the scale elsewhere, and another division is best."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from regions.optimisation.distance import AnswerTable, Floats
from regions.optimisation.evaluation import Division, Groups
from regions.optimisation.problem import Problem
from regions.optimisation.solver import Solution, solve

STEP = 0.25  # one step of the scale of five, on 0..1
DIVISIONS = 400  # near the best that are looked at
EFFORT = 100_000  # nodes of the search for them
STRICTLY = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer of one municipality, and the division that is best then; values are -2..2."""

    code: str
    key: str
    value: int
    other: int
    groups: Groups


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`tried` counts the answers moved one step up or down. Complete: no answer is missing from `changes`."""

    changes: tuple[Change, ...]
    tried: int
    complete: bool


def sensitivity(table: AnswerTable, problem: Problem, k: int, best: Solution) -> Sensitivity:
    """Return every single step that makes another division strictly better than `best`, the solution for this k.

    One changed answer moves the cost of a division by less than the largest change of any distance. So only divisions
    within that margin of the best can take its place; the solver lists all of them, and they are priced anew for every
    step. Not complete when there are too many, or when the best division costs nothing.
    """
    steps = list(_steps(table))
    margin = max((float(moved.max(initial=0) - moved.min(initial=0)) for *_, moved in steps), default=0.0)
    if not steps or best.score <= STRICTLY:
        return Sensitivity((), len(steps), not steps)
    near = solve(problem, k, within=margin / best.score, limit=DIVISIONS, effort=EFFORT)
    divisions = [Division(best.groups, best.score, best.costs), *near.alternatives]
    scores = np.array([division.score for division in divisions])
    shares = [_shares(table.codes, divisions, i) for i in range(len(table.codes))]
    changes = []
    for i, q, step, moved in steps:
        priced = scores + shares[i] @ moved
        winner = int(np.argmin(priced))
        if priced[winner] < priced[0] - STRICTLY:
            value = round(float(table.y[i, q]) * 4) - 2
            key = table.statements[q].key
            changes.append(Change(table.codes[i], key, value, value + step, divisions[winner].groups))
    return Sensitivity(tuple(changes), len(steps), near.alternatives_complete)


def _steps(table: AnswerTable) -> Iterator[tuple[int, int, int, Floats]]:
    """Yield municipality, statement, step and the change of its squared distance to each municipality."""
    pair = table.pair_weights()
    shared = pair.sum(axis=2)
    for i, q in np.argwhere(table.given > 0):
        part = np.divide(pair[i, :, q], shared[i], out=np.zeros(len(table.codes)), where=shared[i] > 0)
        part[i] = 0.0
        apart = table.y[i, q] - table.y[:, q]
        for step in (-1, 1):
            if 0 <= table.y[i, q] + step * STEP <= 1:
                yield int(i), int(q), step, part * ((apart + step * STEP) ** 2 - apart**2)


def _shares(codes: tuple[str, ...], divisions: list[Division], i: int) -> Floats:
    """Return per division what every distance of municipality i weighs: 1/|S| within its group, 0 outside."""
    rows = []
    for division in divisions:
        own = next(group for group in division.groups if codes[i] in group)
        rows.append([1 / len(own) if code in own else 0.0 for code in codes])
    return np.array(rows)
