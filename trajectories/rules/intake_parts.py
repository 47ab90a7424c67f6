"""The parts of the brede intake as a table, and what follows from where each of them stands (Wi2021 art. 14)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trajectories.rules.intake_first_parts import FIRST_PARTS
from trajectories.rules.intake_later_parts import LATER_PARTS
from trajectories.rules.intake_shape import Field, Kind, Part, Period

__all__ = ["BY_KEY", "FIELDS", "PARTS", "Field", "Kind", "Part", "Period", "Standing", "State", "standing"]

PARTS: tuple[Part, ...] = FIRST_PARTS + LATER_PARTS
BY_KEY: dict[str, Part] = {part.key: part for part in PARTS}
FIELDS: dict[str, Field] = {field.key: field for part in PARTS for field in part.fields}
PART_OF: dict[str, Part] = {field.key: part for part in PARTS for field in part.fields}
ROUTES = ("B1", "ONDERWIJS", "ZELFREDZAAMHEID")
# Wi2021 art. 14 and 22: a call, a written warning with a new call, a third call; then the college may go on alone.
CALLS = ("oproep", "schriftelijke waarschuwing met een nieuwe oproep", "derde oproep")
COA_NOT_APPLICABLE = "Niet in de opvang van COA geweest"


class State(StrEnum):
    """Where one part stands. CANNOT_YET follows from the other parts and is never stored."""

    TODO = "TODO"
    BUSY = "BUSY"
    WAITING = "WAITING"
    DONE = "DONE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    CANNOT_YET = "CANNOT_YET"


LABELS: dict[State, str] = {
    State.TODO: "Nog doen",
    State.BUSY: "Bezig",
    State.WAITING: "Wacht",
    State.DONE: "Klaar",
    State.NOT_APPLICABLE: "Niet van toepassing",
    State.CANNOT_YET: "Kan nog niet",
}
FINISHED = frozenset({State.DONE, State.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Standing:
    """`states` by key of the part, `open_for_pip` the parts the PIP still waits for, in their order."""

    states: dict[str, State]
    open_for_pip: tuple[Part, ...]

    @property
    def counted(self) -> int:
        return sum(state is not State.NOT_APPLICABLE for state in self.states.values())

    @property
    def done(self) -> int:
        return sum(state is State.DONE for state in self.states.values())

    @property
    def may_complete(self) -> bool:
        return not self.open_for_pip


def standing(stored: Mapping[str, str], discussed: Collection[str]) -> Standing:
    """Return where every part stands. `discussed` are the leerroutes whose consequences were talked about."""
    states = {part.key: _state(part, stored, discussed) for part in PARTS}
    waiting = tuple(part for part in PARTS if part.is_needed and states[part.key] not in FINISHED)
    return Standing(states, waiting)


def _state(part: Part, stored: Mapping[str, str], discussed: Collection[str]) -> State:
    state = State(stored.get(part.key, State.TODO))
    if part.after and not may_open(part, discussed) and state not in FINISHED:
        return State.CANNOT_YET
    return state


def may_open(part: Part, discussed: Collection[str]) -> bool:
    """Whether this part can be done now: the choice comes after the consequences of every route."""
    return not part.after or not undiscussed(discussed)


def undiscussed(discussed: Collection[str]) -> tuple[str, ...]:
    return tuple(route for route in ROUTES if route not in discussed)


def missing(part: Part, answers: Mapping[str, object]) -> tuple[Field, ...]:
    """Return the fields the PIP needs and nobody filled in yet."""
    return tuple(field for field in part.fields if field.is_needed and answers.get(field.key) in (None, ""))


def written(field: Field, value: object) -> str:
    """Return a value as people read it: the words of a choice, "" for nothing."""
    if value in (None, ""):
        return ""
    return dict(field.choices).get(str(value), str(value)) if field.choices else str(value)


def call_label(number: int) -> str:
    """Return what the so-manieth call is (from 1)."""
    return CALLS[min(number, len(CALLS)) - 1]
