"""The score taken apart, statement by statement."""

from collections.abc import Mapping, Sequence

import numpy as np

from regions.optimisation.distance import AnswerTable, Floats

Answers = Mapping[str, int]  # who (CBS code, or name in a sentence) to the value given, -2..2


class Decomposition:
    """The squared distance of every pair, per statement: over the statements it adds up to d2 exactly."""

    __slots__ = ("_terms", "table", "values")

    def __init__(self, table: AnswerTable) -> None:
        self.table = table
        weights = table.pair_weights()
        shared = weights.sum(axis=2, keepdims=True)
        squares = weights * (table.y[:, None, :] - table.y[None, :, :]) ** 2
        self._terms = np.divide(squares, shared, out=np.zeros_like(squares), where=shared > 0)
        self.values = np.where(table.given > 0, table.y * 4 - 2, np.nan)

    def within(self, group: Sequence[int]) -> Floats:
        """Return per statement what this group adds to the score; 0 for nobody."""
        if not group:
            return np.zeros(len(self.table.statements))
        terms: Floats = self._terms[np.ix_(group, group)].sum(axis=(0, 1)) / 2 / len(group)
        return terms

    def merging(self, one: Sequence[int], other: Sequence[int]) -> Floats:
        """Return per statement what the score would rise if these two became one group."""
        return self.within([*one, *other]) - self.within(one) - self.within(other)

    def between(self, i: int, group: Sequence[int]) -> float:
        """Return the mean squared distance from one municipality to a group."""
        return float(self._terms[i, list(group)].sum() / len(group))

    def answers(self, group: Sequence[int], column: int) -> Answers:
        """Return the values that the members gave to this statement, by CBS code."""
        return {
            self.table.codes[i]: round(float(self.values[i, column]))
            for i in group
            if not np.isnan(self.values[i, column])
        }

    def by_name(self, answers: Answers) -> Answers:
        """Return the same answers by the name of the municipality."""
        return {self.table.names[self.table.codes.index(code)]: value for code, value in answers.items()}


def mean(answers: Answers) -> float:
    return sum(answers.values()) / len(answers)
