"""Reading one cell of a list that somebody brings in: tolerant where people differ, strict where it matters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from inburgering.notation import Unreadable, date_long, listing, parse_date, sort_key
from trajectories.rules import person_numbers

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(10_000, 80_000)  # 1927 up to 2119: what a day looks like when its cell became a number
_YES = frozenset({"ja", "j", "x", "1", "waar", "true", "yes"})
_NO = frozenset({"nee", "n", "0", "onwaar", "false", "no"})
_SHORT_V_NUMBERS = (8, 9)
FORMULA = "In deze cel staat een formule. Vul de waarde zelf in"
EMAIL_WANTED = "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl"
MONTH_WANTED = "Vul de maand in als maand-jaar, bijvoorbeeld 10-2026"
HOURS_WANTED = "Vul een heel aantal uren in van 0 tot en met 400"
MOST_HOURS = 400  # of one kind in one month; more is a slip

INDELINGEN = {
    "ASIELSTATUSHOUDER": ("asielstatushouder", "asiel", "statushouder", "asielmigrant", "vergunninghouder"),
    "GEZINSMIGRANT_EN_OVERIGE_MIGRANT": (
        "gezinsmigrant of overige migrant", "gezinsmigrant en overige migrant", "gezinsmigrant", "overige migrant",
        "gezin", "overig",
    ),
}  # fmt: skip
LEERROUTES = {
    "B1": ("B1-route", "B1", "b1route", "route b1", "b"),
    "ONDERWIJS": ("onderwijsroute", "onderwijs", "o", "onderwijs route"),
    "ZELFREDZAAMHEID": ("Z-route", "zelfredzaamheidsroute", "zelfredzaamheid", "zroute", "z"),
}
LEVELS = {"A2": ("A2",), "B1": ("B1",), "B2": ("B2",)}
HOUR_KINDS = {
    "NT2": ("taal (NT2)", "taal", "NT2", "taalles", "taallessen"),
    "ALFABETISERING": ("alfabetisering", "alfa"),
    "KNM": ("KNM",),
    "PVT": ("PVT",),
    "MAP": ("MAP",),
    "PARTICIPATIE": ("participatie", "participatieactiviteiten"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says. `notice` tells what was repaired on the way, "" when nothing was."""

    value: Any
    notice: str = ""


def choice(text: str, choices: Mapping[str, tuple[str, ...]]) -> Cell:
    """Return the code of a choice; capitals, spaces and hyphens do not matter. Raises Unreadable with the choices."""
    wanted = _letters(text)
    for code, names in choices.items():
        if wanted == _letters(code) or wanted in map(_letters, names):
            return Cell(code)
    raise Unreadable(f"Kies uit: {listing([names[0] for names in choices.values()])}")


def yes_or_no(text: str) -> Cell:
    word = text.strip().lower()
    if word in _YES or word in _NO:
        return Cell(word in _YES)
    raise Unreadable("Vul ja of nee in")


def day(text: str) -> Cell:
    """Return the day. Raises Unreadable; a day that became a number is refused with the day that it would be."""
    _refuse_number_of_excel(text)
    return Cell(parse_date(text))


def birth(text: str, today: date) -> Cell:
    """Return (year, month, day), None for what is unknown: 00-00-1990, 05-1990 and 1990 are birth dates too."""
    _refuse_number_of_excel(text)
    try:
        found = person_numbers.parse_birth(text, on=today)
    except person_numbers.Unreadable as reason:
        raise Unreadable(str(reason)) from reason
    return Cell((found.year, found.month, found.day))


def month(text: str) -> Cell:
    """Return the first day of a month from 10-2026, oktober 2026, 2026-10 or any day in it."""
    plain = text.strip().lower()
    if parts := re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", plain):
        plain = f"1-{parts[1]}-{parts[2]}"
    elif parts := re.fullmatch(r"(\d{4})[-/](\d{1,2})", plain):
        plain = f"1-{parts[2]}-{parts[1]}"
    elif re.fullmatch(r"[a-z]+\.? \d{4}", plain):
        plain = f"1 {plain}"
    _refuse_number_of_excel(plain)
    try:
        return Cell(parse_date(plain).replace(day=1))
    except Unreadable as reason:
        raise Unreadable(MONTH_WANTED) from reason


def hours(text: str) -> Cell:
    plain = text.strip()
    if not re.fullmatch(r"\d{1,3}(?:[.,]0+)?", plain):
        raise Unreadable(HOURS_WANTED)
    count = int(re.split(r"[.,]", plain)[0])
    if count > MOST_HOURS:
        raise Unreadable(HOURS_WANTED)
    return Cell(count)


def bsn(text: str) -> Cell:
    """Return the 9 digits. A leading zero that a spreadsheet ate is put back, with a notice. Raises Unreadable."""
    try:
        found = person_numbers.parse_bsn(text)
    except person_numbers.Unreadable as reason:
        raise Unreadable(str(reason)) from reason
    return Cell(found.digits, "Bij het BSN ontbrak de 0 aan het begin. Die is erbij gezet" if found.zero_added else "")


def v_number(text: str) -> Cell:
    """Return the 10 digits of a V-nummer, with the zeros that a spreadsheet ate."""
    digits = re.sub(r"[\s.\-vV]", "", text)
    lost = digits.isdecimal() and len(digits) in _SHORT_V_NUMBERS
    notice = "Bij het V-nummer ontbraken nullen aan het begin. Die zijn erbij gezet" if lost else ""
    try:
        return Cell(
            person_numbers.parse_v_number(digits.zfill(person_numbers.V_NUMBER_LENGTH) if lost else digits), notice
        )
    except person_numbers.Unreadable as reason:
        raise Unreadable(str(reason)) from reason


def postcode(text: str) -> Cell:
    try:
        return Cell(person_numbers.parse_postcode(text))
    except person_numbers.Unreadable as reason:
        raise Unreadable(str(reason)) from reason


def email(text: str) -> Cell:
    if not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}", text):
        raise Unreadable(EMAIL_WANTED)
    return Cell(text.lower())


def phone(text: str) -> Cell:
    """Return the number as E.164; a zero that a spreadsheet ate from a Dutch number is put back."""
    digits = re.sub(r"[ .\-()]", "", text)
    lost = bool(re.fullmatch(r"[1-9]\d{8}", digits))
    try:
        found = person_numbers.parse_phone(f"0{digits}" if lost else text)
    except person_numbers.Unreadable as reason:
        raise Unreadable(str(reason)) from reason
    return Cell(found, "Bij het telefoonnummer ontbrak de 0 aan het begin. Die is erbij gezet" if lost else "")


def words(text: str) -> Cell:
    return Cell(" ".join(text.split()))


@lru_cache(maxsize=1024)  # a column of choices repeats itself
def _letters(text: str) -> str:
    return sort_key(text)[0]


def _refuse_number_of_excel(text: str) -> None:
    plain = text.strip()
    if re.fullmatch(r"\d{5}", plain) and int(plain) in _EXCEL_DAYS:
        meant = date_long(_EXCEL_DAY_ZERO + timedelta(days=int(plain)))
        raise Unreadable(f"Hier staat {plain}, geen datum. Bedoel je {meant}? Schrijf de datum als dag-maand-jaar")
