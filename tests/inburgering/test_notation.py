import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inburgering import notation

AMOUNTS = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=2)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1234, 0, "1.234"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1_234_567, 0, "1.234.567"),
        (-9000, 0, "−9.000"),
        (Decimal("1234.5"), 2, "1.234,50"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-0.4"), 0, "0"),
        (Decimal("11.26"), 1, "11,3"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_comma_for_decimals(value, decimals, shown):
    assert notation.number(value, decimals) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (12_500, "€\u00a012.500"),
        (Decimal("12500.49"), "€\u00a012.500"),
        (Decimal("12500.50"), "€\u00a012.501"),
        (-9000, "€\u00a0−9.000"),
    ],
)
def test_euros_are_whole_and_do_not_break_from_their_sign(amount, shown):
    assert notation.euro(amount) == shown


def test_euros_with_cents():
    assert notation.euro(Decimal("12500.5"), cents=True) == "€\u00a012.500,50"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (Decimal(1_240_000), "€\u00a01,24\u00a0mln"),
        (999_999, "€\u00a0999.999"),
        (Decimal("999999.60"), "€\u00a01,00\u00a0mln"),
        (-1_860_000, "€\u00a0−1,86\u00a0mln"),
    ],
)
def test_millions_are_short(amount, shown):
    assert notation.euro_short(amount) == shown


@pytest.mark.parametrize(("decimals", "shown"), [(0, "13%"), (1, "12,5%")])
def test_percent_takes_a_share(decimals, shown):
    assert notation.percent(Decimal("0.125"), decimals) == shown


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12500", "12500"),
        ("12.500,50", "12500.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("12.500.000", "12500000"),
        ("12,500,000", "12500000"),
        ("12 500", "12500"),
        ("12\u00a0500,50", "12500.50"),
        ("  € 12.500,50 ", "12500.50"),
        ("EUR 12500", "12500"),
        ("€12500", "12500"),
        ("12500,-", "12500"),
        ("12500,--", "12500"),
        ("0,75", "0.75"),
        (",75", "0.75"),
        ("-50", "-50"),
        ("€ −9.000,00", "-9000.00"),
        ("-€ 9000", "-9000"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_amounts_are_read_with_comma_or_point(typed, amount):
    assert notation.parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "thousands", "decimal"),
    [("1.234", "1234", "1.234"), ("12,500", "12500", "12.500"), ("€ 1.234", "1234", "1.234"),
     ("1.234,-", "1234", "1.234")],
)  # fmt: skip
def test_three_digits_after_one_mark_are_asked_back(typed, thousands, decimal):
    with pytest.raises(notation.AmbiguousAmount) as raised:
        notation.parse_amount(typed)

    assert raised.value.as_thousands == Decimal(thousands)
    assert raised.value.as_decimal == Decimal(decimal)


def test_the_question_shows_both_readings():
    with pytest.raises(ValueError, match=r"^Bedoel je 1\.234,00 of 1,234\? Vul het bedrag in met twee cijfers"):
        notation.parse_amount("1.234")


@pytest.mark.parametrize(
    "typed",
    ["", " ", "abc", "12a", "1.23.456", "1.2345.678", "1 2 3", "12 50", "--5", "- -5", "-€-5", "€", "1,2,3", "12,",
     "1.234.56", "0.234.567", "1e5", "Infinity", "NaN", "٣٤", "1_000", "9" * 41],
)  # fmt: skip
def test_what_is_no_amount_gets_the_sentence_that_helps(typed):
    with pytest.raises(notation.Unreadable, match=r"Vul een bedrag in, bijvoorbeeld 12\.500,50$"):
        notation.parse_amount(typed)


@pytest.mark.parametrize("typed", ["0,123", "1234,567", "1.234,567"])
def test_more_decimals_than_cents_are_refused(typed):
    with pytest.raises(notation.Unreadable, match="hooguit 2 cijfers na de komma"):
        notation.parse_amount(typed)


def test_a_rate_may_have_more_decimals():
    assert notation.parse_amount("0,1234", max_decimals=4) == Decimal("0.1234")


@pytest.mark.parametrize(
    ("typed", "value"), [("1250", 1250), ("1.250", 1250), ("1 250", 1250), ("1,250", 1250), (" 0 ", 0)]
)
def test_whole_numbers(typed, value):
    assert notation.parse_whole_number(typed) == value


@pytest.mark.parametrize("typed", ["", "abc", "1,5", "1.25", "-3", "12 50", "9" * 41])
def test_what_is_no_whole_number_gets_the_sentence_that_helps(typed):
    with pytest.raises(notation.Unreadable, match=r"^Vul een heel getal in, bijvoorbeeld 1\.250$"):
        notation.parse_whole_number(typed)


def test_dates_are_dutch():
    tuesday = date(2026, 11, 24)

    assert notation.date_long(tuesday) == "24 november 2026"
    assert notation.date_short(tuesday) == "24 nov 2026"
    assert notation.date_with_weekday(tuesday) == "di 24 nov"


@pytest.mark.parametrize(("moment", "shown"), [(time(10, 42), "10.42 uur"), (time(9, 5), "9.05 uur")])
def test_times_have_a_point(moment, shown):
    assert notation.time_of_day(moment) == shown


@pytest.mark.parametrize(
    "typed",
    ["24-11-2026", "24/11/26", "24/11/2026", "24.11.2026", "24 11 2026", "24112026", "24 nov 2026", "24 Nov. 2026",
     "24 november 2026", "24-nov-2026", " 24  november  2026 ", "2026-11-24"],
)  # fmt: skip
def test_a_date_may_be_typed_in_many_ways(typed):
    assert notation.parse_date(typed) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "typed", ["", "morgen", "24-13-2026", "0-11-2026", "24-11", "11/24/2026", "24-11-1026", "24 noof 2026", "241126",
              "24-11/2026", "٢٤-11-2026"]
)  # fmt: skip
def test_what_is_no_date_gets_the_sentence_that_helps(typed):
    with pytest.raises(notation.Unreadable, match=r"^Vul de datum in als dag-maand-jaar, bijvoorbeeld 24-11-2026$"):
        notation.parse_date(typed)


def test_a_day_that_does_not_exist_is_named():
    with pytest.raises(notation.Unreadable, match=r"^29 februari 2027 bestaat niet"):
        notation.parse_date("29-02-2027")


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_lists_end_with_en(items, text):
    assert notation.listing(items) == text


@pytest.mark.parametrize(
    ("quantity", "text"), [(0, "0 gemeenten"), (1, "1 gemeente"), (8, "8 gemeenten"), (1200, "1.200 gemeenten")]
)
def test_counts_choose_their_noun(quantity, text):
    assert notation.count(quantity, "gemeente", "gemeenten") == text


def test_names_sort_as_in_a_dutch_list():
    names = [
        "Zutphen",
        "’s-Heerenberg",
        "IJsselstein",
        "Élst",
        "Elburg",
        "Haaksbergen",
        "'t Zand",
        "Itteren",
        "Hengelo",
    ]

    assert sorted(names, key=notation.sort_key) == [
        "Elburg", "Élst", "Haaksbergen", "’s-Heerenberg", "Hengelo", "IJsselstein", "Itteren", "'t Zand", "Zutphen",
    ]  # fmt: skip


def test_the_ligature_sorts_as_ij():
    assert notation.sort_key("Ĳsselstein")[0] == notation.sort_key("IJsselstein")[0]


@given(AMOUNTS)
def test_every_amount_shown_with_cents_is_read_back(amount):
    assert notation.parse_amount(notation.euro(amount, cents=True)) == amount


@given(st.integers(min_value=0, max_value=10**12))
def test_every_whole_number_shown_is_read_back(value):
    assert notation.parse_whole_number(notation.number(value)) == value


@given(DAYS)
def test_every_date_shown_is_read_back(day):
    assert notation.parse_date(notation.date_long(day)) == day
    assert notation.parse_date(notation.date_short(day)) == day
    assert notation.parse_date(f"{day:%d-%m-%Y}") == day


@given(st.text(max_size=45))
def test_any_text_is_read_or_refused_with_a_dutch_sentence(text):
    for parse in (notation.parse_amount, notation.parse_whole_number, notation.parse_date):
        sentence = "Vul niets in"
        try:
            parse(text)
        except notation.Unreadable as refusal:
            sentence = str(refusal)
        assert re.match(r"(Vul|Bedoel|Gebruik|\d+ [a-z]+ \d{4} bestaat niet)", sentence)


@given(AMOUNTS, st.integers(min_value=0, max_value=2))
def test_rounding_never_moves_more_than_half_a_unit(amount, decimals):
    shown = notation.number(amount, decimals)
    back = Decimal(shown.replace(".", "").replace(",", ".").replace("−", "-"))

    assert abs(back - amount) <= Decimal("0.5").scaleb(-decimals)
