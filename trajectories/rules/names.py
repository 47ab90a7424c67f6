"""Names as people bear them, and birth dates as far as they are known."""

from __future__ import annotations

from datetime import date

from inburgering.notation import MONTHS, sort_key


def suggested_sort_name(full_name: str, prefix: str = "") -> str:
    """Return "Haddad, Amina" for "Amina Haddad", "Berg, Jan van den" for "Jan van den Berg" with its tussenvoegsel.

    A suggestion only: which word a list is sorted on differs by culture, so people may change it. A mononym stays.
    """
    words = full_name.split()
    if len(words) < 2:  # noqa: PLR2004 - a mononym
        return full_name.strip()
    family, given = words[-1], words[:-1]
    between = prefix.split()
    if between and [word.lower() for word in given[-len(between) :]] == [word.lower() for word in between]:
        given = given[: -len(between)]
    return f"{family}, {' '.join([*given, *between])}".rstrip(", ")


def search_text(*parts: str) -> str:
    """Return what a search without diacritics looks in: every part in plain small letters and digits, once."""
    words = " ".join(sort_key(part)[0] for part in parts if part)
    return " ".join(dict.fromkeys(words.split()))


def birth_words(year: int, month: int | None, day: int | None) -> str:
    """Return "3 mei 1990", "mei 1990, dag onbekend" or "1990, dag en maand onbekend" (BRP writes 00-00-1990)."""
    if month is None:
        return f"{year}, dag en maand onbekend"
    if day is None:
        return f"{MONTHS[month - 1]} {year}, dag onbekend"
    return f"{day} {MONTHS[month - 1]} {year}"


def birth_digits(year: int, month: int | None, day: int | None) -> str:
    """Return 03051990, with zeros for what is unknown, as people type it to find somebody."""
    return f"{day or 0:02d}{month or 0:02d}{year}"


def age(year: int, month: int | None, day: int | None, *, on: date) -> int:
    """Return the age in whole years; of an unknown day or month the last possible one, so never too old."""
    had_birthday = (on.month, on.day) >= (month or 12, day or 31)
    return on.year - year - (0 if had_birthday else 1)
