"""What the law asks of each part: what stays with the college, who may give lessons, and what must be motivated."""

import pytest

from procurement.rules.choices import Component, ComponentChoice, Instrument, JointGroup, Scale
from procurement.rules.obligations import is_clustered, merged, obligations, warnings
from procurement.rules.obligations_catalogue import BY_COMPONENT, CERTAINTY_LABELS, TOPIC_LABELS, Certainty, Topic


def keys(*choices):
    return {(one.component, one.key) for one in obligations(choices)}


def chosen(component, scale=Scale.REGIONAAL, **others):
    return ComponentChoice(component, scale, **others)


def test_every_component_has_its_own_lines_with_an_article():
    assert set(BY_COMPONENT) == set(Component)
    for lines in BY_COMPONENT.values():
        assert lines
        assert all(one.article and one.certainty in CERTAINTY_LABELS and one.sentence.endswith(".") for one in lines)


@pytest.mark.parametrize(
    ("component", "key"),
    [
        (Component.B1, "keurmerk"),
        (Component.ZELFREDZAAMHEID, "keurmerk"),
        (Component.ZELFREDZAAMHEID, "z_interview"),
        (Component.ONDERWIJS, "recognised"),
        (Component.MAP, "map_interview"),
        (Component.BREDE_INTAKE, "decision"),
        (Component.KLANTREGIE, "mandate"),
        (Component.B1, "continuity"),
    ],
)
def test_what_is_compulsory_stands_with_its_component(component, key):
    assert (component, key) in keys(chosen(component))


def test_the_onderwijsroute_asks_recognition_and_no_keurmerk():
    assert (Component.ONDERWIJS, "keurmerk") not in keys(chosen(Component.ONDERWIJS))
    (offer,) = (one for one in obligations([chosen(Component.ONDERWIJS)]) if one.key == "offer")
    assert "meer dan 6 maanden" in offer.sentence


def test_the_interview_of_the_z_route_names_the_only_exception():
    (line,) = (one for one in BY_COMPONENT[Component.ZELFREDZAAMHEID] if one.key == "z_interview")

    assert "niet naar een marktpartij" in line.sentence
    assert "Wet gemeenschappelijke regelingen, art. 8" in line.sentence
    assert line.certainty == Certainty.READ


def test_a_cluster_without_a_reason_is_a_warning_and_stands_first():
    found = obligations([chosen(Component.B1)])

    assert [one.is_warning for one in found] == [True] + [False] * (len(found) - 1)
    (warning,) = warnings(found)
    assert warning.startswith("De B1-route: je voegt opdrachten samen")
    assert "bij het scenario (Aw art. 1.5)." in warning
    assert warning.endswith("Dit is een indicatie, laat het toetsen.")


def test_a_reason_takes_the_warning_away_and_is_repeated():
    found = obligations([chosen(Component.B1, cluster_reason="Te weinig mensen voor twee groepen.")])

    assert warnings(found) == ()
    assert any("“Te weinig mensen voor twee groepen”" in one.sentence for one in found)


@pytest.mark.parametrize(
    ("choice", "clustered"),
    [
        (chosen(Component.B1), True),
        (chosen(Component.B1, lots=3), False),
        (chosen(Component.B1, lots=3, main_contractor=True), True),
        (chosen(Component.B1, Scale.LOKAAL), False),
        (chosen(Component.B1, instrument=Instrument.OPEN_HOUSE), False),
        (chosen(Component.B1, groups=(JointGroup("Aalten", ("A",), Scale.LOKAAL),)), False),
        (chosen(Component.B1, groups=(JointGroup("Samen", ("A", "B"), Scale.SUBREGIONAAL),)), True),
    ],
)
def test_what_is_a_cluster(choice, clustered):
    assert is_clustered(choice) is clustered


def test_own_work_shares_no_data_with_a_provider():
    assert (None, "personal_data") not in keys(chosen(Component.KLANTREGIE, instrument=Instrument.INBESTEDEN))
    assert (None, "personal_data") in keys(chosen(Component.KLANTREGIE))


def test_an_instrument_that_is_no_contract_says_under_which_conditions():
    found = keys(chosen(Component.PVT, instrument=Instrument.SUBSIDIE))

    assert (Component.PVT, "subsidie") in found
    assert (None, "sas_steps") not in found


def test_a_line_that_holds_for_several_parts_is_said_once():
    found = obligations([chosen(Component.B1), chosen(Component.ZELFREDZAAMHEID)])

    lines = {line.key: components for line, components in merged(found)}
    assert lines["keurmerk"] == (Component.B1, Component.ZELFREDZAAMHEID)
    assert lines["personal_data"] == ()
    (warning,) = warnings(found)
    assert warning.startswith("De B1-route en de Z-route: je voegt")


def test_every_line_has_a_place_on_the_page():
    topics = {line.key: line.topic for lines in BY_COMPONENT.values() for line in lines}

    assert set(topics.values()) | {Topic.PROCEDURE} == set(TOPIC_LABELS)
    assert topics["z_interview"] == topics["decision"] == Topic.COLLEGE
    assert topics["recognised"] == Topic.PROVIDER
