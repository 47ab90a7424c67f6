"""Finding somebody by part of a name, by number or by birth date, without diacritics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from inburgering.notation import date_short
from inburgering.public_number import ALPHABET
from trajectories.models import Trajectory
from trajectories.models.trajectory import TrajectoryQuerySet
from trajectories.rules import names

MOST = 50
_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_APART = re.compile(r"[\s.–-]")
_NUMBER = re.compile(f"T([{ALPHABET}]{{8}})")
_MONTH = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Found:
    """One person that was found; `deadline` is "" where nothing is due."""

    url: str
    name: str
    number: str
    born: str
    team: str
    phase: str
    assigned_to: str
    deadline: str


def matching(queryset: TrajectoryQuerySet, typed: str) -> TrajectoryQuerySet:
    """Return the trajectories in which every word that was typed occurs; nothing typed leaves all."""
    for word in words_of(typed):
        queryset = queryset.filter(search_text__contains=word)
    return queryset


def number_in(typed: str) -> str:
    """Return the number when only that was typed, "" otherwise; dash, spaces and capitals do not matter."""
    bare = _APART.sub("", typed).upper()
    found = _NUMBER.fullmatch(bare)
    return f"T-{found[1]}" if found else ""


def words_of(typed: str) -> list[str]:
    """Return what is looked for: small letters without diacritics, and a birth date as its eight digits."""
    plain = _DAY.sub(lambda day: f"{int(day[1]):02d}{int(day[2]):02d}{day[3]}", typed)
    plain = _MONTH.sub(lambda month: f"{int(month[1]):02d}{month[2]}", plain)
    return names.search_text(plain).split()


def listed(queryset: TrajectoryQuerySet, *, on: date) -> list[Found]:
    """Return the first of these trajectories as rows, in the order of their names."""
    rows = queryset.select_related("inburgeraar", "team", "assigned_to").order_by("sort_name", "number")[:MOST]
    return [_found(row, on) for row in rows]


def _found(row: Trajectory, on: date) -> Found:
    person = row.inburgeraar
    due = row.next_deadline_on
    return Found(
        url=row.get_absolute_url(),
        name=person.sort_name,
        number=row.number,
        born=names.birth_words(person.birth_year, person.birth_month, person.birth_day),
        team=row.team.name,
        phase=row.get_phase_display(),
        assigned_to=row.assigned_to.name if row.assigned_to else "nog niemand",
        deadline=f"{date_short(due)}{_late(due, on)}" if due else "",
    )


def _late(due: date, on: date) -> str:
    return f", te laat: {days} {'dag' if days == 1 else 'dagen'}" if (days := (on - due).days) > 0 else ""
