"""Who stands near whom, on two axes: principal components of the municipal answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from regions.rules.similarity import MINIMUM_SHARED, Values

Floats = npt.NDArray[np.float64]
FEWEST = 4  # below this two axes hold everything, and say nothing
AXES = 2
PERMUTATIONS = 200
SEED = 20260101
NOTHING = 1e-9


class NoMap(Enum):
    """Why there is no map."""

    TOO_FEW = "minder dan 4 gemeenten met genoeg antwoorden"
    TOO_LITTLE_ASKED = "minder dan 2 stellingen met antwoorden"
    ALL_ALIKE = "alle gemeenten geven dezelfde antwoorden"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one municipality stands, by CBS code; the unit is that of the answers."""

    code: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Axis:
    """`share` of all differences (0 to 1), and how much each statement turns the axis, the strongest first.

    Positive: who agrees stands to the right (or on top).
    """

    share: float
    loadings: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """`share` is what both axes show of all differences; `by_chance` the mean when nothing hangs together.

    `chance_high` is what chance exceeds in 1 of 20 cases. `left_out` answered too little to be placed.
    """

    spots: tuple[Spot, ...]
    axes: tuple[Axis, Axis]
    share: float
    by_chance: float
    chance_high: float
    left_out: tuple[str, ...]

    @property
    def is_more_than_chance(self) -> bool:
        return self.share > self.chance_high


def opinion_map(answers: Mapping[str, Values], statements: Sequence[str]) -> OpinionMap | NoMap:
    """Return the map of these answers, by CBS code; who answered fewer than 60% of the statements is left out.

    A missing answer counts as the mean of the others, and the row of who misses some is stretched by the square root
    of asked/answered, so that silence does not look like the middle (as Polis does). The direction of an axis is fixed
    by its strongest statement. By chance: the answers to each statement dealt out again among who gave one,
    PERMUTATIONS times, from one generator with a fixed seed.
    """
    asked = [key for key in statements if any(row.get(key) is not None for row in answers.values())]
    enough = [code for code in sorted(answers) if _answered(answers[code], asked) >= MINIMUM_SHARED * len(asked)]
    left_out = tuple(code for code in sorted(answers) if code not in enough)
    asked = [key for key in asked if any(answers[code].get(key) is not None for code in enough)]
    if len(enough) < FEWEST or len(asked) < AXES:
        return NoMap.TOO_FEW if len(enough) < FEWEST else NoMap.TOO_LITTLE_ASKED
    table = np.array([[_number(answers[code].get(key)) for key in asked] for code in enough])
    given = ~np.isnan(table)
    placed = _scaled(table, given)
    if np.abs(placed).max() < NOTHING:
        return NoMap.ALL_ALIKE
    left, sizes, right = np.linalg.svd(placed, full_matrices=False)
    left, right = _signed(left, right)
    shares = sizes**2 / (sizes**2).sum()
    chance = _chance(table, given)
    spots = tuple(
        Spot(code, round(float(left[at, 0] * sizes[0]), 9), round(float(left[at, 1] * sizes[1]), 9))
        for at, code in enumerate(enough)
    )
    first, second = (_axis(asked, right[at], float(shares[at])) for at in range(AXES))
    high = float(np.quantile(chance, 0.95))
    return OpinionMap(spots, (first, second), float(shares[:AXES].sum()), float(chance.mean()), high, left_out)


def _answered(row: Values, asked: Sequence[str]) -> int:
    return sum(row.get(key) is not None for key in asked)


def _number(value: int | None) -> float:
    return float("nan") if value is None else float(value)


def _scaled(table: Floats, given: npt.NDArray[np.bool_]) -> Floats:
    """Return the answers around the mean of each statement, missing ones at the mean, thin rows stretched.

    Works on a stack of tables too.
    """
    filled = np.where(given, table, 0.0)
    mean = filled.sum(axis=-2, keepdims=True) / given.sum(axis=-2, keepdims=True)
    around = np.where(given, filled - mean, 0.0)
    stretch: Floats = np.sqrt(given.shape[-1] / given.sum(axis=-1, keepdims=True))
    return np.asarray(around * stretch)


def _signed(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Return the components with the strongest loading positive; of equally strong ones the first."""
    strongest = np.argmax(np.round(np.abs(right), 9), axis=1)
    sign = np.where(right[np.arange(len(right)), strongest] < 0, -1.0, 1.0)
    return left * sign, right * sign[:, None]


def _axis(asked: Sequence[str], loadings: Floats, share: float) -> Axis:
    if share < NOTHING:
        return Axis(0.0, ())
    named = [(key, round(float(value), 9)) for key, value in zip(asked, loadings, strict=True)]
    return Axis(share, tuple(sorted(named, key=lambda pair: -abs(pair[1]))))


def _chance(table: Floats, given: npt.NDArray[np.bool_]) -> Floats:
    """Return the share that two axes show, for every time the answers are dealt out again."""
    generator = np.random.default_rng(SEED)
    dealt = np.repeat(table[None, :, :], PERMUTATIONS, axis=0)
    for column in range(table.shape[1]):
        rows = np.flatnonzero(given[:, column])
        dealt[:, rows, column] = generator.permuted(dealt[:, rows, column], axis=1)
    placed = _scaled(dealt, np.broadcast_to(given, dealt.shape))
    squares = np.linalg.eigvalsh(placed @ placed.transpose(0, 2, 1))[:, ::-1].clip(min=0)
    total = squares.sum(axis=1)
    return np.asarray(squares[:, :AXES].sum(axis=1) / total)
