"""When a dossier must go: by hand from the law, and for every day and combination that can be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectories.models import Outcome
from trajectories.rules import retention
from trajectories.rules.calendar_days import years_later
from trajectories.rules.retention import DEATH, END_OF_DUTY, NoTerm, Road, Term, of_person

DAYS = st.dates(date(2022, 1, 1), date(2060, 12, 31))
ENDED = st.builds(Road, DAYS, st.sampled_from(Outcome.values), st.sampled_from(["WI2021", "WI2021", "WI2013"]))
ROADS = st.lists(st.one_of(ENDED, st.builds(Road, st.none())), max_size=4)


@pytest.mark.parametrize(
    ("closed_on", "outcome", "ground", "due_on"),
    [
        (date(2022, 1, 12), "VRIJSTELLING", END_OF_DUTY, date(2027, 1, 12)),
        (date(2024, 2, 29), "DIPLOMA", END_OF_DUTY, date(2029, 2, 28)),
        (date(2025, 7, 1), "VERTREK", END_OF_DUTY, date(2030, 7, 1)),
        (date(2025, 7, 1), "OVERLIJDEN", DEATH, date(2025, 7, 1)),
    ],
)
def test_five_years_after_the_duty_or_at_death(closed_on: date, outcome: str, ground: str, due_on: date) -> None:
    term = of_person([Road(closed_on, outcome)])

    assert isinstance(term, Term)
    assert (term.ground, term.ended_on, term.due_on) == (ground, closed_on, due_on)
    assert term.core_until == years_later(closed_on, 50)
    assert "9.9" in term.rule.article


def test_nothing_goes_while_a_road_runs() -> None:
    assert of_person([Road(date(2022, 1, 5), "VERTREK"), Road(None)], died_on=date(2026, 1, 1)) is None


def test_the_last_road_decides_about_the_former() -> None:
    """Somebody left, came back and got the diploma: there is one duty, and it ended with the last road."""
    term = of_person([Road(date(2026, 5, 1), "DIPLOMA"), Road(date(2022, 1, 5), "VERTREK")])

    assert isinstance(term, Term)
    assert term.due_on == date(2031, 5, 1)


@pytest.mark.parametrize("outcome", ["VERHUISD", "OVERIG"])
def test_no_term_is_invented_where_the_end_of_the_duty_is_unknown(outcome: str) -> None:
    assert of_person([Road(date(2022, 1, 5), outcome)]) == retention.WITHOUT_TERM[outcome]


def test_the_former_law_has_no_term_here() -> None:
    assert of_person([Road(date(2015, 1, 5), "DIPLOMA", "WI2013")]) == retention.OLD_LAW


def test_who_died_after_a_move_goes_at_death() -> None:
    term = of_person([Road(date(2024, 1, 5), "VERHUISD")], died_on=date(2025, 3, 2))

    assert isinstance(term, Term)
    assert (term.ground, term.due_on) == (DEATH, date(2025, 3, 2))


@given(ROADS, st.one_of(st.none(), DAYS))
def test_a_term_never_passes_before_the_law_says(roads: list[Road], died_on: date | None) -> None:
    found = of_person(roads, died_on=died_on)

    last = max((one.closed_on for one in roads if one.closed_on), default=None)
    if last is None or any(one.closed_on is None for one in roads):
        assert found is None
    elif isinstance(found, Term):
        assert found.due_on == (found.ended_on if found.ground == DEATH else years_later(last, 5))
        assert found.due_on >= (died_on or last if found.ground == DEATH else last)
        assert found.core_until >= found.due_on
    else:
        assert isinstance(found, NoTerm)
        assert found.because


@given(DAYS, DAYS)
def test_whoever_is_over_is_found_among_the_candidates(closed_on: date, on: date) -> None:
    """The list asks the database only for roads that ended early enough: nobody may fall out."""
    term = of_person([Road(closed_on, "DIPLOMA")])

    assert isinstance(term, Term)
    if term.is_over(on):
        assert closed_on <= retention.earliest_end(on)


@given(st.sampled_from(retention.SHORT_LIVED), DAYS)
def test_what_is_of_short_use_goes_after_its_own_days(one: retention.ShortLived, on: date) -> None:
    assert retention.forgotten_before(one.key, on) == on - timedelta(days=one.days)
    assert "aanname" in one.source
