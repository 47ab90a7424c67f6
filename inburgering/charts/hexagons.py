"""Which municipality gets which hexagon.

How a grid is chosen and what that costs. On a given set of cells the municipalities are always assigned by least
total distance (scipy's linear_sum_assignment, exact). Which set of cells is used is the free choice, made in two
steps. First an endless grid in several sizes and shifts (never turned: north stays up) is laid over the
region, and every municipality takes a cell by least total distance. Then, from the best few of those, one cell at a
time is traded for an empty cell at the edge and the assignment is solved again, as long as more real neighbours touch,
or fewer strangers do. The total distance may grow to DISTANCE_CEILING times what the same grid gave before the
trades, no further: a map that shows every border but puts a municipality on the wrong side of the region helps nobody.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from inburgering.charts.grid import ROW_HEIGHT, Cell, around

# Width of a hexagon as a multiple of the mean distance to the nearest other municipality.
SIZES = (0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8)
SHIFTS_PER_AXIS = 5
STARTS = 8
DISTANCE_CEILING = 1.3
_STEP = 2  # to a cell that shares a side: two half columns, or one half column and one row

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Rank = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One municipality per cell, by index in the order of their codes. Rank: the smallest is the best."""

    rank: Rank
    cells: Integers
    spots: Floats
    size: float


def assign(points: Mapping[str, tuple[float, float]], neighbours: Collection[tuple[str, str]]) -> dict[str, Cell]:
    """Each municipality of one region on a cell of its own, as (column, row) from 0.

    `points` holds longitude and latitude in degrees per code; pairs of `neighbours` with a code outside `points`
    are passed over, so the national list will do. The outcome depends on the content only, not on its order.
    """
    codes = sorted(points)
    if not codes:
        return {}
    spots, borders = _projected([points[code] for code in codes]), _borders(codes, neighbours)
    worst_first = sorted(_drafts(spots, borders), key=lambda draft: draft.rank, reverse=True)
    different = {draft.cells.tobytes(): draft for draft in worst_first}  # of equal maps the best placed one remains
    best = sorted(different.values(), key=lambda draft: draft.rank)[:STARTS]
    chosen = min((_traded(draft, borders) for draft in best), key=lambda draft: draft.rank)
    return dict(zip(codes, _from_origin(chosen.cells), strict=True))


def touching(assignment: Mapping[str, Cell]) -> set[tuple[str, str]]:
    """The pairs of municipalities whose hexagons share a side, each pair once and in alphabetical order of code."""
    holder = {cell: code for code, cell in assignment.items()}
    return {
        (code, holder[cell])
        for code in assignment
        for cell in around(assignment[code])
        if cell in holder and code < holder[cell]
    }


def _projected(points: list[tuple[float, float]]) -> Floats:
    """Equirectangular at the mean latitude, y to the south, in mean distances to the nearest other municipality."""
    degrees = np.array(points, dtype=np.float64)
    flat = np.stack([degrees[:, 0] * np.cos(np.radians(degrees[:, 1].mean())), -degrees[:, 1]], axis=1)
    flat -= flat.mean(axis=0)
    if len(points) == 1:
        return flat
    apart = np.hypot(*(flat[:, None] - flat[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    spacing = float(apart.min(axis=1).mean())
    return flat / (spacing or 1.0)


def _borders(codes: list[str], neighbours: Collection[tuple[str, str]]) -> Flags:
    index = {code: position for position, code in enumerate(codes)}
    borders = np.zeros((len(codes), len(codes)), dtype=np.bool_)
    for one, other in neighbours:
        if one in index and other in index:
            borders[index[one], index[other]] = borders[index[other], index[one]] = True
    return borders


def _drafts(projected: Floats, borders: Flags) -> Iterator[_Draft]:
    """Least total distance on an endless grid, for every size and shift."""
    steps = [step / SHIFTS_PER_AXIS for step in range(SHIFTS_PER_AXIS)]
    for size in SIZES:
        for right in steps:
            for down in steps:  # the pattern of rows repeats every two rows
                spots = projected / size + np.array([right, down * 2 * ROW_HEIGHT])
                grid = _cells_within_reach(spots)
                distances = _distances(spots, grid)
                ordered, total = _least_total_distance(distances, grid)
                yield _Draft((*_touches(ordered, borders), round(total * size, 6)), ordered, spots, size)


def _traded(draft: _Draft, borders: Flags) -> _Draft:
    """The same draft after every trade of a cell for an empty one at the edge that improves its rank."""
    ceiling = draft.rank[2] * DISTANCE_CEILING
    while better := min(_trades(draft, borders, ceiling), key=lambda trade: trade.rank, default=None):
        draft = better
    return draft


def _trades(draft: _Draft, borders: Flags, ceiling: float) -> Iterator[_Draft]:
    edge = _edge(draft.cells)
    to_own, to_edge = _distances(draft.spots, draft.cells), _distances(draft.spots, edge)
    for given in range(len(draft.cells)):
        for taken in range(len(edge)):
            cells, distances = draft.cells.copy(), to_own.copy()
            cells[given], distances[:, given] = edge[taken], to_edge[:, taken]
            ordered, total = _least_total_distance(distances, cells)
            if total * draft.size > ceiling:
                continue
            rank = (*_touches(ordered, borders), round(total * draft.size, 6))
            if rank < draft.rank:
                yield replace(draft, rank=rank, cells=ordered)


def _least_total_distance(distances: Floats, cells: Integers) -> tuple[Integers, float]:
    rows, chosen = linear_sum_assignment(distances)
    return cells[chosen], float(distances[rows, chosen].sum())


def _touches(cells: Integers, borders: Flags) -> tuple[int, int]:
    """Minus the number of real neighbours that touch, and the number of others that touch."""
    doubled, rows = 2 * cells[:, 0] + cells[:, 1] % 2, cells[:, 1]
    across, down = abs(doubled[:, None] - doubled), abs(rows[:, None] - rows)
    touch = (across + down == _STEP) & (down <= 1) & (across > 0)
    real = int((touch & borders).sum()) // 2
    return -real, int(touch.sum()) // 2 - real


def _cells_within_reach(spots: Floats) -> Integers:
    """Cells enough for any least distance: per municipality its n nearest, for at most n - 1 of them are taken."""
    reach = int(np.ceil(np.abs(spots).max() + np.sqrt(len(spots)))) + 1
    around_all = np.arange(-reach, reach + 1)
    columns, rows = (axis.ravel() for axis in np.meshgrid(around_all, around_all))
    grid = np.stack([columns, rows], axis=1)
    nearest = np.argpartition(_distances(spots, grid), len(spots), axis=1)[:, : len(spots)]
    within: Integers = grid[np.unique(nearest)]
    return within


def _distances(spots: Floats, cells: Integers) -> Floats:
    middles = np.stack([cells[:, 0] + 0.5 * (cells[:, 1] % 2), cells[:, 1] * ROW_HEIGHT], axis=1)
    away = spots[:, None] - middles[None]
    distances: Floats = np.sqrt((away**2).sum(axis=2))
    return distances


def _edge(cells: Integers) -> Integers:
    taken = {(int(column), int(row)) for column, row in cells}
    return np.array(sorted({cell for own in taken for cell in around(own)} - taken), dtype=np.int64)


def _from_origin(cells: Integers) -> list[Cell]:
    """The same figure in the upper left corner. In half columns, because a step of one row shifts half a column."""
    doubled, rows = 2 * cells[:, 0] + cells[:, 1] % 2, cells[:, 1] - cells[:, 1].min()
    left = int(doubled.min())
    left -= (left + int(cells[:, 1].min())) % 2
    return [(int(half - left - row % 2) // 2, int(row)) for half, row in zip(doubled, rows, strict=True)]
