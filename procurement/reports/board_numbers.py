"""The pages of figures: who is expected, how long people wait, what it costs between which amounts, and SPUK."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import euro, number
from procurement.reports.board_references import Reference
from procurement.reports.dataset import Dataset
from procurement.rules import sharing_key_steps, spuk
from procurement.rules.choices import KEY_LABELS, Area
from procurement.rules.comparison import Outcome, Reader
from procurement.rules.interval import EXPLANATION
from procurement.rules.volumes_purchase import Schedule, expected_purchases, schedule
from regions.rules.components import component_name

SHARES = tuple(f"cost_share_year_{year}" for year in (1, 2, 3))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of figures; `ref` is the number of the line that says how they were computed."""

    label: str
    cells: tuple[str, ...]
    ref: int
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures. `label` heads its first column, `note` stands below it."""

    title: str
    label: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepsTable:
    """The sum of one purchase for one municipality, step by step: label, amount and formula."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


def tables(
    ground: Dataset, outcomes: Sequence[Outcome], reader: Reader, refs: Mapping[str, Reference]
) -> tuple[FigureTable, ...]:
    """Return the tables that the figures of this reader fill; one without figures is absent."""
    advised = next(outcome for outcome in outcomes if outcome.number == ground.heading.advised)
    found = (
        _inflow(ground, reader, refs),
        _routes(ground, reader, refs),
        _waiting(ground, reader, refs),
        _intervals(ground, outcomes, reader, refs),
        _keys(ground, advised, reader, refs),
        _spuk_years(ground, advised, reader, refs),
    )
    return tuple(table for table in found if table.rows)


def steps(ground: Dataset, outcomes: Sequence[Outcome], reader: Reader) -> tuple[StepsTable, ...]:
    """Return how each part of the municipality's cost of the advice comes about; nothing for the region."""
    if reader.municipality is None:
        return ()
    advised = next(outcome for outcome in outcomes if outcome.number == ground.heading.advised)
    return tuple(
        StepsTable(one.title, tuple((line.label, line.shown, line.formula) for line in one.lines))
        for one in sharing_key_steps.all_steps(advised.cost.mid, reader.municipality, ground.basis.names)
    )


def _inflow(ground: Dataset, reader: Reader, refs: Mapping[str, Reference]) -> FigureTable:
    factors = [ground.basis.value(f"inflow_factor_{name}") for name in ("low", "mid", "high")]
    per_year = ground.basis.per_year
    rows = [
        FigureRow(
            name, _people([per_year[code] * one for one in factors]), refs["inflow"].number, code == reader.municipality
        )
        for code, name in ground.basis.names.items()
        if code in per_year and reader.municipality in (None, code)
    ]
    whole = sum(per_year.values(), Decimal(0))
    rows.append(FigureRow("Hele regio", _people([whole * one for one in factors]), refs["low_high"].number))
    return FigureTable(
        "Nieuwe inburgeraars per jaar", "Gemeente", ("Weinig", "Verwacht", "Veel"), tuple(rows),
    )  # fmt: skip


def _routes(ground: Dataset, reader: Reader, refs: Mapping[str, Reference]) -> FigureTable:
    codes = [reader.municipality] if reader.municipality else list(ground.basis.names)
    factors = [ground.basis.value(f"inflow_factor_{name}") for name in ("low", "mid", "high")]
    rows = []
    for component, group in ground.basis.participants().items():
        if not any(choice.component == component for choice in ground.advised.choices):
            continue
        people = sum((group.get(code, Decimal(0)) for code in codes), Decimal(0))
        rows.append(
            FigureRow(component_name(component), _people([people * one for one in factors]), refs["routes"].number)
        )
    who = reader.name if reader.municipality else "de hele regio"
    return FigureTable(f"Deelnemers per jaar, {who}", "Onderdeel", ("Weinig", "Verwacht", "Veel"), tuple(rows))


def _people(numbers: Sequence[Decimal]) -> tuple[str, ...]:
    return tuple(number(one, 1) for one in numbers)


def _waiting(ground: Dataset, reader: Reader, refs: Mapping[str, Reference]) -> FigureTable:
    assumptions = ground.basis.cost_assumptions()
    purchases = expected_purchases(
        ground.advised.choices,
        area=Area(ground.basis.names, ground.advised.subregions),
        participants=ground.basis.participants(),
        outside=assumptions.outside_volume,
    )
    rows = [
        FigureRow(f"{component_name(one.choice.component)}, {one.label}", _waits(found), refs["starts"].number)
        for one in purchases
        if reader.municipality in (None, *one.codes) and (found := schedule(one)) is not None
    ]
    return FigureTable(
        "Groepen en wachten, bij het advies",
        "Inkoop",
        ("Groepen per jaar", "Gemiddeld wachten", "1 op de 10 wacht langer dan"),
        tuple(rows),
        "Wachten is van aanmelding tot de start van een groep. Startmomenten en de kleinste groep tellen mee.",
    )


def _waits(found: Schedule) -> tuple[str, ...]:
    months = [f"{number(Decimal(str(one)), 1)} maanden" for one in (found.mean_months, found.one_in_ten_months)]
    return (number(Decimal(str(found.groups_per_year)), 1), *months)


def _intervals(
    ground: Dataset, outcomes: Sequence[Outcome], reader: Reader, refs: Mapping[str, Reference]
) -> FigureTable:
    rows = []
    for outcome in outcomes:
        found = ground.intervals.get(outcome.number)
        if found is None or "interval" not in refs:
            continue
        span = found.region if reader.municipality is None else found.by_municipality[reader.municipality]
        rows.append(
            FigureRow(
                f"Scenario {outcome.number}",
                tuple(euro(one) for one in (span.low, span.mid, span.high)),
                refs["interval"].number,
                outcome.number == ground.heading.advised,
            )
        )
    return FigureTable(
        f"Tussen welke bedragen, voor {reader.name}", "Kosten per jaar",
        ("1 op de 10 lager dan", "Midden", "1 op de 10 hoger dan"), tuple(rows), EXPLANATION,
    )  # fmt: skip


def _keys(ground: Dataset, advised: Outcome, reader: Reader, refs: Mapping[str, Reference]) -> FigureTable:
    rows = [
        FigureRow(
            f"{component_name(purchase.choice.component)}, {purchase.label}",
            (KEY_LABELS[purchase.choice.key], _share(purchase.weights, reader), euro(reader.paid(purchase))),
            refs["key"].number,
        )
        for purchase in reader.purchases(advised.cost.mid)
    ]
    return FigureTable(
        "Verdeelsleutel per inkoop, bij het advies", "Inkoop",
        ("Sleutel", "Deel" if reader.municipality else "Gemeenten", "Bedrag per jaar"), tuple(rows),
    )  # fmt: skip


def _share(weights: Mapping[str, Decimal], reader: Reader) -> str:
    if reader.municipality is None:
        return number(len(weights))
    return f"{number(100 * weights[reader.municipality] / sum(weights.values(), Decimal(0)), 1)}%"


def _spuk_years(ground: Dataset, advised: Outcome, reader: Reader, refs: Mapping[str, Reference]) -> FigureTable:
    rows: list[FigureRow] = []
    note = ""
    if all(key in ground.basis.figures for key in SHARES):
        years = ground.basis.spuk_per_year(advised.cost.mid)
        own = years[reader.municipality] if reader.municipality else spuk.added(list(years.values()))
        rows = [FigureRow(one.label, _cover(one), refs["spuk"].number) for one in own]
        note = ground.basis.spuk_amounts().years_label
    return FigureTable(
        f"SPUK per jaar van één lichting, voor {reader.name}", "Jaar",
        ("Kosten die de SPUK betaalt", "SPUK", "Verschil"), tuple(rows), note,
    )  # fmt: skip


def _cover(one: spuk.YearCover) -> tuple[str, ...]:
    return tuple(euro(amount) for amount in (one.cost, one.spuk, one.difference))
