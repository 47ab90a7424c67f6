"""What a scenario means in numbers: people, groups, start moments and waiting, per purchase and per municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import sort_key
from procurement.reports import numbers_words as words
from procurement.reports.basis import Basis, Chosen
from procurement.reports.numbers_rows import (
    ComponentRow,
    Factors,
    MunicipalRow,
    PurchaseGroup,
    column,
    component_row,
    municipal_row,
    own_part,
    purchase_groups,
)
from procurement.rules.choices import Area, CannotCalculate
from procurement.rules.cost_figures import Figures, participants
from procurement.rules.volumes_purchase import Expected, expected_purchases, schedule
from procurement.rules.volumes_summary import summaries
from regions.rules.finding import Part

ESTIMATES = ("weinig", "verwacht", "veel")
HEADER = (
    "Raming", "Onderdeel", "Inkoop of gemeente", "Deelnemers per jaar", "Percelen", "Startmomenten per perceel",
    "Kleinste groep", "Grootste groep", "Groepen per jaar", "Gemiddelde groep", "Wachten gemiddeld (maanden)",
    "1 op de 10 wacht langer dan (maanden)", "1 op de 100 wacht langer dan (maanden)", "Wachtenden op elk moment",
    "Weken overbrugging per jaar", "Deel dat te laat start",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """A scenario in numbers, or `problem`: the sentence that says what must be filled in first.

    `name` is the municipality that is looked for, empty for the region. `purchases` are those it joins. `has_longest`
    when a component has several purchases, so that one of them waits longest.
    """

    problem: str = ""
    name: str = ""
    finding: tuple[Part, ...] = ()
    warning: str = ""
    purchases: tuple[PurchaseGroup, ...] = ()
    components: tuple[ComponentRow, ...] = ()
    has_longest: bool = False
    columns: tuple[str, ...] = ()
    municipalities: tuple[MunicipalRow, ...] = ()
    without_groups: tuple[str, ...] = ()
    thumbs: tuple[str, ...] = ()
    guarantees: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    table: tuple[tuple[str | int | Decimal, ...], ...] = ()


def build(ground: Basis, chosen: Chosen, *, code: str | None = None) -> Numbers:
    """Return the numbers for the region, or for the municipality with this CBS code."""
    try:
        purchases, factors = _purchases(ground, chosen), _factors(ground)
    except CannotCalculate as reason:
        return Numbers(problem=str(reason))
    shown = [one for one in purchases if code is None or code in one.codes]
    in_groups = [one for one in shown if one.has_groups]
    totals = summaries(shown, factors[1])
    components = [c.component for c in chosen.choices if any(one.choice is c and one.has_groups for one in purchases)]
    name = "" if code is None else ground.names[code]
    return Numbers(
        name=name,
        finding=words.finding(shown, totals, factors[1], name),
        warning=words.missing(shown, ground),
        purchases=purchase_groups(in_groups, ground, factors),
        components=tuple(component_row(one, own_part(one.component, shown, code, factors[1])) for one in totals),
        has_longest=len(in_groups) > len({one.choice.component for one in in_groups}),
        columns=tuple(column(component) for component in components),
        municipalities=tuple(
            municipal_row(one, ground, purchases, components, factors, mine=one == code)
            for one in sorted(ground.names, key=lambda one: sort_key(ground.names[one]))
        ),
        without_groups=words.without_groups(shown, factors[1]),
        thumbs=words.thumbs(chosen.choices, in_groups),
        guarantees=words.guarantees(in_groups, factors[1]),
        sources=words.sources(ground, chosen.choices),
        table=_table(ground, shown, factors, code),
    )


def _purchases(ground: Basis, chosen: Chosen) -> tuple[Expected, ...]:
    figures = Figures({key: figure.value for key, figure in ground.figures.items()})
    return expected_purchases(
        chosen.choices,
        area=Area(ground.names, chosen.subregions),
        participants=participants(ground.per_year, figures),
        outside=figures.by_name("outside_volume_"),
    )


def _factors(ground: Basis) -> Factors:
    return (ground.value("inflow_factor_low"), ground.value("inflow_factor_mid"), ground.value("inflow_factor_high"))


def _table(
    ground: Basis, purchases: Sequence[Expected], factors: Factors, code: str | None
) -> tuple[tuple[str | int | Decimal, ...], ...]:
    """Return the rows of the workbook: every purchase and every municipality in it, for three estimates."""
    rows: list[tuple[str | int | Decimal, ...]] = []
    for one in purchases:
        for name, factor in zip(ESTIMATES, factors, strict=True):
            rows.append(_line(name, one, one.label, one.per_year(factor), factor))
            rows += [
                _line(name, one, ground.names[member], people * factor, factor)
                for member, people in one.participants.items()
                if len(one.codes) > 1 and code in (None, member)
            ]
    return tuple(rows)


def _line(estimate: str, one: Expected, who: str, people: Decimal, factor: Decimal) -> tuple[str | int | Decimal, ...]:
    choice, plan = one.choice, schedule(one, factor)
    opening = (estimate, column(choice.component), who, round(people, 2), choice.lots, choice.start_moments)
    groups = (choice.minimum_group, choice.group_size)
    if plan is None:
        return (*opening, *groups)
    share = people / one.per_year(factor)
    numbers = (
        Decimal(str(plan.groups_per_year)) * share, plan.mean_group, plan.mean_months, plan.one_in_ten_months,
        plan.one_in_hundred_months, Decimal(str(plan.waiting_now)) * share, Decimal(str(plan.bridging_weeks)) * share,
    )  # fmt: skip
    late = () if plan.late_months is None else (round(Decimal(str(plan.late_share)), 4),)
    return (*opening, *groups, *(round(Decimal(str(value)), 2) for value in numbers), *late)
