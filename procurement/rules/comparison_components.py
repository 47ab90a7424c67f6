"""The rows about one component: what it costs, who does it together, how it is bought, and the waiting for a group."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from inburgering.notation import count, euro, listing, number
from procurement.rules.choices import INSTRUMENT_LABELS, SCALE_LABELS, Component, ComponentChoice, Scale
from procurement.rules.comparison_outcome import CONTENT, EXECUTION, MONEY, NOT_COVERED, NOT_HERE, Outcome, Reader
from procurement.rules.cost_assumptions import IN_GROUPS
from procurement.rules.table import Cell, Row, number_cells
from regions.rules.components import COMPONENT_SHORT


def components_of(outcomes: Sequence[Outcome]) -> list[Component]:
    """Return what any of the scenarios holds, in the fixed order of the components."""
    return [component for component in Component if any(component in outcome.choices for outcome in outcomes)]


def money_rows(outcomes: Sequence[Outcome], component: Component, reader: Reader) -> list[Row]:
    """Return what this component costs the reader in a year."""
    amounts = [
        Decimal(sum(reader.paid(p) for p in found)) if (found := reader.of_component(outcome, component)) else None
        for outcome in outcomes
    ]
    label = f"Waarvan {COMPONENT_SHORT[component]}"
    return [Row(MONEY, f"cost_{component}", label, _numbers(outcomes, component, amounts, euro))]


def content_rows(outcomes: Sequence[Outcome], component: Component, reader: Reader) -> list[Row]:
    """Return the scale with who is together, and the instrument."""
    label = COMPONENT_SHORT[component]
    scales = _each(outcomes, component, lambda outcome, choice: _scale_cell(outcome, choice, reader))
    ways = _each(outcomes, component, lambda _, choice: Cell(INSTRUMENT_LABELS[choice.instrument]))
    return [
        Row(CONTENT, f"scale_{component}", f"Schaal {label}", scales),
        Row(CONTENT, f"instrument_{component}", f"Inkoopvorm {label}", ways),
    ]


def execution_rows(outcomes: Sequence[Outcome], component: Component, reader: Reader) -> list[Row]:
    """Return start moments and waiting, for what is done in groups, and the duration of the contract."""
    years = _each(outcomes, component, lambda _, choice: Cell(_duration(choice)))
    lasting = Row(EXECUTION, f"years_{component}", f"Looptijd {COMPONENT_SHORT[component]}", years)
    if component not in IN_GROUPS:
        return [lasting]
    return [_starts_row(outcomes, component), *_waiting_rows(outcomes, component, reader), lasting]


def _starts_row(outcomes: Sequence[Outcome], component: Component) -> Row:
    choices = [outcome.choices.get(component) for outcome in outcomes]
    starts = [Decimal(choice.start_moments) if choice else None for choice in choices]
    cells = _numbers(outcomes, component, starts, number, words=("minste", "meeste"))
    return Row(EXECUTION, f"starts_{component}", f"Startmomenten {COMPONENT_SHORT[component]} per jaar", cells)


def _waiting_rows(outcomes: Sequence[Outcome], component: Component, reader: Reader) -> list[Row]:
    """The mean wait until a first group is full. For the region also who waits longest: a mean hides that."""
    label = COMPONENT_SHORT[component]
    worst = [_longest(outcome, component, reader) for outcome in outcomes]
    cells = _numbers(
        outcomes,
        component,
        [months for months, _ in worst],
        _months,
        words=("kortste", "langste"),
        details=[label if reader.municipality is None else "" for _, label in worst],
    )
    if reader.municipality is not None:
        return [Row(EXECUTION, f"wait_{component}", f"Wachten tot een groep {label} vol is", cells)]
    means = [_mean_wait(outcome, component, reader) for outcome in outcomes]
    mean_cells = _numbers(outcomes, component, means, _months, words=("kortste", "langste"))
    return [
        Row(EXECUTION, f"mean_wait_{component}", f"Gemiddeld wachten tot een groep {label} vol is", mean_cells),
        Row(EXECUTION, f"wait_{component}", f"Langste gemiddelde wachttijd {label}", cells),
    ]


def _longest(outcome: Outcome, component: Component, reader: Reader) -> tuple[Decimal | None, str]:
    waits = [
        (p.mean_wait_months, p.label)
        for p in reader.of_component(outcome, component)
        if p.mean_wait_months is not None
    ]  # fmt: skip
    return max(waits) if waits else (None, "")


def _mean_wait(outcome: Outcome, component: Component, reader: Reader) -> Decimal | None:
    known = [
        (reader.people(p), p.mean_wait_months)
        for p in reader.of_component(outcome, component)
        if p.mean_wait_months is not None
    ]
    people = sum((one for one, _ in known), Decimal(0))
    return sum((one * months for one, months in known), Decimal(0)) / people if people else None


def _scale_cell(outcome: Outcome, choice: ComponentChoice, reader: Reader) -> Cell:
    """Without groups of its own the scale says it all; else the groups are named, or the reader's partners."""
    if not choice.groups:
        return Cell(SCALE_LABELS[choice.scale])
    purchases = outcome.cost.mid.of_component(choice.component)
    if reader.municipality is not None:
        own = next((p for p in purchases if reader.municipality in p.participants), None)
        return Cell(NOT_COVERED) if own is None else _partners(own.participants, reader, reader.municipality)
    if all(len(p.participants) == 1 for p in purchases):
        return Cell(SCALE_LABELS[Scale.LOKAAL])
    if len(purchases) == 1:
        return Cell(SCALE_LABELS[purchases[0].scale])
    return Cell(count(len(purchases), "groep", "groepen"), listing([p.label for p in purchases]))


def _partners(codes: Iterable[str], reader: Reader, own: str) -> Cell:
    others = sorted(reader.names[code] for code in codes if code != own)
    if not others:
        return Cell("alleen")
    if len(others) + 1 == len(reader.names):
        return Cell(SCALE_LABELS[Scale.REGIONAAL])
    return Cell(f"met {count(len(others), 'andere gemeente', 'andere gemeenten')}", listing(others))


def _each(
    outcomes: Sequence[Outcome], component: Component, cell: Callable[[Outcome, ComponentChoice], Cell]
) -> tuple[Cell, ...]:
    return tuple(
        cell(outcome, outcome.choices[component]) if component in outcome.choices else Cell(NOT_HERE)
        for outcome in outcomes
    )


def _numbers(
    outcomes: Sequence[Outcome],
    component: Component,
    amounts: Sequence[Decimal | None],
    show: Callable[[Decimal], str],
    *,
    words: tuple[str, str] = ("laagste", "hoogste"),
    details: Sequence[str] = (),
) -> tuple[Cell, ...]:
    absent = [NOT_COVERED if component in outcome.choices else NOT_HERE for outcome in outcomes]
    return number_cells(amounts, show, words=words, details=details, absent=absent)


def _months(months: Decimal) -> str:
    return f"{number(months, 1)} maanden"


def _duration(choice: ComponentChoice) -> str:
    base = f"{choice.base_years} jaar"
    return f"{base} + {choice.option_years} jaar optie" if choice.option_years else base
