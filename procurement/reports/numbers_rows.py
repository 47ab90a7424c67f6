"""The rows of the numbers of a scenario: per purchase, per component, and per municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import listing, number, percent
from procurement.reports.basis import Basis
from procurement.rules.choices import COMPONENT_LABELS, Component
from procurement.rules.volumes_purchase import Expected, Schedule, schedule
from procurement.rules.volumes_summary import Summary
from regions.rules.components import COMPONENT_SHORT, component_name

Factors = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with the same number for few and for many people below it."""

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    who: str
    note: str
    people: Cell
    groups: Cell
    group: Cell
    starts: str
    mean: Cell
    tenth: Cell
    hundredth: Cell
    late: Cell


@dataclass(frozen=True, slots=True)
class PurchaseGroup:
    """The purchases of one component."""

    component: str
    rows: tuple[PurchaseRow, ...]


@dataclass(frozen=True, slots=True)
class ComponentRow:
    component: str
    mean: str
    longest: str
    longest_who: str
    waiting: str
    weeks: str
    in_progress: str


@dataclass(frozen=True, slots=True)
class MunicipalCell:
    """`wait` is the mean wait and what one in ten exceeds, below the number of people."""

    people: str
    wait: str


@dataclass(frozen=True, slots=True)
class MunicipalRow:
    name: str
    people: Cell
    cells: tuple[MunicipalCell, ...]
    is_mine: bool


def purchase_groups(purchases: Sequence[Expected], ground: Basis, factors: Factors) -> tuple[PurchaseGroup, ...]:
    """Return the purchases in groups under their component."""
    components = dict.fromkeys(one.choice.component for one in purchases)
    return tuple(
        PurchaseGroup(
            component_name(component),
            tuple(purchase_row(one, ground, factors) for one in purchases if one.choice.component == component),
        )
        for component in components
    )


def purchase_row(one: Expected, ground: Basis, factors: Factors) -> PurchaseRow:
    """Return one purchase with few, the expected and many people."""
    low, mid, high = (schedule(one, factor) for factor in factors)
    people = [number(one.per_year(factor), 1) for factor in factors]

    def cell(of: str, decimals: int = 1) -> Cell:
        shown = [_shown(plan, of, decimals) for plan in (low, mid, high)]
        return Cell(shown[1], _ends(shown))

    late = [_late(plan) for plan in (low, mid, high)]
    return PurchaseRow(
        who=capital(one.label),
        note=_note(one, ground),
        people=Cell(people[1], _ends(people)),
        groups=cell("groups_per_year"),
        group=cell("mean_group"),
        starts=_starts(one),
        mean=cell("mean_months"),
        tenth=cell("one_in_ten_months"),
        hundredth=cell("one_in_hundred_months"),
        late=Cell(late[1], _ends(late)),
    )


def own_part(component: Component, purchases: Sequence[Expected], code: str | None, factor: Decimal) -> Decimal | None:
    """Return which part of the people of a component comes from one municipality: 1 without one, None if unknown."""
    if code is None:
        return Decimal(1)
    own = [one for one in purchases if one.choice.component == component]
    if any(code in one.missing for one in own):
        return None
    everybody = sum((one.per_year(factor) for one in own), Decimal(0))
    mine = sum((one.participants.get(code, Decimal(0)) * factor for one in own), Decimal(0))
    return mine / everybody if everybody else Decimal(0)


def component_row(one: Summary, part: Decimal | None) -> ComponentRow:
    """Return the line of a component; of who waits and how long only `part`, the share of one municipality."""

    def share(value: float, decimals: int) -> str:
        return "ontbreekt" if part is None else number(Decimal(str(value)) * part, decimals)

    return ComponentRow(
        component=component_name(one.component),
        mean=months(one.mean_months),
        longest=months(one.longest_months),
        longest_who=capital(one.longest.label),
        waiting=share(one.waiting_now, 1),
        weeks=share(one.bridging_weeks, 0),
        in_progress=number(Decimal(str(one.in_progress)), 1),
    )


def municipal_row(
    code: str,
    ground: Basis,
    purchases: Sequence[Expected],
    components: Sequence[Component],
    factors: Factors,
    mine: bool,
) -> MunicipalRow:
    """Return what one municipality expects, and how long its people wait in the purchases it joins."""
    own = {one.choice.component: one for one in purchases if code in one.codes}
    inflow = ground.per_year.get(code)
    people = ["ontbreekt"] * 3 if inflow is None else [number(inflow * factor, 1) for factor in factors]
    return MunicipalRow(
        name=ground.names[code],
        people=Cell(people[1], _ends(people)),
        cells=tuple(_municipal_cell(own.get(component), code, factors[1]) for component in components),
        is_mine=mine,
    )


def months(value: float) -> str:
    return number(Decimal(str(value)), 1)


def what(one: Expected) -> str:
    """Return the component and who buys it, as it stands inside a sentence."""
    label = COMPONENT_LABELS[one.choice.component]
    return label if one.label == "hele regio" else f"{label} in {one.label}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def column(component: Component) -> str:
    return capital(COMPONENT_SHORT[component])


def _municipal_cell(one: Expected | None, code: str, factor: Decimal) -> MunicipalCell:
    if one is None:
        return MunicipalCell("doet niet mee", "")
    if code in one.missing:
        return MunicipalCell("ontbreekt", "")
    plan = schedule(one, factor)
    people = number(one.participants[code] * factor, 1)
    if plan is None:
        return MunicipalCell(people, "niemand verwacht")
    return MunicipalCell(people, f"{months(plan.mean_months)} · {months(plan.one_in_ten_months)}")


def _members(one: Expected, ground: Basis) -> str:
    """Return the municipalities of a purchase when they are more than one and not all."""
    if len(one.codes) in (1, len(ground.names)):
        return ""
    return listing([ground.names[code] for code in one.codes])


def _note(one: Expected, ground: Basis) -> str:
    parts = [members] if (members := _members(one, ground)) else []
    if one.choice.lots > 1:
        parts.append(f"{one.choice.lots} percelen")
    if one.outside > 0:
        parts.append(f"met {number(one.outside, 1)} van buiten de regio")
    if one.missing:
        parts.append(f"zonder {listing([ground.names[code] for code in one.missing])}")
    return "; ".join(parts)


def _starts(one: Expected) -> str:
    choice = one.choice
    return f"{choice.start_moments} × {choice.lots}" if choice.lots > 1 else str(choice.start_moments)


def _shown(plan: Schedule | None, of: str, decimals: int) -> str:
    return "–" if plan is None else number(Decimal(str(getattr(plan, of))), decimals)


def _late(plan: Schedule | None) -> str:
    if plan is None or plan.late_months is None:
        return "–"
    return percent(Decimal(str(plan.late_share)))


def _ends(shown: Sequence[str]) -> str:
    """Return the numbers for few and for many people, unless nothing changes."""
    return "" if len(set(shown)) == 1 else f"{shown[0]} · {shown[-1]}"
