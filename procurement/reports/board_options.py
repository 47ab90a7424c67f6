"""Page 2 of a board report: the options in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inburgering.charts.ranges import hex_count
from inburgering.charts.svg import data_uri
from inburgering.notation import count, listing, number
from procurement.reports import scenario_comparison
from procurement.reports.board_references import Reference
from procurement.reports.dataset import Dataset
from procurement.reports.risks import main_risk
from procurement.rules.choices import COMPONENT_LABELS, INSTRUMENT_LABELS, SCALE_LABELS, Component
from procurement.rules.comparison import Outcome, Reader
from procurement.rules.table import Row
from regions.rules.finding import Part

BEFORE_ROUTES = ("goal", "cost", "region_cost", "difference")
AFTER_ROUTES = ("location", "own_fit")
REFERENCES = {"cost": "cost", "region_cost": "cost", "difference": "spuk", "own_fit": "fit", "fit": "fit"}


@dataclass(frozen=True, slots=True)
class OptionCell:
    text: str
    word: str = ""
    image: str = ""
    is_strong: bool = False
    is_advised: bool = False


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One subject; `ref` is the number of the line that says how its figures were computed, 0 when it has none."""

    label: str
    cells: tuple[OptionCell, ...]
    ref: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """The one table of page 2; `image` in a cell is the address of a figure that says the same as its text."""

    finding: tuple[Part, ...]
    columns: tuple[scenario_comparison.Column, ...]
    rows: tuple[OptionRow, ...]
    sources: tuple[str, ...]


def options(ground: Dataset, outcomes: Sequence[Outcome], reader: Reader, refs: Mapping[str, Reference]) -> Options:
    """Return the options beside each other, advice marked, for this reader."""
    page = scenario_comparison.build(
        ground.basis, ground.scenarios, code=reader.municipality, advised=ground.heading.advised, all_rows=True
    )
    table = scenario_comparison.table_of(outcomes, ground.scenarios, reader)
    found = {row.key: row for row in table.rows}
    rows = [
        *(_row(found[key], refs) for key in BEFORE_ROUTES if key in found),
        *(_component_row(outcomes, component) for component in outcomes[0].choices),
        _instrument_row(outcomes),
        _waiting_row(outcomes, reader, refs),
        OptionRow("Grootste risico", tuple(OptionCell(main_risk(outcome, reader)) for outcome in outcomes)),
        *(_row(found[key], refs) for key in AFTER_ROUTES if key in found),
        _fit_row(found["fit"], outcomes, len(reader.names), refs),
        _verdict_row(outcomes, ground.heading.advised),
    ]
    return Options(
        finding=page.finding,
        columns=page.columns,
        rows=tuple(_advice_marked(row, page.columns) for row in rows),
        sources=page.sources,
    )


def _advice_marked(row: OptionRow, columns: Sequence[scenario_comparison.Column]) -> OptionRow:
    cells = zip(row.cells, columns, strict=True)
    return replace(row, cells=tuple(replace(cell, is_advised=column.is_advised) for cell, column in cells))


def _row(row: Row, refs: Mapping[str, Reference]) -> OptionRow:
    strong = row.key == "cost"
    cells = tuple(OptionCell(cell.text, cell.word, is_strong=strong) for cell in row.cells)
    return OptionRow(row.label, cells, refs[REFERENCES[row.key]].number if row.key in REFERENCES else 0)


def _component_row(outcomes: Sequence[Outcome], component: Component) -> OptionRow:
    label = COMPONENT_LABELS[component]
    cells = tuple(OptionCell(SCALE_LABELS[outcome.choices[component].scale]) for outcome in outcomes)
    return OptionRow(label[:1].upper() + label[1:], cells)


def _instrument_row(outcomes: Sequence[Outcome]) -> OptionRow:
    """One way for all routes is one word; else every route is named."""
    cells = []
    for outcome in outcomes:
        by_way: dict[str, list[str]] = {}
        for component, choice in outcome.choices.items():
            by_way.setdefault(INSTRUMENT_LABELS[choice.instrument], []).append(COMPONENT_LABELS[component])
        text = "; ".join(f"{way}: {listing(routes)}" for way, routes in by_way.items())
        cells.append(OptionCell(text if len(by_way) > 1 else next(iter(by_way))))
    return OptionRow("Inkoopvorm", tuple(cells))


def _waiting_row(outcomes: Sequence[Outcome], reader: Reader, refs: Mapping[str, Reference]) -> OptionRow:
    cells = []
    for outcome in outcomes:
        waits = [purchase.mean_wait_months or Decimal(0) for purchase in reader.purchases(outcome.cost.mid)]
        cells.append(OptionCell(f"{number(min(waits), 1)} tot {number(max(waits), 1)} maanden"))
    return OptionRow("Wachten op een volle groep", tuple(cells), refs["wait"].number)


def _fit_row(row: Row, outcomes: Sequence[Outcome], municipalities: int, refs: Mapping[str, Reference]) -> OptionRow:
    return OptionRow(
        row.label,
        tuple(
            OptionCell(cell.text, image=data_uri(hex_count(len(outcome.fit.fitting), municipalities, label=cell.text)))
            for cell, outcome in zip(row.cells, outcomes, strict=True)
        ),
        refs["fit"].number,
    )


def _verdict_row(outcomes: Sequence[Outcome], advised: int) -> OptionRow:
    cells = []
    for outcome in outcomes:
        touched = len({hit.municipality for hit in outcome.fit.limits})
        text = f"Raakt een grens van {count(touched, 'gemeente', 'gemeenten')}." if touched else "Raakt geen grens."
        cells.append(OptionCell(f"Advies. {text}" if outcome.number == advised else text))
    return OptionRow("Oordeel", tuple(cells))
