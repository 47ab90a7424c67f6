"""The statutory dates of one trajectory as fixed steps, in words, and the sentence about what comes first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from inburgering.notation import count, date_long, date_short, listing
from regions.rules.finding import Part
from trajectories.models import Trajectory
from trajectories.reports import facts
from trajectories.rules import deadlines
from trajectories.rules.deadlines import Deadline

A_QUARTER = 92  # days; further away is said in months
DAYS_IN_A_MONTH = 30.44
LINE = ("KENNISGEVING", "PIP", "AANBOD", "WISSELEN", "VERLENGEN", "TERMIJN")  # the fixed steps of every road
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MET, OVERDUE, NEXT, COMING, PAST = "met", "overdue", "next", "coming", "past"
STATES = {MET: "gedaan", OVERDUE: "te laat", NEXT: "eerstvolgend", COMING: "later", PAST: "voorbij"}
# What must be so, around the day: before it, and after it.
SENTENCES = {
    "PIP": ("Het PIP moet ", "Het PIP moest ", " vaststaan. "),
    "AANBOD": ("Er moet ", "Er moest ", " les zijn aangeboden. "),
    "TERMIJN": ("De inburgering moet ", "De inburgering moest ", " klaar zijn. "),
    "PVT": ("De participatieverklaring moet ", "De participatieverklaring moest ", " getekend zijn. "),
    "MAP": ("De MAP moet ", "De MAP moest ", " klaar zijn. "),
    "ZROUTE": ("De Z-route moet ", "De Z-route moest ", " klaar zijn. "),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One statutory date. `state` is met, overdue, next (the first open one) or coming; `left` says how long still."""

    label: str
    day: str
    state: str
    left: str
    explanation: str
    short: str
    article: str
    note: str
    kind: str
    due_on: date
    today: int | None = None  # how far today is on the way from this step to the next, in tenths

    @property
    def state_words(self) -> str:
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Terms:
    """`line` holds the steps that fit beside each other, `steps` all of them."""

    steps: tuple[Step, ...]
    line: tuple[Step, ...]
    first: Deadline | None
    today: str
    source: str


def build(trajectory: Trajectory, *, on: date) -> Terms:
    known = facts.of(trajectory)
    found = deadlines.deadlines(known, on=on)
    open_ones = [one for one in found if one.is_open]
    first = min(open_ones, key=lambda one: one.due_on, default=None)
    steps = tuple(step for step in [_start(trajectory), *(_step(one, first, on) for one in found)] if step)
    ordered = tuple(sorted(steps, key=lambda step: step.due_on))
    line = tuple(step for step in ordered if step.kind in LINE or (first and step.kind == first.kind))
    articles = dict.fromkeys(step.article for step in line if step.kind != "KENNISGEVING")
    return Terms(
        steps=ordered,
        line=_with_today(line, on),
        first=first,
        today=f"vandaag is {day_words(on)} {on.year}",
        source=_source(first, any(one.is_expected for one in found), list(articles), on),
    )


def day_words(day: date) -> str:
    """Return "dinsdag 24 november"."""
    return f"{WEEKDAYS[day.weekday()]} {date_long(day).rsplit(' ', 1)[0]}"


def left_words(due_on: date, on: date) -> str:
    """Return "nog 4 dagen", "vandaag" or "te laat: 3 dagen"; "nog 31 maanden" for what is far away."""
    days = (due_on - on).days
    if days < 0:
        return f"te laat: {count(-days, 'dag', 'dagen')}"
    return f"nog {_length(days)}" if days else "vandaag"


def _length(days: int) -> str:
    if days > A_QUARTER:
        return count(round(days / DAYS_IN_A_MONTH), "maand", "maanden")
    return count(days, "dag", "dagen")


def first_parts(first: Deadline | None, on: date) -> list[Part]:
    """Return the sentence that says what must happen before when."""
    if first is None:
        return [Part("Er loopt nu "), Part("geen wettelijke termijn", strong=True), Part(".")]
    days = (first.due_on - on).days
    year = "" if first.due_on.year == on.year else f" {first.due_on.year}"
    before, was, after = SENTENCES.get(first.kind, (f"{first.label}: ", f"{first.label}: ", ". "))
    day = Part(f"uiterlijk {day_words(first.due_on)}{year}", strong=True)
    return [Part(was if days < 0 else before), day, Part(after), *_left_parts(days)]


def _left_parts(days: int) -> list[Part]:
    if days < 0:
        return [Part("Dat is "), Part(f"{count(-days, 'dag', 'dagen')} te laat", strong=True), Part(".")]
    if days == 0:
        return [Part("Dat is "), Part("vandaag", strong=True), Part(".")]
    return [Part("Dat is over "), Part(_length(days), strong=True), Part(".")]


def _start(trajectory: Trajectory) -> Step | None:
    if not trajectory.kennisgeving_on:
        return None
    return Step(
        label="Kennisgeving van DUO",
        day=date_short(trajectory.kennisgeving_on),
        state=MET,
        left="",
        explanation="begin van de 10 weken, als niets anders telt",
        short="inburgeringsplichtig",
        article="Wet inburgering 2021, art. 3",
        note="",
        kind="KENNISGEVING",
        due_on=trajectory.kennisgeving_on,
    )


def _step(one: Deadline, first: Deadline | None, on: date) -> Step:
    notes = [
        one.difference,
        "datum van DUO" if one.is_from_duo else "",
        "verwacht" if one.is_expected else "",
        one.open_point,
    ]
    state = _state(one, first, on)
    near = state in {NEXT, OVERDUE} or on <= one.due_on <= on + timedelta(days=A_QUARTER)
    return Step(
        label=one.label,
        day=date_short(one.met_on or one.due_on),
        state=state,
        left=left_words(one.due_on, on) if near and not one.met_on else "",
        explanation=f"uiterlijk {date_short(one.due_on)}: {one.explanation}" if one.met_on else one.explanation,
        short=f"uiterlijk {date_short(one.due_on)}" if one.met_on else _first_clause(one.explanation),
        article=one.article,
        note="; ".join(note for note in notes if note),
        kind=one.kind,
        due_on=one.met_on or one.due_on,
    )


def _state(one: Deadline, first: Deadline | None, on: date) -> str:
    if one.met_on:
        return MET
    if one is first:
        return OVERDUE if one.due_on < on else NEXT
    if one.due_on < on:
        return OVERDUE if one.is_open else PAST
    return COMING


def _first_clause(explanation: str) -> str:
    """Return "10 weken na 15 september 2026" of a longer explanation; the table says all of it."""
    for mark in (" (", ": ", "; ", ". "):
        explanation = explanation.split(mark, 1)[0]
    return explanation


def _with_today(line: tuple[Step, ...], on: date) -> tuple[Step, ...]:
    """Return the line with today on the last step that lies behind us, when there is one."""
    behind = [place for place, step in enumerate(line) if step.due_on <= on]
    if not behind:
        return line
    last = behind[-1]
    until = line[last + 1].due_on if last + 1 < len(line) else on
    whole = (until - line[last].due_on).days
    tenths = 10 * (on - line[last].due_on).days // whole if whole else 0
    return (*line[:last], replace(line[last], today=min(tenths, 9)), *line[last + 1 :])


def _laws(articles: list[str]) -> str:
    """Return "Wet inburgering 2021, art. 11 en 12; Besluit inburgering 2021, art. 4.2": every law once."""
    found: dict[str, list[str]] = {}
    for one in "; ".join(articles).split("; "):
        law, _, numbers = one.partition(", art. ")
        law = f"{law} inburgering 2021" if law in {"Besluit", "Regeling"} else law
        for number in numbers.replace(" en ", ", ").split(", "):
            found.setdefault(law, []).append(number.split(" lid ", 1)[0])
    return "; ".join(
        f"{law}, art. {listing(sorted(set(numbers), key=_in_order))}"
        for law, numbers in sorted(found.items(), key=lambda pair: not pair[0].startswith("Wet"))
        if numbers[0]
    )


def _in_order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", number))


def _source(first: Deadline | None, has_expected: bool, articles: list[str], on: date) -> str:
    expected = ""
    if has_expected and first and first.kind == "PIP" and not first.is_expected:
        basis = "uiterlijk op die dag" if first.due_on >= on else "van vandaag"
        expected = f"Datums na {date_long(first.due_on)} zijn verwacht: ze gaan uit van een PIP {basis}. "
    elif has_expected:
        expected = "Verwachte datums staan nog niet vast. "
    law = _laws(articles) if articles else ""
    weekends = "Weekenden schuiven hier niets op; of dat zo hoort, is een open punt."
    return f"{expected}{weekends} Een datum van DUO gaat voor.{f' Bron: {law}.' if law else ''}"
