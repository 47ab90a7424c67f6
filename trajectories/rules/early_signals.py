"""Early signals: facts that may need attention, each told with its numbers. Never a score, never a sanction.

The numbers in PARAMETERS are assumptions that a municipality may replace; no law or study gives them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from inburgering.notation import MONTHS, count, date_long, listing, number, percent
from trajectories.rules.clock import B1
from trajectories.rules.course_rules import Attendance
from trajectories.rules.law_periods import RULES, Rule, rule_on

NO_SANCTION = (
    "Een signaal is een reden om te kijken. Er volgt nooit vanzelf een waarschuwing of een boete uit: "
    "wat je doet, beslis je zelf, na een gesprek."
)
SOURCE = "aanname zonder bron, vul in"
SOURCE_ON = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that decides when a signal is given. `key` is its key among the norms of a municipality."""

    key: str
    label: str
    unit: str
    value: Decimal
    source: str = SOURCE
    source_on: date = SOURCE_ON


PARAMETERS = (
    Parameter("signal_missed", "Gemiste gesprekken die een signaal geven", "gesprekken", Decimal(2)),
    Parameter("signal_of_last", "Gekeken naar de laatste", "gesprekken", Decimal(4)),
    Parameter("signal_attendance_drop", "Daling van de aanwezigheid die een signaal geeft", "procentpunt", Decimal(20)),
    Parameter("signal_attendance_months", "Vergeleken met het gemiddelde van de vorige", "maanden", Decimal(3)),
    Parameter("signal_no_step_weeks", "Zo lang geen stap geeft een signaal", "weken", Decimal(8)),
)
KEYS = tuple(one.key for one in PARAMETERS)


@dataclass(frozen=True, slots=True)
class Talk:
    held_on: date
    was_missed: bool


@dataclass(frozen=True, slots=True)
class Absence:
    """An exam at which somebody was not, or from which somebody was signed off."""

    part: str
    taken_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a course does not fit the PIP; `key` names the course and the PIP, so that a new PIP may tell again."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one trajectory, newest talk last. `last_step_on` is at least the day of registration.

    `term_starts_on` says whose law it keeps; None: that of today.
    """

    leerroute: str
    level: str
    nt2_hours: int
    last_step_on: date
    talks: Sequence[Talk] = ()
    attendance: Sequence[Attendance] = ()
    absences: Sequence[Absence] = ()
    misfits: Sequence[Misfit] = ()
    refusals: Sequence[Misfit] = ()
    term_starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """`fingerprint` is the same for the same facts, so that nobody handles one thing twice."""

    kind: str
    reason: str
    fingerprint: str


def values(own: Mapping[str, Decimal]) -> dict[str, int]:
    """Return every parameter as a whole number of 1 or more: the municipality's own, else the assumption."""
    return {one.key: max(1, int(own.get(one.key, one.value))) for one in PARAMETERS}


def signals(seen: Seen, own: Mapping[str, Decimal], *, on: date, rules: tuple[Rule, ...] = RULES) -> tuple[Signal, ...]:
    """Return every signal that these facts give on a day; `own` are norms of the municipality by key."""
    with_numbers = values(own)
    found = [
        _missed(seen, with_numbers),
        _falling(seen, with_numbers),
        _no_step(seen, with_numbers, on),
        _hours(seen, rule_on(rules, "AFSCHALEN", seen.term_starts_on or on)),
        *[_signal("EXAM_ABSENCE", _absence_words(one), one.part, one.taken_on) for one in seen.absences],
        *[_signal("CONTRACT_PIP", f"{one.sentence}.", one.key) for one in seen.misfits],
        *[_signal("ONTZORGEN_REFUSED", f"{one.sentence}.", one.key) for one in seen.refusals],
    ]
    return tuple(one for one in found if one)


def _missed(seen: Seen, numbers: Mapping[str, int]) -> Signal | None:
    last = list(seen.talks)[-numbers["signal_of_last"] :]
    missed = [talk.held_on for talk in last if talk.was_missed]
    # The newest talk decides: who came again has answered the signal.
    if len(missed) < numbers["signal_missed"] or not last or not last[-1].was_missed:
        return None
    days = listing([date_long(day) for day in missed])
    of_last = f"van de laatste {len(last)} gesprekken" if len(last) > 1 else "van 1 gesprek"
    return _signal("MISSED_CONVERSATIONS", f"{len(missed)} {of_last} gemist: {days}.", missed[-1])


def _falling(seen: Seen, numbers: Mapping[str, int]) -> Signal | None:
    months = numbers["signal_attendance_months"]
    newest, before = list(seen.attendance)[-1:], list(seen.attendance)[-1 - months : -1]
    if not newest or len(before) < months or newest[0].share is None:
        return None
    given = sum(one.given for one in before)
    former = Decimal(sum(one.followed for one in before)) / given
    now = newest[0].share
    if (former - now) * 100 < numbers["signal_attendance_drop"]:
        return None
    month = f"{MONTHS[newest[0].month.month - 1]} {newest[0].month.year}"
    reason = (
        f"Aanwezig in {month}: {percent(now)} ({newest[0].followed} van {newest[0].given} uur). "
        f"In de {count(months, 'maand', 'maanden')} daarvoor {percent(former)}."
    )
    return _signal("FALLING_ATTENDANCE", reason, newest[0].month)


def _no_step(seen: Seen, numbers: Mapping[str, int], on: date) -> Signal | None:
    weeks = numbers["signal_no_step_weeks"]
    if on - seen.last_step_on <= timedelta(weeks=weeks):
        return None
    passed = (on - seen.last_step_on).days // 7
    reason = f"De laatste stap was op {date_long(seen.last_step_on)}, {count(passed, 'week', 'weken')} geleden."
    return _signal("NO_STEP", reason, seen.last_step_on)


def _hours(seen: Seen, rule: Rule) -> Signal | None:
    asked = rule.parameters["hours"]
    if seen.leerroute != B1 or seen.level == "A2" or seen.nt2_hours < asked:
        return None
    reason = (
        f"{number(seen.nt2_hours)} uur taal gevolgd, de grens is {number(asked)}. Afschalen naar A2 mag nu, "
        f"als de inzet voldoende was ({rule.article})."
    )
    return _signal("HOURS_600", reason, asked)


def _absence_words(absence: Absence) -> str:
    return f"Niet bij het examen {absence.part} op {date_long(absence.taken_on)}: {absence.reason}."


def _signal(kind: str, reason: str, *facts: object) -> Signal:
    return Signal(kind, reason[:300], sha256("|".join([kind, *map(str, facts)]).encode()).hexdigest())
