"""Scenarios side by side, for the region or for one municipality. Names no winner: people weigh the rows themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import count, euro, euro_short, listing, number, percent
from procurement.rules.choices import (
    COMPONENT_LABELS,
    INSTRUMENT_LABELS,
    SCALE_LABELS,
    CannotCalculate,
    Component,
    ComponentChoice,
)
from procurement.rules.cost import CostRange, PurchaseCost, ScenarioCost
from procurement.rules.fit import ScenarioFit
from procurement.rules.table import Cell, Comparison, Row, number_cells
from procurement.rules.thresholds import Assessment, splitting_warnings

MONEY, CONTENT, EXECUTION, RISK, SUPPORT = "Geld", "Inhoud", "Uitvoering", "Risico", "Draagvlak"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything computed for one scenario. `spuk` gives whole euros per municipality, equal in every scenario."""

    number: int
    name: str
    choices: Mapping[Component, ComponentChoice]
    cost: CostRange
    spuk: Mapping[str, int]
    assessments: tuple[Assessment, ...]
    fit: ScenarioFit


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the table is: the region, or one municipality by CBS code. `names` holds all municipalities."""

    names: Mapping[str, str]
    municipality: str | None = None

    @property
    def name(self) -> str:
        return "de regio" if self.municipality is None else self.names[self.municipality]

    def cost(self, cost: ScenarioCost) -> int:
        return cost.total if self.municipality is None else cost.of(self.municipality)

    def spuk(self, outcome: Outcome) -> int:
        return sum(outcome.spuk.values()) if self.municipality is None else outcome.spuk[self.municipality]

    def purchases(self, cost: ScenarioCost) -> tuple[PurchaseCost, ...]:
        return cost.purchases if self.municipality is None else cost.joined_by(self.municipality)


def compare(outcomes: Sequence[Outcome], reader: Reader) -> Comparison:
    """Return the rows in the groups Geld, Inhoud, Uitvoering, Risico and Draagvlak.

    Raises CannotCalculate without scenarios, for a municipality of elsewhere, or when the components differ.
    """
    if not outcomes:
        raise CannotCalculate("Kies minstens één scenario.")
    if reader.municipality is not None and reader.municipality not in reader.names:
        raise CannotCalculate("Deze gemeente hoort niet bij de regio.")
    if len({frozenset(outcome.choices) for outcome in outcomes}) > 1:
        raise CannotCalculate("De scenario’s gaan niet over dezelfde leerroutes.")
    components = [component for component in Component if component in outcomes[0].choices]
    rows = (
        *_money(outcomes, reader),
        *_content(outcomes, components),
        *_execution(outcomes, components, reader),
        *_risk(outcomes, reader),
        *_support(outcomes, reader),
    )
    return Comparison(tuple((o.number, o.name) for o in outcomes), reader.municipality, rows)


def _money(outcomes: Sequence[Outcome], reader: Reader) -> list[Row]:
    region = Reader(reader.names)
    rows = [] if reader.municipality is None else [_cost_row(outcomes, reader, "cost")]
    spuk = [Decimal(reader.spuk(o)) for o in outcomes]
    shortage = [Decimal(reader.cost(o.cost.mid) - reader.spuk(o)) for o in outcomes]
    return [
        *rows,
        _cost_row(outcomes, region, "region_cost"),
        Row(MONEY, "spuk", f"SPUK voor {reader.name}, indicatief", number_cells(spuk, euro)),
        Row(MONEY, "difference", f"Kosten min SPUK voor {reader.name}", number_cells(shortage, euro)),
    ]


def _cost_row(outcomes: Sequence[Outcome], reader: Reader, key: str) -> Row:
    show = euro_short if reader.municipality is None else euro
    details = [f"{show(reader.cost(o.cost.low))} tot {show(reader.cost(o.cost.high))}" for o in outcomes]
    amounts = [Decimal(reader.cost(o.cost.mid)) for o in outcomes]
    return Row(MONEY, key, f"Kosten voor {reader.name} per jaar", number_cells(amounts, show, details=details))


def _content(outcomes: Sequence[Outcome], components: Sequence[Component]) -> list[Row]:
    rows = []
    for component in components:
        label, chosen = COMPONENT_LABELS[component], [o.choices[component] for o in outcomes]
        scales = tuple(Cell(SCALE_LABELS[choice.scale]) for choice in chosen)
        instruments = tuple(Cell(INSTRUMENT_LABELS[choice.instrument]) for choice in chosen)
        rows += [
            Row(CONTENT, f"scale_{component}", f"Schaal {label}", scales),
            Row(CONTENT, f"instrument_{component}", f"Inkoopvorm {label}", instruments),
        ]
    return rows


def _execution(outcomes: Sequence[Outcome], components: Sequence[Component], reader: Reader) -> list[Row]:
    contracts = [Decimal(sum(p.choice.lots for p in reader.purchases(o.cost.mid))) for o in outcomes]
    rows = [Row(EXECUTION, "contracts", f"Contracten voor {reader.name}", number_cells(contracts, number))]
    for component in components:
        label, chosen = COMPONENT_LABELS[component], [o.choices[component] for o in outcomes]
        starts = number_cells([Decimal(c.start_moments) for c in chosen], number, words=("minste", "meeste"))
        rows += [
            Row(EXECUTION, f"starts_{component}", f"Startmomenten {label} per jaar", starts),
            _waiting_row(outcomes, component, reader),
            Row(EXECUTION, f"years_{component}", f"Looptijd {label}", tuple(Cell(_duration(c)) for c in chosen)),
        ]
    return rows


def _waiting_row(outcomes: Sequence[Outcome], component: Component, reader: Reader) -> Row:
    """The mean wait until a first group is full; for the region that of the purchase that waits longest."""
    waits = [
        max(
            (p.mean_wait_months or Decimal(0), p.label)
            for p in reader.purchases(o.cost.mid)
            if p.choice.component == component
        )
        for o in outcomes
    ]
    cells = number_cells(
        [months for months, _ in waits],
        lambda months: f"{number(months, 1)} maanden",
        words=("kortste", "langste"),
        details=[label if reader.municipality is None else "" for _, label in waits],
    )
    return Row(EXECUTION, f"wait_{component}", f"Wachten tot een groep {COMPONENT_LABELS[component]} vol is", cells)


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
    limits = tuple(
        Cell(f"{len(names)}: {', '.join(names)}" if names else "0", amount=Decimal(len(names))) for names in hits
    )
    own = [] if reader.municipality is None else [_own_fit_row(outcomes, reader.municipality, reader.name)]
    return [
        *own,
        Row(SUPPORT, "fit", "Past bij", fits),
        Row(SUPPORT, "limits", "Gemeenten van wie een grens wordt geraakt", limits),
    ]


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


def _duration(choice: ComponentChoice) -> str:
    base = f"{choice.base_years} jaar"
    return f"{base} + {choice.option_years} jaar optie" if choice.option_years else base
