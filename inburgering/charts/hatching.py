"""The five hatchings that say which subregion a tile belongs to, drawn as shapes within a hexagon."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from inburgering.charts import palette
from inburgering.charts.grid import Point
from inburgering.charts.svg import Svg, element, number, outline

Polygon = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Hatching:
    """How one subregion looks: `drawn` fills a convex polygon with the marks, in the colour `mark` on `tint`."""

    mark: str
    tint: str
    drawn: Callable[[Polygon, str], Svg]

    def fill(self, area: Polygon) -> tuple[Svg, Svg]:
        """The tinted area and the marks on it."""
        return element("path", d=outline(area), fill=self.tint), self.drawn(area, self.mark)


def of_group(group: int) -> Hatching:
    """The hatching of subregion 1 to 5. Raises ValueError for any other number: a proposal has five at most."""
    if group not in _HATCHINGS:
        raise ValueError(f"no hatching for subregion {group}; they are numbered 1 to {len(_HATCHINGS)}")
    return _HATCHINGS[group]


def stripes(area: Polygon, colour: str, *, degrees: float, width: float, every: float) -> Svg:
    """Parallel bands within a convex polygon; in one figure they run on from polygon to polygon.

    `degrees` turns the band from lying flat, against the clock.
    """
    along = (math.cos(math.radians(degrees)), -math.sin(math.radians(degrees)))
    across = (-along[1], along[0])
    reach = [x * across[0] + y * across[1] for x, y in area]
    bands = []
    for step in range(math.floor(min(reach) / every), math.ceil(max(reach) / every) + 1):
        middle = (step + 0.5) * every
        band = _within(_within(area, across, middle + width / 2), (-across[0], -across[1]), width / 2 - middle)
        bands.append(outline(band) if band else "")
    return element("path", d="".join(bands), fill=colour)


def _lozenges(area: Polygon, colour: str) -> Svg:
    one = stripes(area, colour, degrees=55, width=1.3, every=7)
    return element("g", one, stripes(area, colour, degrees=-55, width=1.3, every=7))


def _dots(area: Polygon, colour: str) -> Svg:
    """Radius 1.9 on every other point of a grid of 4, as points of a line with round ends: short to write."""
    return element(
        "path",
        d="".join(f"M{number(x)} {number(y)}h.01" for x, y in _raster(area, 4.0)),
        stroke=colour,
        stroke_width=3.8,
        stroke_linecap="round",
        fill="none",
    )


def _raster(area: Polygon, step: float) -> Iterator[Point]:
    margin = 0.9  # the dots at the side reach under the line of the border
    xs, ys = [x for x, _ in area], [y for _, y in area]
    for row in range(math.floor(min(ys) / step), math.ceil(max(ys) / step) + 1):
        for column in range(math.floor(min(xs) / step), math.ceil(max(xs) / step) + 1):
            spot = ((column + 0.5) * step, (row + 0.5) * step)
            if (row + column) % 2 == 0 and _depth(area, spot) >= margin:
                yield spot


def _depth(area: Polygon, spot: Point) -> float:
    """How far a spot lies within a convex polygon that runs clockwise on the screen; negative outside."""
    depths = []
    for (x1, y1), (x2, y2) in zip(area, [*area[1:], area[0]], strict=True):
        length = math.hypot(x2 - x1, y2 - y1)
        depths.append(((x2 - x1) * (spot[1] - y1) - (y2 - y1) * (spot[0] - x1)) / length)
    return min(depths)


def _within(area: Polygon, direction: Point, limit: float) -> list[Point]:
    """The part of a polygon that reaches no further than `limit` in a direction (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for one, other in zip(area, [*area[1:], *area[:1]], strict=True):
        here = one[0] * direction[0] + one[1] * direction[1] - limit
        there = other[0] * direction[0] + other[1] * direction[1] - limit
        if here <= 0:
            kept.append(one)
        if (here < 0 < there) or (there < 0 < here):
            part = here / (here - there)
            kept.append((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])))
    return kept


_HATCHINGS = {
    1: Hatching(
        palette.PETROL, palette.LIGHT_PETROL, lambda area, mark: stripes(area, mark, degrees=45, width=2.6, every=7)
    ),
    2: Hatching(palette.COPPER, palette.LIGHT_COPPER, _dots),
    3: Hatching(palette.PLUM, palette.LIGHT_PLUM, lambda area, mark: stripes(area, mark, degrees=0, width=2, every=6)),
    4: Hatching(palette.INK, palette.DEEP_PAPER, _lozenges),
    5: Hatching(
        palette.OLIVE, palette.LIGHT_OLIVE, lambda area, mark: stripes(area, mark, degrees=90, width=1.6, every=4.5)
    ),
}
