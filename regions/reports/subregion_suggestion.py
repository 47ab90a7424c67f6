"""Which number of subregions the answers themselves suggest. A suggestion only: the choice is a choice of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from random import Random
from statistics import fmean, pstdev

from regions.optimisation.distance import MunicipalAnswers as Row
from regions.optimisation.distance import NotSolvable, PlacedAnswer, answer_table, distances
from regions.optimisation.problem import Conditions, Problem
from regions.optimisation.solver import solve
from regions.reports.subregion_question import Question

SHUFFLES = 20
LARGEST = 12  # municipalities; above it a hundred solutions take too long for a page
FEWEST = 4  # below it there is nothing to tell structure from chance
NOTHING_LEFT = 1e-6  # of a score that is zero no logarithm exists


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A number of subregions, None when the answers show no groups more than chance does.

    `by_chance` is the share that shuffled answers explain, for each of the numbers that were compared.
    """

    group_count: int | None
    by_chance: tuple[float, ...]


def suggest(question: Question, counts: Sequence[int]) -> Suggestion | None:
    """Compare every number of subregions with answers shuffled among the municipalities; None where that is no use.

    The gap statistic with the rule of one standard error (R. Tibshirani and others, Estimating the number of clusters
    in a data set via the gap statistic, Journal of the Royal Statistical Society B 63, 2001), on exact divisions.
    The shuffles start from a fixed seed: the same answers always give the same suggestion.
    """
    n = len(question.shared.municipalities)
    if not FEWEST <= n <= LARGEST or len(counts) < FEWEST - 1:
        return None
    random = Random(n)  # noqa: S311 - no secret; it has to repeat
    rows = question.shared.for_solver()
    try:
        own = _scores(question, rows, counts)
        shuffled = [_scores(question, _shuffled(question, rows, random), counts) for _ in range(SHUFFLES)]
    except NotSolvable:
        return None
    logs = [[log(max(score, NOTHING_LEFT)) for score in scores] for scores in (own, *shuffled)]
    columns = list(zip(*logs[1:], strict=True))
    gaps = [fmean(column) - mine for column, mine in zip(columns, logs[0], strict=True)]
    errors = [pstdev(column) * sqrt(1 + 1 / SHUFFLES) for column in columns]
    by_chance = tuple(fmean(1 - scores[place] / scores[0] for scores in shuffled) for place in range(len(counts)))
    chosen = next((place for place in range(len(counts) - 1) if gaps[place] >= gaps[place + 1] - errors[place + 1]),
                  None)  # fmt: skip
    return Suggestion(counts[chosen] if chosen else None, by_chance)


def _scores(question: Question, rows: Sequence[Row], counts: Sequence[int]) -> list[float]:
    table = answer_table(rows, [statement.for_solver() for statement in question.shared.statements])
    problem = Problem.of(
        distances(table, minimum_coverage=0.0), question.neighbours, Conditions(contiguous=question.contiguous)
    )
    return [solve(problem, count, within=0.0, limit=1).score for count in counts]


def _shuffled(question: Question, rows: Sequence[Row], random: Random) -> list[Row]:
    """Deal the answers to every statement out again, importance and missing answers with them."""
    dealt: list[dict[str, PlacedAnswer]] = [{} for _ in rows]
    for statement in question.shared.statements:
        hand = [row.answers.get(statement.key, PlacedAnswer(None)) for row in rows]
        random.shuffle(hand)
        for answers, answer in zip(dealt, hand, strict=True):
            answers[statement.key] = answer
    return [Row(row.code, row.name, answers) for row, answers in zip(rows, dealt, strict=True)]
