"""Scenarios side by side, for the region or for one municipality. Names no winner: people weigh the rows themselves."""

from collections.abc import Sequence
from decimal import Decimal

from inburgering.notation import count, euro, euro_short, listing, number, percent
from procurement.rules.choices import CannotCalculate, Component
from procurement.rules.comparison_components import components_of, content_rows, execution_rows, money_rows
from procurement.rules.comparison_outcome import (
    CONTENT,
    EXECUTION,
    GOAL,
    MONEY,
    NOT_COVERED,
    NOT_HERE,
    RISK,
    SUPPORT,
    Outcome,
    Reader,
    common_components,
)
from procurement.rules.table import Cell, Comparison, Row, number_cells
from procurement.rules.thresholds import Assessment, splitting_warnings

__all__ = [  # one place to import from for whoever compares
    "CONTENT",
    "EXECUTION",
    "GOAL",
    "MONEY",
    "NOT_COVERED",
    "NOT_HERE",
    "RISK",
    "SUPPORT",
    "Outcome",
    "Reader",
    "compare",
]


def compare(outcomes: Sequence[Outcome], reader: Reader) -> Comparison:
    """Return the rows in the groups Geld, Inhoud, Uitvoering, Risico and Draagvlak.

    Scenarios may hold different components: a cell then says that this one does not. Raises CannotCalculate without
    scenarios, or for a municipality of elsewhere.
    """
    if not outcomes:
        raise CannotCalculate("Kies minstens één scenario.")
    if reader.municipality is not None and reader.municipality not in reader.names:
        raise CannotCalculate("Deze gemeente hoort niet bij de regio.")
    components = components_of(outcomes)
    rows = (
        *_money(outcomes, reader, components),
        *(row for component in components for row in content_rows(outcomes, component, reader)),
        _contracts_row(outcomes, reader),
        *(row for component in components for row in execution_rows(outcomes, component, reader)),
        *_risk(outcomes, reader),
        *_support(outcomes, reader),
    )
    return Comparison(tuple((o.number, o.name) for o in outcomes), reader.municipality, rows)


def _money(outcomes: Sequence[Outcome], reader: Reader, components: Sequence[Component]) -> list[Row]:
    region = Reader(reader.names)
    rows = [] if reader.municipality is None else [_cost_row(outcomes, reader, "cost")]
    spuk = [Decimal(reader.spuk(o)) for o in outcomes]
    shortage = [Decimal(reader.cost(o.cost.mid) - reader.spuk(o)) for o in outcomes]
    return [
        *rows,
        _cost_row(outcomes, region, "region_cost"),
        *_shared_cost_rows(outcomes, reader, components),
        *(row for component in components for row in money_rows(outcomes, component, reader)),
        *_disputed_rows(outcomes),
        Row(MONEY, "spuk", f"SPUK voor {reader.name}, indicatief", number_cells(spuk, euro)),
        Row(MONEY, "difference", f"Kosten min SPUK voor {reader.name}", number_cells(shortage, euro)),
    ]


def _cost_row(outcomes: Sequence[Outcome], reader: Reader, key: str) -> Row:
    show = euro_short if reader.municipality is None else euro
    details = [f"{show(reader.cost(o.cost.low))} tot {show(reader.cost(o.cost.high))}" for o in outcomes]
    amounts = [Decimal(reader.cost(o.cost.mid)) for o in outcomes]
    return Row(MONEY, key, f"Kosten voor {reader.name} per jaar", number_cells(amounts, show, details=details))


def _shared_cost_rows(outcomes: Sequence[Outcome], reader: Reader, components: Sequence[Component]) -> list[Row]:
    """A scenario with more components costs more: beside the whole stands what is in all of them."""
    common = common_components(outcomes)
    if not common or len(common) == len(components):
        return []
    amounts = [Decimal(reader.cost_of(outcome, common)) for outcome in outcomes]
    return [Row(MONEY, "shared_cost", "Kosten van wat in elk scenario zit", number_cells(amounts, euro))]


def _disputed_rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """Nobody settled who pays these, so they stand beside the total and never in it."""
    amounts = [outcome.cost.mid.disputed for outcome in outcomes]
    if not any(amounts):
        return []
    return [Row(MONEY, "disputed", "Betwiste extra uren in de regio, niet in het totaal", number_cells(amounts, euro))]


def _contracts_row(outcomes: Sequence[Outcome], reader: Reader) -> Row:
    contracts = [Decimal(sum(p.choice.lots for p in reader.purchases(o.cost.mid))) for o in outcomes]
    return Row(EXECUTION, "contracts", f"Contracten voor {reader.name}", number_cells(contracts, number))


def _risk(outcomes: Sequence[Outcome], reader: Reader) -> list[Row]:
    empty = [sum((p.empty_places for p in reader.purchases(o.cost.mid)), Decimal(0)) for o in outcomes]
    return [
        Row(RISK, "empty_places", "Betaalde lege plekken per jaar", number_cells(empty, number)),
        Row(RISK, "procedure", "Inkopen boven de drempel", tuple(_procedure(o.assessments) for o in outcomes)),
    ]


def _procedure(assessments: Sequence[Assessment]) -> Cell:
    public = [a for a in assessments if a.reaches_threshold is not None]
    if not public:
        return Cell("Geen overheidsopdracht")
    reaching = sum(1 for a in public if a.reaches_threshold)
    return Cell(f"{reaching} van {len(public)}", " ".join(splitting_warnings(assessments)))


def _support(outcomes: Sequence[Outcome], reader: Reader) -> list[Row]:
    fitting = [Decimal(len(o.fit.fitting)) for o in outcomes]
    total = len(reader.names)
    fits = number_cells(
        fitting,
        lambda n: f"{n} van {count(total, 'gemeente', 'gemeenten')}",
        words=("minste", "meeste"),
        details=[listing([reader.names[code] for code in o.fit.fitting]) for o in outcomes],
    )
    hits = [sorted({reader.names[hit.municipality] for hit in o.fit.limits}) for o in outcomes]
    own = [] if reader.municipality is None else [_own_fit_row(outcomes, reader.municipality, reader.name)]
    return [
        *own,
        Row(SUPPORT, "fit", "Past bij", fits),
        Row(SUPPORT, "limits", "Gemeenten van wie een grens wordt geraakt", _named_cells(hits)),
        *_wish_rows(outcomes, reader),
    ]


def _named_cells(names: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{len(found)}: {', '.join(found)}" if found else "0", amount=Decimal(len(found))) for found in names
    )


def _wish_rows(outcomes: Sequence[Outcome], reader: Reader) -> list[Row]:
    broken = [outcome.broken for outcome in outcomes]
    if any(one is None for one in broken):
        return []
    if reader.municipality is not None:
        own = [(one or {}).get(reader.municipality, ()) for one in broken]
        cells = tuple(Cell(number(len(told)), " ".join(told), amount=Decimal(len(told))) for told in own)
        return [Row(SUPPORT, "wishes", f"Wensen van {reader.name} die niet passen", cells)]
    names = [sorted(reader.names.get(code, code) for code, told in (one or {}).items() if told) for one in broken]
    return [Row(SUPPORT, "wishes", "Gemeenten van wie een wens niet past", _named_cells(names))]


def _own_fit_row(outcomes: Sequence[Outcome], municipality: str, name: str) -> Row:
    cells = []
    for outcome in outcomes:
        fit = outcome.fit.by_municipality[municipality]
        if fit.share is None:
            cells.append(Cell("Nog geen antwoorden"))
        else:
            reasons = " ".join(hit.reason for hit in fit.limits)
            cells.append(Cell(f"{'Ja' if fit.fits else 'Nee'}, {percent(fit.share)}", reasons, amount=fit.share))
    return Row(SUPPORT, "own_fit", f"Past bij {name}", tuple(cells))
