"""How long the exact division of every real region takes."""

from collections import defaultdict
from statistics import median

from tests.bench.conftest import Add
from tests.bench.solver import Run, runs_for
from tests.regions.optimisation.regions_of_the_netherlands import real_regions

PART = "Subregio's"


def measure_how_fast_every_real_region_is_divided(add: Add):
    runs = [run for region in real_regions() for contiguous in (True, False) for run in runs_for(region, contiguous)]

    regions = len({run.code for run in runs})
    for contiguous, how in ((True, "aaneengesloten"), (False, "vrij")):
        chosen = [run for run in runs if run.contiguous == contiguous]
        for k, solved in sorted(by_count(chosen).items()):
            slowest = max(solved, key=lambda run: run.milliseconds)
            figure = f"{median(run.milliseconds for run in solved):4.0f} ms, hooguit {slowest.milliseconds:4.0f} ms"
            add(
                PART,
                f"{regions} regio's, {how}, k={k} (rekentijd)",
                f"{figure} ({slowest.size} gemeenten)",
                "≤ 100 ms",
            )
    add(PART, "bewezen beste verdelingen", f"{sum(run.proven for run in runs)} van {len(runs)}", "alle")


def by_count(runs: list[Run]) -> dict[int, list[Run]]:
    found: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        found[run.k].append(run)
    return found
