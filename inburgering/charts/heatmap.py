"""A table of coloured cells: rows, columns, a sign in every cell, so that colour never stands alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inburgering.charts import palette
from inburgering.charts.distribution import SCALE, VALUES
from inburgering.charts.grid import Point
from inburgering.charts.labels import broken, text_width
from inburgering.charts.svg import FONT, Svg, element, figure, number

ROW_HEIGHT = 30.0
SECTION_HEIGHT = 34.0
GROUP_HEIGHT = 26.0
GAP = 12.0  # between groups of columns
MOST_LABEL = 430.0
NOTE_WIDTH = 96.0
NARROWEST_UPRIGHT = 62.0  # px; narrower columns get their name on a slant
WIDEST_CELL = 84.0
NARROWEST_CELL = 34.0
LINE = 15.0  # px between the lines of a column's name
SLANT = 55  # degrees
SIZE = 13.0  # px, the smallest text in a figure


@dataclass(frozen=True, slots=True)
class Cell:
    """Its words, the colour of its field (None: a dashed empty box), and where on the scale it lies, if anywhere."""

    text: str
    field: str | None = None
    ink: str = palette.INK
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """`group` is the name above the first column of a group; `starts_gap` leaves room before this column."""

    name: str
    is_mine: bool = False
    starts_gap: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row without cells is a heading. `note` stands to the right, and `share` (0 to 1) is drawn as a bar there."""

    label: str
    cells: tuple[Cell, ...] = ()
    note: str = ""
    share: float | None = None
    is_mine: bool = False


def answer_cell(value: int | None, *, missing: str = "geen antw.", is_limit: bool = False) -> Cell:
    """Return the cell of an answer of -2 to 2; `missing` says why there is none. Raises KeyError off the scale."""
    if value is None:
        return Cell(missing)
    answer = SCALE[value]
    return Cell(f"{answer.sign} !" if is_limit else answer.sign, answer.field, answer.text, value)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where everything stands: left edges of the columns, widths, and the height of the head."""

    label_width: float
    cell_width: float
    lefts: tuple[float, ...]
    head: float
    has_groups: bool

    @property
    def right(self) -> float:
        return self.lefts[-1] + self.cell_width if self.lefts else self.label_width

    @property
    def is_slanted(self) -> bool:
        return self.cell_width < NARROWEST_UPRIGHT


def heatmap(columns: Sequence[Column], rows: Sequence[Row], *, label: str, width: float = 1160) -> Svg:
    """Return the figure; it becomes wider than `width` when the columns need it. `label` is the alternative text.

    Raises ValueError when a row has another number of cells than there are columns.
    """
    if any(row.cells and len(row.cells) != len(columns) for row in rows):
        raise ValueError("every row has one cell per column")
    noted = any(row.note for row in rows)
    frame = _frame(columns, rows, width - (NOTE_WIDTH if noted else 0))
    parts = list(_head(columns, frame))
    top = frame.head
    for row in rows:
        parts += list(_row(row, columns, frame, top))
        top += ROW_HEIGHT if row.cells else SECTION_HEIGHT
    parts += list(_own_column(columns, frame, top))
    # A name on a slant leans over the last column.
    lean = text_width(columns[-1].name, SIZE) * 0.6 if columns and frame.is_slanted else 0.0
    total = frame.right + max(NOTE_WIDTH if noted else 0.0, lean) + 2
    return figure(total, top + 2, *parts, label=label, class_="heatmap")


def _frame(columns: Sequence[Column], rows: Sequence[Row], width: float) -> _Frame:
    label_width = min(max((text_width(row.label, 15) + 16 for row in rows), default=80.0), MOST_LABEL)
    gaps = sum(column.starts_gap for column in columns) * GAP
    room = (width - label_width - gaps) / max(len(columns), 1)
    cell_width = min(max(room, NARROWEST_CELL), WIDEST_CELL)
    lefts, left = [], label_width
    for column in columns:
        left += GAP if column.starts_gap else 0
        lefts.append(left)
        left += cell_width
    has_groups = any(column.group for column in columns)
    if cell_width < NARROWEST_UPRIGHT:
        names = max((text_width(column.name, SIZE) for column in columns), default=0.0) * 0.85 + 14
    else:
        lines = max((len(broken(column.name, SIZE, cell_width - 6)) for column in columns), default=1)
        names = lines * LINE + 12
    return _Frame(label_width, cell_width, tuple(lefts), names + (GROUP_HEIGHT if has_groups else 0), has_groups)


def _head(columns: Sequence[Column], frame: _Frame) -> Iterator[Svg]:
    for column, left in zip(columns, frame.lefts, strict=True):
        if column.group:
            yield text(column.group, (left + 2, 17), 14, weight=600)
        middle = left + frame.cell_width / 2
        weight = 600 if column.is_mine else 400
        if frame.is_slanted:
            if column.is_mine:
                yield _marker(left, frame.head - 8, frame.cell_width, 8)
            at = (middle + 3, frame.head - 10)
            yield text(column.name, at, SIZE, weight=weight, turned=-SLANT)
            continue
        lines = broken(column.name, SIZE, frame.cell_width - 6)
        if column.is_mine:
            height = len(lines) * LINE + 10
            yield _marker(left, frame.head - height, frame.cell_width, height)
        for place, line in enumerate(reversed(lines)):
            yield text(line, (middle, frame.head - 8 - place * LINE), SIZE, weight=weight, anchor="middle")


def _row(row: Row, columns: Sequence[Column], frame: _Frame, top: float) -> Iterator[Svg]:
    if not row.cells:
        yield text(row.label, (0, top + SECTION_HEIGHT - 10), 15, weight=600)
        return
    middle = top + ROW_HEIGHT / 2
    if row.is_mine:
        yield _marker(0, top, frame.label_width - 4, ROW_HEIGHT)
    size = SIZE if text_width(row.label, 15) > MOST_LABEL - 16 else 14.0
    yield text(row.label, (6 if row.is_mine else 0, middle + 5), size, weight=600 if row.is_mine else 400)
    for cell, left in zip(row.cells, frame.lefts, strict=True):
        yield _cell(cell, left, top, frame.cell_width)
    yield from _note(row, frame.right + 14, middle)


def _note(row: Row, left: float, middle: float) -> Iterator[Svg]:
    if row.share is not None:
        length = 44 * min(max(row.share, 0.0), 1.0)
        yield element("rect", x=left, y=middle - 4, width=44, height=8, fill=palette.DEEP_PAPER)
        yield element("rect", x=left, y=middle - 4, width=length, height=8, fill=palette.INK)
        left += 52
    if row.note:
        yield text(row.note, (left, middle + 5), 14)


def _cell(cell: Cell, left: float, top: float, width: float) -> Svg:
    middle = left + width / 2
    box: dict[str, str | float] = {"x": left + 1, "y": top + 1, "width": width - 2, "height": ROW_HEIGHT - 2}
    if cell.field is None:
        parts = [element("rect", **box, fill="none", stroke=palette.LINE, stroke_dasharray="3 2", class_="cell")]
        parts.append(_fitted(cell.text, (middle, top + 19), width - 6, palette.INK_2))
        return element("g", *parts)
    parts = [element("rect", **box, fill=cell.field, class_="cell")]
    parts.append(text(cell.text, (middle, top + 18), SIZE, weight=600, anchor="middle", fill=cell.ink))
    if cell.place is not None:
        step = (width - 14) / len(VALUES)
        start, y = left + 7, top + ROW_HEIGHT - 6.5
        parts.append(element("rect", x=start, y=y, width=step * len(VALUES), height=1, fill=cell.ink))
        at = start + VALUES.index(cell.place) * step
        parts.append(element("rect", x=at, y=y - 2, width=step, height=3, fill=cell.ink))
    return element("g", *parts)


def _fitted(words: str, at: Point, room: float, fill: str) -> Svg:
    """Return the words, or a dash where they do not fit; the table beside the figure has them in full."""
    shown = words if text_width(words, SIZE) <= room else "–"
    return text(shown, at, SIZE, anchor="middle", fill=fill)


def _own_column(columns: Sequence[Column], frame: _Frame, bottom: float) -> Iterator[Svg]:
    for column, left in zip(columns, frame.lefts, strict=True):
        if column.is_mine:
            for x in (left, left + frame.cell_width):
                yield element("line", x1=x, y1=frame.head, x2=x, y2=bottom, stroke=palette.INK, stroke_width=2)


def _marker(left: float, top: float, width: float, height: float) -> Svg:
    return element("rect", x=left, y=top, width=width, height=height, fill=palette.MARKER, class_="mine")


def text(
    said: str, at: Point, size: float, *, weight: int = 400, anchor: str = "start", fill: str = palette.INK,
    turned: float = 0,
) -> Svg:  # fmt: skip
    """One line of text from its start or around its middle; `turned` in degrees around its own foot."""
    turn = f"rotate({number(turned)} {number(at[0])} {number(at[1])})" if turned else None
    return element(
        "text", said, x=at[0], y=at[1], text_anchor=anchor, font_family=FONT, font_size=size, font_weight=weight,
        fill=fill, transform=turn,
    )  # fmt: skip
