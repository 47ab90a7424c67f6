"""The methods of spopt, as they come: heuristics that divide a map. Runs in an environment of its own."""

import warnings
from typing import Any

import numpy as np
import pandas as pd
from libpysal.weights import W
from sklearn.metrics import pairwise as distances_of
from spopt.region import AZP, RegionKMeansHeuristic, Skater, WardSpatial

from tests.bench.peers.serving import Prepare, Solver, serve

warnings.filterwarnings("ignore")


def method(make: Any) -> Prepare:
    """Return what prepares a case: the table and who adjoins whom (without contiguity everybody does)."""

    def prepare(case: dict[str, Any]) -> Solver:
        values, k = np.array(case["values"]), case["k"]
        n, names = len(values), [f"S{at}" for at in range(values.shape[1])]
        pairs = case["edges"] if case["contiguous"] else [(a, b) for a in range(n) for b in range(a + 1, n)]
        beside: dict[int, list[int]] = {at: [] for at in range(n)}
        for a, b in pairs:
            beside[a].append(b)
            beside[b].append(a)
        weights, table = W(beside, silence_warnings=True), pd.DataFrame(values, columns=names)

        def solver() -> dict[str, Any]:
            model = make(table, weights, names, k)
            model.solve()
            return {"labels": [int(label) for label in model.labels_]}

        return solver

    return prepare


def skater_squared(table: Any, weights: Any, names: Any, k: int) -> Any:
    settings = {
        "dissimilarity": lambda x, y=None: distances_of.euclidean_distances(x, y, squared=True),
        "affinity": None,
        "reduction": np.sum,
        "center": np.mean,
    }
    return Skater(table, weights, names, n_clusters=k, spanning_forest_kwds=settings)


METHODS = {
    "skater": method(lambda table, weights, names, k: Skater(table, weights, names, n_clusters=k)),
    "skater_squared": method(skater_squared),
    "azp": method(lambda table, weights, names, k: AZP(table, weights, names, n_clusters=k, random_state=0)),
    "ward": method(lambda table, weights, names, k: WardSpatial(table, weights, names, n_clusters=k)),
    "kmeans": method(lambda table, weights, _, k: RegionKMeansHeuristic(table.to_numpy(), k, weights)),
}

if __name__ == "__main__":
    serve(METHODS)
