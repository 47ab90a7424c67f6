"""What holds on every day of 2022 to 2035, and what a change of law does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trajectories.rules import clocks_pip
from trajectories.rules.calendar_days import last_days, months_later, years_later
from trajectories.rules.clock import GEZINSMIGRANT
from trajectories.rules.deadlines import Facts, deadlines, next_deadline
from trajectories.rules.law_periods import RULES, NoRule, Rule, rule_on
from trajectories.rules.objection import objection
from trajectories.rules.public_holidays import easter, holidays, why_closed

ASIEL = "ASIELSTATUSHOUDER"
FIRST, LAST = date(2022, 1, 1), date(2035, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
DAYS = st.dates(FIRST, LAST)
ONE_DAY = timedelta(days=1)


def test_ten_weeks_end_on_the_same_weekday_seventy_days_on() -> None:
    for day in EVERY_DAY:
        pip = clocks_pip.pip(Facts(ASIEL, kennisgeving_on=day, registered_brp_on=day), RULES, day)
        assert pip is not None
        assert (pip.due_on - day).days == 70
        assert pip.due_on.weekday() == day.weekday()


def test_three_years_less_a_day() -> None:
    for day in EVERY_DAY:
        ends = last_days(day, 36)
        assert all((end - day).days in {1094, 1095} for end in ends)
        assert len(ends) == (2 if (day.month, day.day) == (2, 29) else 1)
        if len(ends) == 1:
            following = ends[0] + ONE_DAY
            assert (following.month, following.day, following.year) == (day.month, day.day, day.year + 3)


def test_half_a_year_never_skips_a_month() -> None:
    for day in EVERY_DAY:
        for months in (3, 6, 18):
            later = months_later(day, months)
            assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
            assert later.day == day.day or later.month != (later + ONE_DAY).month
            assert abs((months_later(later, -months) - day).days) <= 3


def test_the_objection_term_ends_on_an_open_day() -> None:
    for day in EVERY_DAY:
        term = objection(day)
        assert term.starts_on == day + ONE_DAY
        assert not why_closed(term.ends_on)
        assert 42 <= (term.ends_on - day).days <= 47  # at most Good Friday to Tuesday: four days and a half
        assert all(why_closed(term.six_weeks_on + n * ONE_DAY) for n in range((term.ends_on - term.six_weeks_on).days))


# Published dates of Easter Sunday.
EASTERS = [(2022, 4, 17), (2023, 4, 9), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2028, 4, 16),
           (2029, 4, 1), (2030, 4, 21), (2031, 4, 13), (2032, 3, 28), (2033, 4, 17), (2034, 4, 9), (2035, 3, 25),
           (2038, 4, 25), (2008, 3, 23)]  # fmt: skip


@pytest.mark.parametrize("sunday", EASTERS)
def test_easter(sunday: tuple[int, int, int]) -> None:
    assert easter(sunday[0]) == date(*sunday)


def test_holidays_of_a_year() -> None:
    assert {day.isoformat() for day in holidays(2026)} == {
        "2026-01-01", "2026-04-03", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-25", "2026-12-25",
        "2026-12-26",
    }  # fmt: skip
    assert date(2025, 4, 26) in holidays(2025)  # Koningsdag is not on a Sunday


@settings(max_examples=100, deadline=None)
@given(
    indeling=st.sampled_from([ASIEL, GEZINSMIGRANT]),
    leerroute=st.sampled_from(["", "B1", "ONDERWIJS", "ZELFREDZAAMHEID"]),
    told=DAYS,
    brp=st.none() | DAYS,
    moved=st.none() | DAYS,
    received=st.none() | DAYS,
    pip=st.none() | DAYS,
    announced=st.none() | DAYS,
    on=DAYS,
)
def test_whatever_the_facts(  # one argument per fact
    indeling: str, leerroute: str, told: date, brp: date | None, moved: date | None, received: date | None,
    pip: date | None, announced: date | None, on: date,
) -> None:  # fmt: skip
    facts = Facts(
        indeling, leerroute=leerroute, kennisgeving_on=told, registered_brp_on=brp, moved_in_on=moved,
        third_party_received_on=received, first_pip_dated_on=pip, pip_announced_on=announced,
    )  # fmt: skip
    found = deadlines(facts, on=on)
    assert list(found) == sorted(found, key=lambda one: one.due_on)
    assert len({one.kind for one in found}) == len(found)
    for one in found:
        assert one.article
        assert one.explanation
        assert one.valid_from
        assert not one.candidates or one.candidates[0] == one.due_on < one.candidates[1]
    ten_weeks = next(one for one in found if one.kind == "PIP")
    assert ten_weeks.due_on >= told + timedelta(days=70) or moved is not None
    assert (next_deadline(replace(facts, closed_on=on), on=on)) is None


def test_a_change_of_law_leaves_old_cases_alone() -> None:
    """Suppose eight weeks from 2027 on: the old row gets its last day, the new one stands beside it."""
    old = rule_on(RULES, "PIP", date(2026, 1, 1))
    others = tuple(row for row in RULES if row.key != "PIP")
    ended = replace(old, valid_to=date(2026, 12, 31))
    new = replace(old, valid_from=date(2027, 1, 1), parameters={"weeks": 8}, article="een nieuw artikel")
    rules = (*others, ended, new)

    def due(told: date) -> tuple[date, str]:
        one = deadlines(Facts(ASIEL, kennisgeving_on=told, registered_brp_on=told), on=told, rules=rules)[0]
        return one.due_on, one.article

    assert due(date(2026, 12, 31)) == (date(2027, 3, 11), old.article)
    assert due(date(2027, 1, 1)) == (date(2027, 2, 26), "een nieuw artikel")
    assert (
        "8 weken na"
        in deadlines(
            Facts(ASIEL, kennisgeving_on=date(2027, 1, 1), registered_brp_on=date(2027, 1, 1)),
            on=date(2027, 1, 1),
            rules=rules,
        )[0].explanation
    )


def test_every_rule_has_its_article_source_and_first_day() -> None:
    assert len({row.key for row in RULES}) == 16
    for row in RULES:
        assert "art." in row.article
        assert row.source
        assert row.valid_from >= date(2022, 1, 1)


def test_a_gap_between_rows_is_refused() -> None:
    row = Rule("X", "x", "art. 1", "bron", date(2024, 1, 1), valid_to=date(2024, 12, 31))
    later = replace(row, valid_from=date(2026, 1, 1), valid_to=None)
    assert rule_on((row, later), "X", date(2023, 1, 1)) is row  # before the law: its first text
    with pytest.raises(NoRule):
        rule_on((row, later), "X", date(2025, 6, 1))
    with pytest.raises(NoRule):
        rule_on((), "X", date(2025, 6, 1))


def test_years_later_from_a_leap_day() -> None:
    assert years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_later(date(2024, 2, 29), 4) == date(2028, 2, 29)
