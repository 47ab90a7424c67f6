"""Until when somebody may object to a decision: Awb art. 6:7 and 6:8, Algemene termijnenwet art. 1 and 3."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from inburgering.notation import date_long
from trajectories.rules.calendar_days import weeks_later
from trajectories.rules.clock import Deadline, from_rule
from trajectories.rules.law_periods import RULES, Rule, rule_on
from trajectories.rules.public_holidays import may_be_equated, next_open_day, why_closed


@dataclass(frozen=True, slots=True)
class Objection:
    """`ends_on` is the last day; `moved_because` says why it is not `six_weeks_on`, "" when it is.

    `may_end_on` is the later day in case the Crown equates the Friday after Ascension Day with a holiday, else None.
    """

    starts_on: date
    six_weeks_on: date
    ends_on: date
    moved_because: str
    may_end_on: date | None


def objection(announced_on: date, rules: tuple[Rule, ...] = RULES) -> Objection:
    """Return the objection term of a decision that was made known (bekendgemaakt) on a day."""
    weeks = rule_on(rules, "BEZWAAR", announced_on).parameters["weeks"]
    last = weeks_later(announced_on, weeks)  # six weeks from the day after: the last is the same weekday
    ends = next_open_day(last)
    later = next_open_day(ends + timedelta(days=1)) if may_be_equated(ends) else None
    return Objection(announced_on + timedelta(days=1), last, ends, why_closed(last), later)


def deadline(announced_on: date, rules: tuple[Rule, ...]) -> Deadline:
    """Return the objection term as a date on the list: a right of the inburgeraar, so nobody here is late with it."""
    found = objection(announced_on, rules)
    rule = rule_on(rules, "BEZWAAR", announced_on)
    weeks = f"{rule.parameters['weeks']} weken vanaf {date_long(found.starts_on)}"
    words = f"{weeks}, de dag na de bekendmaking op {date_long(announced_on)}"
    if found.moved_because:
        words += f". {date_long(found.six_weeks_on)} is {found.moved_because}: de termijn loopt door tot en met "
        words += date_long(found.ends_on)
    if found.may_end_on:
        words += f". Is die vrijdag met een feestdag gelijkgesteld, dan tot en met {date_long(found.may_end_on)}"
    made = from_rule(rule, due=(found.ends_on,), explanation=words, starts_on=found.starts_on)
    candidates = (found.ends_on, found.may_end_on) if found.may_end_on else ()
    return replace(made, is_window=True, candidates=candidates)
