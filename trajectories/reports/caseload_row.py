"""One trajectory as a row of a list: who, where, how far, and what comes first in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inburgering.notation import SHORT_MONTHS, count, date_short, date_with_weekday
from trajectories.models import Trajectory
from trajectories.reports.addresses import address_of
from trajectories.reports.caseload_groups import Place
from trajectories.rules import names
from trajectories.rules.law_periods import RULES

SOON = 14  # days in which a date asks for attention
KIND_WORDS = {"GESPREK": "Voortgangsgesprek"} | {rule.key: rule.label for rule in reversed(RULES)}


@dataclass(frozen=True, slots=True)
class Due:
    """A date with weight: the day, what it is for and how long, and how it is drawn: telaat, letop, rustig."""

    on: date
    shown: str
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    number: str
    url: str
    record_url: str
    facts: str
    route: str
    phase: str
    due: Due | None
    contact_on: date | None
    contact: str


def build(trajectory: Trajectory, *, places: Mapping[int, Place], on: date, whose: str = "") -> Row:
    """Return the row; asks nothing of the database when the person came along. `whose` goes with the facts."""
    person = trajectory.inburgeraar
    place = places.get(trajectory.organisation_id)
    facts = [
        trajectory.number,
        f"{names.age(person.birth_year, person.birth_month, person.birth_day, on=on)} jaar",
        place.name if place else "",
        whose,
    ]
    return Row(
        name=trajectory.sort_name,
        number=trajectory.number,
        url=address_of("show_trajectory", trajectory.number),
        record_url=address_of("record_conversation", trajectory.number),
        facts=" · ".join(fact for fact in facts if fact),
        route=trajectory.leerroute,
        phase=trajectory.get_phase_display(),
        due=due(trajectory.next_deadline_on, trajectory.next_deadline_kind, on),
        contact_on=trajectory.last_contact_on,
        contact=day_words(trajectory.last_contact_on, on) if trajectory.last_contact_on else "nog niet",
    )


def due(day: date | None, kind: str, on: date) -> Due | None:
    """Return the date with its words, such as "PIP vaststellen, te laat: 3 dagen"."""
    if day is None:
        return None
    left = (day - on).days
    state = "telaat" if left < 0 else "letop" if left <= SOON else "rustig"
    return Due(day, f"{date_with_weekday(day)} {day.year}", f"{kind_words(kind)}, {left_words(left)}", state)


def kind_words(kind: str) -> str:
    """Return the short name of a deadline of rules/deadlines.py."""
    return KIND_WORDS.get(kind, "Termijn")


def left_words(left: int) -> str:
    """Return "te laat: 1 dag", "vandaag" or "nog 4 dagen"."""
    if left < 0:
        return f"te laat: {count(-left, 'dag', 'dagen')}"
    return f"nog {count(left, 'dag', 'dagen')}" if left else "vandaag"


def day_words(day: date, on: date) -> str:
    """Return "12 okt", with its year when that is another."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}" if day.year == on.year else date_short(day)
