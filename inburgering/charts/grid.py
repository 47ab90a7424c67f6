"""The hexagon grid that the maps stand on: pointy-top hexagons in rows, every odd row half a hexagon to the right.

A cell is (column, row); the row counts from the north. Lengths are in widths of one hexagon, so that two cells in
one row lie 1 apart and two rows lie ROW_HEIGHT apart.
"""

import math

Cell = tuple[int, int]
Point = tuple[float, float]

ROW_HEIGHT = math.sqrt(3) / 2

# Clockwise from the north-east; side k of a hexagon runs between its corners k and k + 1 (see corners).
_STEPS_EVEN_ROW = ((0, -1), (1, 0), (0, 1), (-1, 1), (-1, 0), (-1, -1))
_STEPS_ODD_ROW = ((1, -1), (1, 0), (1, 1), (0, 1), (-1, 0), (0, -1))


def centre(cell: Cell) -> Point:
    """Where the middle of a cell lies: x to the east, y to the south, in widths of a hexagon."""
    column, row = cell
    return column + 0.5 * (row % 2), row * ROW_HEIGHT


def around(cell: Cell) -> tuple[Cell, ...]:
    """The six cells that share a side with this one, clockwise from the north-east: one per side, in that order."""
    column, row = cell
    steps = _STEPS_ODD_ROW if row % 2 else _STEPS_EVEN_ROW
    return tuple((column + right, row + down) for right, down in steps)


def corners(middle: Point, radius: float) -> tuple[Point, ...]:
    """The six corners clockwise from the top, at `radius` from the middle."""
    x, y = middle
    half = radius * ROW_HEIGHT
    return (
        (x, y - radius),
        (x + half, y - radius / 2),
        (x + half, y + radius / 2),
        (x, y + radius),
        (x - half, y + radius / 2),
        (x - half, y - radius / 2),
    )
