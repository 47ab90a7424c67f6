"""Three exact ways: the solver of the product, subset dynamic programming, and all groups in one programme."""

from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from regions.optimisation.distance import Distances, Floats
from regions.optimisation.objective import costs_of
from regions.optimisation.problem import Conditions, Problem
from regions.optimisation.solver import solve
from tests.bench.peers.serving import Solver, serve


def engine(case: dict[str, Any], within: float = 0.0, limit: int = 0) -> Solver:
    d2, k = np.array(case["d2"]), case["k"]
    codes = tuple(f"{at:02}" for at in range(len(d2)))
    edges = [(codes[a], codes[b]) for a, b in case["edges"]]
    found = Distances(codes, codes, d2, np.ones_like(d2))
    problem = Problem.of(found, edges, Conditions(contiguous=case["contiguous"]))

    def solver() -> dict[str, Any]:
        solution = solve(problem, k, within=within, limit=limit)
        of = {code: at for at, group in enumerate(solution.groups) for code in group}
        return {"labels": [of[code] for code in codes], "proven": solution.proven}

    return solver


def engine_near(case: dict[str, Any]) -> Solver:
    return engine(case, within=0.05, limit=50)


def group_costs(case: dict[str, Any]) -> Floats:
    """Return what every set of members costs, inf for the empty one and for those that do not hang together."""
    d2 = np.array(case["d2"])
    masks = np.arange(1, 1 << len(d2))
    costs = np.concatenate([[np.inf], costs_of(masks, d2)])
    if case["contiguous"]:
        reached = np.concatenate([[0], masks & -masks])
        for _ in range(len(d2)):
            for a, b in case["edges"]:
                touched = (reached >> a | reached >> b) & 1
                reached |= touched * (np.arange(len(costs)) & (1 << a | 1 << b))
        costs[reached != np.arange(len(costs))] = np.inf
    return costs


def dynamic(case: dict[str, Any]) -> Solver:
    """best[j][S] = the least of c(T) + best[j-1](S without T), T holding the lowest of S (3^n / 2 sums)."""
    n, k = len(case["d2"]), case["k"]

    def next_best(costs: Floats, before: Floats) -> Floats:
        best = np.full(1 << n, np.inf)
        for members in range(1, 1 << n):
            rest = members & (members - 1)
            left = np.zeros(1, dtype=np.int64)  # all subsets of the rest: who stays out of the group of the lowest
            while rest:
                left = np.concatenate([left, left | (rest & -rest)])
                rest &= rest - 1
            best[members] = (costs[members ^ left] + before[left]).min()
        return best

    def solver() -> dict[str, Any]:
        tables = [group_costs(case)]
        while len(tables) < (k + 1) // 2:
            tables.append(next_best(tables[0], tables[-1]))
        return {"score": float((tables[k // 2 - 1] + tables[k - k // 2 - 1][::-1]).min())}

    return solver


def programme(case: dict[str, Any]) -> Solver:
    """Choose k of all allowed groups, every municipality in exactly one: a set partition, solved by HiGHS."""
    n, k = len(case["d2"]), case["k"]

    def solver() -> dict[str, Any]:
        costs = group_costs(case)
        masks = np.flatnonzero(np.isfinite(costs))
        members = csr_array(((masks >> np.arange(n)[:, None]) & 1).astype(float))
        rows = vstack([members, csr_array(np.ones((1, len(masks))))])
        ends = np.concatenate([np.ones(n), [k]])
        chosen = milp(
            costs[masks],
            constraints=LinearConstraint(rows, ends, ends),
            integrality=np.ones(len(masks)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0.0},
        )
        return {"score": float(chosen.fun)}

    return solver


if __name__ == "__main__":
    serve({"engine": engine, "engine_near": engine_near, "dynamic": dynamic, "programme": programme})
