"""Holds the solver against other ways to divide a region: score, processor time and memory, on the same cases.

Run as: ./run bench peers. Prints, never judges. Takes about ten minutes, and downloads spopt the first time.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from tests.bench.peers.environment import python_of_peers
from tests.bench.peers.instances import Case, cases
from tests.bench.peers.process import Ran, run

SIZES = {7: 4, 12: 4, 16: 2}  # municipalities: so many maps of each
KS = (2, 3, 4, 5)
LIMIT = 40  # seconds of processor time per method and size
ENGINE, ENGINE_NEAR, SKATER = "engine", "engine_near", "skater"
EXACT = {
    ENGINE: "deze oplosser",
    ENGINE_NEAR: "idem, met alles binnen 5%",
    "dynamic": "dynamisch programmeren over deelgroepen",
    "programme": "alle groepen in één programma (HiGHS)",
}
SPOPT = {
    SKATER: "spopt SKATER",
    "skater_squared": "spopt SKATER, gekwadrateerd",
    "azp": "spopt AZP",
    "ward": "spopt WardSpatial",
    "kmeans": "spopt RegionKMeansHeuristic",
}
HEADING = ("manier", "boven de beste", "beste gevonden", "rekentijd (mediaan, hooguit)", "geheugen (erbij)", "")
OPTIMAL = 1e-9


@dataclass(frozen=True)
class Ways:
    product: Path
    peers: Path | None

    def of(self, method: str, asked: Sequence[Case]) -> Ran:
        if method in EXACT:
            return run(self.product, "tests.bench.peers.solve_exact", method, asked, LIMIT)
        assert self.peers is not None
        return run(self.peers, "tests.bench.peers.solve_spopt", method, asked, LIMIT)


def main() -> int:
    ways = Ways(Path(sys.executable), python_of_peers())
    names = EXACT | SPOPT if ways.peers else EXACT
    if not ways.peers:
        write("spopt is hier niet te installeren (.local/peers): alleen de exacte manieren zijn gemeten.")
    ratios = []
    for contiguous in (True, False):
        for n, maps in SIZES.items():
            asked = cases(n, maps, KS, contiguous=contiguous)
            ran = {method: ways.of(method, asked) for method in names}
            how = "aaneengesloten" if contiguous else "vrij"
            write(f"\n{n} gemeenten, {how}, {len(asked)} vragen (k = {KS[0]} tot {KS[-1]})")
            table = [HEADING, *(row(name, ran[method], ran[ENGINE], len(asked)) for method, name in names.items())]
            write_table(table)
            if ways.peers:
                ratios.append((f"{n}, {how}", *(ratio(ran[own], ran[SKATER]) for own in (ENGINE, ENGINE_NEAR))))
    if ratios:
        write("\nRekentijd ten opzichte van één keer SKATER (mediaan per vraag; streven ≤ 1)")
        write_table([("gemeenten", EXACT[ENGINE], EXACT[ENGINE_NEAR]), *ratios])
    return 0


def row(name: str, ran: Ran, engine: Ran, asked: int) -> tuple[str, ...]:
    """Return a row of text; every figure is about the cases that this method and the solver both answered."""
    pairs = list(zip(ran.answers, engine.answers, strict=False))
    if not pairs:
        return (name, "-", f"0 van {asked}", "-", "-", ran.stopped)
    gaps = [own.score / best.score - 1 for own, best in pairs]
    seconds = [answer.seconds for answer in ran.answers]
    last = ran.answers[-1]
    return (
        name,
        f"{mean(gaps):.1%}, hooguit {max(gaps):.1%}".replace(".", ","),
        f"{sum(abs(gap) <= OPTIMAL for gap in gaps)} van {asked}",
        f"{1000 * median(seconds):.1f} ms, {1000 * max(seconds):.1f} ms".replace(".", ","),
        f"{last.peak:.0f} MB (+{last.peak - last.base:.0f})",
        ran.stopped,
    )


def ratio(own: Ran, other: Ran) -> str:
    found = [mine.seconds / theirs.seconds for mine, theirs in zip(own.answers, other.answers, strict=False)]
    return f"{median(found):.2f}, hooguit {max(found):.2f}".replace(".", ",") if found else "-"


def write_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(cells[at]) for cells in rows) for at in range(len(rows[0]))]
    for cells in rows:
        write("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())


def write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
