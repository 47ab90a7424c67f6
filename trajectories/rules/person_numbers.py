"""Numbers that belong to a person, as people type them: BSN, V-nummer, telephone, postcode and a birth date in part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from inburgering.notation import MONTHS, NO_BREAK_SPACE, SHORT_MONTHS

WRONG_BSN = "Dit BSN klopt niet. Een BSN heeft 9 cijfers. Controleer of alle cijfers goed zijn"
WRONG_V_NUMBER = "Dit V-nummer klopt niet. Een V-nummer heeft 10 cijfers. Controleer of alle cijfers goed zijn"
WRONG_PHONE = "Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78 of +31 6 12 34 56 78"
WRONG_POSTCODE = "Vul een postcode in met 4 cijfers en 2 letters"
WRONG_BIRTH = "Vul de geboortedatum in zoals die bekend is, bijvoorbeeld 17-04-1992, 00-04-1992, 04-1992 of 1992"
BSN_IN_TEXT = "In deze tekst staat een BSN. Haal het weg: een BSN hoort alleen in het veld BSN"

BSN_LENGTH, V_NUMBER_LENGTH = 9, 10
_ELFPROEF = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SHORTEST_ABROAD, _LONGEST_ABROAD = 8, 15  # digits of an international number: E.164
_INLAND = 9  # digits of a Dutch number without its 0 or 31
_OLDEST = 120  # years
_NINE_DIGITS = re.compile(r"(?<![0-9])(?:[0-9][ .]?){7,8}[0-9](?![0-9])")
_POSTCODE = re.compile(r"([1-9][0-9]{3})([A-Z]{2})")
_BIRTH = re.compile(r"(?:(?:(?P<day>[0-9]{1,2})[-/. ])?(?P<month>[0-9]{1,2}|[a-z]+)\.?[-/. ])?(?P<year>[0-9]{4})")
_BIRTH_UNBROKEN = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})")
_BIRTH_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")


class Unreadable(ValueError):
    """What was typed is no such number. Its text is the Dutch sentence for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date as far as it is known: a day never without its month."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Bsn:
    """A BSN of nine digits; `zero_added` when eight were typed, so that somebody can be told."""

    digits: str
    zero_added: bool = False


def passes_elfproef(bsn: str) -> bool:
    """Return whether nine digits can be a BSN: weights 9 to 2 and −1, the sum divisible by 11, and not all zero."""
    if len(bsn) != BSN_LENGTH or not bsn.isascii() or not bsn.isdecimal() or not int(bsn):
        return False
    return sum(int(digit) * weight for digit, weight in zip(bsn, _ELFPROEF, strict=True)) % 11 == 0


def parse_bsn(text: str) -> Bsn:
    """Return the BSN a person typed: 999990019, 9999.90.019, 99999 0019; eight digits get a zero in front.

    Raises Unreadable.
    """
    digits = re.sub(r"[\s.]", "", text)
    zero_added = len(digits) == BSN_LENGTH - 1
    bsn = digits.zfill(BSN_LENGTH) if zero_added else digits
    if not passes_elfproef(bsn):
        raise Unreadable(WRONG_BSN)
    return Bsn(bsn, zero_added)


def parse_v_number(text: str) -> str:
    """Return the ten digits of a V-nummer of the IND. Raises Unreadable."""
    digits = re.sub(r"[\s.]", "", text)
    if len(digits) != V_NUMBER_LENGTH or not digits.isascii() or not digits.isdecimal():
        raise Unreadable(WRONG_V_NUMBER)
    return digits


def masked(number: str) -> str:
    """Return •••• ••• 19: only the last two digits, "" for nothing."""
    if not number:
        return ""
    hidden = "•" * (len(number) - 2)
    return f"{hidden[:4]}{NO_BREAK_SPACE}{hidden[4:]}{NO_BREAK_SPACE}{number[-2:]}"


def grouped(number: str) -> str:
    """Return 9999 90 019, as people read a BSN aloud; another length in groups of four."""
    if len(number) == BSN_LENGTH:
        return f"{number[:4]}{NO_BREAK_SPACE}{number[4:6]}{NO_BREAK_SPACE}{number[6:]}"
    return NO_BREAK_SPACE.join(number[start : start + 4] for start in range(0, len(number), 4))


def has_bsn(text: str) -> bool:
    """Return whether free text holds eight or nine digits that pass the elfproef, with spaces or points between."""
    found = (re.sub(r"[ .]", "", match.group()) for match in _NINE_DIGITS.finditer(text))
    return any(len(digits) == BSN_LENGTH and passes_elfproef(digits) for digits in found)


def parse_phone(text: str) -> str:
    """Return the number as E.164 (+31612345678) from 06 12 34 56 78, 0031…, +49 …. Raises Unreadable."""
    digits = re.sub(r"[\s().-]", "", text).replace("+", "00", 1)
    if not digits.isascii() or not digits.isdecimal():
        raise Unreadable(WRONG_PHONE)
    if digits.startswith("00"):
        number = digits[2:]
    elif digits.startswith("0") and len(digits) == _INLAND + 1:
        number = f"31{digits[1:]}"
    else:
        raise Unreadable(WRONG_PHONE)
    if number.startswith("310"):  # +31 (0)6 …
        number = f"31{number[3:]}"
    in_length = _SHORTEST_ABROAD <= len(number) <= _LONGEST_ABROAD
    if not in_length or (number.startswith("31") and len(number) != _INLAND + 2):
        raise Unreadable(WRONG_PHONE)
    return f"+{number}"


def phone_words(number: str) -> str:
    """Return 06 12 34 56 78 for a Dutch mobile number, 0543 123456 as 054 312 34 56; others as +49 1512…"""
    if not number.startswith("+31") or len(number) != _INLAND + 3:
        return number
    inland = f"0{number[3:]}"
    parts = (inland[:2], inland[2:4], inland[4:6], inland[6:8], inland[8:])
    if not inland.startswith("06"):
        parts = (inland[:3], inland[3:6], inland[6:8], inland[8:], "")
    return NO_BREAK_SPACE.join(part for part in parts if part)


def parse_postcode(text: str) -> str:
    """Return "7121 AB" for 7121ab. Raises Unreadable."""
    found = _POSTCODE.fullmatch(re.sub(r"\s", "", text).upper())
    if not found:
        raise Unreadable(WRONG_POSTCODE)
    return f"{found[1]} {found[2]}"


def parse_birth(text: str, *, on: date) -> Birth:
    """Return a birth date as far as it was typed: 17-04-1992, 00-00-1990, 00-05-1990, 05-1990, mei 1990, 1990.

    Raises Unreadable for a day that does not exist, after `on`, or more than 120 years before it.
    """
    plain = re.sub(r"\s+", " ", text).strip().lower()
    found = _BIRTH.fullmatch(plain) or _BIRTH_UNBROKEN.fullmatch(plain) or _BIRTH_ISO.fullmatch(plain)
    if not found:
        raise Unreadable(WRONG_BIRTH)
    birth = Birth(int(found["year"]), _month(found["month"]), int(found["day"] or 0) or None)
    if birth.month is None and birth.day is not None:
        raise Unreadable(WRONG_BIRTH)
    try:
        first = date(birth.year, birth.month or 1, birth.day or 1)
    except ValueError:
        raise Unreadable(f"Deze dag bestaat niet. {WRONG_BIRTH}") from None
    if first > on or birth.year < on.year - _OLDEST:
        raise Unreadable("De geboortedatum moet in het verleden liggen, hooguit 120 jaar geleden")
    return birth


def birth_typed(birth: Birth) -> str:
    """Return a birth date as it is typed back into a form: 17-04-1992, 00-04-1992 or 00-00-1992."""
    return f"{birth.day or 0:02d}-{birth.month or 0:02d}-{birth.year}"


def _month(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdecimal():
        return int(text) or None
    for names in (MONTHS, SHORT_MONTHS):
        if text in names:
            return names.index(text) + 1
    raise Unreadable(WRONG_BIRTH)
