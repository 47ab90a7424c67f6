"""Who is reminded on which day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regions.rules import reminders

LAST = date(2026, 12, 10)
ASKED = date(2026, 11, 20)


def sent(answer_by: date, asked_on: date, visits: list[date]) -> list[tuple[int, date]]:
    """What a clock sends that keeps one row per stage."""
    kept: dict[int, date] = {}
    for today in visits:
        reminder = reminders.due(answer_by, asked_on, today)
        if reminder:
            kept.setdefault(reminder.stage, today)
    return list(kept.items())


def test_a_week_before_two_days_before_and_on_the_day() -> None:
    days = [ASKED + timedelta(days=step) for step in range(40)]

    assert sent(LAST, ASKED, days) == [(7, date(2026, 12, 3)), (2, date(2026, 12, 8)), (0, LAST)]
    assert [day for _, day in sent(LAST, ASKED, days)] == reminders.days(LAST)


def test_a_clock_that_stood_still_says_how_many_days_there_really_are() -> None:
    late = reminders.due(LAST, ASKED, date(2026, 12, 5))

    assert late is not None
    assert (late.stage, late.words) == (7, "Nog 5 dagen")
    assert reminders.due(LAST, ASKED, date(2026, 12, 6)) is None


def test_who_was_asked_yesterday_is_not_reminded_of_last_week() -> None:
    assert reminders.due(LAST, date(2026, 12, 4), date(2026, 12, 4)) is None
    assert reminders.due(LAST, date(2026, 12, 8), date(2026, 12, 8)) is None
    assert reminders.due(LAST, date(2026, 12, 9), LAST) == reminders.Reminder(0, 0)


DAYS = st.integers(-30, 30).map(lambda step: LAST + timedelta(days=step))


@given(DAYS, st.lists(DAYS, max_size=60))
def test_at_most_three_none_too_late_and_none_twice(asked_on: date, visits: list[date]) -> None:
    once, again = sent(LAST, asked_on, visits), sent(LAST, asked_on, visits + visits)

    assert once == again
    assert len(once) <= 3
    assert all(asked_on < day <= LAST for _, day in once)
