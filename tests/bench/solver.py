"""Prints how long the division of every real region takes. Times are printed, never asserted.

Run as: OPENBLAS_NUM_THREADS=1 python -m tests.bench.solver
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from regions.optimisation.distance import answer_table, distances
from regions.optimisation.problem import Conditions, Problem
from regions.optimisation.solver import NotSolvable, solve
from tests.regions.optimisation.regions_of_the_netherlands import (
    STATEMENTS,
    RealRegion,
    invented_answers,
    neighbours,
    real_regions,
)

MOST_GROUPS = 5


@dataclass(frozen=True)
class Run:
    code: str
    size: int
    contiguous: bool
    k: int
    milliseconds: float
    candidates: int
    alternatives: str
    proven: bool


def main() -> None:
    runs = [run for region in real_regions() for contiguous in (True, False) for run in runs_for(region, contiguous)]
    write("CPU milliseconds per solve with alternatives, worst of the regions of a size")
    for size in sorted({run.size for run in runs}):
        for contiguous in (True, False):
            row = [run for run in runs if (run.size, run.contiguous) == (size, contiguous)]
            worst = "  ".join(
                f"k={k} {max((run.milliseconds for run in row if run.k == k), default=0):6.1f}"
                for k in range(1, MOST_GROUPS + 1)
            )
            proven = f"{sum(run.proven for run in row)} of {len(row)}"
            regions, candidates = len({run.code for run in row}), max(run.candidates for run in row)
            how = "adjoining" if contiguous else "free"
            write(f"n={size:<3} {how:<10} {regions} regions  {worst}  {candidates:>7} candidates  {proven} proven")
    slowest = max(runs, key=lambda run: run.milliseconds)
    write(f"\n{len(runs)} solves, {sum(run.proven for run in runs)} proven, slowest {slowest}")


def runs_for(region: RealRegion, contiguous: bool) -> Iterator[Run]:
    table = answer_table(invented_answers(region.names, seed=1), STATEMENTS)
    problem = Problem.of(distances(table), neighbours(), Conditions(contiguous=contiguous))
    for k in range(1, min(MOST_GROUPS, len(region.names)) + 1):
        started = time.process_time()
        try:
            solution = solve(problem, k)
        except NotSolvable as reason:
            write(f"{region.code} k={k}: {reason}")
            continue
        took = 1000 * (time.process_time() - started)
        more = f"{len(solution.alternatives)}{'' if solution.alternatives_complete else '+'}"
        yield Run(region.code, len(region.names), contiguous, k, took, solution.candidates, more, solution.proven)


def write(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
