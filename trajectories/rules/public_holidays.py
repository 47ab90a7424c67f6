"""The days on which a term of law does not end: Algemene termijnenwet, art. 1 and 3."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)

# Art. 3 lid 3: days that the Crown puts on one line with a holiday. Data: only what was found is here.
EQUATED_DAYS: dict[date, str] = {
    date(2022, 5, 27): "gelijkgestelde dag, vrijdag na Hemelvaartsdag 2022",
}


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - epact - left) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> dict[date, str]:
    """Return the recognised public holidays of a year with their Dutch names, Goede Vrijdag included (lid 2)."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    return {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday - 2 * ONE_DAY: "Goede Vrijdag",
        sunday + ONE_DAY: "tweede paasdag",
        kings_day - ONE_DAY if kings_day.weekday() == SUNDAY else kings_day: "Koningsdag",
        date(year, 5, 5): "5 mei",
        sunday + 39 * ONE_DAY: "Hemelvaartsdag",
        sunday + 50 * ONE_DAY: "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
        **{day: name for day, name in EQUATED_DAYS.items() if day.year == year},
    }


def why_closed(day: date) -> str:
    """Return why a term does not end on this day, "" when it may."""
    if name := holidays(day.year).get(day):
        return name
    return {SATURDAY: "zaterdag", SUNDAY: "zondag"}.get(day.weekday(), "")


def next_open_day(day: date) -> date:
    """Return this day, or the first one after it that is no Saturday, Sunday or recognised holiday (art. 1 lid 1)."""
    while why_closed(day):
        day += ONE_DAY
    return day


def may_be_equated(day: date) -> bool:
    """Return whether the Crown tends to equate this day: the Friday after Ascension Day. The decision must tell."""
    return day == easter(day.year) + 40 * ONE_DAY
