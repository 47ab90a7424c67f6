"""The map of a region as equal hexagons, one per municipality, hatched by subregion."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inburgering.charts import palette
from inburgering.charts.grid import ROW_HEIGHT, Cell, Point, around, centre, corners
from inburgering.charts.hatching import of_group
from inburgering.charts.labels import broken
from inburgering.charts.svg import Svg, element, figure, number, outline, words

FIELD = 0.8  # size of the flat field as part of its tile; the ring around it carries the hatching
SMALLEST_TEXT = 13.0
LARGEST_TEXT = 17.0
NARROWEST_TILE = 96.0  # the narrowest on which names of 13 px break decently; a wider region makes a wider map
WIDEST_TILE = 150.0
MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality: `group` is its subregion from 1, or None while that is open. `href` is for a page only."""

    code: str
    cell: Cell
    label: str
    sublabel: str = ""
    group: int | None = None
    is_mine: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a tile lies in the drawing, in px."""

    tile: Tile
    middle: Point
    radius: float

    @property
    def tile_width(self) -> float:
        return self.radius * 2 * ROW_HEIGHT

    def hexagon(self, part: float = 1.0) -> tuple[Point, ...]:
        return corners(self.middle, self.radius * part)


def draw(tiles: Sequence[Tile], *, label: str, width: float = 524, paper: str = palette.PAPER) -> Svg:
    """The map, at most `width` px wide unless its tiles would become too small to read; then it is wider.

    `label` is the alternative text. Draw at 343 for a telephone, so that the names stay 13 px. `paper` is the
    colour behind the map, seen in the gaps within a subregion: white in print. Raises ValueError when two
    tiles claim one cell or there is none.
    """
    if not tiles or len({tile.cell for tile in tiles}) < len(tiles):
        raise ValueError("every tile needs a cell of its own, and a map needs a tile")
    places = _places(tiles, width)
    right = max(place.middle[0] + place.tile_width / 2 for place in places)
    bottom = max(place.middle[1] + place.radius for place in places)
    return figure(
        right + MARGIN,
        bottom + MARGIN,
        *(_drawn(place) for place in places),
        _borders(places, paper),
        *(_mark_of_mine(place) for place in places if place.tile.is_mine),
        label=label,
        class_="hexmap",
        links=any(tile.href for tile in tiles),
    )


def _places(tiles: Sequence[Tile], width: float) -> list[_Place]:
    """From north to south and from west to east: the order in which the keyboard and a reader pass them."""
    middles = {tile.cell: centre(tile.cell) for tile in tiles}
    left, right = min(x for x, _ in middles.values()), max(x for x, _ in middles.values())
    top = min(y for _, y in middles.values())
    tile_width = min(max((width - 2 * MARGIN) / (right - left + 1), NARROWEST_TILE), WIDEST_TILE)
    radius = tile_width / 2 / ROW_HEIGHT
    return [
        _Place(
            tile,
            (
                (middles[tile.cell][0] - left + 0.5) * tile_width + MARGIN,
                (middles[tile.cell][1] - top) * tile_width + radius + MARGIN,
            ),
            radius,
        )
        for tile in sorted(tiles, key=lambda tile: (tile.cell[1], tile.cell[0]))
    ]


def _drawn(place: _Place) -> Svg:
    tile = place.tile
    drawn = element(
        "g", *_surface(place), *_text(place), class_="tile is-mine" if tile.is_mine else "tile", data_code=tile.code
    )
    return element("a", drawn, href=tile.href) if tile.href else drawn


def _surface(place: _Place) -> list[Svg]:
    field = outline(place.hexagon(FIELD))
    if place.tile.group is None:
        tinted = [element("path", d=outline(place.hexagon()), fill=palette.SHEET)]
        return [*tinted, element("path", d=field, fill=palette.MARKER)] if place.tile.is_mine else tinted
    hatching = of_group(place.tile.group)
    tint = palette.MARKER if place.tile.is_mine else hatching.tint
    return [*hatching.fill(place.hexagon()), element("path", d=field, fill=tint)]


def _text(place: _Place) -> Iterator[Svg]:
    size = min(max(place.tile_width * 0.117, SMALLEST_TEXT), LARGEST_TEXT)
    small = max(size - 2, SMALLEST_TEXT)
    lines = [(line, size, 600, palette.INK) for line in broken(place.tile.label, size, place.tile_width * FIELD)]
    if place.tile.sublabel:
        lines.append((place.tile.sublabel, small, 400, palette.INK_2))
    leading = size * 1.25
    first = place.middle[1] - (len(lines) - 1) * leading / 2 + size * 0.35
    for position, (line, height, weight, colour) in enumerate(lines):
        at = (place.middle[0], round(first + position * leading, 1))
        yield words(line, at, round(height, 1), weight=weight, fill=colour)


def _mark_of_mine(place: _Place) -> Svg:
    return element("path", d=outline(place.hexagon(FIELD)), fill="none", stroke=palette.INK, stroke_width=2)


def _borders(places: Sequence[_Place], paper: str) -> Svg:
    """All sides, each once: gaps under, lines of ink over them, so that a gap ends at the line."""
    kinds: dict[str, list[str]] = {"gap": [], "open": [], "edge": [], "border": []}
    holders = {place.tile.cell: place.tile for place in places}
    for place in places:
        points = place.hexagon()
        for side, cell in enumerate(around(place.tile.cell)):
            if cell in holders and cell < place.tile.cell:
                continue
            (x1, y1), (x2, y2) = points[side], points[(side + 1) % 6]
            kind = _kind_of_side(place.tile, holders.get(cell))
            kinds[kind].append(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}")
    looks: Mapping[str, dict[str, str | float]] = {
        "gap": {"stroke": paper, "stroke_width": 4},
        "open": {"stroke": palette.LINE, "stroke_width": 1.5, "stroke_dasharray": "5 4"},
        "edge": {"stroke": palette.INK, "stroke_width": 2},
        "border": {"stroke": palette.INK, "stroke_width": 3},
    }
    lines = [
        element("path", d="".join(sides), fill="none", stroke_linecap="round", class_=kind, **looks[kind])
        for kind, sides in kinds.items()
        if sides
    ]
    return element("g", *lines)


def _kind_of_side(tile: Tile, beyond: Tile | None) -> str:
    if beyond is None:
        return "open" if tile.group is None else "edge"
    if tile.group == beyond.group:
        return "open" if tile.group is None else "gap"
    return "border"


def legend_hex(group: int | None, size: float = 20) -> Svg:
    """The sign of a subregion beside its name; a dashed hexagon for None. Decoration: the name stands beside it."""
    points = corners((size / 2, size / 2), size / 2 - 1)
    if group is None:
        return figure(size, size, _dashed(points), label="", class_="legend-hex")
    line = element("path", d=outline(points), fill="none", stroke=palette.INK, stroke_width=1.5)
    return figure(size, size, *of_group(group).fill(points), line, label="", class_="legend-hex")


def legend_mine(size: float = 20) -> Svg:
    """The sign of the own municipality beside its name."""
    points = corners((size / 2, size / 2), size / 2 - 1)
    field = element("path", d=outline(points), fill=palette.MARKER, stroke=palette.INK, stroke_width=1.5)
    return figure(size, size, field, label="", class_="legend-hex")


def _dashed(points: Sequence[Point]) -> Svg:
    return element(
        "path", d=outline(points), fill="none", stroke=palette.LINE, stroke_width=1.3, stroke_dasharray="4 3"
    )


def empty_state(size: float = 44) -> Svg:
    """Four tiles of which one is there: the picture of a page where nothing stands yet. `size` is one tile's height."""
    radius = size / 2
    step = radius * 2 * ROW_HEIGHT
    middles = [(1 + step * (place + 0.5), 1 + radius) for place in range(3)]
    below = (1 + step, 1 + radius + step * ROW_HEIGHT)
    tiles = [_dashed(corners(middle, radius - 0.5)) for middle in (*middles[:2], below)]
    first = element(
        "path",
        d=outline(corners(middles[2], radius - 0.5)),
        fill=palette.LIGHT_PETROL,
        stroke=palette.PETROL,
        stroke_width=2,
    )
    height = math.ceil(below[1] + radius + 1)
    return figure(math.ceil(step * 3 + 2), height, *tiles, first, label="", class_="empty-state")
