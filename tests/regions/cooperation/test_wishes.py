"""Whether a grouping gives what municipalities want, and which wishes exclude each other."""

from regions.rules.components import Component, Scale
from regions.rules.cooperation import Group
from regions.rules.wishes import Clash, Kind, Standing, Wish, clashes, judged, sentence

B1, Z = Component.B1, Component.ZELFREDZAAMHEID
NAMES = {"A": "Aalten", "B": "Berkelland", "C": "Montferland", "D": "Doetinchem"}


def wish(number: int, kind: Kind, code: str, other: str = "", component: Component | None = None, **more) -> Wish:
    return Wish(number, kind, code, NAMES[code], component, other, NAMES.get(other, ""), **more)


def group(codes: str) -> Group:
    return Group(codes, tuple(codes), Scale.SUBREGIONAAL)


def named(found: list[Clash]) -> list[tuple[int, ...]]:
    return [tuple(one.number for one in clash.wishes) for clash in found]


GROUPS = {B1: (group("AB"), group("C"), group("D")), Z: (group("ABCD"),)}


def test_a_wish_is_a_sentence() -> None:
    assert sentence(wish(1, Kind.KEEP_LOCAL, "A", component=B1)) == "Aalten wil de B1-route lokaal houden."
    assert sentence(wish(1, Kind.OWN_LOCATION, "A")) == "Aalten wil de eigen leslocatie houden."
    assert sentence(wish(1, Kind.TOGETHER, "A", "B", Z)) == "Aalten wil bij de Z-route samen met Berkelland."
    assert sentence(wish(1, Kind.APART, "A", "D", is_hard=False)) == "Aalten wil liever niet samen met Doetinchem."


def test_a_wish_is_met_or_broken_and_it_says_where() -> None:
    assert judged(wish(1, Kind.TOGETHER, "A", "B"), GROUPS).standing is Standing.MET
    assert judged(wish(1, Kind.KEEP_LOCAL, "C", component=B1), GROUPS).standing is Standing.MET
    broken = judged(wish(1, Kind.APART, "A", "D"), GROUPS)
    assert (broken.standing, broken.told, broken.components) == (Standing.BROKEN, "Bij de Z-route.", (Z,))


def test_what_the_division_does_not_show_is_not_called_met() -> None:
    assert judged(wish(1, Kind.OWN_LOCATION, "A"), GROUPS).standing is Standing.NOT_SHOWN
    assert judged(wish(1, Kind.KEEP_LOCAL, "A", component=Component.MAP), GROUPS).standing is Standing.OPEN


def test_together_everywhere_is_not_asked_of_what_each_does_alone() -> None:
    alone = {**GROUPS, Component.ONTZORGEN: (group("A"), group("B"), group("C"), group("D"))}

    assert judged(wish(1, Kind.TOGETHER, "A", "B"), alone).standing is Standing.MET
    in_particular = wish(1, Kind.TOGETHER, "A", "B", Component.ONTZORGEN)
    assert judged(in_particular, alone).standing is Standing.BROKEN


def test_two_wishes_that_exclude_each_other_are_named() -> None:
    [found] = clashes([wish(1, Kind.TOGETHER, "A", "B"), wish(2, Kind.APART, "B", "A")])

    assert found.component is None
    assert found.sentence == (
        "Aalten wil samen met Berkelland en Berkelland wil niet samen met Aalten. "
        "Deze 2 wensen kunnen niet samen. Kies welke blijft."
    )


def test_a_chain_clashes_and_the_shortest_is_named() -> None:
    wishes = [
        wish(1, Kind.TOGETHER, "A", "B"),
        wish(2, Kind.TOGETHER, "B", "C"),
        wish(3, Kind.TOGETHER, "B", "D"),
        wish(4, Kind.TOGETHER, "D", "C"),
        wish(5, Kind.APART, "C", "A"),
    ]

    assert named(clashes(wishes)) == [(1, 2, 5)]


def test_keeping_local_clashes_with_being_together() -> None:
    found = clashes([wish(1, Kind.KEEP_LOCAL, "A", component=B1), wish(2, Kind.TOGETHER, "D", "A")])

    assert named(found) == [(1, 2)]
    assert found[0].component is B1


def test_wishes_about_different_components_and_soft_wishes_do_not_clash() -> None:
    assert clashes([wish(1, Kind.TOGETHER, "A", "B", B1), wish(2, Kind.APART, "A", "B", Z)]) == []
    assert clashes([wish(1, Kind.TOGETHER, "A", "B"), wish(2, Kind.APART, "A", "B", is_hard=False)]) == []
    assert clashes([]) == []
