"""What participants travel to their lessons: straight lines between municipalities, made longer by a detour factor."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from inburgering.notation import listing
from procurement.rules.choices import Area, CannotCalculate

EARTH_RADIUS_METRES = 6_371_000
METRES_PER_KILOMETRE = 1000
BOTH_WAYS = 2


@dataclass(frozen=True, slots=True)
class Travel:
    """Distances are whole metres in a straight line between the middles of municipalities, by CBS code both ways.

    `days` is the number of lesson days of a whole trajectory, None when nobody filled it in.
    """

    distances: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    detour: Decimal = Decimal(1)
    euro_per_km: Decimal = Decimal(0)
    days: Decimal | None = None


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> int:
    """Return the great-circle distance between two points (longitude, latitude in degrees), by the haversine."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(lon), math.radians(lat)) for lon, lat in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return round(2 * EARTH_RADIUS_METRES * math.asin(math.sqrt(half)))


def lesson_place(participants: Mapping[str, Decimal]) -> str:
    """Return the municipality (CBS code) with most participants; of equals the first by code."""
    return min(participants, key=lambda code: (-participants[code], code))


def travel_cost(
    participants: Mapping[str, Decimal], own_locations: frozenset[str], travel: Travel, area: Area
) -> dict[str, Decimal]:
    """Return euros per municipality: participants x days x both ways x km x detour x euro per km, never below 0.

    Lessons are given in the municipality with most participants; who has a leslocatie of its own does not travel.
    Empty when a kilometre costs nothing. Raises CannotCalculate for a distance or number of days that is missing.
    """
    if not travel.euro_per_km:
        return {}
    place = lesson_place(participants)
    travellers = [code for code, people in participants.items() if people and code not in {place, *own_locations}]
    if travellers and travel.days is None:
        raise CannotCalculate(
            "Het aantal lesdagen per traject ontbreekt. Vul het in bij de aannames, of zet de reiskosten per kilometer "
            "op 0."
        )
    missing = [area.names[code] for code in travellers if place not in travel.distances.get(code, {})]
    if missing:
        raise CannotCalculate(f"De afstand van {listing(missing)} naar {area.names[place]} ontbreekt.")
    per_km = BOTH_WAYS * (travel.days or Decimal(0)) * travel.detour * travel.euro_per_km / METRES_PER_KILOMETRE
    return {code: participants[code] * travel.distances[code][place] * per_km for code in travellers}
