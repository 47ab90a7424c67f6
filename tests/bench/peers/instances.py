"""Invented regions that every method can divide: a map of neighbours, complete answers of equal weight."""

import random
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial import Delaunay

from regions.optimisation.distance import Floats
from regions.optimisation.objective import group_cost

STATEMENTS, LEANINGS = 24, 3
LEANING, OWN_WAY = 1.1, (0.9, 1.6)  # standard deviations, in steps of the answer


@dataclass(frozen=True, eq=False)
class Case:
    """One question: divide these into k. `values` has a row per municipality, so that c(S) is its sum of squares."""

    values: Floats
    edges: tuple[tuple[int, int], ...]
    contiguous: bool
    k: int

    @property
    def d2(self) -> Floats:
        return np.asarray(((self.values[:, None] - self.values[None, :]) ** 2).sum(axis=2))

    def score(self, labels: list[int]) -> float:
        d2 = self.d2
        return sum(group_cost(d2, [i for i, own in enumerate(labels) if own == one]) for one in set(labels))

    def as_json(self) -> dict[str, Any]:
        return {
            "values": self.values.tolist(),
            "d2": self.d2.tolist(),
            "edges": self.edges,
            "contiguous": self.contiguous,
            "k": self.k,
        }


def cases(n: int, seeds: int, ks: tuple[int, ...], *, contiguous: bool) -> list[Case]:
    return [case_of(n, seed, k, contiguous=contiguous) for seed in range(seeds) for k in ks]


def case_of(n: int, seed: int, k: int, *, contiguous: bool) -> Case:
    """Return a region on a random map, neighbours as in Delaunay; who lies near each other leans the same way.

    With an odd seed each goes its own way more than it follows that leaning.
    """
    chance = random.Random(1000 * n + seed)  # noqa: S311 -- the same instance every run
    places = np.array([[chance.random(), chance.random()] for _ in range(n)])
    centres = np.array([[chance.random(), chance.random()] for _ in range(LEANINGS)])
    leanings = [[chance.gauss(0, LEANING) for _ in range(STATEMENTS)] for _ in range(LEANINGS)]
    near = ((places[:, None] - centres[None, :]) ** 2).sum(axis=2).argmin(axis=1)
    answers = [
        [max(-2, min(2, round(mean + chance.gauss(0, OWN_WAY[seed % 2])))) for mean in leanings[at]]
        for at in near.tolist()
    ]
    values = (np.array(answers) + 2) / 4 / np.sqrt(STATEMENTS)
    triangles = Delaunay(places).simplices.tolist()
    found = {tuple(sorted((one[a], one[b]))) for one in triangles for a, b in ((0, 1), (0, 2), (1, 2))}
    return Case(values, tuple(sorted((a, b) for a, b in found)), contiguous, k)
