"""The leerbaarheidstoets in words: planned, taken or exempt, and what the result does and does not say."""

from __future__ import annotations

from dataclasses import dataclass

from inburgering.notation import date_long
from trajectories.models import Leerbaarheidstoets, Trajectory
from trajectories.reports import intake_page

ADVICE = "De uitslag is een advies; er is niets om voor te slagen of te zakken."


@dataclass(frozen=True, slots=True)
class TestRow:
    day: str
    state: str
    scores: str
    exam_number: str
    source: str


@dataclass(frozen=True, slots=True)
class TestPage:
    finding: str
    advice: str
    rows: tuple[TestRow, ...]
    is_settled: bool


def build(trajectory: Trajectory) -> TestPage:
    """Return the page, the newest test first."""
    tests = list(trajectory.leerbaarheidstoetsen.order_by("-taken_on", "-pk"))
    return TestPage(
        finding=intake_page.test_words(trajectory),
        advice=ADVICE,
        rows=tuple(_row(one) for one in tests),
        is_settled=any(one.result or one.is_exempt for one in tests),
    )


def _row(test: Leerbaarheidstoets) -> TestRow:
    day = test.taken_on or test.planned_on
    state = "vrijgesteld" if test.is_exempt else test.get_result_display() if test.result else "gepland"
    has_scores = test.score is not None and test.needed_score is not None
    scores = f"{test.score} van de benodigde {test.needed_score}" if has_scores else ""
    return TestRow(date_long(day) if day else "", state, scores, test.exam_number, test.source)
