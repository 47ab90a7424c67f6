"""In words with whom a component is done: a scale, or the groups when no scale says it."""

from __future__ import annotations

from collections.abc import Sequence

from inburgering.notation import count
from procurement.rules.choices import SCALE_LABELS, Area, JointGroup, Scale

WITH_OTHERS = "hele regio, met andere regio’s"


def short(groups: Sequence[JointGroup], area: Area) -> str:
    """Return "per subregio", "hele regio" and so on, or "2 groepen"."""
    return _scale(groups, area) or count(len(groups), "groep", "groepen")


def full(groups: Sequence[JointGroup], area: Area) -> str:
    """Return the same with the names of the groups: "2 groepen: Noord en West; Oost"."""
    names = "; ".join(_named(group) for group in groups)
    return _scale(groups, area) or f"{count(len(groups), 'groep', 'groepen')}: {names}"


def _scale(groups: Sequence[JointGroup], area: Area) -> str:
    """Return the label of the scale; nothing when these groups are not what a scale stands for."""
    if all(len(group.codes) == 1 for group in groups):
        return SCALE_LABELS[Scale.LOKAAL]
    if len(groups) == 1 and set(groups[0].codes) == set(area.names):
        scale = groups[0].scale
        if scale == Scale.BOVENREGIONAAL:
            return WITH_OTHERS
        return SCALE_LABELS[scale if scale == Scale.GECLUSTERD else Scale.REGIONAAL]
    is_per_subregion = {frozenset(group.codes) for group in groups} == {
        frozenset(codes) for codes in area.subregions.values()
    }
    return SCALE_LABELS[Scale.SUBREGIONAAL] if is_per_subregion else ""


def _named(group: JointGroup) -> str:
    return f"{group.label}, {SCALE_LABELS[group.scale]}" if group.scale == Scale.BOVENREGIONAAL else group.label
