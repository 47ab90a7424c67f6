"""How many people, groups and start moments each joint purchase comes to, with few, the expected and many people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.rules.choices import (
    LEERROUTES,
    WITH_OTHER_REGIONS,
    Area,
    Component,
    ComponentChoice,
    JointGroup,
    Scale,
    decimal_sum,
)
from procurement.rules.cost_assumptions import IN_GROUPS
from procurement.rules.cost_groups import joint_groups
from procurement.rules.starts import Planned, planned
from procurement.rules.waiting import MONTHS_PER_YEAR, bridging_weeks, first_of_group_months, waiting_at_any_moment

HALF_A_YEAR, QUARTER = 6, 3


@dataclass(frozen=True, slots=True)
class Expected:
    """One joint purchase and whom it expects per year; `missing` are the municipalities without a figure."""

    choice: ComponentChoice
    label: str
    scale: Scale
    participants: Mapping[str, Decimal]
    missing: tuple[str, ...]
    outside: Decimal

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(sorted({*self.participants, *self.missing}))

    def per_year(self, factor: Decimal = Decimal(1)) -> Decimal:
        """Return the participants per year, those of other regions included; only the region's own are scaled."""
        return decimal_sum(self.participants) * factor + self.outside

    @property
    def has_groups(self) -> bool:
        """Whether somebody can wait: lessons in groups, not what is done person by person."""
        return self.choice.component in IN_GROUPS


@dataclass(frozen=True, slots=True)
class Schedule:
    """What one purchase comes to in a year, over all its lots; waits are in months and the same in every lot.

    `bridging_weeks` are the weeks that all people together wait in a year, `late_share` the part that waits longer
    than the months after which DUO extends the inburgeringstermijn (Regeling inburgering 2021, art. 4.1, lid 1, g).
    """

    per_year: Decimal
    groups_per_year: float
    mean_group: float
    start_moments: int
    mean_months: float
    one_in_ten_months: float
    one_in_hundred_months: float
    full_group_first_months: float
    waiting_now: float
    bridging_weeks: float
    late_months: int | None
    late_share: float


def expected_purchases(
    choices: Sequence[ComponentChoice],
    *,
    area: Area,
    participants: Mapping[Component, Mapping[str, Decimal]],
    outside: Mapping[Component, Decimal],
) -> tuple[Expected, ...]:
    """Return the purchases in the order of the choices. Who has no figure is named as missing, never counted as 0."""
    return tuple(
        _expected(choice, group, participants.get(choice.component, {}), outside)
        for choice in choices
        for group in joint_groups(choice, area)
    )


def schedule(purchase: Expected, factor: Decimal = Decimal(1)) -> Schedule | None:
    """Return what the purchase comes to; None when nobody is expected or it knows no groups.

    The inflow is divided evenly over the lots: a lot is a group of its own, wherever it is given.
    """
    people = purchase.per_year(factor)
    if people <= 0 or not purchase.has_groups:
        return None
    choice = purchase.choice
    lot = float(people) / choice.lots
    found = planned(lot, starts=choice.start_moments, minimum=choice.minimum_group, maximum=choice.group_size)
    years = found.wait.mean / MONTHS_PER_YEAR
    return Schedule(
        per_year=people,
        groups_per_year=choice.lots * found.groups_per_year,
        mean_group=found.mean_group,
        start_moments=choice.start_moments,
        mean_months=found.wait.mean,
        one_in_ten_months=found.wait.one_in_ten,
        one_in_hundred_months=found.wait.one_in_hundred,
        full_group_first_months=first_of_group_months(lot, size=choice.group_size),
        waiting_now=waiting_at_any_moment(float(people), years),
        bridging_weeks=bridging_weeks(float(people), years),
        late_months=late_after(choice.component),
        late_share=_late(found, choice.component),
    )


def late_after(component: Component) -> int | None:
    """Return after how many months without an offer DUO extends the term: 6 for the onderwijsroute, 3 for the others.

    None for what is no leerroute: only the offer of a leerroute counts.
    """
    if component not in LEERROUTES:
        return None
    return HALF_A_YEAR if component == Component.ONDERWIJS else QUARTER


def _late(found: Planned, component: Component) -> float:
    six = late_after(component) == HALF_A_YEAR
    return found.longer_than_six_months if six else found.longer_than_three_months


def _expected(
    choice: ComponentChoice,
    group: JointGroup,
    figures: Mapping[str, Decimal],
    outside: Mapping[Component, Decimal],
) -> Expected:
    joins_others = group.scale in WITH_OTHER_REGIONS
    return Expected(
        choice=choice,
        label=group.label,
        scale=group.scale,
        participants={code: figures[code] for code in group.codes if code in figures},
        missing=tuple(code for code in group.codes if code not in figures),
        outside=outside.get(choice.component, Decimal(0)) if joins_others else Decimal(0),
    )
