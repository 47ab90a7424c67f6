"""How far municipalities lie apart in what they answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inburgering.notation import count, listing

Floats = npt.NDArray[np.float64]
Pair = tuple[str, str]

IMPORTANCE_WEIGHTS: Mapping[str, float] = {"MINDER": 0.5, "GEWOON": 1.0, "ZWAAR": 2.0}
MINIMUM_COVERAGE = 0.6  # below this share of shared answers the distance of a pair says too little
MOST_PAIRS_NAMED = 3
LOWEST, HIGHEST = -2, 2  # helemaal oneens … helemaal eens


class NotSolvable(Exception):
    """These answers or wishes allow no division. str() is a Dutch sentence for the user."""


class TooLittleOverlap(NotSolvable):
    """Some pairs share too few answers; `pairs` holds their CBS codes."""

    def __init__(self, sentence: str, pairs: tuple[Pair, ...]) -> None:
        super().__init__(sentence)
        self.pairs = pairs


@dataclass(frozen=True, slots=True)
class PlacedAnswer:
    """One municipality's answer to one statement.

    `value` runs from -2 (helemaal oneens) to 2 (helemaal eens); None is missing: weet niet, no answer, or intern
    verdeeld.
    """

    value: int | None
    importance: str = "GEWOON"

    def __post_init__(self) -> None:
        if self.value is not None and not LOWEST <= self.value <= HIGHEST:
            raise ValueError(f"value {self.value} is outside -2..2")
        if self.importance not in IMPORTANCE_WEIGHTS:
            raise ValueError(f"unknown importance {self.importance!r}")


@dataclass(frozen=True, slots=True)
class MunicipalAnswers:
    """What one municipality answered, by statement key.

    A key that is absent is a missing answer of ordinary importance.
    """

    code: str
    name: str
    answers: Mapping[str, PlacedAnswer]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: `label` is the short text for sentences, `number` its place in the list (0: none)."""

    key: str
    theme: str = ""
    label: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class AnswerTable:
    """Answers as arrays: rows follow `codes` (sorted), columns follow `statements` (sorted by key).

    `y` is (x - 1) / 4 with x = value + 3, so 0..1, and 0 where missing; `given` is 1.0 where answered; `root` is the
    square root of the importance weight; `weight` is theme weight / number of statements in the theme.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    statements: tuple[Statement, ...]
    y: Floats
    given: Floats
    root: Floats
    weight: Floats

    def pair_weights(self) -> Floats:
        """Return p[i, j, q] = given_i · given_j · w_q · sqrt(u_i u_j): both must have answered, and both must care."""
        care = self.given * self.root
        return care[:, None, :] * care[None, :, :] * self.weight


def answer_table(
    municipalities: Iterable[MunicipalAnswers],
    statements: Iterable[Statement],
    theme_weights: Mapping[str, float] | None = None,
) -> AnswerTable:
    """Return the answers as arrays.

    A theme weighs the same however many statements it has; themes not named weigh 1.
    """
    rows = sorted(municipalities, key=lambda row: row.code)
    columns = tuple(sorted(statements, key=lambda statement: statement.key))
    if len({row.code for row in rows}) != len(rows) or len({s.key for s in columns}) != len(columns):
        raise ValueError("a municipality or statement occurs twice")
    missing = PlacedAnswer(None)
    cells = [[row.answers.get(statement.key, missing) for statement in columns] for row in rows]
    per_theme = {theme: sum(s.theme == theme for s in columns) for theme in {s.theme for s in columns}}
    of_theme = theme_weights or {}
    shape = (len(rows), len(columns))
    return AnswerTable(
        codes=tuple(row.code for row in rows),
        names=tuple(row.name for row in rows),
        statements=columns,
        y=np.array([[0.0 if c.value is None else (c.value + 2) / 4 for c in row] for row in cells]).reshape(shape),
        given=np.array([[float(c.value is not None) for c in row] for row in cells]).reshape(shape),
        root=np.sqrt([[IMPORTANCE_WEIGHTS[c.importance] for c in row] for row in cells]).reshape(shape),
        weight=np.array([of_theme.get(s.theme, 1.0) / per_theme[s.theme] for s in columns]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """How far pairs lie apart, rows and columns by code.

    `d2` is the squared distance: 0 = same answers, 1 = opposite. `coverage` is the share of the weight that both
    answered.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    d2: Floats
    coverage: Floats


def distances(table: AnswerTable, minimum_coverage: float = MINIMUM_COVERAGE) -> Distances:
    """Return how far every pair of municipalities lies apart.

    d2_ij = Σ_q p_ijq (y_iq - y_jq)² / Σ_q p_ijq, over the statements both answered. Squared, so that the cost of a
    group is exactly its within-group sum of squares and splits over the statements. Raises TooLittleOverlap below the
    minimum coverage.
    """
    pair = table.pair_weights()
    shared = pair.sum(axis=2)
    possible = (table.root[:, None, :] * table.root[None, :, :] * table.weight).sum(axis=2)
    apart = (pair * (table.y[:, None, :] - table.y[None, :, :]) ** 2).sum(axis=2)
    coverage = np.divide(shared, possible, out=np.zeros_like(shared), where=possible > 0)
    d2 = np.divide(apart, shared, out=np.zeros_like(apart), where=shared > 0)
    np.fill_diagonal(d2, 0.0)
    _refuse_thin_pairs(table, coverage, minimum_coverage)
    return Distances(table.codes, table.names, d2, coverage)


def _refuse_thin_pairs(table: AnswerTable, coverage: Floats, minimum: float) -> None:
    n = len(table.codes)
    thin = [(i, j) for i in range(n) for j in range(i + 1, n) if coverage[i, j] < minimum - 1e-12]
    if not thin:
        return
    silent = [i for i in range(n) if coverage[i, i] < minimum - 1e-12]
    sentences = []
    if silent:
        verb = "heeft" if len(silent) == 1 else "hebben"
        who = listing([table.names[i] for i in silent])
        sentences.append(f"{who} {verb} te weinig stellingen beantwoord. Minstens {minimum:.0%} is nodig.")
    others = [(i, j) for i, j in thin if i not in silent and j not in silent]
    sentences += [
        f"{table.names[i]} en {table.names[j]} hebben te weinig dezelfde stellingen beantwoord: "
        f"{coverage[i, j]:.0%}. Minstens {minimum:.0%} is nodig."
        for i, j in others[:MOST_PAIRS_NAMED]
    ]
    if more := max(len(others) - MOST_PAIRS_NAMED, 0):
        sentences.append(f"Dat geldt ook voor {count(more, 'ander paar', 'andere paren')}.")
    raise TooLittleOverlap(" ".join(sentences), tuple((table.codes[i], table.codes[j]) for i, j in thin))
