"""How a plan begins: each component at the scale that most municipalities want. A start to talk about, no advice."""

from collections import Counter
from collections.abc import Mapping

from regions.rules.components import LEERROUTES, Component, Scale
from regions.rules.cooperation import Area, Group, group_of


def most_wanted(wanted: Mapping[str, Scale]) -> Scale | None:
    """Return the scale that more municipalities want than any other; None when there is no such scale."""
    first, second, *_ = [*Counter(wanted.values()).most_common(), (None, 0), (None, 0)]
    return first[0] if first[1] > second[1] else None


def starting_groups(component: Component, wanted: Mapping[str, Scale], area: Area) -> tuple[Group, ...]:
    """Return the groups that a plan begins with, from what municipalities want by CBS code.

    Without a scale that most want, a leerroute begins per subregion, and any other component with each municipality
    apart: the college is responsible until it chooses otherwise.
    """
    scale = most_wanted({code: one for code, one in wanted.items() if code in area.names})
    return groups_at(scale or (Scale.SUBREGIONAAL if component in LEERROUTES else Scale.LOKAAL), area)


def groups_at(scale: Scale, area: Area) -> tuple[Group, ...]:
    """Return the groups of a component at one scale. Who stands in no subregion is in none of the groups of these."""
    if scale is Scale.LOKAAL:
        return tuple(group_of([code], area) for code in sorted(area.codes, key=area.name))
    if scale is Scale.SUBREGIONAAL:
        return tuple(group_of(codes, area) for one in area.subregions if (codes := area.members(one)))
    return (group_of(area.codes, area, None if scale is Scale.REGIONAAL else scale),)
