"""The rows about one component: what it costs, who does it together, how it is bought, and the waiting for a group."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from inburgering.notation import count, euro, listing, number
from procurement.rules.choices import (
    INSTRUMENT_LABELS,
    SCALE_LABELS,
    WITH_OTHER_REGIONS,
    Component,
    ComponentChoice,
    Scale,
)
from procurement.rules.comparison_outcome import CONTENT, EXECUTION, MONEY, NOT_COVERED, NOT_HERE, Outcome, Reader
from procurement.rules.comparison_waiting import wait_months
from procurement.rules.cost import PurchaseCost
from procurement.rules.cost_assumptions import IN_GROUPS
from procurement.rules.table import Cell, Row, number_cells
from regions.rules.components import COMPONENT_SHORT

OTHERS_NOT_CHOSEN = "Nog zonder de andere regio’s: welke dat zijn, is nog niet gekozen."


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
    """The mean wait until one starts. For the region also who waits longest: a mean hides that."""
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
        return [Row(EXECUTION, f"wait_{component}", f"Wachten op een plek {label}, gemiddeld", cells)]
    means = [_mean_wait(outcome, component, reader) for outcome in outcomes]
    mean_cells = _numbers(outcomes, component, means, _months, words=("kortste", "langste"))
    return [
        Row(EXECUTION, f"mean_wait_{component}", f"Wachten op een plek {label}, gemiddeld", mean_cells),
        Row(EXECUTION, f"wait_{component}", f"Wachten op een plek {label}, de langste", cells),
    ]


def _longest(outcome: Outcome, component: Component, reader: Reader) -> tuple[Decimal | None, str]:
    waits = [
        (months, p.label)
        for p in reader.of_component(outcome, component)
        if (months := wait_months(p)) is not None
    ]  # fmt: skip
    return max(waits) if waits else (None, "")


def _mean_wait(outcome: Outcome, component: Component, reader: Reader) -> Decimal | None:
    known = [
        (reader.people(p), months)
        for p in reader.of_component(outcome, component)
        if (months := wait_months(p)) is not None
    ]
    people = sum((one for one, _ in known), Decimal(0))
    return sum((one * months for one, months in known), Decimal(0)) / people if people else None


def _scale_cell(outcome: Outcome, choice: ComponentChoice, reader: Reader) -> Cell:
    """Who does it together: the groups by name, or the reader's partners; with other regions said as such."""
    purchases = outcome.cost.mid.of_component(choice.component)
    if reader.municipality is not None and choice.groups:
        own = next((p for p in purchases if reader.municipality in p.participants), None)
        return Cell(NOT_COVERED) if own is None else _partners(own, reader, reader.municipality)
    not_chosen = OTHERS_NOT_CHOSEN if any(_lacks_others(p) for p in purchases) else ""
    if choice.groups and len(purchases) > 1 and not all(len(p.participants) == 1 for p in purchases):
        return Cell(f"{count(len(purchases), 'groep', 'groepen')}: {'; '.join(map(_named, purchases))}", not_chosen)
    if len(purchases) == 1 and purchases[0].scale in WITH_OTHER_REGIONS:
        whole = len(purchases[0].participants) == len(reader.names)
        label = SCALE_LABELS[purchases[0].scale]
        return Cell(f"{SCALE_LABELS[Scale.REGIONAAL]}, {label}" if whole else label, not_chosen)
    return Cell(SCALE_LABELS[_one_scale(choice, purchases)])


def _one_scale(choice: ComponentChoice, purchases: Sequence[PurchaseCost]) -> Scale:
    if not choice.groups:
        return choice.scale
    return Scale.LOKAAL if all(len(p.participants) == 1 for p in purchases) else purchases[0].scale


def _lacks_others(purchase: PurchaseCost) -> bool:
    """Whether other regions are to join, while nobody has said who they are: nobody of theirs is counted yet."""
    return purchase.scale in WITH_OTHER_REGIONS and not purchase.outside


def _named(purchase: PurchaseCost) -> str:
    is_wider = purchase.scale in WITH_OTHER_REGIONS
    return f"{purchase.label} ({SCALE_LABELS[purchase.scale]})" if is_wider else purchase.label


def _partners(purchase: PurchaseCost, reader: Reader, own: str) -> Cell:
    others = sorted(reader.names[code] for code in purchase.participants if code != own)
    wider = SCALE_LABELS[purchase.scale] if purchase.scale in WITH_OTHER_REGIONS else ""
    whole = len(others) + 1 == len(reader.names)
    if not others:
        within = "" if wider else "alleen"
    elif whole:
        within = SCALE_LABELS[Scale.REGIONAAL]
    else:
        within = f"met {count(len(others), 'andere gemeente', 'andere gemeenten')}"
    notes = [f"{listing(others)}." if wider else listing(others)] if others and not whole else []
    if _lacks_others(purchase):
        notes.append(OTHERS_NOT_CHOSEN)
    return Cell(", ".join(filter(None, [within, wider])), " ".join(notes))


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
