"""Choosing who does a component with whom, the sentences about it, and how it suits what was asked."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from regions.rules.components import Component, Scale
from regions.rules.cooperation import Area, Group, Subregion, group_of
from regions.rules.cooperation_fit import concerns, suits
from regions.rules.cooperation_layout import (
    ALONE,
    EACH_ALONE,
    EXTRA,
    NOWHERE,
    Layout,
    Unfit,
    blocks_of,
    groups_for,
    homes,
    layout_of,
    structures,
)
from regions.rules.cooperation_words import arrangement, exceptions, joining, municipal_finding, region_finding

NAMES = {"A": "Aalten", "B": "Oost Gelre", "C": "Berkelland", "D": "Bronckhorst", "E": "Doetinchem", "F": "Montferland"}
AREA = Area(
    (Subregion(1, "Noord", ("C", "D")), Subregion(2, "Oost", ("A", "B")), Subregion(3, "West", ("E", "F"))), NAMES
)
B1, ONDERWIJS, Z = Component.B1, Component.ONDERWIJS, Component.ZELFREDZAAMHEID


def groups(*codes: str) -> tuple[Group, ...]:
    return tuple(group_of(one, AREA) for one in codes)


ALL = groups("ABCDEF")
EACH = groups(*"ABCDEF")
SEED = {B1: groups("CDEF", "AB"), ONDERWIJS: ALL, Z: ALL}


def said(parts) -> str:
    return "".join(part.text for part in parts)


def test_the_structures_of_three_subregions_have_names() -> None:
    assert [one.name for one in structures(AREA)] == [
        "De hele regio samen",
        "Noord en Oost samen, West apart",
        "Noord en West samen, Oost apart",
        "Oost en West samen, Noord apart",
        "Elke subregio apart",
        "Elke gemeente apart",
    ]


def test_a_structure_makes_its_groups() -> None:
    assert [one.label for one in groups_for(Layout("1-3.2"), AREA)] == ["Noord en West", "Oost"]
    assert [one.codes for one in groups_for(Layout(EACH_ALONE), AREA)] == [(c,) for c in "CDABEF"]


def test_a_municipality_may_do_otherwise() -> None:
    made = groups_for(Layout("1.2.3", {"A": "3", "B": ALONE, "C": NOWHERE}), AREA)

    assert [one.codes for one in made] == [("D",), ("A", "E", "F"), ("B",)]
    extra = groups_for(Layout("1-2-3", {"A": EXTRA, "E": EXTRA}), AREA)
    assert [one.codes for one in extra] == [("B", "C", "D", "F"), ("A", "E")]


def test_a_wider_scale_and_what_does_not_fit() -> None:
    assert groups_for(Layout("1-2-3", {}, Scale.BOVENREGIONAAL), AREA)[0].scale is Scale.BOVENREGIONAAL
    with pytest.raises(Unfit, match="groep van 2 of meer"):
        groups_for(Layout(EACH_ALONE, {}, Scale.GECLUSTERD), AREA)
    with pytest.raises(Unfit, match="Aalten kan niet bij een subregio"):
        groups_for(Layout(EACH_ALONE, {"A": "1"}), AREA)
    with pytest.raises(Unfit, match="Kies een indeling uit de lijst"):
        groups_for(Layout("9"), AREA)


@pytest.mark.parametrize("structure", [one.key for one in structures(AREA) if one.key != EACH_ALONE])
def test_what_was_chosen_can_be_read_back(structure: str) -> None:
    """Every pair of exceptions; a page cannot choose two groups of exceptions beside each other."""
    for (one, other), (here, there) in product(
        combinations(NAMES, 2), product(["1", "2", "3", ALONE, EXTRA], repeat=2)
    ):
        made = groups_for(Layout(structure, {one: here, other: there}), AREA)
        homeless = [place for place, group in enumerate(made) if len(group.codes) > 1 and place not in
                    homes(made, AREA).values()]  # fmt: skip
        again = groups_for(layout_of(made, AREA), AREA)
        assert len(homeless) > 1 or {group.codes for group in again} == {group.codes for group in made}


def test_nothing_chosen_and_each_apart_are_read_back() -> None:
    assert layout_of((), AREA).places == dict.fromkeys("ABCDEF", NOWHERE)
    assert layout_of(EACH, AREA) == Layout(EACH_ALONE)
    assert blocks_of(EACH, AREA) == ()


def test_a_region_of_one_subregion_and_one_of_25_municipalities() -> None:
    whole = Area((Subregion(1, "Hele regio", tuple(NAMES)),), NAMES)
    assert [one.name for one in structures(whole)] == ["De hele regio samen", "Elke gemeente apart"]
    many = {f"GM{n:04d}": f"G{n}" for n in range(25)}
    codes = sorted(many)
    five = Area(tuple(Subregion(n + 1, f"Deel {n}", tuple(codes[n * 5 : n * 5 + 5])) for n in range(5)), many)
    assert len(structures(five)) == 53
    assert sum(len(one.codes) for one in groups_for(Layout("1-2.3.4.5"), five)) == 25


def test_who_stands_in_no_subregion_is_in_no_group_until_somebody_chooses() -> None:
    area = Area(AREA.subregions, {**NAMES, "G": "Winterswijk"})

    assert all("G" not in one.codes for one in groups_for(Layout("1.2.3"), area))
    assert ("G",) in [one.codes for one in groups_for(Layout("1.2.3", {"G": ALONE}), area)]


def test_the_finding_of_the_seed() -> None:
    assert said(region_finding(SEED, AREA)) == (
        "Noord en West trekken samen op bij alle leerroutes. "
        "Oost doet mee bij de onderwijsroute en de Z-route."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "finding"),
    [
        ({}, "Over de leerroutes is nog niets gekozen."),
        ({B1: ALL, ONDERWIJS: ALL, Z: ALL}, "Alle subregio’s trekken samen op bij alle leerroutes."),
        ({B1: EACH, ONDERWIJS: ALL, Z: EACH},
         "De B1-route en de Z-route: elke gemeente apart. De onderwijsroute: de hele regio samen."),
        ({B1: groups("CDEF", "AB"), ONDERWIJS: groups("CDEF", "AB"), Z: groups("CDEF", "AB")},
         "Noord en West trekken samen op bij alle leerroutes. Oost doet de leerroutes apart."),
    ],
)  # fmt: skip
def test_other_findings(plan: dict[Component, tuple[Group, ...]], finding: str) -> None:
    assert said(region_finding(plan, AREA)) == finding


def test_one_municipality_reads_with_whom() -> None:
    assert said(municipal_finding("A", SEED, AREA)) == (
        "Aalten doet de B1-route met Oost Gelre en de onderwijsroute en de Z-route met de hele regio."
    )


def test_with_other_regions_reads_as_one_group() -> None:
    wider = (replace(ALL[0], scale=Scale.BOVENREGIONAAL),)
    plan = {B1: groups("CDEF", "AB"), ONDERWIJS: wider, Z: ALL}

    assert said(municipal_finding("E", plan, AREA)) == (
        "Doetinchem doet de B1-route met Berkelland, Bronckhorst en Montferland, de onderwijsroute met de hele regio "
        "en andere regio’s, en de Z-route met de hele regio."
    )


def test_what_a_subregion_does_as_one_is_not_what_each_does_apart() -> None:
    alone = Area((Subregion(1, "Noord", ("C", "D")), Subregion(2, "Oost", ("A",))), {one: NAMES[one] for one in "ACD"})
    plan = {B1: (group_of("CD", alone), group_of("A", alone)), Z: tuple(group_of(one, alone) for one in "ACD")}

    assert [sentence for _, _, sentence in joining(plan, alone)] == [
        "Noord doet niet mee met andere subregio’s. Als subregio: de B1-route; elke gemeente apart: de Z-route.",
        "Oost doet niet mee met andere subregio’s. Zelf: de B1-route en de Z-route.",
    ]


def test_who_joins_on_parts_only_and_who_does_otherwise() -> None:
    plan = {**SEED, Component.ONTZORGEN: EACH, Component.PVT: groups("CDA", "B", "EF")}

    assert joining(plan, AREA)[1] == (
        2, "Oost", "Oost doet mee bij de onderwijsroute, de Z-route en het participatieverklaringstraject. "
        "Als subregio: de B1-route; elke gemeente apart: het ontzorgen.",
    )  # fmt: skip
    assert exceptions({B1: groups("CDA", "B", "EF")}, AREA) == ["Oost Gelre wijkt bij de B1-route af van Oost."]
    assert arrangement(plan[B1], AREA) == "Noord en West samen, Oost apart"
    assert arrangement(EACH, AREA) == "Elke gemeente apart"


def test_what_suits_is_told_by_name_and_nobody_counts_without_a_wish() -> None:
    wanted = dict.fromkeys("AB", Scale.SUBREGIONAAL) | {"C": Scale.REGIONAAL, "E": Scale.LOKAAL, "F": Scale.GECLUSTERD}
    found = suits(groups("CDEF", "AB"), wanted, AREA)

    assert found.as_wanted == ("Aalten", "Oost Gelre")
    assert (found.wider, found.narrower, found.otherwise) == (("Doetinchem",), ("Berkelland",), ("Montferland",))
    assert found.silent == ("Bronckhorst",)
    assert found.sentence.startswith("2 van de 5 gemeenten met een voorkeur krijgen de gekozen schaal. Groter dan")
    assert suits(ALL, {}, AREA).sentence == "Geen gemeente koos hiervoor een schaal."


def test_which_statements_speak_of_a_component() -> None:
    assert concerns(B1, "S05.B1")
    assert not concerns(Z, "S05.B1")
    assert concerns(Component.KLANTREGIE, "S28")
    assert not concerns(Component.ONTZORGEN, "S28")
