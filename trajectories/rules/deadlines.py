"""Every clock of the Wet inburgering 2021 that a municipality keeps. Dates in, dates out.

Weekends move nothing but the end of the objection term, and a date of DUO prevails: the difference is shown. The rules
themselves, with article and period, are the rows of law_periods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from inburgering.notation import date_long
from trajectories.rules import age_limits, clocks_pip, clocks_term, objection
from trajectories.rules.calendar_days import years_later
from trajectories.rules.clock import Deadline, Facts, from_rule
from trajectories.rules.law_periods import RULES, Rule, rule_on

__all__ = ["Deadline", "Facts", "deadlines", "next_deadline"]

OTHER_LAW = "WI2013"
# Days to come that belong in a list of what comes first, though nobody can be late with them.
APPOINTMENT = "GESPREK"
WATCHED = frozenset({"WISSELEN", "VERLENGEN", "ONTZORGEN", APPOINTMENT})
SHORT_CLOCKS = frozenset({"PIP", "AANBOD"})
TERM_YEARS_AHEAD = 4


def deadlines(facts: Facts, *, on: date, rules: tuple[Rule, ...] = RULES) -> tuple[Deadline, ...]:
    """Return every date that follows from these facts, met ones and windows included, in their order.

    Kinds: PIP, AANBOD, WISSELEN, VERLENGEN, TERMIJN, PVT, MAP, ZROUTE, ONTZORGEN, GESPREK, BEZWAAR, LEEFTIJD,
    LEEFTIJD_VANAF, BEWAREN.
    Nothing for somebody under the law of 2013: its clocks are not kept here.
    """
    if facts.law == OTHER_LAW:
        return ()
    found = [
        one if facts.closed_on is None else replace(one, ended_on=facts.closed_on) for one in _all(facts, rules, on)
    ]
    return tuple(sorted(found, key=lambda one: one.due_on))


def next_deadline(facts: Facts, *, on: date, rules: tuple[Rule, ...] = RULES) -> Deadline | None:
    """Return what comes first: an open deadline, an overdue one included, or a day to come that is worth watching.

    An appointment counts only when no PIP and no offer is due: it must not hide the short clocks of the law.
    """
    coming = [one for one in deadlines(facts, on=on, rules=rules) if one.is_open or _is_watched(one, on)]
    if any(one.kind in SHORT_CLOCKS for one in coming):
        coming = [one for one in coming if one.kind != APPOINTMENT]
    return min(coming, key=lambda one: one.due_on, default=None)


def _is_watched(one: Deadline, on: date) -> bool:
    return one.kind in WATCHED and one.ended_on is None and one.due_on >= on


def _all(facts: Facts, rules: tuple[Rule, ...], on: date) -> Iterator[Deadline]:
    pip = clocks_pip.pip(facts, rules, on)
    if pip:
        yield pip
    expected_on = max(pip.due_on, on) if pip and pip.met_on is None and facts.closed_on is None else None
    term = clocks_term.term(facts, rules, expected_on)
    if term:
        yield from clocks_term.of_term(facts, term, rules)
    if ontzorgen := clocks_term.ontzorgen(facts, rules):
        yield ontzorgen
    if facts.pip_announced_on:
        yield objection.deadline(facts.pip_announced_on, rules)
    horizon = term.ends[-1] if term else years_later(on, TERM_YEARS_AHEAD)
    yield from filter(None, (age_limits.sixteen(facts, rules, on=on),
                             age_limits.deadline(facts, rules, before=horizon, on=on)))  # fmt: skip
    if facts.next_conversation_on and facts.closed_on is None:
        yield _conversation(facts.next_conversation_on)
    if facts.plicht_ended_on:
        yield _retention(facts, facts.plicht_ended_on, rules)


def _conversation(day: date) -> Deadline:
    return Deadline(
        kind=APPOINTMENT,
        label="Voortgangsgesprek",
        due_on=day,
        explanation="een afspraak; hoeveel gesprekken er zijn, staat in het PIP",
        article="Wet inburgering 2021, art. 17 lid 1; Besluit, art. 5.3",
        is_window=True,
    )


def _retention(facts: Facts, ended_on: date, rules: tuple[Rule, ...]) -> Deadline:
    """Five years after the duty ended, or on the death of the inburgeraar."""
    rule = rule_on(rules, "BEWAREN", ended_on)
    years = 0 if facts.has_died else rule.parameters["years"]
    words = f"{years} jaar na {date_long(ended_on)}, het einde van de inburgeringsplicht" if years else "bij overlijden"
    made = from_rule(rule, due=(years_later(ended_on, years),), explanation=words, starts_on=ended_on)
    return replace(made, is_window=True)
