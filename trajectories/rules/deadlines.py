"""Every clock of the Wet inburgering 2021 that a municipality keeps. Dates in, dates out.

Weekends move nothing, and a date of DUO prevails (Besluit art. 5.3; the product's own decision on clocks).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

PIP_TERM = timedelta(days=70)  # Besluit inburgering 2021, art. 5.3 lid 1: ten weeks
THIRD_PARTY_TERM = timedelta(days=14)  # idem: two weeks after the information came


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one trajectory, as far as a date follows from it. None: not (yet) so."""

    indeling: str
    kennisgeving_on: date | None = None
    plicht_begins_on: date | None = None
    registered_brp_on: date | None = None
    moved_in_on: date | None = None
    waits_for_third_party: bool = False
    third_party_received_on: date | None = None
    bijstand_from_on: date | None = None
    leerroute: str = ""
    level: str = ""
    first_pip_dated_on: date | None = None
    pip_dated_on: date | None = None
    pip_announced_on: date | None = None
    offered_on: date | None = None
    pvt_signed_on: date | None = None
    map_ended_on: date | None = None
    z_ended_on: date | None = None
    next_conversation_on: date | None = None
    duo_pip_due_on: date | None = None
    duo_term_starts_on: date | None = None
    duo_term_ends_on: date | None = None
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date with its reason. `candidates` has two days where the law leaves it open (29 February)."""

    kind: str
    label: str
    due_on: date
    explanation: str
    article: str
    candidates: tuple[date, ...] = ()
    starts_on: date | None = None
    met_on: date | None = None
    is_expected: bool = False
    is_from_duo: bool = False
    difference: str = ""

    @property
    def is_open(self) -> bool:
        return self.met_on is None


def deadlines(facts: Facts, *, on: date) -> tuple[Deadline, ...]:
    """Return every deadline of this trajectory, met ones included, in the order of their dates."""
    found = [one for one in (_pip(facts),) if one]
    return tuple(sorted(found, key=lambda one: one.due_on))


def next_deadline(facts: Facts, *, on: date) -> Deadline | None:
    """Return the open deadline that comes first, an overdue one included; None when nothing is open."""
    open_ones = [one for one in deadlines(facts, on=on) if one.is_open and facts.closed_on is None]
    return min(open_ones, key=lambda one: one.due_on, default=None)


def _pip(facts: Facts) -> Deadline | None:
    starts = facts.moved_in_on or facts.registered_brp_on or facts.kennisgeving_on
    if starts is None:
        return None
    if facts.kennisgeving_on and starts < facts.kennisgeving_on:
        starts = facts.kennisgeving_on
    return Deadline(
        kind="PIP",
        label="PIP vaststellen",
        due_on=starts + PIP_TERM,
        explanation=f"10 weken na {starts:%d-%m-%Y}",
        article="Besluit inburgering 2021, art. 5.3",
        starts_on=starts,
        met_on=facts.first_pip_dated_on if not facts.moved_in_on else facts.pip_dated_on,
    )
