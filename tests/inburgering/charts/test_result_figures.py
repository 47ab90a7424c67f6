"""Heat map, bars and opinion map: the figure says what its numbers say, and nothing covers anything."""

import random
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from inburgering.charts import bars, heatmap, opinion_map
from inburgering.charts.distribution import SCALE
from inburgering.charts.opinion_map import APART, RADIUS, Dot, Ends, name_boxes
from inburgering.charts.svg import Svg

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = [heatmap.Column("Aalten", is_mine=True, group="Oost"), heatmap.Column("Montferland", starts_gap=True)]
CELLS = (heatmap.answer_cell(2, is_limit=True), heatmap.answer_cell(None, missing="weet niet"))
ROWS = [heatmap.Row("Sterk verdeeld (1)"), heatmap.Row("7  Les in de eigen gemeente", CELLS, "1,7", 0.8)]
NAMES = ["Aalten", "Berkelland", "Bronckhorst", "Doetinchem", "Montferland", "Oost Gelre", "Oude IJsselstreek",
         "Winterswijk", "Neder-Betuwe", "Buren", "Tiel", "Zaltbommel", "Maasdriel", "West Betuwe", "Culemborg",
         "West Maas en Waal", "Druten", "Beuningen", "Wijchen", "Nijmegen", "Heumen", "Mook en Middelaar",
         "Berg en Dal", "Overbetuwe", "Zevenaar"]  # fmt: skip


def parsed(svg: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own figure


def texts(svg: Svg) -> list[str]:
    return [node.text or "" for node in parsed(svg).iter(f"{SVG}text")]


def spots(count: int, seed: int) -> list[tuple[float, float]]:
    generator = random.Random(seed)  # noqa: S311 - no secret
    return [(generator.gauss(0, 1), generator.gauss(0, 0.6)) for _ in range(count)]


@pytest.mark.parametrize(
    "svg",
    [
        heatmap.heatmap(COLUMNS, ROWS, label="<b>&"),
        bars.bars([bars.Bar("<b>&", 1, "½")], maximum=2, label="Staven"),
        bars.bars([], maximum=2, label="Geen staven"),
        bars.couples([bars.Couple("<b>&", -2, 1.5)], names=("klein", "groot"), label="Paren"),
        opinion_map.opinion_map([Dot("<b>&", 1, 0, 1, is_mine=True)], Ends("links", "rechts"), label="Kaart"),
        opinion_map.group_sign(3),
    ],
)
def test_a_figure_is_well_formed_and_holds_no_style_script_or_id(svg: Svg) -> None:
    root = parsed(svg)

    assert not {node.tag for node in root.iter()} & {f"{SVG}style", f"{SVG}script", f"{SVG}b"}
    assert not {name for node in root.iter() for name in node.attrib} & {"style", "id"}
    assert root.get("aria-hidden") == "true" or root.get("aria-label")
    sizes = [float(node.get("font-size", "0")) for node in root.iter(f"{SVG}text")]
    assert all(size >= 13 for size in sizes)


def test_every_cell_carries_its_sign_and_the_heading_its_words() -> None:
    said = texts(heatmap.heatmap(COLUMNS, ROWS, label="Verschillen"))

    assert {"Oost", "Aalten", "Montferland", "Sterk verdeeld (1)", "7  Les in de eigen gemeente", "+2 !", "1,7"} <= set(
        said
    )
    assert "weet niet" in said


def test_many_columns_get_their_names_on_a_slant_and_stay_apart() -> None:
    columns = [heatmap.Column(name) for name in NAMES]
    row = heatmap.Row("1  Stelling", tuple(heatmap.answer_cell(0) for _ in NAMES))
    root = parsed(heatmap.heatmap(columns, [row], label="Verschillen"))

    cells = [node for node in root.iter(f"{SVG}rect") if node.get("class") == "cell"]
    lefts = [float(node.get("x", "0")) for node in cells]
    assert len(cells) == 25
    assert min(right - left for left, right in pairwise(lefts)) >= heatmap.NARROWEST_CELL
    assert {node.get("fill") for node in cells} == {SCALE[0].field}
    assert any("rotate(-55" in (node.get("transform") or "") for node in root.iter(f"{SVG}text"))


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell per column"):
        heatmap.heatmap(COLUMNS, [heatmap.Row("1", (heatmap.answer_cell(1),))], label="")


def test_bars_are_as_long_as_their_values() -> None:
    root = parsed(bars.bars([bars.Bar("a", 1), bars.Bar("b", 2)], maximum=4, label="Staven", width=500))
    one, two = [float(node.get("width", "0")) for node in root.iter(f"{SVG}rect") if node.get("class") == "bar"]

    assert two == pytest.approx(2 * one, abs=0.02)


def test_on_a_telephone_the_words_stand_above_the_bar() -> None:
    wide, narrow = (bars.bars([bars.Bar("Een lange stelling", 1, "1,0")], maximum=2, label="x", width=width)
                    for width in (760, 343))  # fmt: skip

    assert float(parsed(narrow).get("width", "0")) <= 343 < float(parsed(wide).get("width", "0"))
    assert float(parsed(narrow).get("height", "0")) > float(parsed(wide).get("height", "0"))
    couple = bars.couples(
        [bars.Couple("Een lange stelling", -1, 1, "2,0")], names=("klein", "groot"), label="x", width=343
    )
    assert float(parsed(couple).get("width", "0")) <= 343


def test_bars_and_means_stay_on_their_axis() -> None:
    with pytest.raises(ValueError, match="between 0 and the maximum"):
        bars.bars([bars.Bar("a", 3)], maximum=2, label="")
    with pytest.raises(ValueError, match="on the scale"):
        bars.couples([bars.Couple("a", 3, 0)], names=("a", "b"), label="")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("count", "width", "height"), [(25, 760, 440), (8, 343, 320)])
def test_no_name_covers_another_name_or_a_dot(count: int, width: float, height: float, seed: int) -> None:
    dots = [Dot(name, x, y, 1) for name, (x, y) in zip(NAMES, spots(count, seed), strict=False)]
    root = parsed(opinion_map.opinion_map(dots, Ends(), label="Kaart", width=width, height=height))

    circles = [(float(node.get("cx", "0")), float(node.get("cy", "0"))) for node in root.iter(f"{SVG}circle")]
    field = (opinion_map.MARGIN, 10.0, width - opinion_map.MARGIN, 10.0 + height)
    boxes = name_boxes(list(zip(NAMES[:count], circles, strict=True)), field)

    assert len(circles) == count
    assert [name for name in texts_of(root) if name in NAMES] == NAMES[:count]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for (x, y), (left, top, right, bottom) in ((circle, box) for circle in circles for box in boxes):
        assert not (left < x + RADIUS and x - RADIUS < right and top < y + RADIUS and y - RADIUS < bottom)


def texts_of(root: ElementTree.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def test_municipalities_with_the_same_answers_stand_side_by_side() -> None:
    dots = [Dot(name, 1.0, 0.5, 1) for name in NAMES[:6]] + [Dot("Tiel", -1, 0, 1)]
    root = parsed(opinion_map.opinion_map(dots, Ends("links", "rechts", "boven", "onder"), label="Kaart"))
    circles = [(float(node.get("cx", "0")), float(node.get("cy", "0"))) for node in root.iter(f"{SVG}circle")]

    for one, other in combinations(circles, 2):
        assert ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 >= APART - 0.1
    assert {"← links", "rechts →", "↑ boven", "↓ onder"} <= set(texts_of(root))


def test_a_group_without_a_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="numbered 1 to 4"):
        opinion_map.opinion_map([Dot("Aalten", 0, 0, 5)], Ends(), label="")


def test_groups_differ_by_shape() -> None:
    shapes = {opinion_map.group_sign(group).split("<")[2].split(" fill")[0] for group in (1, 2, 3, 4)}

    assert len(shapes) == 4
