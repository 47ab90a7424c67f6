"""Names of subregions by where they lie."""

from itertools import product

import pytest

from regions.rules.naming import names

# Longitude and latitude of the centroids, CBS gebiedsindelingen 2025.
ACHTERHOEK = {
    "Aalten": (6.5653, 51.9200),
    "Berkelland": (6.5720, 52.1060),
    "Bronckhorst": (6.3300, 52.0500),
    "Doetinchem": (6.2830, 51.9570),
    "Montferland": (6.1930, 51.9060),
    "Oost Gelre": (6.5780, 52.0070),
    "Oude IJsselstreek": (6.3880, 51.9010),
    "Winterswijk": (6.7190, 51.9720),
}
NORTH = ("Berkelland", "Bronckhorst")
EAST = ("Aalten", "Oost Gelre", "Winterswijk")
WEST = ("Doetinchem", "Montferland", "Oude IJsselstreek")


def test_three_subregions_of_the_achterhoek():
    assert names([NORTH, EAST, WEST], ACHTERHOEK) == ("Noord", "Oost", "West")


def test_the_names_follow_the_order_of_the_groups():
    assert names([WEST, NORTH, EAST], ACHTERHOEK) == ("West", "Noord", "Oost")


def test_one_group_is_the_whole_region():
    assert names([tuple(ACHTERHOEK)], ACHTERHOEK) == ("Hele regio",)


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"a": (5, 52), "b": (5, 51)}, ("Noord", "Zuid")),
        ({"a": (6, 52), "b": (5, 52.1)}, ("Oost", "West")),
        ({"a": (6.624, 53), "b": (5, 52)}, ("Noordoost", "Zuidwest")),
        ({"a": (5, 53), "b": (5, 52), "c": (5, 51)}, ("Noord", "Midden", "Zuid")),
        (
            {"a": (5, 52), "b": (6, 52.02), "c": (7, 52), "d": (6, 52.6), "e": (6, 51.4)},
            ("West", "Midden", "Oost", "Noord", "Zuid"),
        ),
        ({"a": (5, 53), "b": (5, 52.9), "c": (5, 51)}, ("Noord", "Noordoost", "Zuid")),
        ({"a": (5, 52), "b": (5, 52)}, ("Noord", "Oost")),
    ],
    ids=["two", "almost flat", "diagonal", "row", "cross", "two in one direction", "one and the same place"],
)
def test_directions(places: dict[str, tuple[float, float]], expected: tuple[str, ...]):
    assert names([(code,) for code in places], places) == expected


def test_names_differ_wherever_five_groups_lie():
    spots = [(5, 52), (5.2, 52.1), (5.9, 51.8)]
    for choice in product(spots, repeat=5):
        places = {f"GM{at}": spot for at, spot in enumerate(choice)}
        assert len(set(names([(code,) for code in places], places))) == 5


def test_without_places_or_beyond_five_the_groups_are_numbered():
    assert names([("a",), ("b",)], {"a": (5, 52)}) == ("Subregio 1", "Subregio 2")
    assert names([(str(at),) for at in range(6)], {str(at): (5, 52) for at in range(6)})[5] == "Subregio 6"
