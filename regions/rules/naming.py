"""What subregions are called: by where they lie in their region."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, hypot, radians
from statistics import fmean

Place = tuple[float, float]  # longitude, latitude in degrees
Offset = tuple[float, float]  # east, north of the middle of the region; both in degrees of latitude

WHOLE_REGION = "Hele regio"
MIDDLE = "Midden"
MOST_BY_COMPASS = 5  # a region has at most 5 subregions; beyond that the compass gives no help
FEWEST_WITH_MIDDLE = 3
COMPASS: Mapping[str, Offset] = {
    "Noord": (0, 1),
    "Oost": (1, 0),
    "Zuid": (0, -1),
    "West": (-1, 0),
    "Noordoost": (1, 1),
    "Zuidoost": (1, -1),
    "Zuidwest": (-1, -1),
    "Noordwest": (-1, 1),
}
# A plain direction is preferred up to 30 degrees beside it; the middle fits a group within a quarter of the radius.
BETWEEN_TWO_DIRECTIONS = 0.12
AWAY_FROM_MIDDLE = 2.0


def names(groups: Sequence[Sequence[str]], places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return a name per group, in the same order and all different: Noord, Oost, Midden, Zuidwest.

    A group is where the mean of its municipalities lies, seen from the mean of the region. One group is "Hele regio";
    more than 5, or groups without any known place, are numbered.
    """
    if len(groups) == 1:
        return (WHOLE_REGION,)
    known = [[places[code] for code in group if code in places] for group in groups]
    if len(groups) > MOST_BY_COMPASS or not all(known):
        return tuple(f"Subregio {number}" for number in range(1, len(groups) + 1))
    everyone = [place for group in known for place in group]
    middle = _mean(everyone)
    radius = fmean(hypot(*_offset(place, middle)) for place in everyone) or 1.0
    return _best_names([_misfits(_offset(_mean(group), middle), radius, len(groups)) for group in known])


def _best_names(misfits: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
    """Return different names for all groups that fit best together;

    Among equals the first in the order of the names.
    """
    order = tuple(misfits[0])

    @cache
    def best(at: int, taken: frozenset[int]) -> tuple[float, tuple[int, ...]]:
        if at == len(misfits):
            return 0.0, ()
        choices = []
        for place, name in enumerate(order):
            if place not in taken:
                misfit, others = best(at + 1, taken | {place})
                choices.append((round(misfits[at][name] + misfit, 9), (place, *others)))
        return min(choices)

    return tuple(order[place] for place in best(0, frozenset())[1])


def _misfits(offset: Offset, radius: float, count: int) -> dict[str, float]:
    """Return how badly each name fits a group that lies here: 0 is exactly in that direction, 2 the opposite of it."""
    east, north = offset
    distance = hypot(east, north)
    found = {}
    for name, (to_east, to_north) in COMPASS.items():
        along = (east * to_east + north * to_north) / (distance * hypot(to_east, to_north)) if distance else 0.0
        found[name] = 1 - along + (BETWEEN_TWO_DIRECTIONS if to_east and to_north else 0.0)
    found[MIDDLE] = AWAY_FROM_MIDDLE * (distance / radius) ** 2 if count >= FEWEST_WITH_MIDDLE else 2 * AWAY_FROM_MIDDLE
    return found


def _mean(places: Sequence[Place]) -> Place:
    return fmean(longitude for longitude, _ in places), fmean(latitude for _, latitude in places)


def _offset(place: Place, middle: Place) -> Offset:
    return (place[0] - middle[0]) * cos(radians(middle[1])), place[1] - middle[1]
