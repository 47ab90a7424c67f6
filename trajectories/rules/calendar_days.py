"""Terms in weeks, months and years, counted as people of the law count: from a day, up to and including a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS_IN_YEAR = 12


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months later (earlier when negative), or the last day of that month."""
    whole = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(whole, MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later; of 29 February the 28th in a year that has no 29th."""
    return months_later(day, years * MONTHS_IN_YEAR)


def lacks_day(day: date, months: int) -> bool:
    """Return whether the month so many months later has no day with that number, such as 29 February 2027."""
    return months_later(day, months).day != day.day


def last_days(starts_on: date, months: int) -> tuple[date, ...]:
    """Return the last day of a term that starts on a day and takes so many months.

    One day, or two where the law leaves it open: 29 February 2024 and three years give 27 and 28 February 2027.
    """
    same_day = months_later(starts_on, months)
    day_before = same_day - timedelta(days=1)
    return (day_before, same_day) if lacks_day(starts_on, months) else (day_before,)


def weeks_later(day: date, weeks: int) -> date:
    return day + timedelta(weeks=weeks)
