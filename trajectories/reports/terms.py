"""The statutory dates of one trajectory as fixed steps, in words, and the sentence about what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from inburgering.notation import count, date_long, date_short
from regions.rules.finding import Part
from trajectories.models import Trajectory
from trajectories.reports import facts
from trajectories.rules import deadlines
from trajectories.rules.deadlines import Deadline

SOON = 14  # days
MOST_STEPS = 7
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MET, OVERDUE, NEXT, COMING = "met", "overdue", "next", "coming"


@dataclass(frozen=True, slots=True)
class Step:
    """One statutory date. `state` is met, overdue, next (the first open one) or coming; `left` says how long still."""

    label: str
    day: str
    state: str
    left: str
    explanation: str
    article: str
    note: str
    kind: str
    due_on: date

    @property
    def state_words(self) -> str:
        return {MET: "gedaan", OVERDUE: "te laat", NEXT: "eerstvolgend", COMING: "later"}[self.state]


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
    open_ones = [one for one in found if one.is_open and not trajectory.closed_on]
    first = min(open_ones, key=lambda one: one.due_on, default=None)
    steps = tuple(step for step in [_start(trajectory), *(_step(one, first, on) for one in found)] if step)
    ordered = tuple(sorted(steps, key=lambda step: step.due_on))
    articles = dict.fromkeys(one.article for one in found if one.article)
    return Terms(
        steps=ordered,
        line=_around_now(ordered),
        first=first,
        today=f"vandaag is {day_words(on)} {on.year}",
        source=_source(any(one.is_expected for one in found), list(articles)),
    )


def day_words(day: date) -> str:
    """Return "dinsdag 24 november"."""
    return f"{WEEKDAYS[day.weekday()]} {date_long(day).rsplit(' ', 1)[0]}"


def left_words(due_on: date, on: date) -> str:
    """Return "nog 4 dagen", "vandaag" or "te laat: 3 dagen"."""
    days = (due_on - on).days
    if days < 0:
        return f"te laat: {count(-days, 'dag', 'dagen')}"
    return f"nog {count(days, 'dag', 'dagen')}" if days else "vandaag"


def first_parts(first: Deadline | None, on: date) -> list[Part]:
    """Return the sentence that says what must happen before when."""
    if first is None:
        return [Part("Er loopt nu "), Part("geen wettelijke termijn", strong=True), Part(".")]
    what = "Het PIP" if first.kind == "PIP" else f"{first.label}"
    verb = ("moet ", "vaststaan") if first.kind == "PIP" else ("kan of moet ", "")
    year = "" if first.due_on.year == on.year else f" {first.due_on.year}"
    day = f"{day_words(first.due_on)}{year}"
    days = (first.due_on - on).days
    if first.kind != "PIP":
        when = Part(f"uiterlijk {day}", strong=True)
        return [Part(f"{what}: "), when, Part(". "), *_left_parts(days)]
    if days < 0:
        return [Part(f"{what} moest "), Part(f"uiterlijk {day}", strong=True), Part(" vaststaan. "), *_left_parts(days)]
    return [Part(f"{what} {verb[0]}"), Part(f"uiterlijk {day}", strong=True), Part(f" {verb[1]}. "), *_left_parts(days)]


def _left_parts(days: int) -> list[Part]:
    if days < 0:
        return [Part("Dat is "), Part(f"{count(-days, 'dag', 'dagen')} te laat", strong=True), Part(".")]
    if days == 0:
        return [Part("Dat is "), Part("vandaag", strong=True), Part(".")]
    return [Part("Dat is over "), Part(count(days, "dag", "dagen"), strong=True), Part(".")]


def _start(trajectory: Trajectory) -> Step | None:
    if not trajectory.kennisgeving_on:
        return None
    return Step(
        label="Kennisgeving van DUO", day=date_short(trajectory.kennisgeving_on), state=MET, left="",
        explanation="inburgeringsplicht", article="Wet inburgering 2021, artikel 3", note="", kind="KENNISGEVING",
        due_on=trajectory.kennisgeving_on,
    )  # fmt: skip


def _step(one: Deadline, first: Deadline | None, on: date) -> Step:
    state = COMING
    if one.met_on:
        state = MET
    elif one.due_on < on:
        state = OVERDUE
    elif one is first:
        state = NEXT
    notes = [
        one.difference,
        "datum van DUO" if one.is_from_duo else "",
        "verwacht" if one.is_expected else "",
        f"of {' of '.join(date_short(day) for day in one.candidates)}: DUO bepaalt" if one.candidates else "",
    ]
    return Step(
        label=one.label,
        day=date_short(one.met_on or one.due_on),
        state=state,
        left="" if one.met_on or one.due_on > on + timedelta(days=92) else left_words(one.due_on, on),
        explanation=f"gedaan; uiterlijk {date_short(one.due_on)}" if one.met_on else one.explanation,
        article=one.article,
        note="; ".join(note for note in notes if note),
        kind=one.kind,
        due_on=one.met_on or one.due_on,
    )


def _around_now(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return at most seven steps: the last that were met, and everything that is open first."""
    met = [step for step in steps if step.state == MET]
    rest = [step for step in steps if step.state != MET][: MOST_STEPS - 1]
    kept = met[-(MOST_STEPS - len(rest)) :]
    return tuple(sorted([*kept, *rest], key=lambda step: step.due_on))


def _source(has_expected: bool, articles: list[str]) -> str:
    expected = "Data met ‘verwacht’ staan nog niet vast. " if has_expected else ""
    law = "; ".join(articles)
    return f"{expected}Weekenden schuiven niets op. Een datum van DUO gaat voor.{f' Bron: {law}.' if law else ''}"
