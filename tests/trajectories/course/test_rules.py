"""Norms, attendance, terms and fits, worked by hand."""

from datetime import date
from decimal import Decimal

import pytest

from trajectories.rules import clocks_term
from trajectories.rules import course_rules as rules
from trajectories.rules.clock import Facts
from trajectories.rules.course_fit import PipCourse, fitting_components, misfits
from trajectories.rules.course_rules import Hours
from trajectories.rules.hour_norms import norms, progress
from trajectories.rules.law_periods import RULES

GEZIN = "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"
MAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("indeling", "route", "expected"),
    [
        (rules.ASIEL, "B1", {"PVT": 12, "MAP": 40, "AFSCHALEN": 600}),
        (rules.ASIEL, "ONDERWIJS", {"PVT": 12}),
        (rules.ASIEL, "ZELFREDZAAMHEID", {"PVT": 12, "MAP": 40, "Z_LESSONS": 800, "Z_PART": 800}),
        (GEZIN, "ZELFREDZAAMHEID", {"PVT": 12, "MAP": 40, "Z_LESSONS": 800}),
        (GEZIN, "", {"PVT": 12, "MAP": 40}),
    ],
)
def test_norms_by_group_and_route(indeling: str, route: str, expected: dict[str, int]) -> None:
    found = norms(indeling, route, on=MAY)

    assert {norm.key: norm.hours for norm in found} == expected
    assert all(norm.article for norm in found)


def test_pvt_and_map_count_in_the_participation_part_of_an_asielstatushouder() -> None:
    hours = [Hours(MAY, "PVT", 12), Hours(MAY, "MAP", 40), Hours(MAY, "PARTICIPATIE", 700), Hours(MAY, "KNM", 30)]

    found = {one.norm.key: one for one in progress(rules.ASIEL, "ZELFREDZAAMHEID", hours, on=MAY)}

    assert found["Z_PART"].followed == 752
    assert found["Z_LESSONS"].followed == 30
    assert found["PVT"].is_reached
    assert found["MAP"].sentence == "MAP: 40 van 40 uur gevolgd"


def test_attendance_per_month_over_all_kinds() -> None:
    hours = [Hours(MAY, "NT2", 30, 5, 5), Hours(MAY, "KNM", 10), Hours(date(2026, 4, 1), "NT2", 8, 0, 2)]

    april, may = rules.attendance(hours)

    assert (april.share, may.share) == (Decimal("0.8"), Decimal("0.8"))
    assert (may.followed, may.given) == (40, 50)


@pytest.mark.parametrize(
    ("bijstand", "last"),
    [
        (date(2026, 5, 4), date(2026, 11, 3)),  # domain vector
        (date(2026, 8, 31), date(2027, 2, 27)),
        (date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_ontzorgen_lasts_six_months(bijstand: date, last: date) -> None:
    assert rules.ontzorgen_until(bijstand) == last


@pytest.mark.parametrize(
    ("pip", "end"),
    [(date(2026, 2, 10), date(2029, 2, 10)), (date(2024, 2, 28), date(2027, 2, 27))],
)
def test_the_term_ends_three_years_after_the_day_after_the_pip(pip: date, end: date) -> None:
    assert rules.term_ends_on(pip) == end


def test_the_last_part_is_half_a_year() -> None:
    whole = clocks_term.term(Facts(rules.ASIEL, first_pip_dated_on=date(2026, 2, 10)), RULES, None)
    longer = clocks_term.term(Facts(rules.ASIEL, first_pip_dated_on=date(2026, 2, 10),
                                    duo_term_ends_on=date(2029, 8, 10)), RULES, None)  # fmt: skip

    assert whole is not None
    assert longer is not None
    assert clocks_term.opens_extension(whole, RULES) == date(2028, 8, 10)
    assert clocks_term.opens_extension(longer, RULES) == date(2029, 2, 10)


def test_a_sitting_below_the_level_of_the_pip_uses_no_free_attempt() -> None:
    results = [("lezen", "A2", "GEZAKT"), ("lezen", "B1", "GEZAKT"), ("lezen", "B2", "GESLAAGD"), ("KNM", "", "GEZAKT"),
               ("spreken", "B1", "GEEN"), ("spreken", "B1", "")]  # fmt: skip

    assert rules.attempts_used(results, "B1") == {"lezen": 2, "KNM": 1}
    assert rules.attempts_used(results, "A2") == {"lezen": 3, "KNM": 1}
    assert rules.free_attempts(MAY) == 2


@pytest.mark.parametrize(
    ("component", "hours", "pip", "words"),
    [
        ("B1", None, PipCourse("ZELFREDZAAMHEID"), "het PIP zegt Z-route"),
        ("MAP", None, PipCourse("ONDERWIJS"), "MAP hoort niet bij"),
        ("Z_PARTICIPATIE", None, PipCourse("ZELFREDZAAMHEID", indeling=GEZIN), "asielstatushouders"),
        ("ALFABETISERING", None, PipCourse("B1"), "geen alfabetisering"),
        ("B1", Decimal(8), PipCourse("B1", hours_per_week=Decimal(12)), "8 uur per week, het PIP noemt 12 uur"),
    ],
)
def test_where_a_course_does_not_fit_the_pip(component: str, hours: Decimal, pip: PipCourse, words: str) -> None:
    (found,) = misfits(component, hours, pip)

    assert words in found


def test_what_fits() -> None:
    assert misfits("B1", Decimal(12), PipCourse("B1", hours_per_week=Decimal(12))) == ()
    assert misfits("B1", None, PipCourse("")) == ()
    assert fitting_components(PipCourse("ONDERWIJS")) == {"ONDERWIJS", "PVT"}


def test_waiting_in_words() -> None:
    assert rules.waited(date(2026, 5, 1), date(2026, 5, 18)) == "2 weken en 3 dagen"
    assert rules.waited(date(2026, 5, 1), date(2026, 5, 1)) == "0 dagen"
    assert rules.waited(date(2026, 5, 1), date(2026, 5, 8)) == "1 week"
