"""Which wishes of municipalities a scenario does not meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from procurement.rules.choices import Component
from procurement.rules.comparison_outcome import Outcome
from procurement.rules.cost_assumptions import IN_GROUPS
from regions.models import CooperationPlan, Region
from regions.reports import cooperation
from regions.rules.cooperation import Group
from regions.rules.wishes import Kind, Standing, Wish, judged, sentence


def wishes_of(region: Region) -> list[Wish]:
    """Return what the municipalities of this region wished and did not withdraw; one query."""
    return cooperation.wishes_of(CooperationPlan(organisation_id=region.organisation_id))  # whoever reads which plan


def with_broken(outcome: Outcome, wishes: Iterable[Wish] | None) -> Outcome:
    """Return the outcome with the wishes it does not meet, by CBS code; unchanged when these are not known."""
    if wishes is None:
        return outcome
    groups = {
        component: tuple(Group(p.label, tuple(sorted(p.participants)), p.scale) for p in found)
        for component in outcome.choices
        if (found := outcome.cost.mid.of_component(component))
    }
    broken: dict[str, tuple[str, ...]] = {}
    for wish in wishes:
        if _is_broken(wish, outcome, groups):
            broken[wish.code] = (*broken.get(wish.code, ()), sentence(wish))
    return replace(outcome, broken=broken)


def _is_broken(wish: Wish, outcome: Outcome, groups: Mapping[Component, tuple[Group, ...]]) -> bool:
    """An own leslocatie is kept when some lessons are given there, alone or by the choice of the scenario."""
    if wish.kind is not Kind.OWN_LOCATION:
        return judged(wish, groups).standing is Standing.BROKEN
    asked = [wish.component] if wish.component else list(groups)
    lessons = [
        group.codes == (wish.code,) or wish.code in outcome.choices[component].own_locations
        for component in asked
        if component in IN_GROUPS
        for group in groups.get(component, ())
        if wish.code in group.codes
    ]
    return bool(lessons) and not any(lessons)
