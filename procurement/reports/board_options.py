"""Page 2 of a board report: the options in one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inburgering.charts.ranges import hex_count
from inburgering.charts.svg import data_uri
from inburgering.notation import count, euro, listing, number
from procurement.reports import board_scale, scenario_comparison
from procurement.reports.basis import Chosen
from procurement.reports.board_references import Reference
from procurement.reports.dataset import Dataset
from procurement.reports.risks import main_risk
from procurement.rules.choices import COMPONENT_LABELS, INSTRUMENT_LABELS, Area, Component, Scale
from procurement.rules.comparison import NOT_HERE, Outcome, Reader
from procurement.rules.cost_groups import joint_groups
from procurement.rules.table import Row
from procurement.rules.volumes_purchase import Expected, expected_purchases, schedule
from regions.rules.components import component_name
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
    reason: str = ""  # why not the one that fits more municipalities
    notes: tuple[str, ...] = ()


def options(ground: Dataset, outcomes: Sequence[Outcome], reader: Reader, refs: Mapping[str, Reference]) -> Options:
    """Return the options beside each other, advice marked, for this reader."""
    page = scenario_comparison.build(
        ground.basis, ground.scenarios, code=reader.municipality, advised=ground.heading.advised, all_rows=True
    )
    table = scenario_comparison.table_of(outcomes, ground.scenarios, reader)
    found = {row.key: row for row in table.rows}
    rows = [
        *(_row(found[key], refs) for key in BEFORE_ROUTES if key in found),
        *(_component_row(ground, component) for component in outcomes[0].choices),
        _instrument_row(outcomes),
        _waiting_row(ground, reader, refs),
        OptionRow("Grootste risico", tuple(OptionCell(main_risk(outcome, reader)) for outcome in outcomes)),
        *(_row(found[key], refs) for key in AFTER_ROUTES if key in found),
        _fit_row(found["fit"], outcomes, len(reader.names), refs),
        _verdict_row(outcomes, ground.heading.advised),
    ]
    return Options(
        finding=page.finding,
        columns=tuple(sorted(page.columns, key=_advice_first)),
        rows=tuple(_advice_marked(row, page.columns) for row in rows),
        sources=page.sources,
        reason=_why_not_the_best_fit(outcomes, ground.heading.advised, reader),
        notes=tuple(without_others(ground)),
    )


def _advice_first(one: scenario_comparison.Column | OptionCell) -> bool:
    """On a telephone only the label and one column are in sight: that is the advice. The others keep their order."""
    return not one.is_advised


def _advice_marked(row: OptionRow, columns: Sequence[scenario_comparison.Column]) -> OptionRow:
    marked = [replace(cell, is_advised=one.is_advised) for cell, one in zip(row.cells, columns, strict=True)]
    return replace(row, cells=tuple(sorted(marked, key=_advice_first)))


def _row(row: Row, refs: Mapping[str, Reference]) -> OptionRow:
    strong = row.key == "cost"
    cells = tuple(OptionCell(cell.text, cell.word, is_strong=strong) for cell in row.cells)
    return OptionRow(row.label, cells, refs[REFERENCES[row.key]].number if row.key in REFERENCES else 0)


def _component_row(ground: Dataset, component: Component) -> OptionRow:
    cells = []
    for scenario in ground.scenarios:
        area = Area(ground.basis.names, scenario.subregions)
        groups = [joint_groups(one, area) for one in scenario.choices if one.component == component]
        cells.append(OptionCell(board_scale.full(groups[0], area) if groups else NOT_HERE))
    return OptionRow(component_name(component), tuple(cells))


def without_others(ground: Dataset) -> Iterator[str]:
    """Yield a sentence per scenario that buys with other regions while nobody said how many people these bring."""
    outside = ground.basis.cost_assumptions().outside_volume
    for scenario in ground.scenarios:
        alone = [
            f"de {COMPONENT_LABELS[one.choice.component]}"
            for one in _expected(ground, scenario)
            if one.scale == Scale.BOVENREGIONAAL and not outside.get(one.choice.component)
        ]
        if alone:
            routes = listing(list(dict.fromkeys(alone)))
            which = "Nog zonder de andere regio’s: welke dat zijn, is nog niet gekozen."
            yield f"Scenario {scenario.number}, {routes}. {which}"


def _expected(ground: Dataset, scenario: Chosen) -> tuple[Expected, ...]:
    return expected_purchases(
        scenario.choices,
        area=Area(ground.basis.names, scenario.subregions),
        participants=ground.basis.participants(),
        outside=ground.basis.cost_assumptions().outside_volume,
    )


def _why_not_the_best_fit(outcomes: Sequence[Outcome], advised: int, reader: Reader) -> str:
    """Return what the scenario that fits most municipalities costs more than the advice; else nothing."""
    advice = next(outcome for outcome in outcomes if outcome.number == advised)
    best = max(outcomes, key=lambda one: (len(one.fit.fitting), -reader.cost(one.cost.mid)))
    fitting = len(best.fit.fitting)
    if fitting <= len(advice.fit.fitting) or set(best.choices) != set(advice.choices):
        return ""
    readers = [reader] if reader.municipality is None else [reader, Reader(reader.names)]
    more = [(one.name, one.cost(best.cost.mid) - one.cost(advice.cost.mid)) for one in readers]
    dearer = [f"{name} {euro(amount)}" for name, amount in more if amount > 0]
    if not dearer:
        return ""
    return f"Scenario {best.number} past bij meer gemeenten ({fitting}), maar kost {listing(dearer)} per jaar meer."


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


def _waiting_row(ground: Dataset, reader: Reader, refs: Mapping[str, Reference]) -> OptionRow:
    cells = []
    for scenario in ground.scenarios:
        joined = [one for one in _expected(ground, scenario) if reader.municipality in (None, *one.codes)]
        months = [Decimal(str(found.mean_months)) for one in joined if (found := schedule(one)) is not None]
        span = dict.fromkeys(number(one, 1) for one in (min(months), max(months))) if months else ()
        cells.append(OptionCell(f"{' tot '.join(span)} maanden" if span else "geen groepen"))
    return OptionRow("Gemiddeld wachten op een groep", tuple(cells), refs["starts"].number)


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
