"""What stands in the way of agreeing on a plan: who is not covered, or wishes that clash, and nobody said so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from procurement.reports.checkpoint import Deviation
from regions.models import CooperationPlan
from regions.reports import cooperation
from regions.rules import wishes as wish_rules
from regions.rules.components import COMPONENT_LABELS, COMPONENT_SHORT, Component
from regions.rules.cooperation import Area, Group
from regions.rules.cooperation_coverage import misplaced, not_placed

HOW_TO_MARK = "Noem het bij ‘Nog open’, of zet de gemeente bij ‘Wie mag afwijken’."
HOW_TO_KEEP_BOTH = "Noem deze gemeenten bij ‘Nog open’, of pas de wensen aan."


def objections(
    plan: CooperationPlan, *, still_open: Sequence[str], may_deviate: Sequence[Deviation]
) -> tuple[str, ...]:
    """Return in Dutch what keeps this plan from being agreed on; empty when all is covered or said to be open."""
    groups, area = cooperation.groups_of(plan), cooperation.area_of(plan)
    uncovered = [
        sentence
        for component in Component
        for sentence in _unsaid(component, groups.get(component, ()), area, still_open, may_deviate)
    ]
    clashes = [
        f"{clash.sentence} {HOW_TO_KEEP_BOTH}"
        for clash in wish_rules.clashes(cooperation.wishes_of(plan))
        if not any(_names_all(one, _parties(clash)) for one in still_open)
    ]
    return (*(f"{one} {HOW_TO_MARK}" for one in uncovered), *clashes)


def _unsaid(
    component: Component,
    groups: Sequence[Group],
    area: Area,
    still_open: Sequence[str],
    may_deviate: Sequence[Deviation],
) -> list[str]:
    wrong = misplaced(component, groups, area)
    about = [one for one in still_open if _is_about(one, component)]
    if not groups and about:
        return wrong
    free = {one.code for one in may_deviate if one.component in ("", component.value)}
    asked = {
        code: name
        for code, name in area.names.items()
        if code not in free and not any(names(one, name) for one in about)
    }
    return [*not_placed(component, groups, replace(area, names=asked)), *wrong]


def _is_about(sentence: str, component: Component) -> bool:
    called = {COMPONENT_LABELS[component].casefold(), COMPONENT_SHORT[component].casefold()}
    rest = sentence.casefold()
    for other in (one.casefold() for labels in (COMPONENT_LABELS, COMPONENT_SHORT) for one in labels.values()):
        # "het participatiedeel van de Z-route" says nothing about the Z-route itself.
        rest = rest if other in called else rest.replace(other, "") if any(one in other for one in called) else rest
    return any(names(rest, one) for one in called)


def names(sentence: str, name: str) -> bool:
    """Whether a sentence that somebody typed speaks of this name, in capitals or not, and not within a longer word."""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", sentence.casefold()) is not None


def _names_all(sentence: str, wanted: Iterable[str]) -> bool:
    return all(names(sentence, name) for name in wanted)


def _parties(clash: wish_rules.Clash) -> set[str]:
    return {name for wish in clash.wishes for name in (wish.name, wish.other_name) if name}
