"""Until when the PIP must be established: ten weeks from what, and what makes it later (Besluit art. 5.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from inburgering.notation import date_long
from trajectories.rules.calendar_days import weeks_later
from trajectories.rules.clock import ASIELSTATUSHOUDER, Deadline, Facts, difference, from_rule
from trajectories.rules.law_periods import Rule, rule_on

REGISTRATION_UNKNOWN = (
    ". Er staat geen inschrijving in de BRP in het dossier: is die er nog niet, dan beginnen de 10 weken pas daarna"
)


@dataclass(frozen=True, slots=True)
class Start:
    """The day from which the weeks run, the rule that says so, and what happened on it in Dutch."""

    key: str
    day: date
    because: str
    remark: str = ""


def start(facts: Facts) -> Start | None:
    """Return from when the ten weeks run; None while they have not begun."""
    told = facts.kennisgeving_on
    if facts.moved_in_on and (told is None or told <= facts.moved_in_on):
        return Start("PIP_VERHUIZING", facts.moved_in_on, "inschrijving in deze gemeente na verhuizing")
    if told is None:
        return None
    if facts.indeling != ASIELSTATUSHOUDER or facts.moved_in_on:
        return Start("PIP", told, "kennisgeving van DUO")
    if facts.registered_brp_on is None:
        remark = "" if facts.first_pip_dated_on else REGISTRATION_UNKNOWN
        return None if facts.awaits_registration else Start("PIP", told, "kennisgeving van DUO", remark)
    if facts.registered_brp_on > told:
        return Start("PIP", facts.registered_brp_on, "inschrijving in de BRP; DUO meldt deze start met SS139")
    return Start("PIP", told, "kennisgeving van DUO")


def pip(facts: Facts, rules: tuple[Rule, ...], on: date) -> Deadline | None:
    """Return the deadline of the PIP, met or not; None while no clock runs and DUO has not named a day."""
    began = start(facts)
    found = _ten_weeks(began, rules) if began else None
    found = _third_party(found, facts, rules, on)
    found = _told_by_duo(found, facts, rules)
    return replace(found, kind="PIP", label="PIP vaststellen", met_on=_met_on(facts)) if found else None


def _ten_weeks(began: Start, rules: tuple[Rule, ...]) -> Deadline:
    rule = rule_on(rules, began.key, began.day)
    weeks = rule.parameters["weeks"]
    words = f"{weeks} weken na {date_long(began.day)} ({began.because}){began.remark}"
    return from_rule(rule, due=(weeks_later(began.day, weeks),), explanation=words, starts_on=began.day)


def _third_party(found: Deadline | None, facts: Facts, rules: tuple[Rule, ...], on: date) -> Deadline | None:
    """Two weeks after the information came, when that is later; while it is not there yet, counted from today."""
    if not facts.waits_for_third_party and facts.third_party_received_on is None:
        return found
    if facts.awaits_registration and found is None:  # the ten weeks have not begun, so nothing makes them longer
        return None
    came = facts.third_party_received_on or on
    rule = rule_on(rules, "PIP_DERDE", came)
    weeks = rule.parameters["weeks"]
    due = weeks_later(came, weeks)
    if found and due <= found.due_on:
        return found
    if facts.third_party_received_on is None:
        if found is None:
            return None
        words = f"{weeks} weken na ontvangst van de informatie waarop je wacht; komt die vandaag, dan is het "
        words += date_long(due)
        return replace(from_rule(rule, due=(due,), explanation=words, starts_on=found.starts_on), is_expected=True)
    words = f"{weeks} weken na {date_long(came)}, toen de informatie kwam waarop het PIP wachtte"
    return from_rule(rule, due=(due,), explanation=words, starts_on=found.starts_on if found else came)


def _told_by_duo(found: Deadline | None, facts: Facts, rules: tuple[Rule, ...]) -> Deadline | None:
    told = facts.duo_pip_due_on
    if told is None:
        return found
    if found is None:
        words = f"{date_long(told)} volgens DUO"
        only = from_rule(rule_on(rules, "PIP", told), due=(told,), explanation=words, starts_on=None)
        return replace(only, is_from_duo=True)
    said = difference("Uiterste dag van het PIP", found.due_on, told)
    return replace(found, due_on=told, is_from_duo=True, is_expected=False, difference=said)


def _met_on(facts: Facts) -> date | None:
    """After a move only a PIP of the new gemeente counts."""
    if facts.moved_in_on is None:
        return facts.first_pip_dated_on
    latest = facts.pip_dated_on or facts.first_pip_dated_on
    return latest if latest and latest >= facts.moved_in_on else None
