"""Who does a component with whom in a scenario, beside what a checkpoint says of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from inburgering.notation import listing, sort_key
from procurement.reports.checkpoint import Frozen
from procurement.rules.choices import (
    LEERROUTES,
    SCALE_LABELS,
    WITH_OTHER_REGIONS,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    JointGroup,
    Scale,
)
from procurement.rules.cost_groups import joint_groups
from regions.rules.components import component_name

MOST_NAMED = 3  # who leaves a group is named; with more of them the whole grouping is told

Division = frozenset[tuple[frozenset[str], Scale]]


def as_agreed(frozen: Frozen, component: Component) -> tuple[JointGroup, ...]:
    """Return the groups of the checkpoint; nothing when it says nothing of this component.

    A leerroute is for everybody: who stands in no group does it alone.
    """
    agreed = frozen.groups.get(component, ())
    if not agreed or component not in LEERROUTES:
        return agreed
    covered = {code for group in agreed for code in group.codes}
    return (*agreed, *(_alone(code, frozen.names) for code in sorted(set(frozen.names) - covered)))


def split_off(groups: Iterable[JointGroup], apart: Collection[str], names: Mapping[str, str]) -> tuple[JointGroup, ...]:
    """Return the groups with these municipalities (CBS codes) out of them, each by itself."""
    rest = [
        JointGroup(_without(group, apart, names), left, group.scale)
        for group in groups
        if (left := tuple(code for code in group.codes if code not in apart))
    ]
    return (*rest, *(_alone(code, names) for code in sorted(apart)))


def _without(group: JointGroup, apart: Collection[str], names: Mapping[str, str]) -> str:
    gone = sorted((names.get(code, code) for code in group.codes if code in apart), key=sort_key)
    return f"{group.label} zonder {listing(gone)}" if gone else group.label


def main_scale(groups: Sequence[JointGroup]) -> Scale:
    """Return the scale at which most municipalities do it: what a scenario with these groups is called by."""
    return max(groups, key=lambda group: len(group.codes)).scale


def recognised(
    groups: Sequence[JointGroup], bases: Mapping[str, Sequence[JointGroup]]
) -> tuple[str, frozenset[str]] | None:
    """Return which base (by its name) these groups come from, and who was split off from it; None when from none."""
    alone = {group.codes[0] for group in groups if len(group.codes) == 1 and group.scale == Scale.LOKAAL}
    for name, base in bases.items():
        already = {group.codes[0] for group in base if len(group.codes) == 1}
        apart = frozenset(alone - already)
        if base and division(split_off(base, apart, {})) == division(groups):
            return name, apart
    return None


def division(groups: Iterable[JointGroup]) -> Division:
    return frozenset((frozenset(group.codes), group.scale) for group in groups)


def deviations(
    frozen: Frozen, choices: Iterable[ComponentChoice], subregions: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return in Dutch where a scenario, with these subregions, leaves the checkpoint for who may not."""
    return tuple(
        f"Wijkt af van piketpaaltje {frozen.number}. {component_name(component)}: {told}."
        for component, told in departures(frozen, choices, subregions)
    )


def departures(
    frozen: Frozen, choices: Iterable[ComponentChoice], subregions: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Component, str], ...]:
    """Return the same per component, without what opens and closes the sentence."""
    return tuple((choice.component, told) for choice in choices for told in _of_component(frozen, choice, subregions))


def _of_component(frozen: Frozen, choice: ComponentChoice, subregions: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    agreed = frozen.groups.get(choice.component, ())
    try:
        now = joint_groups(choice, Area(frozen.names, subregions)) if agreed else ()
    except CannotCalculate:  # what is wrong with the scenario itself stands on its page already
        return
    if not now:
        return
    bound = {code for code in frozen.names if not frozen.may(code, choice.component)}
    left = sorted(_left(agreed, now, bound), key=lambda code: sort_key(frozen.names[code]))
    joined = _joined(agreed, now, bound)
    if not joined and 0 < len(left) <= MOST_NAMED:
        names = [frozen.names[code] for code in left]
        goes = "gaat" if len(left) == 1 else "gaan"
        yield f"{listing(names)} {goes} niet mee zoals afgesproken ({_short(agreed, frozen)})"
    elif joined or left or _wider(agreed, bound) != _wider(now, bound):
        yield f"nu {_now(choice, now, frozen)}, afgesproken was {_short(agreed, frozen)}"


def _left(agreed: Sequence[JointGroup], now: Sequence[JointGroup], bound: set[str]) -> set[str]:
    """Return who is no longer with the largest part of its agreed group."""
    at = {code: place for place, group in enumerate(now) for code in group.codes}
    found = set()
    for group in agreed:
        pieces: dict[int, list[str]] = {}
        for code in sorted(set(group.codes) & bound):
            pieces.setdefault(at.get(code, -1), []).append(code)
        stays = max(pieces.values(), key=len, default=[])
        found |= {code for piece in pieces.values() if piece is not stays for code in piece}
    return found


def _joined(agreed: Sequence[JointGroup], now: Sequence[JointGroup], bound: set[str]) -> bool:
    """Whether municipalities of two agreed groups now stand in one."""
    home = {code: place for place, group in enumerate(agreed) for code in group.codes if code in bound}
    return any(len({home[code] for code in group.codes if code in home}) > 1 for group in now)


def _wider(groups: Sequence[JointGroup], bound: set[str]) -> set[tuple[Scale, frozenset[str]]]:
    """Return who works with other regions: that does not show in who is in the group."""
    return {(group.scale, frozenset(group.codes) & bound) for group in groups if group.scale in WITH_OTHER_REGIONS} - {
        (scale, frozenset()) for scale in WITH_OTHER_REGIONS
    }


def _now(choice: ComponentChoice, now: Sequence[JointGroup], frozen: Frozen) -> str:
    return _short(now, frozen) if choice.groups else SCALE_LABELS[choice.scale]


def _short(groups: Sequence[JointGroup], frozen: Frozen) -> str:
    if all(len(group.codes) == 1 for group in groups):
        return SCALE_LABELS[Scale.LOKAAL]
    if len(groups) == 1 and len(groups[0].codes) == len(frozen.names):
        return SCALE_LABELS[groups[0].scale]
    return "; ".join(group.label for group in groups)


def _alone(code: str, names: Mapping[str, str]) -> JointGroup:
    return JointGroup(names.get(code, code), (code,), Scale.LOKAAL)
