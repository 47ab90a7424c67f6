"""Whether two kinds of municipalities answer differently, and whether chance would give as much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np
import numpy.typing as npt

from regions.rules.similarity import Values

SHUFFLES = 500
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
    """`chance` is how often (0 to 1) dealing the municipalities out at random parts them at least as much."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    gaps: tuple[Gap, ...]
    chance: float


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

    Chance: the mean squared gap, against SHUFFLES random groups of the same sizes from one generator with a fixed seed.
    """
    gaps = _gaps(answers, statements, one, other)
    ordered = sorted(gaps, key=lambda gap: -round(gap.size, 9))
    return TwoGroups(tuple(one), tuple(other), tuple(ordered), _chance(answers, statements, one, other))


def _chance(
    answers: Mapping[str, Values], statements: Sequence[str], one: Sequence[str], other: Sequence[str]
) -> float:
    everyone = [*one, *other]
    if not statements:
        return 1.0
    table = np.array([[np.nan if (v := answers[code].get(key)) is None else float(v) for key in statements]
                      for code in everyone])  # fmt: skip
    first = np.arange(len(everyone)) < len(one)
    generator = np.random.default_rng(SEED)
    dealt = generator.permuted(np.tile(first, (SHUFFLES, 1)), axis=1)
    observed = _parted(table, first[None, :])[0]
    return float((_parted(table, dealt) >= observed - 1e-9).mean())


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
