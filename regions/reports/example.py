"""The invented example of region Achterhoek, as it stands in regions/data. Read from file, never from people."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regions.optimisation.distance import MunicipalAnswers, PlacedAnswer, Statement, answer_table, distances
from regions.optimisation.problem import Problem
from regions.optimisation.solver import Solution, solve

DATA = Path(__file__).resolve().parent.parent / "data"
REGION_CODE = "AM09"
SUBREGIONS = 3


@dataclass(frozen=True, slots=True)
class ExampleAnswer:
    """What somebody in the example says; `colleague_value` is what the second person there says, if different."""

    municipality_code: str
    statement_key: str
    value: int | None
    colleague_value: int | None
    importance: str
    is_limit: bool
    note: str


@dataclass(frozen=True, slots=True)
class ExampleParticipant:
    municipality_code: str
    number: int
    name: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def answers() -> tuple[ExampleAnswer, ...]:
    return tuple(
        ExampleAnswer(
            municipality_code=row["municipality_code"],
            statement_key=row["statement_key"],
            value=int(row["value"]) if row["value"] else None,
            colleague_value=int(row["colleague_value"]) if row["colleague_value"] else None,
            importance=row["importance"],
            is_limit=row["is_limit"] == "1",
            note=row["note"],
        )
        for row in _rows("demonstration_answers.csv")
    )


@cache
def participants() -> tuple[ExampleParticipant, ...]:
    return tuple(
        ExampleParticipant(row["municipality_code"], int(row["number"]), row["name"])
        for row in _rows("demonstration_participants.csv")
    )


@cache
def division() -> Solution:
    """Return the best division of the example region, solved from the invented answers themselves."""
    themes = {row["key"]: row["theme"] for row in _rows("statements.csv")}
    given: dict[str, dict[str, PlacedAnswer]] = {}
    for answer in answers():
        given.setdefault(answer.municipality_code, {})[answer.statement_key] = PlacedAnswer(
            answer.value, answer.importance
        )
    keys = sorted({answer.statement_key for answer in answers()})
    table = answer_table(
        [MunicipalAnswers(code, code, found) for code, found in given.items()],
        [Statement(key, theme=themes[key]) for key in keys],
    )
    return solve(Problem.of(distances(table)), SUBREGIONS)
