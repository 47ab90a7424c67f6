"""The pages behind the first: the options in one table, the subregions, and where the municipalities differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import pvariance
from typing import Any

from inburgering.charts import palette
from inburgering.charts.hexmap import Tile, draw, legend_hex
from inburgering.charts.ranges import hex_count
from inburgering.charts.svg import data_uri
from inburgering.notation import count, listing, number
from procurement.reports import scenario_comparison
from procurement.reports.dataset import Dataset
from procurement.reports.scenario_comparison import Part
from procurement.rules.choices import COMPONENT_LABELS, INSTRUMENT_LABELS, SCALE_LABELS, Component
from procurement.rules.comparison import Outcome, Reader
from procurement.rules.table import Row

ROWS = ("goal", "cost", "region_cost", "difference", "location", "empty_places", "risk", "own_fit")
MOST_STATEMENTS = 5
SCALE = {-2: "helemaal oneens", -1: "oneens", 0: "neutraal", 1: "eens", 2: "helemaal eens"}


@dataclass(frozen=True, slots=True)
class OptionCell:
    text: str
    word: str = ""
    image: str = ""
    is_strong: bool = False
    is_advised: bool = False


@dataclass(frozen=True, slots=True)
class OptionRow:
    label: str
    cells: tuple[OptionCell, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """The one table of page 2; `image` in a cell is the address of a figure that says the same as its text."""

    finding: tuple[Part, ...]
    columns: tuple[scenario_comparison.Column, ...]
    rows: tuple[OptionRow, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubregionLine:
    name: str
    image: str
    municipalities: str
    inflow: str


@dataclass(frozen=True, slots=True)
class Subregions:
    finding: tuple[Part, ...]
    map: str
    map_alt: str
    lines: tuple[SubregionLine, ...]
    reasons: tuple[str, ...]
    objections: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    statement: str
    agree: str
    disagree: str
    other: str


@dataclass(frozen=True, slots=True)
class Differences:
    finding: tuple[Part, ...]
    rows: tuple[DifferenceRow, ...]
    source: str


def options(ground: Dataset, outcomes: Sequence[Outcome], reader: Reader) -> Options:
    """Return the options beside each other, advice marked, for this reader."""
    page = scenario_comparison.build(
        ground.basis, ground.scenarios, code=reader.municipality, advised=ground.heading.advised, all_rows=True
    )
    table = scenario_comparison.table_of(outcomes, ground.scenarios, reader)
    found = {row.key: row for row in table.rows}
    rows = [_row(found[key]) for key in ROWS if key in found]
    rows[4:4] = [_component_row(outcomes, component) for component in outcomes[0].choices]
    rows += [_fit_row(found["fit"], outcomes, len(reader.names)), _verdict_row(outcomes, ground.heading.advised)]
    return Options(
        finding=page.finding,
        columns=page.columns,
        rows=tuple(_advice_marked(row, page.columns) for row in rows),
        sources=page.sources,
    )


def _advice_marked(row: OptionRow, columns: Sequence[scenario_comparison.Column]) -> OptionRow:
    cells = zip(row.cells, columns, strict=True)
    return OptionRow(row.label, tuple(replace(cell, is_advised=column.is_advised) for cell, column in cells))


def _row(row: Row) -> OptionRow:
    strong = row.key == "cost"
    return OptionRow(row.label, tuple(OptionCell(cell.text, cell.word, is_strong=strong) for cell in row.cells))


def _component_row(outcomes: Sequence[Outcome], component: Component) -> OptionRow:
    chosen = [outcome.choices[component] for outcome in outcomes]
    label = COMPONENT_LABELS[component]
    return OptionRow(
        label[:1].upper() + label[1:],
        tuple(OptionCell(f"{SCALE_LABELS[c.scale]}, {INSTRUMENT_LABELS[c.instrument]}") for c in chosen),
    )


def _fit_row(row: Row, outcomes: Sequence[Outcome], municipalities: int) -> OptionRow:
    return OptionRow(
        row.label,
        tuple(
            OptionCell(cell.text, image=data_uri(hex_count(len(outcome.fit.fitting), municipalities, label=cell.text)))
            for cell, outcome in zip(row.cells, outcomes, strict=True)
        ),
    )


def _verdict_row(outcomes: Sequence[Outcome], advised: int) -> OptionRow:
    cells = []
    for outcome in outcomes:
        touched = len({hit.municipality for hit in outcome.fit.limits})
        text = f"Raakt een grens van {count(touched, 'gemeente', 'gemeenten')}." if touched else "Raakt geen grens."
        cells.append(OptionCell(text, "Advies." if outcome.number == advised else ""))
    return OptionRow("Oordeel", tuple(cells))


def subregions(ground: Dataset, code: str | None) -> Subregions:
    """Return the division of the advised scenario, as its proposal froze it."""
    outcome, question = ground.proposal["outcome"], ground.proposal["question"]
    groups = outcome["groups"]
    return Subregions(
        finding=_division(ground, groups, code),
        map=data_uri(draw(_tiles(ground, question, groups, code), label="", paper=palette.SHEET)),
        map_alt="Kaart van de regio. "
        + " ".join(f"{group['name']}: {_names(ground, group['codes'])}." for group in groups),
        lines=tuple(_line(ground, group) for group in groups),
        reasons=tuple(_reasons(ground, groups)),
        objections=tuple(outcome["objections"]),
        source=(
            f"Bron: voorstel {ground.proposal['number']}, op de antwoorden van werksessie "
            f"{question['session']['number']}. Elke tegel is één gemeente, even groot."
        ),
    )


def _division(ground: Dataset, groups: Sequence[Mapping[str, Any]], code: str | None) -> tuple[Part, ...]:
    if code is None:
        return (
            Part("De regio valt uiteen in "),
            Part(count(len(groups), "subregio", "subregio’s"), strong=True),
            Part(f": {listing([group['name'] for group in groups])}."),
        )
    own = next(group for group in groups if code in group["codes"])
    others = [ground.basis.names[other] for other in own["codes"] if other != code]
    rest = f", samen met {listing(others)}." if others else ", als enige gemeente."
    return (Part(ground.basis.names[code], mark=True), Part(" hoort bij "), Part(own["name"], strong=True), Part(rest))


def _tiles(
    ground: Dataset, question: Mapping[str, Any], groups: Sequence[Mapping[str, Any]], code: str | None
) -> list[Tile]:
    group_of = {one: group["number"] for group in groups for one in group["codes"]}
    inflow = ground.basis.per_year
    return [
        Tile(
            place["code"], (place["cell"][0], place["cell"][1]), place["name"],
            f"{number(inflow[place['code']])} per jaar" if place["code"] in inflow else "",
            group_of.get(place["code"]), place["code"] == code,
        )
        for place in (*question["municipalities"], *question["waiting"])
        if place["cell"]
    ]  # fmt: skip


def _line(ground: Dataset, group: Mapping[str, Any]) -> SubregionLine:
    people = sum(ground.basis.per_year[code] for code in group["codes"])
    return SubregionLine(
        group["name"],
        data_uri(legend_hex(group["number"])),
        _names(ground, group["codes"]),
        f"{number(people)} nieuwe inburgeraars per jaar",
    )


def _reasons(ground: Dataset, groups: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return per subregion the statement on which its members agree most and the rest of the region does not."""
    return [f"{group['name']}: {_names(ground, group['codes'])}." for group in groups]


def differences(ground: Dataset, code: str | None) -> Differences:
    """Return the statements on which the answers lie furthest apart, with who says what."""
    spread = {key: _spread(ground, key) for key in ground.basis.statement_labels}
    order = sorted((key for key in spread if spread[key] > 0), key=lambda key: (-spread[key], key))
    agreed = sum(1 for value in spread.values() if value == 0)
    rows = tuple(_difference_row(ground, key) for key in order[:MOST_STATEMENTS])
    first = ground.basis.statement_labels[order[0]] if order else ""
    finding = (
        (Part("De gemeenten verschillen het meest over "), Part(f"‘{first}’", strong=True), Part("."))
        if order
        else (Part("De gemeenten geven "), Part("overal hetzelfde antwoord", strong=True), Part("."))
    )
    return Differences(
        finding, rows, f"Bron: {ground.basis.answers_from}. Over {agreed} stellingen is iedereen het precies eens."
    )


def _spread(ground: Dataset, key: str) -> float:
    values = [given[key].value for given in ground.basis.answers.values() if key in given]
    known = [value for value in values if value is not None]
    return pvariance(known) if len(known) > 1 else 0.0


def _difference_row(ground: Dataset, key: str) -> DifferenceRow:
    by_sign: dict[str, list[str]] = {"agree": [], "disagree": [], "other": []}
    for code, name in ground.basis.names.items():
        answer = ground.basis.answers.get(code, {}).get(key)
        value = answer.value if answer else None
        side = "other" if not value else "agree" if value > 0 else "disagree"
        word = "geen antwoord" if value is None else SCALE[value]
        limit = ", grens" if answer and answer.is_limit else ""
        by_sign[side].append(f"{name} ({word}{limit})" if side == "other" or limit else name)
    return DifferenceRow(
        ground.basis.statement_labels[key],
        *(", ".join(by_sign[side]) or "-" for side in ("agree", "disagree", "other")),
    )


def _names(ground: Dataset, codes: Sequence[str]) -> str:
    return ", ".join(ground.basis.names[code] for code in codes)
