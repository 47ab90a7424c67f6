"""The 35 real regions with invented answers, as problems to solve."""

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regions.optimisation.problem import (
    Conditions,
    MunicipalAnswers,
    PlacedAnswer,
    Problem,
    Statement,
    answer_table,
    distances,
)

DATA = Path(__file__).resolve().parents[3] / "regions" / "data"
CROSSINGS = {"land", "fixed_link", "ferry"}
STATEMENTS = [Statement(f"S{number:02}", theme=f"T{number % 4}", number=number) for number in range(1, 25)]


@dataclass(frozen=True)
class RealRegion:
    code: str
    names: Mapping[str, str]


@cache
def real_regions() -> tuple[RealRegion, ...]:
    found: dict[str, dict[str, str]] = {}
    with (DATA / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["region_code"], {})[row["cbs_code"]] = row["display_name"]
    return tuple(RealRegion(code, names) for code, names in sorted(found.items()))


@cache
def neighbours() -> tuple[tuple[str, str], ...]:
    with (DATA / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple((row["code_a"], row["code_b"]) for row in rows if row["kind"] in CROSSINGS)


def invented_answers(names: Mapping[str, str], seed: int, silence: float = 0.05) -> list[MunicipalAnswers]:
    """Return answers that lean three ways, with noise, some silence and some statements that weigh more or less."""
    chance = random.Random(seed)  # noqa: S311 -- the same instance every run
    leanings = [{s.key: chance.gauss(0, 1.2) for s in STATEMENTS} for _ in range(3)]
    found = []
    for at, (code, name) in enumerate(sorted(names.items())):
        leaning = leanings[at % 3]
        answers = {}
        for statement in STATEMENTS:
            value = max(-2, min(2, round(leaning[statement.key] + chance.gauss(0, 0.8))))
            importance = chance.choices(["MINDER", "GEWOON", "ZWAAR"], [1, 3, 1])[0]
            answers[statement.key] = PlacedAnswer(None if chance.random() < silence else value, importance)
        found.append(MunicipalAnswers(code, name, answers))
    return found


def problem_for(region: RealRegion, *, contiguous: bool, seed: int = 1) -> Problem:
    found = distances(answer_table(invented_answers(region.names, seed), STATEMENTS))
    return Problem.of(found, neighbours(), Conditions(contiguous=contiguous))
