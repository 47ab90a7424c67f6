"""Every region of the Netherlands on its own map: no overlap, and no fewer borders than a plain grid would show."""

import csv
import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

import pytest

from inburgering.charts.grid import ROW_HEIGHT, around, centre
from inburgering.charts.hexagons import assign, touching

DATA = Path(__file__).parents[3] / "regions" / "data"
Points = Mapping[str, tuple[float, float]]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _regions() -> dict[str, dict[str, tuple[float, float]]]:
    regions: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for row in _rows("municipalities.csv"):
        regions[row["region_code"]][row["cbs_code"]] = (float(row["lon"]), float(row["lat"]))
    return dict(sorted(regions.items()))


REGIONS = _regions()
NEIGHBOURS: set[tuple[str, str]] = {
    (min(row["code_a"], row["code_b"]), max(row["code_a"], row["code_b"]))
    for row in _rows("neighbours.csv")
    if row["kind"] in {"land", "fixed_link", "ferry"}
}
NAMES = {row["cbs_code"]: row["display_name"] for row in _rows("municipalities.csv")}


def _real(points: Points) -> set[tuple[str, str]]:
    return {(one, other) for one, other in NEIGHBOURS if one in points and other in points}


@cache
def _map_of(region: str) -> dict[str, tuple[int, int]]:
    return assign(REGIONS[region], NEIGHBOURS)


def _plain_grid(points: Points) -> dict[str, tuple[int, int]]:
    """Rows from north to south, within a row from west to east: the map without any calculation."""
    southward = sorted(points, key=lambda code: (-points[code][1], code))
    per_row = math.ceil(math.sqrt(len(points)))
    cells = {}
    for row in range(math.ceil(len(points) / per_row)):
        eastward = sorted(southward[row * per_row : (row + 1) * per_row], key=lambda code: points[code][0])
        cells.update({code: (column, row) for column, code in enumerate(eastward)})
    return cells


def _touching_in_squares(cells: Mapping[str, tuple[int, int]]) -> set[tuple[str, str]]:
    return {
        (one, other)
        for one in cells
        for other in cells
        if one < other and abs(cells[one][0] - cells[other][0]) + abs(cells[one][1] - cells[other][1]) == 1
    }


def _most_of_a_plain_grid(points: Points, real: Collection[tuple[str, str]]) -> int:
    plain = _plain_grid(points)
    return max(len(touching(plain) & set(real)), len(_touching_in_squares(plain) & set(real)))


def test_the_reference_data_hold_all_regions() -> None:
    assert len(REGIONS) == 35
    assert sum(len(points) for points in REGIONS.values()) == 342


@pytest.mark.parametrize("region", REGIONS)
def test_each_municipality_has_a_hexagon_of_its_own(region: str) -> None:
    points = REGIONS[region]

    cells = _map_of(region)

    assert set(cells) == set(points)
    assert len(set(cells.values())) == len(points)
    assert min(row for _, row in cells.values()) == 0
    assert min(2 * column + row % 2 for column, row in cells.values()) in {0, 1}


@pytest.mark.parametrize("region", REGIONS)
def test_no_fewer_real_neighbours_touch_than_on_a_plain_grid(region: str) -> None:
    points = REGIONS[region]
    real = _real(points)

    shown = touching(_map_of(region)) & real

    assert len(shown) >= _most_of_a_plain_grid(points, real)


def test_nine_of_ten_borders_of_the_country_show() -> None:
    shown = real = 0
    for region, points in REGIONS.items():
        shown += len(touching(_map_of(region)) & _real(points))
        real += len(_real(points))

    assert shown / real >= 0.9


def test_in_the_achterhoek_exactly_the_thirteen_real_borders_show() -> None:
    cells = _map_of("AM09")

    assert touching(cells) == _real(REGIONS["AM09"])
    assert len(touching(cells)) == 13
    rows = defaultdict(list)
    for code in sorted(cells, key=lambda code: cells[code]):
        rows[cells[code][1]].append(NAMES[code])
    assert [rows[row] for row in sorted(rows)] == [
        ["Berkelland"],
        ["Bronckhorst", "Oost Gelre", "Winterswijk"],
        ["Doetinchem", "Oude IJsselstreek", "Aalten"],
        ["Montferland"],
    ]


def test_the_order_of_the_input_does_not_matter() -> None:
    backwards = dict(reversed(REGIONS["AM02"].items()))
    pairs = [(other, one) for one, other in sorted(NEIGHBOURS, reverse=True)]

    assert assign(backwards, pairs) == _map_of("AM02")


def test_a_municipality_on_its_own_gets_the_first_cell() -> None:
    assert assign({"GM0001": (6.5, 52.0)}, []) == {"GM0001": (0, 0)}


def test_no_municipalities_give_no_map() -> None:
    assert assign({}, NEIGHBOURS) == {}


def test_municipalities_on_one_and_the_same_point_do_not_overlap() -> None:
    cells = assign({f"GM000{number}": (6.5, 52.0) for number in range(5)}, [])

    assert len(set(cells.values())) == 5


def test_twenty_five_municipalities_fit() -> None:
    points = {f"GM{n:04}": (5 + 0.1 * (n % 5), 52 + 0.06 * (n // 5)) for n in range(25)}

    assert len(set(assign(points, []).values())) == 25


@pytest.mark.parametrize("cell", [(0, 0), (0, 1), (3, 2), (3, 3), (-1, -1)])
def test_the_cells_around_a_cell_all_lie_one_hexagon_away(cell: tuple[int, int]) -> None:
    x, y = centre(cell)

    away = [math.hypot(centre(other)[0] - x, centre(other)[1] - y) for other in around(cell)]

    assert away == pytest.approx([1.0] * 6)
    assert pytest.approx(0.866, abs=0.001) == ROW_HEIGHT
