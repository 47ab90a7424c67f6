"""The facts and wishes that a division of a region into subregions starts from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from regions.optimisation.distance import (
    AnswerTable,
    Distances,
    Floats,
    MunicipalAnswers,
    NotSolvable,
    Pair,
    PlacedAnswer,
    Statement,
    TooLittleOverlap,
    answer_table,
    distances,
)

__all__ = [  # one place to import from for whoever states a problem
    "AnswerTable",
    "Conditions",
    "Distances",
    "Floats",
    "MunicipalAnswers",
    "NotSolvable",
    "Pair",
    "PlacedAnswer",
    "Problem",
    "Statement",
    "TooLittleOverlap",
    "answer_table",
    "distances",
]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What people ask of a division. A wish names 2 or more CBS codes.

    `weights` with `minimum_weight` ask that every group reaches that weight in total (for instance expected
    inburgeraars); they do not change the score, in which every municipality has one voice.
    """

    contiguous: bool = False
    must_together: Sequence[Sequence[str]] = ()
    must_apart: Sequence[Sequence[str]] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    minimum_weight: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A region to divide; fields as in Distances and Conditions. Use `Problem.of`: here codes must be sorted."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    d2: Floats
    edges: frozenset[Pair] = frozenset()
    contiguous: bool = False
    must_together: frozenset[Pair] = frozenset()
    must_apart: frozenset[Pair] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)
    minimum_weight: float = 0.0

    def __post_init__(self) -> None:
        n = len(self.codes)
        if n == 0:
            raise NotSolvable("Deze regio heeft nog geen gemeenten met antwoorden.")
        if list(self.codes) != sorted(set(self.codes)) or len(self.names) != n or self.d2.shape != (n, n):
            raise ValueError("codes must be sorted and unique; names and d2 must follow them")
        if not np.allclose(self.d2, self.d2.T) or np.any(np.diag(self.d2) != 0) or np.any(self.d2 < 0):
            raise ValueError("d2 must be symmetric and not negative, with a zero diagonal")
        known = set(self.codes)
        if any(
            a == b or a not in known or b not in known for a, b in self.must_together | self.must_apart | self.edges
        ):
            raise ValueError("a pair must hold two different municipalities of this region")

    @classmethod
    def of(cls, found: Distances, edges: Iterable[Pair] = (), conditions: Conditions | None = None) -> "Problem":
        """Return the problem for these distances. Edges to municipalities outside the region fall away."""
        known = frozenset(found.codes)
        asked = conditions or Conditions()
        return cls(
            codes=found.codes,
            names=found.names,
            d2=found.d2,
            edges=frozenset(ordered(a, b) for a, b in edges if a in known and b in known),
            contiguous=asked.contiguous,
            must_together=_pairs(asked.must_together),
            must_apart=_pairs(asked.must_apart),
            weights=asked.weights,
            minimum_weight=asked.minimum_weight,
        )

    def name(self, code: str) -> str:
        return self.names[self.codes.index(code)]

    def neighbour_masks(self) -> list[int]:
        """Return per municipality the bits of its neighbours; bit i stands for codes[i]."""
        at = {code: i for i, code in enumerate(self.codes)}
        masks = [0] * len(self.codes)
        for a, b in self.edges:
            masks[at[a]] |= 1 << at[b]
            masks[at[b]] |= 1 << at[a]
        return masks


def ordered(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def _pairs(wishes: Iterable[Sequence[str]]) -> frozenset[Pair]:
    return frozenset(ordered(a, b) for wish in wishes for at, a in enumerate(wish) for b in wish[at + 1 :])
