"""Days on which a gemeente is usually closed. They warn when somebody plans a conversation; they never move a date.

Algemene termijnenwet, art. 3: the days that the law treats as holidays, Good Friday included.
"""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {(1, 1): "nieuwjaarsdag", (5, 5): "bevrijdingsdag", (12, 25): "eerste kerstdag", (12, 26): "tweede kerstdag"}
_AROUND_EASTER = {
    -2: "goede vrijdag", 0: "eerste paasdag", 1: "tweede paasdag", 39: "hemelvaartsdag", 49: "eerste pinksterdag",
    50: "tweede pinksterdag",
}  # fmt: skip
_WEEKEND = {5: "een zaterdag", 6: "een zondag"}


def why_off(day: date) -> str:
    """Return "nieuwjaarsdag" or "een zaterdag" when this is no ordinary working day, "" when it is one."""
    if day == _kings_day(day.year):
        return "Koningsdag"
    named = _FIXED.get((day.month, day.day)) or _AROUND_EASTER.get((day - easter(day.year)).days)
    return named or _WEEKEND.get(day.weekday(), "")


def next_working_day(day: date) -> date:
    """Return this day, or the first working day after it."""
    while why_off(day):
        day += timedelta(days=1)
    return day


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _kings_day(year: int) -> date:
    """Return 27 April, or the day before it when that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day  # noqa: PLR2004 - Sunday
