"""BSN, V-nummer, telephone, postcode and partial birth dates, as people type them."""

from datetime import date

import pytest

from trajectories.rules import person_numbers as numbers
from trajectories.rules.person_numbers import Birth, Bsn, Unreadable

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["999990019", "9999 90 019", "9999.90.019", " 999990019 "])
def test_a_bsn_with_spaces_or_points_is_read(typed: str) -> None:
    assert numbers.parse_bsn(typed) == Bsn("999990019")


def test_a_bsn_of_eight_digits_gets_a_zero_and_says_so() -> None:
    assert numbers.parse_bsn("12345672") == Bsn("012345672", zero_added=True)


@pytest.mark.parametrize("typed", ["999990018", "000000000", "9999900190", "1234567", "99999001a", "٩٩٩٩٩٠٠١٩"])
def test_what_fails_the_elfproef_is_no_bsn(typed: str) -> None:
    with pytest.raises(Unreadable, match="9 cijfers"):
        numbers.parse_bsn(typed)


def test_only_the_last_two_digits_show() -> None:
    shown = numbers.masked("999990019")

    assert shown.replace("\u00a0", " ") == "•••• ••• 19"
    assert numbers.masked("") == ""
    assert numbers.grouped("999990019").replace("\u00a0", " ") == "9999 90 019"


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("zijn bsn is 9999.90.019 zegt hij", True),
        ("999990019", True),
        ("belde om 06 12345678", False),
        ("kenmerk 999990018", False),
        ("rekening 9999900191234", False),
        ("niets", False),
    ],
)
def test_a_bsn_in_free_text_is_seen(text: str, is_there: bool) -> None:
    assert numbers.has_bsn(text) is is_there


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("06 12 34 56 78", "+31612345678", "06 12 34 56 78"),
        ("06-12345678", "+31612345678", "06 12 34 56 78"),
        ("+31 (0)6 1234 5678", "+31612345678", "06 12 34 56 78"),
        ("0031612345678", "+31612345678", "06 12 34 56 78"),
        ("0543 123 456", "+31543123456", "054 312 34 56"),
        ("+49 1512 3456789", "+4915123456789", "+4915123456789"),
    ],
)
def test_a_telephone_number_is_kept_as_e164(typed: str, stored: str, shown: str) -> None:
    assert numbers.parse_phone(typed) == stored
    assert numbers.phone_words(stored).replace("\u00a0", " ") == shown


@pytest.mark.parametrize("typed", ["061234567", "12", "zes", "+31 6 1234 56789"])
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        numbers.parse_phone(typed)


def test_a_postcode_is_written_in_one_way() -> None:
    assert numbers.parse_postcode("7121ab") == numbers.parse_postcode(" 7121 AB") == "7121 AB"
    with pytest.raises(Unreadable, match="4 cijfers en 2 letters"):
        numbers.parse_postcode("0121 AB")


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("17-04-1992", Birth(1992, 4, 17)),
        ("17041992", Birth(1992, 4, 17)),
        ("17 apr 1992", Birth(1992, 4, 17)),
        ("00-00-1990", Birth(1990)),
        ("00001990", Birth(1990)),
        ("00-05-1990", Birth(1990, 5)),
        ("05-1990", Birth(1990, 5)),
        ("mei 1990", Birth(1990, 5)),
        ("1990", Birth(1990)),
        ("1990-05-03", Birth(1990, 5, 3)),
        ("29-02-1992", Birth(1992, 2, 29)),
    ],
)
def test_a_birth_date_is_read_as_far_as_it_is_known(typed: str, birth: Birth) -> None:
    assert numbers.parse_birth(typed, on=TODAY) == birth


@pytest.mark.parametrize("typed", ["31-02-1990", "12-00-1990", "17-04-92", "gisteren", "21-11-2026", "1890", "13-1990"])
def test_an_impossible_birth_date_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        numbers.parse_birth(typed, on=TODAY)


def test_a_partial_birth_date_is_typed_back() -> None:
    assert numbers.birth_typed(Birth(1990)) == "00-00-1990"
