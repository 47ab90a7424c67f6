"""What the map of a region draws, and that nothing in it can break a page."""

import base64
import re
from xml.etree import ElementTree

import pytest

from inburgering.charts.hexmap import Tile, draw, empty_state, legend_hex, legend_mine
from inburgering.charts.labels import broken, text_width
from inburgering.charts.logo import logo_mark
from inburgering.charts.svg import Svg, data_uri

SVG = "{http://www.w3.org/2000/svg}"
TILES = [
    Tile("GM1859", (1, 0), "Berkelland", "29 per jaar", 1),
    Tile("GM1876", (1, 1), "Bronckhorst", "23 per jaar", 1),
    Tile("GM1586", (2, 1), "Oost Gelre", "19 per jaar", 2),
    Tile("GM0197", (2, 2), "Aalten", "17 per jaar", 2, is_mine=True),
    Tile("GM1509", (1, 2), "Oude IJsselstreek", "27 per jaar", None),
]


def _parsed(svg: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own figure


def _texts(svg: Svg) -> list[str]:
    return [text.text or "" for text in _parsed(svg).iter(f"{SVG}text")]


def test_every_tile_is_drawn_once_with_its_label() -> None:
    svg = draw(TILES, label="Kaart van de Achterhoek")

    drawn = [group.get("data-code") for group in _parsed(svg).iter(f"{SVG}g") if group.get("data-code")]
    assert sorted(drawn, key=str) == sorted(tile.code for tile in TILES)
    assert "Aalten" in _texts(svg)
    assert "17 per jaar" in _texts(svg)
    assert {"Oude", "IJsselstreek"} <= set(_texts(svg))


def test_the_figure_has_an_alternative_text() -> None:
    root = _parsed(draw(TILES, label='Drie "subregio\'s" & een open plek'))

    assert root.get("role") == "img"
    assert root.get("aria-label") == 'Drie "subregio\'s" & een open plek'


def test_a_map_with_links_is_a_group_so_that_the_keyboard_gets_in() -> None:
    root = _parsed(draw([Tile("GM0197", (0, 0), "Aalten", href="/regios/?a=1&b=2")], label="Kaart"))

    assert root.get("role") == "group"
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["/regios/?a=1&b=2"]


@pytest.mark.parametrize(
    "svg",
    [
        draw(TILES, label="<b>&"),
        draw([Tile("<b>&\"'", (0, 0), "<b>&", "<script>", 4, href='"><script>')], label="Kaart"),
        *(legend_hex(group) for group in (1, 2, 3, 4, 5, None)),
        legend_mine(),
        logo_mark(),
        empty_state(),
    ],
)
def test_a_figure_is_well_formed_and_holds_no_style_script_or_id(svg: Svg) -> None:
    root = _parsed(svg)

    assert root.tag == f"{SVG}svg"
    assert not {node.tag for node in root.iter()} & {f"{SVG}style", f"{SVG}script", "b", f"{SVG}b"}
    assert not {name for node in root.iter() for name in node.attrib} & {"style", "id", "onclick"}
    assert svg.__html__() == svg


def test_labels_are_escaped() -> None:
    svg = draw([Tile("GM0197", (0, 0), "<b>&", group=1)], label="Kaart")

    assert "&lt;b&gt;&amp;" in svg
    assert "<b>" not in svg


def test_sides_within_a_subregion_are_gaps_and_between_subregions_ink() -> None:
    paths = {path.get("class"): path for path in _parsed(draw(TILES, label="Kaart")).iter(f"{SVG}path")}

    assert paths["gap"].get("d", "").count("M") == 2  # Berkelland-Bronckhorst and Oost Gelre-Aalten
    assert paths["border"].get("stroke-width") == "3"
    assert paths["border"].get("d", "").count("M") == 4
    assert paths["open"].get("stroke-dasharray")
    shared = 6
    assert sum(paths[kind].get("d", "").count("M") for kind in ("gap", "border", "open", "edge")) == 6 * 5 - shared


def test_the_same_tiles_in_another_order_give_the_same_figure() -> None:
    assert draw(TILES, label="Kaart") == draw(TILES[::-1], label="Kaart")


def test_only_my_municipality_is_marked() -> None:
    groups = [group for group in _parsed(draw(TILES, label="Kaart")).iter(f"{SVG}g") if group.get("data-code")]

    assert [group.get("data-code") for group in groups if "is-mine" in (group.get("class") or "")] == ["GM0197"]


@pytest.mark.parametrize("width", [300, 343, 524, 900])
def test_text_is_13_px_at_least_and_lies_within_the_figure(width: int) -> None:
    root = _parsed(draw(TILES, label="Kaart", width=width))

    for text in root.iter(f"{SVG}text"):
        size, middle = float(text.get("font-size", "0")), float(text.get("x", "0"))
        assert size >= 13
        half = text_width(text.text or "", size) / 2
        assert half <= middle <= float(root.get("width", "0")) - half


def test_a_map_fits_the_width_it_is_given() -> None:
    assert float(_parsed(draw(TILES, label="Kaart", width=343)).get("width", "0")) <= 343


@pytest.mark.parametrize("tiles", [[], [Tile("GM0001", (0, 0), "A"), Tile("GM0002", (0, 0), "B")]])
def test_two_tiles_on_one_cell_or_no_tile_are_refused(tiles: list[Tile]) -> None:
    with pytest.raises(ValueError, match="cell of its own"):
        draw(tiles, label="Kaart")


@pytest.mark.parametrize("group", [0, 6, -1])
def test_a_sixth_subregion_has_no_hatching(group: int) -> None:
    with pytest.raises(ValueError, match="numbered 1 to 5"):
        legend_hex(group)


def test_the_hatchings_all_differ() -> None:
    assert len({legend_hex(group) for group in (1, 2, 3, 4, 5, None)}) == 6


def test_the_marks_of_a_hatching_stay_within_the_tile() -> None:
    numbers = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", "".join(legend_hex(group, 40) for group in (1, 2, 3, 4, 5)))

    assert numbers
    assert all(0 <= float(x) <= 40 and 0 <= float(y) <= 40 for x, y in numbers)


def test_an_address_of_an_image_holds_the_whole_figure() -> None:
    svg = draw(TILES, label="Fryslân")

    kind, _, coded = data_uri(svg).partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(coded).decode() == svg


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Aalten", ["Aalten"]),
        ("Oude IJsselstreek", ["Oude", "IJsselstreek"]),
        ("Súdwest-Fryslân", ["Súdwest-", "Fryslân"]),
        ("Ooststellingwerf", ["Ooststelling-", "werf"]),
        ("Schiermonnikoog", ["Schiermon-", "nikoog"]),
        ("Noordoost\u00adpolder", ["Noordoost-", "polder"]),
        ("De Wolden", ["De Wolden"]),
    ],
)
def test_names_break_where_a_reader_expects_it(name: str, lines: list[str]) -> None:
    assert broken(name, 13, 76.8) == lines


def test_a_word_without_a_place_to_break_stays_whole() -> None:
    assert broken("Brrrrrrrrrrrrrrrrr", 13, 40) == ["Brrrrrrrrrrrrrrrrr"]
