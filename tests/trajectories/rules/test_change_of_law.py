"""A change of law is a new row beside the old one: who began before keeps the old rule, wherever a number is used."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from trajectories.rules import course_rules, early_signals, forecast, route_consequences
from trajectories.rules.age_limits import turns_16_on
from trajectories.rules.clock import GEZINSMIGRANT
from trajectories.rules.deadlines import Facts, deadlines
from trajectories.rules.early_signals import Seen
from trajectories.rules.hour_norms import Followed, afschalen, norms, z_hours
from trajectories.rules.law_periods import NEWEST, OPEN_POINTS, RULES, Rule
from trajectories.rules.objection import objection
from trajectories.rules.pip_changes import Change, check_change

ASIEL = "ASIELSTATUSHOUDER"
CHANGES_ON = date(2027, 1, 1)
OLD, NEW = CHANGES_ON - timedelta(days=1), CHANGES_ON
NOW = date(2028, 1, 2)
ARTICLE = "een wet van 2027, art. 1"
Rules = tuple[Rule, ...]


def changed(key: str, **parameters: int) -> Rules:
    """Return the law with a second row for one key from 2027 on, the first one ended on the day before."""
    old = NEWEST[key]
    ended = replace(old, valid_to=OLD)
    new = replace(old, valid_from=NEW, parameters={**old.parameters, **parameters}, article=ARTICLE, source="fictief")
    return (*(row for row in RULES if row.key != key), ended, new)


def row(kind: str, rules: Rules, **facts: object) -> tuple[str, str, str]:
    """Return the day, article and source of one kind of date."""
    found = next(one for one in deadlines(Facts(**facts), on=NEW, rules=rules) if one.kind == kind)  # type: ignore[arg-type]
    return found.due_on.isoformat(), found.article, found.source


def asiel(**facts: object) -> dict[str, object]:
    return {"indeling": ASIEL} | facts


# What changes, the date that follows, the facts of who began on the last and the first day, and both days by hand.
CLOCKS = [
    ("PIP", {"weeks": 8}, "PIP", lambda day: asiel(kennisgeving_on=day, registered_brp_on=day),
     "2027-03-11", "2027-02-26"),  # 70 days from 31 December; 56 from 1 January
    ("PIP_VERHUIZING", {"weeks": 6}, "PIP", lambda day: asiel(moved_in_on=day), "2027-03-11", "2027-02-12"),
    ("PIP_DERDE", {"weeks": 4}, "PIP", lambda day: asiel(kennisgeving_on=date(2026, 9, 1), waits_for_third_party=True,
     third_party_received_on=day), "2027-01-14", "2027-01-29"),  # 14 days; 28 days
    # the PIP is dated the day before the term starts: 30 December starts on 31 December, 31 December on 1 January
    ("TERMIJN", {"months": 24}, "TERMIJN", lambda day: asiel(first_pip_dated_on=day - timedelta(days=1)),
     "2029-12-30", "2028-12-31"),
    ("WISSELEN", {"months": 12}, "WISSELEN", lambda day: asiel(first_pip_dated_on=day - timedelta(days=1)),
     "2028-06-29", "2027-12-31"),
    ("VERLENGEN", {"months_before": 3}, "VERLENGEN", lambda day: asiel(first_pip_dated_on=day - timedelta(days=1)),
     "2029-06-30", "2029-09-30"),
    ("AANBOD", {"months": 1}, "AANBOD", lambda day: asiel(first_pip_dated_on=day), "2027-03-31", "2027-02-01"),
    ("AANBOD", {"months_onderwijs": 9}, "AANBOD", lambda day: asiel(first_pip_dated_on=day, leerroute="ONDERWIJS"),
     "2027-06-30", "2027-10-01"),
    ("ONTZORGEN", {"months": 12}, "ONTZORGEN", lambda day: asiel(bijstand_from_on=day), "2027-06-29", "2027-12-31"),
    ("BEWAREN", {"years": 7}, "BEWAREN", lambda day: asiel(closed_on=day, plicht_ended_on=day),
     "2031-12-31", "2034-01-01"),
    ("BEZWAAR", {"weeks": 8}, "BEZWAAR", lambda day: asiel(pip_announced_on=day), "2027-02-11", "2027-02-26"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "new", "kind", "facts", "before", "after"), CLOCKS, ids=[f"{one[0]}-{next(iter(one[1]))}" for one in CLOCKS]
)
def test_who_began_before_keeps_the_old_row(
    key: str, new: dict[str, int], kind: str, facts: Callable[[date], dict[str, object]], before: str, after: str
) -> None:
    rules = changed(key, **new)
    assert row(kind, rules, **facts(OLD)) == (before, NEWEST[key].article, NEWEST[key].source)
    assert row(kind, rules, **facts(NEW)) == (after, ARTICLE, "fictief")
    # and nobody is touched by the change who looks at the law as it is
    assert row(kind, RULES, **facts(NEW))[1] == NEWEST[key].article


@pytest.mark.parametrize("kind", ["PVT", "MAP", "ZROUTE"])
def test_the_hours_in_the_words_are_those_of_the_term(kind: str) -> None:
    number = {"PVT": {"hours": 20}, "MAP": {"hours": 60}, "ZROUTE": {"course": 900}}[kind]
    rules, new = changed(kind, **number), str(next(iter(number.values())))

    def words(pip_on: date) -> str:
        facts = Facts(ASIEL, first_pip_dated_on=pip_on, leerroute="ZELFREDZAAMHEID")
        return next(one.explanation for one in deadlines(facts, on=NEW, rules=rules) if one.kind == kind)

    assert new not in words(OLD - timedelta(days=1))
    assert new in words(OLD)  # the term starts on the day after


def test_norms_of_lessons_follow_the_law_of_the_term() -> None:
    rules = changed("ZROUTE", course=900, participation_asylum=500, participation_other=100)
    hours = {norm.key: norm.hours for norm in norms(ASIEL, "ZELFREDZAAMHEID", on=NEW, rules=rules)}
    assert (hours["Z_LESSONS"], hours["Z_PART"]) == (900, 500)
    old = {norm.key: norm.hours for norm in norms(ASIEL, "ZELFREDZAAMHEID", on=OLD, rules=rules)}
    assert (old["Z_LESSONS"], old["Z_PART"]) == (800, 800)
    others = {norm.key for norm in norms(GEZINSMIGRANT, "ZELFREDZAAMHEID", on=NEW, rules=rules)}
    assert "Z_PART" in others  # the new law gives them a part, the old one did not
    assert "Z_PART" not in {norm.key for norm in norms(GEZINSMIGRANT, "ZELFREDZAAMHEID", on=OLD, rules=rules)}
    assert z_hours(indeling=ASIEL, followed=Followed(), on=NEW, rules=rules).participation_left == 500
    assert z_hours(indeling=ASIEL, followed=Followed(), on=OLD, rules=rules).participation_left == 800


def test_afschalen_everywhere_follows_the_law_of_the_term() -> None:
    rules = changed("AFSCHALEN", hours=700)
    asked = {"leerroute": "B1", "nt2_hours": 650, "at_keurmerk": True, "sufficient_effort": True}
    assert afschalen(**asked, on=OLD, rules=rules).is_allowed  # type: ignore[arg-type]
    assert not afschalen(**asked, on=NEW, rules=rules).is_allowed  # type: ignore[arg-type]

    change = Change("AFSCHALEN", "B1", "A2", date(2028, 1, 1), "Volgde alle lessen.", "B1", "B1", None, 650, ("LE",))
    kept, held = (
        next(one for one in check_change(replace(change, term_starts_on=day), rules) if one.code == "AFSCHALEN_UREN")
        for day in (OLD, NEW)
    )
    assert kept.passed
    assert (held.passed, "vanaf 700 uur" in held.sentence) == (False, True)
    assert next(one for one in check_change(change, rules) if one.code == "AFSCHALEN_UREN").passed is False

    seen = Seen("B1", "B1", 650, date(2028, 1, 1))
    kinds = [
        [one.kind for one in early_signals.signals(replace(seen, term_starts_on=day), {}, on=NOW, rules=rules)]
        for day in (OLD, NEW, None)
    ]
    assert kinds == [["HOURS_600"], [], []]


@pytest.mark.parametrize(("key", "code", "field"), [("PVT", "PVT_UREN", "pvt_hours"), ("MAP", "MAP_UREN", "map_hours")])
def test_the_least_hours_of_a_pip_follow_the_law_of_the_term(key: str, code: str, field: str) -> None:
    enough = NEWEST[key].parameters["hours"]
    rules = changed(key, hours=enough + 8)
    for day, passed in ((OLD, True), (NEW, False)):
        change = Change("FIRST", "B1", "B1", date(2028, 1, 1), term_starts_on=day, **{field: enough})  # type: ignore[arg-type]
        assert next(one for one in check_change(change, rules) if one.code == code).passed is passed


def test_other_numbers_have_no_second_home() -> None:
    assert objection(NEW, changed("BEZWAAR", weeks=8)).six_weeks_on == NEW + timedelta(weeks=8)
    assert turns_16_on(2011, 1, 1, changed("LEEFTIJD", from_years=18)) == date(2027, 1, 1)  # born under the old row
    assert course_rules.ontzorgen_until(NEW, changed("ONTZORGEN", months=12)) == date(2027, 12, 31)
    assert course_rules.term_ends_on(OLD, changed("TERMIJN", months=24)) == date(2028, 12, 31)
    assert course_rules.free_attempts(NEW, changed("EXAMENPOGING", attempts=3)) == 3
    assert course_rules.free_attempts(OLD, changed("EXAMENPOGING", attempts=3)) == 2


def test_sentences_for_everybody_say_the_numbers_of_the_newest_text() -> None:
    """Plain words are not made from the rows: who adds a row is told here which sentences to look at."""
    number = {key: rule.parameters for key, rule in NEWEST.items()}
    said = {one.code: " ".join(one.facts) for one in route_consequences.MEANINGS}
    assert f"{number['AFSCHALEN']['hours']} uur taalles" in said["B1"]
    assert f"{number['ZROUTE']['course']} uur les" in said["ZELFREDZAAMHEID"]
    assert f"{number['ZROUTE']['participation_asylum']} uur meedoen" in said["ZELFREDZAAMHEID"]
    assert (number["TERMIJN"]["months"], route_consequences.TERM) == (36, "Je hebt drie jaar de tijd.")
    assert number["WISSELEN"]["months"] == 18  # "anderhalf jaar" in MEANINGS and in pip_changes
    assert re.search("10 weken .*3 jaar", " ".join(forecast.ASSUMPTIONS))


def test_what_is_not_settled_is_said() -> None:
    together = " ".join([*OPEN_POINTS, *(rule.open_point for rule in RULES)])
    for word in ("21-10-2025", "Algemene termijnenwet", "boete", "bijlage 6", "selectielijst", "maatschappelijke"):
        assert word in together
