"""Every component and every municipality once: what is missing or double is said by name."""

import pytest

from procurement.rules.choices import Area, Component, ComponentChoice, JointGroup, Scale
from procurement.rules.completeness import gaps

AREA = Area({"A": "Aalten", "B": "Berkelland", "C": "Doetinchem"}, {"Oost": ("A", "B"), "West": ("C",)})


def choice(component, *groups):
    return ComponentChoice(
        component,
        Scale.SUBREGIONAAL,
        groups=tuple(
            JointGroup(f"Groep {place}", tuple(codes), Scale.SUBREGIONAAL) for place, codes in enumerate(groups, 1)
        ),
    )


ROUTES = [choice(Component.ONDERWIJS), choice(Component.ZELFREDZAAMHEID)]


@pytest.mark.parametrize("scale", list(Scale))
def test_a_scale_covers_everybody(scale):
    choices = [
        ComponentChoice(component, scale)
        for component in (Component.B1, Component.ONDERWIJS, Component.ZELFREDZAAMHEID)
    ]

    assert gaps(choices, AREA) == ()


def test_groups_that_hold_everybody_once_are_complete():
    assert gaps([choice(Component.B1, "AB", "C"), *ROUTES], AREA) == ()


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        (["AB"], ["Doetinchem", "B1-route"]),
        (["AB", "BC"], ["Berkelland", "B1-route", "2 groepen"]),
        (["ABC", "X"], ["X", "niet bij deze regio"]),
    ],
)
def test_who_is_missing_double_or_of_elsewhere_is_named(groups, says):
    (sentence,) = gaps([choice(Component.B1, *groups), *ROUTES], AREA)

    assert all(word in sentence for word in says)


def test_a_leerroute_always_belongs_in_a_scenario_and_another_component_does_not():
    (sentence,) = gaps([choice(Component.B1), choice(Component.ONDERWIJS), choice(Component.PVT)], AREA)

    assert sentence == "Over de Z-route zegt dit scenario niets."


def test_a_component_that_a_scenario_does_hold_covers_everybody():
    assert "Doetinchem" in gaps([choice(Component.B1), *ROUTES, choice(Component.PVT, "AB")], AREA)[0]
