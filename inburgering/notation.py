"""How Dutch readers write numbers, amounts, dates and lists: shown, and read back. No framework, no clock."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni",
          "juli", "augustus", "september", "oktober", "november", "december")  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SHORT_WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")

AMOUNT_WANTED = "Vul een bedrag in, bijvoorbeeld 12.500,50"
WHOLE_NUMBER_WANTED = "Vul een heel getal in, bijvoorbeeld 1.250"
DATE_WANTED = "Vul de datum in als dag-maand-jaar, bijvoorbeeld 24-11-2026"

_THOUSAND = 1_000
_MILLION = Decimal(1_000_000)
_THIS_CENTURY = 2000
_EARLIEST_YEAR = 1900  # an older year is a slip of the finger
_LONGEST_MONTH = 31
_LONGEST_TEXT = 40  # longer than any amount or date a person types; keeps the patterns cheap
_GROUPED = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:(?P<mark>[., ])[0-9]{3})(?:(?P=mark)[0-9]{3})*)")
_GROUPED_DECIMAL = re.compile(_GROUPED.pattern + r"(?!(?P=mark))[.,](?P<fraction>[0-9]+)")
_DECIMAL = re.compile(r"(?P<whole>[0-9]*)[.,](?P<fraction>[0-9]+)")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})(?P<mark>[-/. ])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_UNBROKEN = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})")
_NAMED_MONTH = re.compile(r"(?P<day>[0-9]{1,2})[ -](?P<month>[a-z]+)\.?[ -](?P<year>[0-9]{4}|[0-9]{2})")


class Unreadable(ValueError):
    """What was typed cannot be read. Its text is the Dutch sentence for the person who typed it."""


class AmbiguousAmount(Unreadable):
    """A point or comma with three digits behind it: a thousands mark or a decimal mark. Both readings are given."""

    def __init__(self, as_thousands: Decimal, as_decimal: Decimal) -> None:
        self.as_thousands = as_thousands
        self.as_decimal = as_decimal
        super().__init__(
            f"Bedoel je {number(as_thousands, 2)} of {number(as_decimal, 3)}? "
            f"Vul het bedrag in met twee cijfers na de komma, bijvoorbeeld {number(as_thousands, 2)}"
        )


def number(value: Decimal | int, decimals: int = 0) -> str:
    """Return `1.234` or, with decimals, `1.234,50`; halves go away from zero."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else ""
    return sign + f"{abs(rounded):,f}".translate(str.maketrans(",.", ".,"))


def plain(value: Decimal) -> str:
    """Return the number as people type it and as it can be read back: 1.234 alone could mean two things."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    if decimals == 1 or (decimals == 0 and abs(value) >= _THOUSAND):
        decimals = 2
    return number(value, 4 if decimals == 3 else decimals)  # noqa: PLR2004 - 1,234 alone could mean two things


def euro(amount: Decimal | int, *, cents: bool = False) -> str:
    """Return `€ 12.500`, or `€ 12.500,50` with cents. The space does not break."""
    return f"€{NO_BREAK_SPACE}{number(amount, 2 if cents else 0)}"


def euro_short(amount: Decimal | int) -> str:
    """Return `€ 1,24 mln` from a million on, whole euros below it."""
    if abs(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP)) < _MILLION:
        return euro(amount)
    return f"€{NO_BREAK_SPACE}{number(Decimal(amount) / _MILLION, 2)}{NO_BREAK_SPACE}mln"


def percent(share: Decimal, decimals: int = 0) -> str:
    """Return `13%` for the share 0.125, `12,5%` with one decimal."""
    return f"{number(share * 100, decimals)}%"


def parse_amount(text: str, *, max_decimals: int = 2) -> Decimal:
    """Return the amount a person typed: `1.234,50`, `1234.5`, `€ 12 500`, `12.500,-`.

    Raises AmbiguousAmount for `1.234` and `1,234`, Unreadable for everything that is not an amount.
    """
    negative, unsigned = _without_sign_and_currency(text)
    if re.fullmatch(r"[0-9]+", unsigned):
        amount = Decimal(unsigned)
    elif grouped := _GROUPED.fullmatch(unsigned):
        amount = _grouped_amount(unsigned, grouped["mark"])
    elif parts := _GROUPED_DECIMAL.fullmatch(unsigned) or _DECIMAL.fullmatch(unsigned):
        amount = _decimal_amount(parts["whole"], parts["fraction"], max_decimals)
    else:
        raise Unreadable(AMOUNT_WANTED)
    return -amount if negative and amount else amount


def parse_whole_number(text: str) -> int:
    """Return the whole number a person typed: `1250`, `1.250`, `1 250`. Raises Unreadable."""
    plain = _plain(text)
    if re.fullmatch(r"[0-9]+", plain):
        return int(plain)
    if _GROUPED.fullmatch(plain):
        return int(re.sub(r"[., ]", "", plain))
    raise Unreadable(WHOLE_NUMBER_WANTED)


def date_long(day: date) -> str:
    """Return `24 november 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_short(day: date) -> str:
    """Return `24 nov 2026`, for tables."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def date_with_weekday(day: date) -> str:
    """Return `di 24 nov`, for days near by."""
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day} {SHORT_MONTHS[day.month - 1]}"


def time_of_day(moment: time) -> str:
    """Return `10.42 uur`. A datetime must be made local by the caller and handed over as its time."""
    return f"{moment.hour}.{moment.minute:02d} uur"


def parse_date(text: str) -> date:
    """Return the day a person typed: `24-11-2026`, `24/11/26`, `24112026`, `24 nov 2026`, `24 november 2026`.

    Two digits for a year mean this century, so a field for a date of birth should ask for four.
    Also reads `2026-11-24`, which date pickers send. Raises Unreadable.
    """
    plain = _plain(text).lower()
    for pattern in (_DAY_FIRST, _YEAR_FIRST, _UNBROKEN):
        if parts := pattern.fullmatch(plain):
            return _day(parts["year"], int(parts["month"]), int(parts["day"]))
    if parts := _NAMED_MONTH.fullmatch(plain):
        return _day(parts["year"], _month_number(parts["month"]), int(parts["day"]))
    raise Unreadable(DATE_WANTED)


def listing(items: Sequence[str]) -> str:
    """Return `a, b en c`; nothing for no items."""
    if not items:
        return ""
    *others, last = items
    return f"{', '.join(others)} en {last}" if others else last


def count(quantity: int, singular: str, plural: str) -> str:
    """Return `1 gemeente`, `8 gemeenten`, `0 gemeenten`."""
    return f"{number(quantity)} {singular if quantity == 1 else plural}"


def sort_key(text: str) -> tuple[str, str]:
    """Return the key for a Dutch alphabetical list.

    Accents do not count, IJ is I and J, and a leading 's or 't is left out ('s-Heerenberg stands under H).
    Equal names keep an order by their own spelling.
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    without_article = re.sub(r"^['’‘`][st][\s-]+", "", letters.strip())
    return re.sub(r"[^a-z0-9]+", " ", without_article).strip(), text


def _plain(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        return ""
    return re.sub(r"\s+", " ", text).strip()


def _without_sign_and_currency(text: str) -> tuple[bool, str]:
    plain = _plain(text).replace(MINUS, "-")
    parts = re.fullmatch(r"(?P<before>-?) ?(?:€|[Ee][Uu][Rr])? ?(?P<after>-?)(?P<rest>.*?)(?:,-{1,2})?", plain)
    if parts is None or (parts["before"] and parts["after"]):
        raise Unreadable(AMOUNT_WANTED)
    return bool(parts["before"] or parts["after"]), parts["rest"].strip()


def _grouped_amount(text: str, mark: str) -> Decimal:
    """Return 1234567 for `1.234.567`; with one point or comma only, nobody can tell."""
    whole = Decimal(text.replace(mark, ""))
    if mark != " " and text.count(mark) == 1:
        raise AmbiguousAmount(as_thousands=whole, as_decimal=Decimal(text.replace(mark, ".")))
    return whole


def _decimal_amount(whole: str, fraction: str, max_decimals: int) -> Decimal:
    if len(fraction) > max_decimals:
        raise Unreadable(f"Gebruik hooguit {count(max_decimals, 'cijfer', 'cijfers')} na de komma. {AMOUNT_WANTED}")
    return Decimal(f"{re.sub(r'[., ]', '', whole) or '0'}.{fraction}")


def _month_number(name: str) -> int:
    for names in (MONTHS, SHORT_MONTHS):
        if name in names:
            return names.index(name) + 1
    raise Unreadable(DATE_WANTED)


def _day(year: str, month: int, day: int) -> date:
    full_year = int(year) + (_THIS_CENTURY if len(year) == len("26") else 0)
    if not 1 <= month <= len(MONTHS) or not 1 <= day <= _LONGEST_MONTH or full_year < _EARLIEST_YEAR:
        raise Unreadable(DATE_WANTED)
    try:
        return date(full_year, month, day)
    except ValueError:
        raise Unreadable(f"{day} {MONTHS[month - 1]} {full_year} bestaat niet. {DATE_WANTED}") from None
