"""The comparison page: what the scenarios differ in, for the region or for one municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inburgering.charts.ranges import range_bar
from inburgering.charts.svg import Svg
from inburgering.notation import count, date_long, euro, euro_short
from procurement.reports.basis import Basis, Chosen
from procurement.reports.risks import risk_row, with_whom
from procurement.rules import finding
from procurement.rules.choices import COMPONENT_LABELS
from procurement.rules.comparison import CONTENT, MONEY, Outcome, Reader, compare
from procurement.rules.table import Cell, Comparison, Row
from procurement.rules.thresholds import splitting_warnings
from regions.rules.finding import Part

GOAL = "Doel"


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    name: str
    summary: str
    is_advised: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    detail: str
    word: str
    svg: Svg | None
    fitting: int | None
    is_large: bool
    amount: Decimal | None
    is_advised: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    key: str
    label: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """What the threshold means for one scenario: in one line, per purchase, and where splitting needs a second look."""

    summary: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Everything the page and the workbook print. `hidden` counts the rows that are equal in every scenario."""

    finding: tuple[Part, ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    hidden: int
    assumption_count: int
    municipalities: int
    thresholds: tuple[Regime, ...]
    sources: tuple[str, ...]


def build(
    ground: Basis, scenarios: Sequence[Chosen], *, code: str | None = None, advised: int | None = None,
    all_rows: bool = False,
) -> ComparisonReport:  # fmt: skip
    """Return the comparison. Raises CannotCalculate with the Dutch sentence that says what is missing."""
    outcomes = [ground.outcome(scenario) for scenario in scenarios]
    reader = Reader(ground.names, code)
    table = table_of(outcomes, scenarios, reader)
    shown = [row for row in table.rows if all_rows or not row.is_equal]
    return ComparisonReport(
        finding=_finding(ground, outcomes, reader, advised),
        columns=tuple(Column(s.number, s.name, s.summary, s.number == advised) for s in scenarios),
        groups=_groups(shown, outcomes, reader, advised),
        hidden=len(table.equal_rows),
        assumption_count=sum(figure.is_assumption for figure in ground.figures.values()),
        municipalities=len(ground.names),
        thresholds=tuple(_regime(outcome) for outcome in outcomes),
        sources=sources(ground),
    )


def table_of(outcomes: Sequence[Outcome], scenarios: Sequence[Chosen], reader: Reader) -> Comparison:
    """Return the table of the rules with the goal, the partners and the main risk as rows of their own."""
    table = compare(outcomes, reader)
    rows = [Row(GOAL, "goal", "Wat houdt het in", tuple(Cell(scenario.summary) for scenario in scenarios)), *table.rows]
    if reader.municipality is not None:
        code = reader.municipality
        with_row = Row(CONTENT, "with", f"{reader.name} koopt samen", tuple(Cell(with_whom(o, code)) for o in outcomes))
        own_row = Row(
            CONTENT, "location", f"Eigen leslocatie in {reader.name}", tuple(_location(o, code) for o in outcomes)
        )
        place = next(index for index, row in enumerate(rows) if row.group == CONTENT)
        rows[place:place] = [own_row, with_row]
    place = next(index for index, row in enumerate(rows) if row.key == "empty_places")
    rows.insert(place, risk_row(list(outcomes), reader))
    return replace(table, rows=tuple(rows))


def sources(ground: Basis) -> tuple[str, ...]:
    """Return where the figures come from, with their dates."""
    inflow = {(one.source, one.source_on) for one in ground.inflow.values()}
    return (
        *[f"Aantallen: {source}, stand van {date_long(on)}." for source, on in sorted(inflow)],
        f"Antwoorden: {ground.answers_from}.",
        ground.spuk_amounts().label,
        "Een bandbreedte laat zien wat er gebeurt bij weinig en bij veel instroom.",
    )


def table(report: ComparisonReport) -> list[list[str | Decimal]]:
    """Return the shown rows for a workbook: amounts as numbers, the rest as the page says it."""
    return [
        [group.name, row.label, *(_written(cell) for cell in row.cells)]
        for group in report.groups
        for row in group.rows
    ]


def _written(cell: ShownCell) -> str | Decimal:
    if cell.amount is not None:
        return cell.amount
    return " ".join(filter(None, [cell.text, cell.word, cell.detail]))


def _regime(outcome: Outcome) -> Regime:
    public = [one for one in outcome.assessments if one.reaches_threshold is not None]
    reaching = sum(1 for one in public if one.reaches_threshold)
    how_many = count(len(public), "inkoop", "inkopen")
    said = f"{reaching} van {how_many} boven de drempel" if public else "geen overheidsopdracht"
    return Regime(
        f"Scenario {outcome.number}: {said}",
        tuple(one.sentence for one in outcome.assessments),
        splitting_warnings(outcome.assessments),
    )


def _location(outcome: Outcome, code: str) -> Cell:
    routes = [COMPONENT_LABELS[choice.component] for choice in outcome.choices.values() if code in choice.own_locations]
    return Cell(f"Ja, voor de {' en '.join(routes)}" if routes else "Nee")


def _finding(ground: Basis, outcomes: Sequence[Outcome], reader: Reader, advised: int | None) -> tuple[Part, ...]:
    """The trade-off: the advice, or else what suits best, beside the cheapest (or the dearest when these are one)."""
    by_cost = sorted(outcomes, key=lambda o: (reader.cost(o.cost.mid), o.number))
    best = max(outcomes, key=lambda o: (_suits(o, reader), -reader.cost(o.cost.mid), -o.number))
    about = next((outcome for outcome in outcomes if outcome.number == advised), best)
    parts = finding.finding(
        about, by_cost[0] if about is not by_cost[0] else by_cost[-1], reader,
        answers=ground.answers.get(reader.municipality or "", {}), statement_labels=ground.statement_labels,
    )  # fmt: skip
    return tuple(Part(part.text, part.emphasis == "strong", part.emphasis == "own") for part in parts)


def _suits(outcome: Outcome, reader: Reader) -> Decimal:
    if reader.municipality is None:
        return Decimal(len(outcome.fit.fitting))
    return outcome.fit.by_municipality[reader.municipality].share or Decimal(0)


def _groups(rows: Sequence[Row], outcomes: Sequence[Outcome], reader: Reader, advised: int | None) -> tuple[Group, ...]:
    names = list(dict.fromkeys(row.group for row in rows))
    return tuple(
        Group(
            name,
            tuple(
                ShownRow(row.key, row.label, _cells(row, outcomes, reader, advised, is_last=row is rows[-1]))
                for row in rows
                if row.group == name
            ),
        )
        for name in names
    )


def _cells(
    row: Row, outcomes: Sequence[Outcome], reader: Reader, advised: int | None, *, is_last: bool
) -> tuple[ShownCell, ...]:
    first_money = "cost" if reader.municipality is not None else "region_cost"
    svgs = _ranges(outcomes, reader) if row.key == first_money else [None] * len(outcomes)
    return tuple(
        ShownCell(
            text=cell.text,
            detail=cell.detail,
            word=cell.word,
            svg=svg,
            fitting=len(outcome.fit.fitting) if row.key == "fit" else None,
            is_large=row.key == first_money,
            amount=cell.amount if row.group == MONEY else None,
            is_advised=outcome.number == advised,
            is_last=is_last,
        )
        for cell, outcome, svg in zip(row.cells, outcomes, svgs, strict=True)
    )


def _ranges(outcomes: Sequence[Outcome], reader: Reader) -> list[Svg]:
    show = euro_short if reader.municipality is None else euro
    triples = [tuple(reader.cost(c) for c in (o.cost.low, o.cost.mid, o.cost.high)) for o in outcomes]
    # A lower inflow may cost more than the middle one when a guaranteed volume stands empty; the figure wants an order.
    ordered = [tuple(sorted(triple)) for triple in triples]
    axis = (Decimal(min(t[0] for t in ordered)), Decimal(max(t[2] for t in ordered)))
    return [
        range_bar(
            *(Decimal(amount) for amount in triple), axis=axis,
            label=f"{show(triple[1])}, tussen {show(triple[0])} en {show(triple[2])}",
        )
        for triple in ordered
    ]  # fmt: skip
