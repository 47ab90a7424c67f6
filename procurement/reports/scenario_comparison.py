"""The comparison page: what the scenarios differ in, for the region or for one municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from inburgering.notation import count, date_long
from procurement.reports import scenario_comparison_gains as gains
from procurement.reports import weighing
from procurement.reports.basis import Basis, Chosen
from procurement.reports.risks import risks, with_whom
from procurement.reports.scenario_comparison_cells import Group, ShownCell, groups_of
from procurement.reports.scenario_comparison_wishes import with_broken
from procurement.rules import finding
from procurement.rules.choices import COMPONENT_LABELS, Area, CannotCalculate
from procurement.rules.comparison import CONTENT, GOAL, NOT_COVERED, RISK, Outcome, Reader, compare
from procurement.rules.completeness import gaps
from procurement.rules.table import Cell, Comparison, Row
from procurement.rules.thresholds import splitting_warnings
from regions.rules.finding import Part
from regions.rules.wishes import Wish


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    name: str
    summary: str
    is_advised: bool
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regime:
    """What the threshold means for one scenario: in one line, per purchase, and where splitting needs a second look."""

    summary: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks beside which scenarios and for whom: the weights, and which two to set against each other.

    `wishes` are those of the municipalities, or None when the reader does not see them all.
    """

    all_rows: bool = False
    weights: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    to: str = ""
    wishes: Sequence[Wish] | None = None


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """Everything the page and the workbook print. `hidden` counts the rows that are equal in every scenario.

    `problems` say which scenarios could not be computed and stand in no column.
    """

    finding: tuple[Part, ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    hidden: int
    assumption_count: int
    municipalities: int
    thresholds: tuple[Regime, ...]
    sources: tuple[str, ...]
    problems: tuple[str, ...]
    weighing: weighing.WeighingReport
    gains: gains.GainsReport | None


def build(
    ground: Basis, scenarios: Sequence[Chosen], *, code: str | None = None, advised: int | None = None,
    all_rows: bool = False, asked: Asked | None = None,
) -> ComparisonReport:  # fmt: skip
    """Return the comparison. Raises CannotCalculate with what is missing when none can be computed."""
    asked = asked or Asked(all_rows)
    computed, problems = _computed(ground, scenarios, asked)
    outcomes, scenarios = [one for _, one in computed], [one for one, _ in computed]
    missing = {one.number: gaps(one.choices, Area(ground.names, one.subregions)) for one in scenarios}
    reader = Reader(ground.names, code)
    table = table_of(outcomes, scenarios, reader)
    shown = [row for row in table.rows if asked.all_rows or len(outcomes) == 1 or not row.is_equal]
    complete = [one for one in outcomes if not missing[one.number]]
    about, baseline = _trade_off(complete or outcomes, reader, advised)
    since, to = gains.pair(complete or outcomes, (baseline, about), (asked.since, asked.to))
    return ComparisonReport(
        finding=_finding(ground, about, baseline, reader),
        columns=tuple(
            Column(s.number, s.name, s.summary, s.number == advised, missing[s.number]) for s in scenarios
        ),
        groups=groups_of(shown, outcomes, reader, advised),
        hidden=len(table.equal_rows),
        assumption_count=sum(figure.is_assumption for figure in ground.figures.values()),
        municipalities=len(ground.names),
        thresholds=tuple(_regime(outcome) for outcome in outcomes),
        sources=sources(ground),
        problems=problems,
        weighing=weighing.build(
            complete, reader, asked=asked.weights, left_out=[number for number, told in missing.items() if told],
            advised=advised,
        ),
        gains=gains.build(complete or outcomes, reader, since=since, to=to),
    )  # fmt: skip


def _computed(
    ground: Basis, scenarios: Sequence[Chosen], asked: Asked
) -> tuple[list[tuple[Chosen, Outcome]], tuple[str, ...]]:
    """Return what can be computed, and of the rest why not: one scenario that lacks something hides no other."""
    found, problems = [], []
    for scenario in scenarios:
        try:
            found.append((scenario, with_broken(ground.outcome(scenario), asked.wishes)))
        except CannotCalculate as reason:
            problems.append(f"Scenario {scenario.number} is nog niet te berekenen. {reason}")
            last = reason
    if scenarios and not found:
        raise CannotCalculate(str(last))
    return found, tuple(problems)


def table_of(outcomes: Sequence[Outcome], scenarios: Sequence[Chosen], reader: Reader) -> Comparison:
    """Return the table of the rules with the goal, the partners and the main risk as rows of their own."""
    table = compare(outcomes, reader)
    rows = [Row(GOAL, "goal", "Wat houdt het in", tuple(Cell(scenario.summary) for scenario in scenarios)), *table.rows]
    if reader.municipality is not None:
        code = reader.municipality
        with_row = Row(
            CONTENT,
            "with",
            f"{reader.name} koopt samen",
            tuple(Cell(with_whom(o, code) or NOT_COVERED) for o in outcomes),
        )
        own_row = Row(
            CONTENT, "location", f"Eigen leslocatie in {reader.name}", tuple(_location(o, code) for o in outcomes)
        )
        place = next(index for index, row in enumerate(rows) if row.group == CONTENT)
        rows[place:place] = [own_row, with_row]
    place = next(index for index, row in enumerate(rows) if row.key == "empty_places")
    rows.insert(place, Row(RISK, "risk", "Grootste risico", tuple(_main_risk(outcome, reader) for outcome in outcomes)))
    return replace(table, rows=tuple(rows))


def _main_risk(outcome: Outcome, reader: Reader) -> Cell:
    """Who joins nothing, or expects nobody, runs no risk with it."""
    purchases = reader.purchases(outcome.cost.mid)
    if not purchases:
        return Cell(NOT_COVERED)
    return Cell(
        risks(outcome, reader)[0] if any(reader.people(one) for one in purchases) else "Geen deelnemers verwacht"
    )


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


def _trade_off(outcomes: Sequence[Outcome], reader: Reader, advised: int | None) -> tuple[Outcome, Outcome]:
    """Return the advice, or else what suits best, and beside it the cheapest (or the dearest when these are one)."""
    by_cost = sorted(outcomes, key=lambda o: (reader.cost(o.cost.mid), o.number))
    best = max(outcomes, key=lambda o: (_suits(o, reader), -reader.cost(o.cost.mid), -o.number))
    about = next((outcome for outcome in outcomes if outcome.number == advised), best)
    return about, by_cost[0] if about is not by_cost[0] else by_cost[-1]


def _finding(ground: Basis, about: Outcome, baseline: Outcome, reader: Reader) -> tuple[Part, ...]:
    if about is baseline:
        parts = finding.alone(about, reader)
    else:
        parts = finding.finding(
            about, baseline, reader,
            answers=ground.answers.get(reader.municipality or "", {}), statement_labels=ground.statement_labels,
        )  # fmt: skip
    return tuple(Part(part.text, part.emphasis == "strong", part.emphasis == "own") for part in parts)


def _suits(outcome: Outcome, reader: Reader) -> Decimal:
    if reader.municipality is None:
        return Decimal(len(outcome.fit.fitting))
    return outcome.fit.by_municipality[reader.municipality].share or Decimal(0)
