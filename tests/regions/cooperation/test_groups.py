"""The ways to combine subregions, what a group is called, who is covered, and how a plan begins."""

import pytest

from regions.rules.components import Component, Scale
from regions.rules.cooperation import (
    Area,
    Group,
    Subregion,
    Width,
    group_label,
    group_of,
    partitions,
    scale_of,
    structure_name,
    width_of,
)
from regions.rules.cooperation_coverage import objections
from regions.rules.cooperation_start import most_wanted, starting_groups

NORTH, MIDDLE, SOUTH = ("A", "B"), ("C", "D", "E"), ("F", "G")
NAMES = {code: f"Gemeente {code}" for code in "ABCDEFG"}
AREA = Area((Subregion(1, "Noord", NORTH), Subregion(2, "Midden", MIDDLE), Subregion(3, "Zuid", SOUTH)), NAMES)


@pytest.mark.parametrize(("subregions", "ways"), [(1, 1), (2, 2), (3, 5), (4, 15), (5, 52)])
def test_every_way_to_combine_subregions_once(subregions: int, ways: int) -> None:
    found = partitions(subregions)

    assert len(found) == len({frozenset(map(frozenset, blocks)) for blocks in found}) == ways
    assert all(sorted(n for block in blocks for n in block) == list(range(1, subregions + 1)) for blocks in found)
    assert len(found[0]) == 1


@pytest.mark.parametrize("subregions", [0, 6])
def test_no_list_of_hundreds_of_structures(subregions: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        partitions(subregions)


@pytest.mark.parametrize(
    ("blocks", "name"),
    [
        (((1, 2), (3,)), "Noord en Midden samen, Zuid apart"),
        (((1, 2, 3),), "De hele regio samen"),
        (((1,), (2,), (3,)), "Elke subregio apart"),
        (((1, 4), (2,), (3,)), "Noord en West samen, Midden en Zuid elk apart"),
        (((1, 2), (3, 4)), "Noord en Midden samen, Zuid en West samen"),
    ],
)
def test_a_structure_has_a_dutch_name(blocks: tuple[tuple[int, ...], ...], name: str) -> None:
    assert structure_name(blocks, {1: "Noord", 2: "Midden", 3: "Zuid", 4: "West"}) == name


@pytest.mark.parametrize(
    ("codes", "width", "scale", "label"),
    [
        ("A", Width.ONE, Scale.LOKAAL, "Gemeente A"),
        ("AB", Width.SUBREGION, Scale.SUBREGIONAAL, "Noord"),
        ("ABCDE", Width.PART, None, "Noord en Midden"),
        ("ABCDEFG", Width.REGION, Scale.REGIONAAL, "Hele regio"),
        ("ABF", Width.PART, None, "Noord met Gemeente F"),
        ("CD", Width.PART, None, "Midden zonder Gemeente E"),
        ("CDF", Width.PART, None, "Midden zonder Gemeente E en met Gemeente F"),
        ("AF", Width.PART, None, "Gemeente A en Gemeente F"),
    ],
)
def test_scale_and_name_follow_from_who_is_in_a_group(
    codes: str, width: Width, scale: Scale | None, label: str
) -> None:
    assert width_of(codes, AREA) is width
    assert scale_of(codes, AREA) is scale
    assert group_label(codes, AREA) == label


def test_a_wider_scale_is_not_for_who_stands_alone() -> None:
    assert group_of("ABCDEFG", AREA, Scale.BOVENREGIONAAL).scale is Scale.BOVENREGIONAAL
    assert group_of("A", AREA, Scale.BOVENREGIONAAL).scale is Scale.LOKAAL


def test_a_name_stays_short_in_a_region_of_25() -> None:
    names = {f"GM{n:04d}": f"Gemeente met een lange naam {n}" for n in range(25)}
    codes = sorted(names)
    area = Area((Subregion(1, "Noord", tuple(codes[:13])), Subregion(2, "Zuid", tuple(codes[13:]))), names)

    assert group_label(codes[:10], area) == "Noord zonder 3 gemeenten"
    assert len(group_label([codes[0], codes[20]], area)) <= 80


def test_who_is_not_covered_and_who_twice_is_named() -> None:
    groups = {
        component: (group_of(AREA.codes, AREA),) for component in Component if component is not Component.ONTZORGEN
    }
    groups[Component.B1] = (group_of("ABC", AREA), group_of("CDE", AREA), group_of("F", AREA))
    groups[Component.MAP] = (Group("Hele regio", (*AREA.codes, "X"), Scale.REGIONAAL),)

    assert objections(groups, AREA) == [
        "Gemeente G doet bij de B1-route nog in geen groep mee.",
        "Gemeente C staat bij de B1-route in 2 groepen: Noord met Gemeente C en Midden.",
        "X hoort niet bij deze regio en staat wel bij de module Arbeidsmarkt en Participatie.",
        "Over het ontzorgen is nog niets gekozen.",
    ]


def test_a_complete_plan_has_no_objections() -> None:
    assert objections({component: (group_of(AREA.codes, AREA),) for component in Component}, AREA) == []


def test_a_plan_begins_at_the_scale_that_most_want() -> None:
    wanted = dict.fromkeys("ABCD", Scale.REGIONAAL) | dict.fromkeys("EF", Scale.SUBREGIONAAL)

    assert [group.label for group in starting_groups(Component.B1, wanted, AREA)] == ["Hele regio"]
    [joint] = starting_groups(Component.ONDERWIJS, dict.fromkeys("ABC", Scale.BOVENREGIONAAL), AREA)
    assert joint.scale is Scale.BOVENREGIONAAL
    assert len(starting_groups(Component.MAP, dict.fromkeys("AB", Scale.LOKAAL), AREA)) == 7


def test_without_a_most_wanted_scale_nobody_is_joined_who_did_not_ask() -> None:
    assert most_wanted({"A": Scale.LOKAAL, "B": Scale.REGIONAAL}) is None
    assert most_wanted({}) is None
    assert [group.label for group in starting_groups(Component.B1, {}, AREA)] == ["Noord", "Midden", "Zuid"]
    assert all(len(group.codes) == 1 for group in starting_groups(Component.ONTZORGEN, {}, AREA))


def test_who_left_the_region_is_in_no_group_at_the_start() -> None:
    area = Area(AREA.subregions, {code: name for code, name in NAMES.items() if code not in "FG"})

    assert [group.label for group in starting_groups(Component.B1, {}, area)] == ["Noord", "Midden"]
