"""Bars on one shared axis, and two means beside each other on the answer scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inburgering.charts import palette
from inburgering.charts.distribution import SCALE, VALUES
from inburgering.charts.grid import Point
from inburgering.charts.heatmap import text
from inburgering.charts.labels import text_width
from inburgering.charts.svg import Svg, element, figure

ROW = 30.0
STACKED = 480.0  # px; narrower than this the words stand above their bar
STACKED_ROW = 50.0
HEAD = 24.0
MOST_LABEL = 430.0
MARK = 7.0  # radius


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `note` stands behind it. `strong` fills it, the others are open: the words say what that means."""

    label: str
    value: float
    note: str = ""
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Couple:
    """Two means of -2 to 2 on one statement."""

    label: str
    one: float
    other: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the words, the bars and the notes stand; `drop` is how far a bar stands below the top of its row."""

    left: float
    room: float
    right: float
    row: float
    drop: float

    @property
    def width(self) -> float:
        return self.left + self.room + self.right


def _grid(labels: Sequence[str], notes: Sequence[str], width: float) -> _Grid:
    right = max((text_width(one, 14) for one in notes), default=0.0) + 14
    if width < STACKED:
        return _Grid(0.0, max(width - right, 120.0), right, STACKED_ROW, 20.0)
    left = min(max((text_width(one, 14) for one in labels), default=0.0) + 16, MOST_LABEL)
    return _Grid(left, max(width - left - right, 160.0), right, ROW, 0.0)


def bars(rows: Sequence[Bar], *, maximum: float, label: str, width: float = 860) -> Svg:
    """Return one bar per row, in the order given. `label` is the alternative text.

    Raises ValueError for a value below 0 or above the maximum.
    """
    if any(not 0 <= row.value <= maximum for row in rows):
        raise ValueError("a bar lies between 0 and the maximum")
    grid = _grid([row.label for row in rows], [row.note for row in rows], width)
    parts: list[Svg] = []
    for place, row in enumerate(rows):
        top = place * grid.row
        low = top + grid.drop
        length = grid.room * row.value / maximum
        parts.append(text(row.label, (0, top + (14 if grid.drop else 20)), 14))
        parts.append(element("rect", x=grid.left, y=low + 8, width=grid.room, height=14, fill=palette.DEEP_PAPER))
        parts.append(_bar(grid.left, low + 8, max(length, 1.0), strong=row.strong))
        parts.append(text(row.note, (grid.left + grid.room + 10, low + 20), 14))
    return figure(grid.width, max(len(rows), 1) * grid.row, *parts, label=label, class_="bars")


def couples(rows: Sequence[Couple], *, names: tuple[str, str], label: str, width: float = 860) -> Svg:
    """Return per row an open circle and a full square on the scale, named in the head. `label` as in bars.

    Raises ValueError for a mean off the scale.
    """
    lowest, highest = VALUES[0], VALUES[-1]
    if any(not lowest <= mean <= highest for row in rows for mean in (row.one, row.other)):
        raise ValueError("a mean lies on the scale")
    grid = _grid([row.label for row in rows], [row.note for row in rows], width)

    def at(mean: float) -> float:
        return grid.left + MARK + (mean - lowest) / (highest - lowest) * (grid.room - 2 * MARK)

    parts = list(_legend(names))
    floor = 2 * HEAD + len(rows) * grid.row
    for value in VALUES:
        parts.append(text(SCALE[value].sign, (at(value), 2 * HEAD - 6), 13, anchor="middle", fill=palette.INK_2))
        if not grid.drop:  # lines through the words would make these hard to read
            parts.append(_line((at(value), 2 * HEAD), (at(value), floor), palette.HAIRLINE, 1))
    for place, row in enumerate(rows):
        top = 2 * HEAD + place * grid.row
        middle = top + grid.drop + ROW / 2
        parts.append(text(row.label, (0, top + (14 if grid.drop else 20)), 14))
        if grid.drop:
            parts.append(_line((at(lowest), middle), (at(highest), middle), palette.HAIRLINE, 1))
        parts.append(_line((at(row.one), middle), (at(row.other), middle), palette.LINE, 2))
        parts += [_circle(at(row.one), middle), _square(at(row.other), middle)]
        parts.append(text(row.note, (grid.left + grid.room + 10, middle + 5), 14))
    return figure(grid.width, floor + 2, *parts, label=label, class_="couples")


def _legend(names: tuple[str, str]) -> Iterator[Svg]:
    first, second = names
    yield _circle(MARK + 1, 12)
    yield text(first, (2 * MARK + 8, 17), 14)
    left = 2 * MARK + 8 + text_width(first, 14) + 24
    yield _square(left, 12)
    yield text(second, (left + MARK + 8, 17), 14)


def _bar(left: float, top: float, width: float, *, strong: bool) -> Svg:
    fill, edge = (palette.INK, None) if strong else (palette.SHEET, palette.INK)
    return element("rect", x=left, y=top, width=width, height=14, fill=fill, stroke=edge, class_="bar")


def _line(start: Point, end: Point, colour: str, width: float) -> Svg:
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=colour, stroke_width=width)


def _circle(x: float, y: float) -> Svg:
    return element(
        "circle", cx=x, cy=y, r=MARK, fill=palette.SHEET, stroke=palette.PETROL, stroke_width=2.5, class_="one"
    )


def _square(x: float, y: float) -> Svg:
    side = 1.7 * MARK
    return element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, fill=palette.COPPER, class_="other")
