"""Whatever people paste, every piece of it is found, doubled or explained."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.rules.addresses import Reading, read

NAMES = {"GM0197": "Aalten", "GM1586": "Oost Gelre", "GM0294": "Winterswijk"}


def pasted(text: str) -> Reading:
    return read(text, NAMES)


def found(text: str) -> list[tuple[str, str, str]]:
    reading = pasted(text)
    assert not reading.wrong
    return [(one.email, one.name, one.municipality) for one in reading.found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("maaike@aalten.nl", [("maaike@aalten.nl", "", "GM0197")]),
        ("Maaike Hoekman <Maaike@Aalten.NL>", [("maaike@aalten.nl", "Maaike Hoekman", "GM0197")]),
        (
            '"Hoekman, Maaike" <m@aalten.nl>; Smit, Jo <jo@oost-gelre.nl>, Wim <wim@gemeentewinterswijk.nl>;',
            [
                ("m@aalten.nl", "Maaike Hoekman", "GM0197"),
                ("jo@oost-gelre.nl", "Jo Smit", "GM1586"),
                ("wim@gemeentewinterswijk.nl", "Wim", "GM0294"),
            ],
        ),
        ("a@x.nl, b@y.nl c@z.nl", [("a@x.nl", "", ""), ("b@y.nl", "", ""), ("c@z.nl", "", "")]),
        ("Jo Smit\tjo@x.nl\tOost Gelre", [("jo@x.nl", "Jo Smit", "GM1586")]),
        ("mailto:jo@x.nl.", [("jo@x.nl", "", "")]),
        ("'jo@x.nl' <jo@x.nl>", [("jo@x.nl", "", "")]),
        ("jo@x.nl, Jo <js@y.nl>", [("jo@x.nl", "", ""), ("js@y.nl", "Jo", "")]),
        ("Jo Smit jo@x.nl", [("jo@x.nl", "Jo Smit", "")]),
        ("\ufeff jo@x.nl\u00a0", [("jo@x.nl", "", "")]),
    ],
)
def test_the_ways_in_which_people_paste(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("maaike@aalten,nl", "maaike@aalten,nl: bedoel je maaike@aalten.nl?"),
        ("maaike @aalten.nl", "maaike @aalten.nl: bedoel je maaike@aalten.nl?"),
        ("maaike@@aalten.nl", "maaike@@aalten.nl: bedoel je maaike@aalten.nl?"),
        ("maaike@aalten..nl", "maaike@aalten..nl: bedoel je maaike@aalten.nl?"),
        ("maaike@aalten", "maaike@aalten: bedoel je maaike@aalten.nl?"),
        ("Maaike <maaike@aalten,nl>", "Maaike <maaike@aalten,nl>: bedoel je maaike@aalten.nl?"),
        ("maaike@ergens", "maaike@ergens: het deel na @ is niet af. Schrijf het helemaal, bijvoorbeeld aalten.nl."),
        ("Maaike Hoekman", "Maaike Hoekman: hier staat geen e-mailadres. Schrijf het adres erbij, met een @."),
    ],
)
def test_a_typing_error_stays_and_is_explained(text: str, sentence: str) -> None:
    reading = pasted(f"goed@x.nl\n{text}")

    assert [one.email for one in reading.found] == ["goed@x.nl"]
    assert [(one.line, one.sentence) for one in reading.wrong] == [(2, sentence)]
    assert reading.to_mend == text


def test_who_stands_there_twice_or_was_asked_before_is_told() -> None:
    reading = read("a@x.nl; A@X.nl\nb@x.nl", NAMES, already={"b@x.nl"})

    assert [one.email for one in reading.found] == ["a@x.nl"]
    assert [one.sentence for one in reading.duplicates] == [
        "a@x.nl staat er twee keer in. Wij nemen het één keer mee.",
        "b@x.nl is al uitgenodigd.",
    ]


def test_five_thousand_words_are_one_thing_to_mend() -> None:
    reading = pasted("woord " * 5000)

    assert len(reading.wrong) == 1
    assert len(reading.wrong[0].sentence) < 200


PIECES = st.sampled_from(
    [
        "jo@x.nl",
        "Smit, Jo <jo@aalten.nl>",
        '"',
        "<",
        ">",
        ",",
        ";",
        "\t",
        "\n",
        " ",
        "@",
        "nl",
        "Jo",
        "a@b,nl",
        "é",
        "\r",
    ]
)


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join)))
def test_nothing_that_was_pasted_disappears(text: str) -> None:
    reading = pasted(text)
    entries = [*reading.found, *reading.duplicates, *reading.wrong]

    assert sum((letters(one.text) for one in entries), Counter()) == letters(text)
    lines = {number for number, line in enumerate(text.splitlines(), start=1) if letters(line)}
    assert lines <= {one.line for one in entries}
    assert all(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", one.email) for one in reading.found)
    assert all(one.sentence for one in (*reading.wrong, *reading.duplicates))


@given(
    st.lists(st.sampled_from(["a@x.nl", "b@aalten.nl", "c@y.org"]), max_size=9),
    st.sampled_from([";", "\n", ", ", "\t"]),
)
def test_each_address_is_found_once(addresses: list[str], separator: str) -> None:
    reading = pasted(separator.join(addresses))

    assert [one.email for one in reading.found] == list(dict.fromkeys(addresses))
    assert len(reading.duplicates) == len(addresses) - len(set(addresses))
    assert not reading.wrong
