"""Whether two kinds of municipalities answer differently, and whether chance would give as much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np

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
    observed = _apart(gaps)
    everyone = np.array([*one, *other])
    generator = np.random.default_rng(SEED)
    as_far = 0
    for _ in range(SHUFFLES):
        dealt = [str(code) for code in generator.permutation(everyone)]
        as_far += _apart(_gaps(answers, statements, dealt[: len(one)], dealt[len(one) :])) >= observed - 1e-9
    ordered = sorted(gaps, key=lambda gap: -round(gap.size, 9))
    return TwoGroups(tuple(one), tuple(other), tuple(ordered), as_far / SHUFFLES)


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


def _apart(gaps: Sequence[Gap]) -> float:
    return fmean(gap.size**2 for gap in gaps) if gaps else 0.0
