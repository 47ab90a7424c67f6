"""Distributions, ranges and counts: the figure says what its numbers say."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from inburgering.charts.distribution import (
    SCALE,
    VALUES,
    Slat,
    dots,
    position_line,
    position_mark,
    progress_slats,
    spread_bar,
)
from inburgering.charts.ranges import hex_count, range_bar, steps
from inburgering.charts.svg import Svg, element, number

SVG = "{http://www.w3.org/2000/svg}"


def _parsed(svg: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own figure


def _all(svg: Svg, tag: str, class_: str | None = None) -> list[ElementTree.Element]:
    found = _parsed(svg).iter(SVG + tag)
    return [node for node in found if class_ is None or node.get("class") == class_]


@pytest.mark.parametrize(
    "svg",
    [
        dots({-2: 2, 1: 3}, 1, mine=1),
        spread_bar(1.2, label="<b>&"),
        position_line(-1),
        position_mark(2),
        progress_slats(list(Slat)),
        progress_slats([]),
        range_bar(1, 2, 3, 2, axis=(0, 4)),
        steps(2),
        hex_count(6, 8, label="<b>&"),
    ],
)
def test_a_figure_is_well_formed_and_holds_no_style_script_or_id(svg: Svg) -> None:
    root = _parsed(svg)

    assert not {node.tag for node in root.iter()} & {f"{SVG}style", f"{SVG}script", f"{SVG}b"}
    assert not {name for node in root.iter() for name in node.attrib} & {"style", "id"}
    assert root.get("aria-hidden") == "true" or root.get("aria-label")


def test_each_municipality_is_one_equal_block() -> None:
    blocks = _all(dots({-2: 2, -1: 1, 1: 3}, 2), "rect", "block")

    assert len(blocks) == 8
    assert len({block.get("height") for block in blocks}) == 1
    assert [block.get("fill") for block in blocks].count(SCALE[1].field) == 3
    assert sum(block.get("stroke-dasharray") is not None for block in blocks) == 2


def test_a_distribution_names_its_signs_and_numbers() -> None:
    svg = dots({-2: 2, 0: 1}, 3)

    said = [text.text for text in _all(svg, "text")]
    assert said == ["2", "−2", "0", "−1", "1", "0", "0", "+1", "0", "+2", "3", "weet niet"]
    assert _parsed(svg).get("aria-label") == (
        "Aantal gemeenten per antwoord: 2 helemaal oneens, 0 oneens, 1 neutraal, 0 eens, 0 helemaal eens, "
        "3 weet niet of geen antwoord."
    )


def test_text_in_a_distribution_stays_within_a_telephone() -> None:
    root = _parsed(dots({2: 12}, 4))

    assert float(root.get("width", "0")) <= 311
    assert all(float(text.get("font-size", "0")) >= 13 for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("mine", [None, -1])
def test_my_answer_is_marked_only_where_it_is_counted(mine: int | None) -> None:
    assert not _all(dots({1: 2}, mine=mine), "rect", "mine")
    assert len(_all(dots({1: 2}, mine=1), "rect", "mine")) == 1


@pytest.mark.parametrize(("counts", "unknown"), [({3: 1}, 0), ({1: -1}, 0), ({}, -1)])
def test_counts_off_the_scale_are_refused(counts: dict[int, int], unknown: int) -> None:
    with pytest.raises(ValueError, match="-2 to 2"):
        dots(counts, unknown)


@pytest.mark.parametrize(("value", "width"), [(0, "0"), (1, "33"), (2, "66"), (5, "66"), (-1, "0")])
def test_a_spread_fills_its_part_of_the_bar(value: float, width: str) -> None:
    assert _all(spread_bar(value), "rect")[1].get("width") == width


def test_the_big_dot_moves_from_left_to_right() -> None:
    places = [float(_all(position_line(value), "circle")[-1].get("cx", "0")) for value in VALUES]

    assert places == sorted(set(places))
    assert len(_all(position_line(0), "circle")) == 6


def test_each_step_has_a_slat() -> None:
    states = [Slat.DONE, Slat.OPEN, Slat.NOW, Slat.RUNNING]

    assert len(_all(progress_slats(states), "rect")) == 4
    assert _parsed(progress_slats(states)).get("height") == "18"
    assert _parsed(progress_slats([Slat.DONE], thick=12)).get("height") == "12"


def test_a_range_lies_between_its_ends_with_the_circle_at_the_middle() -> None:
    svg = range_bar(Decimal(131), Decimal(139), Decimal(149), Decimal(147), axis=(Decimal(125), Decimal(180)))

    band, circle, now = _all(svg, "line", "band")[0], _all(svg, "circle", "mid")[0], _all(svg, "line", "now")[0]
    low, high = float(band.get("x1", "0")), float(band.get("x2", "0"))
    assert low < float(circle.get("cx", "0")) < float(now.get("x1", "0")) < high
    assert now.get("stroke-dasharray")


def test_a_range_without_the_present_situation_has_no_dashed_line() -> None:
    assert not _all(range_bar(1, 2, 3, axis=(0, 4)), "line", "now")


def test_an_axis_of_one_point_still_draws() -> None:
    assert _all(range_bar(2, 2, 2, axis=(2, 2)), "circle", "mid")


@pytest.mark.parametrize("amounts", [(3, 2, 4), (1, 5, 4), (-1, 2, 3), (1, 2, 9)])
def test_amounts_off_the_axis_or_in_the_wrong_order_are_refused(amounts: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="rises from low to high"):
        range_bar(*amounts, axis=(0, 8))


def test_a_count_shows_all_places_full_ones_first() -> None:
    fills = [path.get("fill") for path in _all(hex_count(6, 8), "path")]

    assert len(fills) == 8
    assert len(set(fills[:6])) == 1
    assert len(set(fills[6:])) == 1
    assert fills[0] != fills[7]
    assert len(_all(steps(3), "rect")) == 4


@pytest.mark.parametrize("n", [-1, 9])
def test_more_than_all_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        hex_count(n, 8)


@pytest.mark.parametrize(
    ("value", "text"), [(12.5, "12.5"), (3.0, "3"), (-0.25, "-0.25"), (-0.001, "0"), (100, "100"), (0.333, "0.33")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


def test_text_is_escaped_and_markup_is_not() -> None:
    assert element("g", element("text", "<b>&", x=1), fill='"') == (
        '<g fill="&quot;"><text x="1">&lt;b&gt;&amp;</text></g>'
    )
