"""The sentences above the results, in every number of statements and municipalities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.divergence import StatementDistribution, distribution
from regions.rules.finding import Furthest, Likeness, session_finding, statement_finding

EIGHT = ["Aalten", "Berkelland", "Bronckhorst", "Doetinchem", "Montferland", "Oost Gelre", "Oude IJsselstreek", "Wijk"]
AGREED = distribution("a", [1] * 8)
OPPOSED = distribution("o", [1, 1, 1, 1, -1, -1, -1, 0])
PARTLY = distribution("p", [1, 1, 1, 1, 1, 1, -1, 0])
EMPTY = distribution("e", [None] * 8)


def test_the_finding_of_the_design():
    found = session_finding(
        [AGREED] * 14 + [OPPOSED] * 4 + [PARTLY] * 6,
        EIGHT,
        Likeness("Aalten", ("Oost Gelre",), 0.896),
        Furthest("Aalten", "Een eigen leslocatie"),
    )

    assert found.text == (
        "Aalten verschilt het meest bij ‘Een eigen leslocatie’ en lijkt het meest op Oost Gelre (90% gelijk). "
        "Over 14 van de 24 stellingen zijn alle gemeenten het eens. Bij 4 stellingen staan ze tegenover elkaar."
    )
    assert [part.text for part in found.parts if part.strong] == [
        "Aalten", "‘Een eigen leslocatie’", "14 van de 24 stellingen", "4 stellingen"
    ]  # fmt: skip
    assert [part.text for part in found.parts if part.mark] == ["Aalten"]


def test_only_what_is_known_of_a_municipality_is_told():
    alike, apart = Likeness("Aalten", ("Oost Gelre",), 0.9), Furthest("Aalten", "Les dichtbij")

    assert session_finding([AGREED] * 2, EIGHT, alike).text.startswith(
        "Aalten lijkt het meest op Oost Gelre (90% gelijk)."
    )
    assert session_finding([AGREED] * 2, EIGHT, None, apart).text.startswith(
        "Aalten verschilt het meest bij ‘Les dichtbij’."
    )
    assert session_finding([AGREED] * 2, EIGHT, Likeness("Aalten", (), 0)).text.startswith("Over alle 2 stellingen")


ALL = "zijn alle gemeenten het eens."
FACING = "staan ze tegenover elkaar."


@pytest.mark.parametrize(
    ("statements", "text"),
    [
        ([AGREED, OPPOSED, PARTLY], f"Over 1 van de 3 stellingen {ALL} Bij 1 stelling {FACING}"),
        ([OPPOSED, OPPOSED], f"Over geen van de 2 stellingen {ALL} Bij 2 stellingen {FACING}"),
        ([AGREED, AGREED], f"Over alle 2 stellingen {ALL}"),
        ([AGREED, PARTLY], f"Over 1 van de 2 stellingen {ALL} Bij geen enkele stelling zijn ze sterk verdeeld."),
        ([AGREED, EMPTY], f"Over 1 van de 2 stellingen {ALL} Over 1 stelling is nog te weinig bekend."),
        ([AGREED, EMPTY, EMPTY], f"Over 1 van de 3 stellingen {ALL} Over 2 stellingen is nog te weinig bekend."),
        ([AGREED], f"Over deze stelling {ALL}"),
        ([OPPOSED], "Over deze stelling zijn de gemeenten het niet eens."),
        ([EMPTY], "Er zijn nog geen antwoorden om te vergelijken."),
    ],
)
def test_finding_in_every_number_of_statements(statements: list[StatementDistribution], text: str):
    assert session_finding(statements, EIGHT).text == text


def test_finding_for_few_municipalities():
    apart = [distribution("a", [1, None]), distribution("b", [None, 1])]
    two = session_finding([distribution("a", [1, 2]), distribution("b", [1, -1])], EIGHT[:2])
    one = session_finding([distribution("a", [1])], ["Aalten"], Likeness("Aalten", (), 0))

    assert two.text == f"Over 1 van de 2 stellingen zijn beide gemeenten het eens. Bij 1 stelling {FACING}"
    assert one.text == "Alleen Aalten heeft antwoorden gedeeld. Vergelijken kan vanaf 2 gemeenten."
    assert session_finding(apart, EIGHT[:2]).text == "Er zijn nog te weinig antwoorden om te vergelijken."
    assert session_finding([], []).text == "Er zijn nog geen antwoorden om te vergelijken."


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (OPPOSED, "Sterk verdeeld. 4 gemeenten eens, 3 oneens, 1 neutraal."),
        (distribution("s", [1, -1, None]), "Sterk verdeeld. 1 gemeente eens, 1 oneens. 1 heeft geen antwoord."),
        (AGREED, "Eensgezind. Alle 8 gemeenten zeggen eens."),
        (distribution("s", [-1, -2]), "Eensgezind. Beide gemeenten zeggen oneens."),
        (distribution("s", [0, 0, 0]), "Eensgezind. Alle 3 gemeenten zeggen neutraal."),
        (
            distribution("s", [1, 1, 1, None, None, None], unknown=1, divided=1),
            "Eensgezind. 3 gemeenten zeggen eens. 1 weet het niet, 1 is intern verdeeld en 1 heeft geen antwoord.",
        ),
        (distribution("s", [1, None], unknown=1), "Te weinig antwoorden. 1 gemeente eens. 1 weet het niet."),
        (EMPTY, "Nog geen antwoorden. 8 hebben geen antwoord."),
        (distribution("s", []), "Nog geen antwoorden."),
    ],
)
def test_finding_of_one_statement(found: StatementDistribution, text: str):
    assert statement_finding(found).text == text
    assert statement_finding(found).parts[0].strong


@given(st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=1, max_size=25))
def test_the_numbers_in_the_sentence_add_up(values):
    found = distribution("s", values)
    sentence = statement_finding(found).text

    assert not any(word in sentence for word in (" 0 ", "None", "  "))
    assert sentence.endswith(".")
    if found.agree and found.disagree:
        assert f"{found.agree} gemeente" in sentence or f"{found.agree} eens" in sentence
        assert f"{found.disagree} gemeente" in sentence or f"{found.disagree} oneens" in sentence
