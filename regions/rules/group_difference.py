"""Whether two kinds of municipalities answer differently, and whether chance would give as much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import fmean, median

import numpy as np
import numpy.typing as npt

from regions.rules.similarity import Values

SHUFFLES = 1000
MOST_WAYS = 5000  # up to here every way to deal them out is tried
SEED = 20260102
FEWEST_PER_GROUP = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """The mean answer (-2 to 2) of both groups to one statement."""

    key: str
    one: float
    other: float

    @property
    def size(self) -> float:
        return abs(self.one - self.other)


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """`chance` is how often (0 to 1) dealing the municipalities out parts them at least as much.

    `ways` is how many ways of dealing were tried, and `all_ways` whether these are all there are.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    gaps: tuple[Gap, ...]
    chance: float
    ways: int
    all_ways: bool


def by_size(sizes: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...], float] | None:
    """Return the small and the large municipalities and the median between them; who is at the median is small.

    None when either group would hold fewer than 2.
    """
    if not sizes:
        return None
    middle = median(sizes.values())
    small = tuple(sorted(code for code, size in sizes.items() if size <= middle))
    large = tuple(sorted(code for code, size in sizes.items() if size > middle))
    return (small, large, middle) if min(len(small), len(large)) >= FEWEST_PER_GROUP else None


def compare(
    answers: Mapping[str, Values], statements: Sequence[str], one: Sequence[str], other: Sequence[str]
) -> TwoGroups:
    """Return how far two groups lie apart, the largest gap first; a statement that only one answered is left out.

    Chance: the mean squared gap, against every other way to make groups of these sizes; when there are more than
    MOST_WAYS, against SHUFFLES random ones from one generator with a fixed seed.
    """
    gaps = _gaps(answers, statements, one, other)
    ordered = sorted(gaps, key=lambda gap: -round(gap.size, 9))
    dealt = _dealt(len(one), len(other))
    all_ways = len(dealt) == comb(len(one) + len(other), len(one))
    chance = _chance(answers, statements, [*one, *other], dealt)
    return TwoGroups(tuple(one), tuple(other), tuple(ordered), chance, len(dealt), all_ways)


def _dealt(one: int, other: int) -> npt.NDArray[np.bool_]:
    """Return who is in the first group, per way of dealing; the first row is how they really stand."""
    n = one + other
    if comb(n, one) <= MOST_WAYS:
        ways = list(combinations(range(n), one))
        dealt = np.zeros((len(ways), n), dtype=bool)
        dealt[np.arange(len(ways))[:, None], np.array(ways)] = True
        return dealt
    shuffled = np.random.default_rng(SEED).permuted(np.tile(np.arange(n) < one, (SHUFFLES, 1)), axis=1)
    return np.vstack([np.arange(n) < one, shuffled])


def _chance(
    answers: Mapping[str, Values], statements: Sequence[str], everyone: Sequence[str], dealt: npt.NDArray[np.bool_]
) -> float:
    if not statements:
        return 1.0
    table = np.array([[np.nan if (v := answers[code].get(key)) is None else float(v) for key in statements]
                      for code in everyone])  # fmt: skip
    parted = _parted(table, dealt)
    return float((parted >= parted[0] - 1e-9).mean())


def _parted(table: npt.NDArray[np.float64], first: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Return per way of dealing the mean squared gap, over the statements that both groups answered."""
    given = (~np.isnan(table)).astype(float)
    filled = np.nan_to_num(table)
    masks = [first.astype(float), (~first).astype(float)]
    counts = [mask @ given for mask in masks]
    means = [mask @ filled / np.maximum(count, 1.0) for mask, count in zip(masks, counts, strict=True)]
    both = (counts[0] > 0) & (counts[1] > 0)
    squares = np.where(both, (means[0] - means[1]) ** 2, 0.0)
    return np.asarray(squares.sum(axis=1) / np.maximum(both.sum(axis=1), 1))


def _gaps(
    answers: Mapping[str, Values], statements: Sequence[str], one: Sequence[str], other: Sequence[str]
) -> list[Gap]:
    gaps = []
    for key in statements:
        mine = [value for code in one if (value := answers[code].get(key)) is not None]
        theirs = [value for code in other if (value := answers[code].get(key)) is not None]
        if mine and theirs:
            gaps.append(Gap(key, fmean(mine), fmean(theirs)))
    return gaps
