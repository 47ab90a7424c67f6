"""What a problem file asks for, and the wishes in it that can be let go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, log2
from typing import Literal

import numpy as np

from regions.optimisation.distance import Distances, Floats, Pair
from regions.optimisation.problem import Conditions, Problem

Members = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A problem file that was found right. Units are sorted by id; `squared` and `features` follow `ids`.

    `features` is None when distances were given. Members of a wish are sorted, and so are the wishes.
    """

    ids: Members
    names: Members
    weights: Mapping[str, float]
    squared: Floats
    features: Floats | None
    lowest_k: int
    highest_k: int
    edges: frozenset[Pair] = frozenset()
    drawn_edges: tuple[Pair, ...] = ()
    contiguous: bool = False
    minimum_weight: float = 0.0
    must_together: tuple[Members, ...] = ()
    must_apart: tuple[Members, ...] = ()
    alternatives: int = 5

    @property
    def scale(self) -> float:
        """Return the power of two by which squared distances are divided: the solver's tolerance is made for 0..1."""
        largest = float(self.squared.max(initial=0.0))
        return float(2.0 ** ceil(log2(largest))) if largest > 0 else 1.0

    def without_feature(self, column: int) -> "Asked":
        """Return the same, as if this feature had not been given."""
        left = np.delete(self.features, column, axis=1) if self.features is not None else None
        return replace(self, features=left, squared=self.squared if left is None else squared_apart(left))

    def problem(self) -> Problem:
        """Return the same for the solver, with squared distances divided by `scale` (exactly, a power of two)."""
        found = Distances(self.ids, self.names, self.squared / self.scale, np.ones_like(self.squared))
        conditions = Conditions(
            contiguous=self.contiguous,
            must_together=self.must_together,
            must_apart=self.must_apart,
            weights=self.weights,
            minimum_weight=self.minimum_weight,
        )
        return Problem.of(found, self.edges | set(self.drawn_edges), conditions)


def squared_apart(features: Floats) -> Floats:
    """Return the squared Euclidean distance of each pair of rows."""
    apart: Floats = ((features[:, None, :] - features[None, :, :]) ** 2).sum(axis=2)
    return apart


@dataclass(frozen=True, slots=True)
class Wish:
    """One demand that can be let go. `label` names it as in the file: "must_apart A–B", "minimum_weight 300"."""

    kind: Literal["must_together", "must_apart", "minimum_weight", "contiguous", "drawn_edges"]
    members: Members
    label: str

    def without(self, asked: Asked) -> Asked:
        """Return what is asked, this wish let go."""
        if self.kind == "must_together":
            return replace(asked, must_together=tuple(one for one in asked.must_together if one != self.members))
        if self.kind == "must_apart":
            return replace(asked, must_apart=tuple(one for one in asked.must_apart if one != self.members))
        if self.kind == "drawn_edges":
            return replace(asked, drawn_edges=tuple(one for one in asked.drawn_edges if one != self.members))
        return replace(asked, minimum_weight=0.0) if self.kind == "minimum_weight" else replace(asked, contiguous=False)


def demands(asked: Asked) -> list[Wish]:
    """Return the wishes that rule divisions out, the widest first."""
    found = [Wish("contiguous", (), "contiguous")] if asked.contiguous else []
    if asked.minimum_weight > 0:
        found.append(Wish("minimum_weight", (), f"minimum_weight {asked.minimum_weight:.12g}"))
    found += [Wish("must_together", one, f"must_together {_dashed(one)}") for one in asked.must_together]
    return found + [Wish("must_apart", one, f"must_apart {_dashed(one)}") for one in asked.must_apart]


def drawn(asked: Asked) -> list[Wish]:
    """Return the links that somebody drew: these rule divisions in, when neighbours are a condition."""
    if not asked.contiguous:
        return []
    return [Wish("drawn_edges", pair, f"drawn_edges {_dashed(pair)}") for pair in asked.drawn_edges]


def _dashed(members: Members) -> str:
    return "–".join(members)
