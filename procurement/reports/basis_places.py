"""How many people live where, and how far municipalities are apart: from public reference data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from procurement.rules.cost_travel import metres_between
from regions.models import Municipality, Population


@dataclass(frozen=True, slots=True)
class Places:
    """The newest count of inhabitants by CBS code, and straight lines in whole metres, by code both ways."""

    inhabitants: dict[str, int]
    distances: dict[str, dict[str, int]]


def places(codes: Iterable[str]) -> Places:
    """Return what is known of these municipalities; one query. One without a count is absent from `inhabitants`."""
    newest = Population.objects.filter(municipality=OuterRef("pk")).order_by("-counted_on").values("inhabitants")[:1]
    found = list(Municipality.objects.filter(code__in=list(codes)).annotate(newest=Subquery(newest)).order_by("code"))
    points = {one.code: (one.longitude, one.latitude) for one in found}
    return Places(
        inhabitants={one.code: one.newest for one in found if one.newest},
        distances={
            code: {other: metres_between(points[code], points[other]) for other in points if other != code}
            for code in points
        },
    )
