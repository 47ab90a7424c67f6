"""One component over all its purchases: the mean wait, the longest one, who waits at any moment and what that asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.rules.choices import Component
from procurement.rules.volumes_purchase import Expected, Schedule, schedule
from procurement.rules.waiting import groups_in_progress

ONE_YEAR = 1.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Waits in months. `mean_months` weighs every purchase by its people; `longest` is the purchase that waits longest.

    `in_progress` are the groups that have lessons at the same time for every year that a course lasts.
    """

    component: Component
    per_year: Decimal
    lots: int
    mean_months: float
    longest: Expected
    longest_months: float
    waiting_now: float
    bridging_weeks: float
    groups_per_year: float
    in_progress: float


def summaries(purchases: Sequence[Expected], factor: Decimal = Decimal(1)) -> tuple[Summary, ...]:
    """Return a line per component that has groups and expects people, in the order of the components."""
    planned = [(one, found) for one in purchases if (found := schedule(one, factor)) is not None]
    return tuple(
        _summary(component, [pair for pair in planned if pair[0].choice.component == component])
        for component in Component
        if any(one.choice.component == component for one, _ in planned)
    )


def _summary(component: Component, planned: Sequence[tuple[Expected, Schedule]]) -> Summary:
    people = sum((found.per_year for _, found in planned), Decimal(0))
    longest, worst = max(planned, key=lambda pair: (pair[1].mean_months, pair[0].label))
    groups = sum(found.groups_per_year for _, found in planned)
    return Summary(
        component=component,
        per_year=people,
        lots=sum(one.choice.lots for one, _ in planned),
        mean_months=sum(float(found.per_year) * found.mean_months for _, found in planned) / float(people),
        longest=longest,
        longest_months=worst.mean_months,
        waiting_now=sum(found.waiting_now for _, found in planned),
        bridging_weeks=sum(found.bridging_weeks for _, found in planned),
        groups_per_year=groups,
        in_progress=groups_in_progress(groups, ONE_YEAR),
    )
