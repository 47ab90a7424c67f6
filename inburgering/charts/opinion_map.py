"""Municipalities as dots on two axes, each with its name beside it; shape and colour say which group."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inburgering.charts import palette
from inburgering.charts.grid import Point
from inburgering.charts.heatmap import text
from inburgering.charts.labels import broken, text_width
from inburgering.charts.svg import Svg, element, figure, outline

RADIUS = 7.0
REACH = 1.25 * RADIUS + 1  # of the largest sign
APART = 2 * RADIUS + 3  # between the middles of two dots
SIZE = 14.0
NAME_HEIGHT = 18.0
MARGIN = 10.0
LINE = 18.0  # between the lines of the words at an axis
FARTHEST = 240  # px from a dot to its name
LEADER = 14.0  # px of room between a dot and its name from which a line joins them
GROUPS = 4
NOTHING = 1e-6
SIDEWAYS = 0.1  # cosine from which a name stands beside its dot, not straight above or below
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Dot:
    """A municipality: `x` to the right and `y` upward in any unit, the same for both; `group` is 1 to 4, or 0."""

    name: str
    x: float
    y: float
    group: int = 0
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Ends:
    """The words at the ends of both axes; empty words leave an end bare."""

    left: str = ""
    right: str = ""
    top: str = ""
    bottom: str = ""


def opinion_map(dots: Sequence[Dot], ends: Ends, *, label: str, width: float = 760, height: float = 440) -> Svg:
    """Return the map; `height` is that of the field between the words. `label` is the alternative text.

    Dots that would cover one another are moved apart until they touch. No name covers a dot or another name, for up to
    25 of them in the usual size. Raises ValueError for a group that has no sign.
    """
    if any(not 0 <= dot.group <= GROUPS for dot in dots):
        raise ValueError(f"groups are numbered 1 to {GROUPS}")
    top_words = broken(ends.top, SIZE, width * 0.8)
    bottom_words = broken(ends.bottom, SIZE, width * 0.8)
    sides = [broken(words, SIZE, width / 2 - 30) for words in (ends.left, ends.right)]
    top = LINE * len(top_words) + 10
    field = (MARGIN, top, width - MARGIN, top + height)
    floor = top + height + LINE * len(bottom_words) + 6
    spots = _apart([_placed(dot, dots, field) for dot in dots], field)
    boxes = name_boxes(list(zip([dot.name for dot in dots], spots, strict=True)), field)
    parts = [*_axes(field), *_middle_words(top_words, "↑", (width / 2, LINE)),
             *_middle_words(bottom_words, "↓", (width / 2, top + height + LINE)),
             *_side_words(sides, floor + LINE, width)]  # fmt: skip
    for dot, spot, box in zip(dots, spots, boxes, strict=True):
        parts += [*_leader(spot, box), *_name(dot, box)]
    parts += [sign(dot.group, spot, is_mine=dot.is_mine) for dot, spot in zip(dots, spots, strict=True)]
    bottom = floor + LINE * max(len(words) for words in sides) + 6
    return figure(width, bottom, *parts, label=label, class_="opinion-map")


def sign(group: int, at: Point, *, is_mine: bool = False, radius: float = RADIUS) -> Svg:
    """Return the sign of a group: circle, square, triangle or diamond; without a group an open circle."""
    x, y = at
    edge = {0: palette.LINE, 1: palette.PETROL, 2: palette.COPPER, 3: palette.PLUM, 4: palette.INK}[group]
    fill = palette.SHEET if group == 0 else edge
    line, thick = (palette.INK, 2.5) if is_mine else (edge, 1.5)
    if group in {0, 1}:
        return element("circle", cx=x, cy=y, r=radius, fill=fill, stroke=line, stroke_width=thick, class_="dot")
    corners = {
        2: [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        3: [(0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
        4: [(0, -1.25), (1.1, 0), (0, 1.25), (-1.1, 0)],
    }[group]
    points = [(x + dx * radius, y + dy * radius) for dx, dy in corners]
    return element("path", d=outline(points), fill=fill, stroke=line, stroke_width=thick, class_="dot")


def group_sign(group: int) -> Svg:
    """Return the sign of a group for beside a text that names it."""
    return figure(20, 20, sign(group, (10, 10)), label="", class_="group-sign")


def _placed(dot: Dot, dots: Sequence[Dot], field: Box) -> Point:
    left, top, right, bottom = field
    room = 2 * RADIUS + NAME_HEIGHT  # so that a name fits above or below the outermost dots
    across = max(max(abs(one.x) for one in dots), 1e-9)
    along = max(max(abs(one.y) for one in dots), 1e-9)
    scale = min(((right - left) / 2 - 4 * RADIUS) / across, ((bottom - top) / 2 - room) / along)
    return (left + right) / 2 + dot.x * scale, (top + bottom) / 2 - dot.y * scale


def _apart(spots: Sequence[Point], field: Box) -> list[Point]:
    """Return the spots moved apart, the same for the same spots, within the field."""
    moved = list(spots)
    for _ in range(200):
        clash = False
        for one in range(len(moved)):
            for other in range(one):
                dx, dy = moved[one][0] - moved[other][0], moved[one][1] - moved[other][1]
                gap = math.hypot(dx, dy)
                if gap >= APART - NOTHING:
                    continue
                clash = True
                # Dots on the same spot leave in a direction of their own.
                away = (dx / gap, dy / gap) if gap > NOTHING else (math.cos(2.4 * one), math.sin(2.4 * one))
                push = (APART - gap) / 2 + 0.01
                moved[one] = _inside((moved[one][0] + away[0] * push, moved[one][1] + away[1] * push), field)
                moved[other] = _inside((moved[other][0] - away[0] * push, moved[other][1] - away[1] * push), field)
        if not clash:
            break
    return moved


def _inside(spot: Point, field: Box) -> Point:
    left, top, right, bottom = field
    return min(max(spot[0], left + RADIUS), right - RADIUS), min(max(spot[1], top + RADIUS), bottom - RADIUS)


def name_boxes(named: Sequence[tuple[str, Point]], field: Box) -> list[Box]:
    """Return where each name stands: as near its dot as it fits, beside it rather than above or below.

    Who has the least room around it is placed first.
    """
    spots = [spot for _, spot in named]
    taken = [(x - REACH, y - REACH, x + REACH, y + REACH) for x, y in spots]
    found: dict[int, Box] = {}

    def crowd(at: int) -> float:
        others = (math.dist(spots[at], spot) for place, spot in enumerate(spots) if place != at)
        return min(others, default=0.0)

    for at in sorted(range(len(named)), key=lambda place: (round(crowd(place), 6), place)):
        name, spot = named[at]
        width = text_width(name, SIZE) + 6
        free = (box for box in _candidates(spot, width) if _within(box, field) and not _hits(box, taken))
        found[at] = next(free, next(_candidates(spot, width)))
        taken.append(found[at])
    return [found[at] for at in range(len(named))]


def _candidates(spot: Point, width: float) -> Iterator[Box]:
    x, y = spot
    half = NAME_HEIGHT / 2
    gap = REACH + 1
    while gap < FARTHEST:
        for degrees in (0, 180, -30, 30, -150, 150, -90, 90, -60, 60, -120, 120):
            dx, dy = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            # The nearest edge of the box lies `gap` away from the middle of the dot.
            middle_x = x + dx * (gap + width / 2) if abs(dx) > SIDEWAYS else x
            middle_y = y + dy * (gap + half)
            yield middle_x - width / 2, middle_y - half, middle_x + width / 2, middle_y + half
        gap += 5


def _within(box: Box, field: Box) -> bool:
    return box[0] >= field[0] and box[1] >= field[1] and box[2] <= field[2] and box[3] <= field[3]


def _hits(box: Box, taken: Sequence[Box]) -> bool:
    return any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken)


def _axes(field: Box) -> Iterator[Svg]:
    left, top, right, bottom = field
    middle, centre = (left + right) / 2, (top + bottom) / 2
    yield element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=palette.SHEET,
                  stroke=palette.HAIRLINE)  # fmt: skip
    for x1, y1, x2, y2 in ((left, centre, right, centre), (middle, top, middle, bottom)):
        yield element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=palette.HAIRLINE, stroke_width=1)


def _middle_words(lines: Sequence[str], arrow: str, at: Point) -> Iterator[Svg]:
    for place, line in enumerate(lines):
        said = f"{arrow} {line}" if place == 0 else line
        yield text(said, (at[0], at[1] + place * LINE), SIZE, anchor="middle", fill=palette.INK_2)


def _side_words(sides: Sequence[Sequence[str]], top: float, width: float) -> Iterator[Svg]:
    left, right = sides
    for place, line in enumerate(left):
        said = f"← {line}" if place == 0 else line
        yield text(said, (MARGIN, top + place * LINE), SIZE, fill=palette.INK_2)
    for place, line in enumerate(right):
        said = f"{line} →" if place == 0 else line
        yield text(said, (width - MARGIN, top + place * LINE), SIZE, anchor="end", fill=palette.INK_2)


def _leader(spot: Point, box: Box) -> Iterator[Svg]:
    x = min(max(spot[0], box[0]), box[2])
    y = min(max(spot[1], box[1]), box[3])
    if math.dist(spot, (x, y)) > RADIUS + LEADER:
        yield element("line", x1=spot[0], y1=spot[1], x2=x, y2=y, stroke=palette.LINE, stroke_width=1)


def _name(dot: Dot, box: Box) -> Iterator[Svg]:
    left, top, right, bottom = box
    if dot.is_mine:
        yield element("rect", x=left, y=top, width=right - left, height=bottom - top, fill=palette.MARKER,
                      class_="mine")  # fmt: skip
    weight = 600 if dot.is_mine else 400
    yield text(dot.name, ((left + right) / 2, bottom - 4.5), SIZE, weight=weight, anchor="middle")
