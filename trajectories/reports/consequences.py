"""What other facts would do to the dates of a trajectory, before anybody keeps them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inburgering.notation import count, date_long
from trajectories.models import Trajectory
from trajectories.reports import facts
from trajectories.rules import deadlines
from trajectories.rules.deadlines import Deadline

NOTHING = "staat niet vast"


@dataclass(frozen=True, slots=True)
class Consequence:
    """One date before and after, in words, with the rule that makes it."""

    label: str
    before: str
    after: str
    explanation: str
    article: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Consequences:
    finding: str
    rows: tuple[Consequence, ...]


def build(trajectory: Trajectory, known: Mapping[str, Any], *, on: date) -> Consequences:
    """Return every date as it is and as it would be with these columns of Trajectory."""
    then = copy.copy(trajectory)
    for name, value in known.items():
        setattr(then, name, value)
    before = {one.kind: one for one in deadlines.deadlines(facts.of(trajectory), on=on)}
    after = {one.kind: one for one in deadlines.deadlines(facts.of(then), on=on)}
    rows = tuple(_row(before.get(kind), after.get(kind)) for kind in dict.fromkeys([*after, *before]))
    changed = sum(row.is_changed for row in rows)
    verb = "verandert" if changed == 1 else "veranderen"
    finding = f"{count(changed, 'termijn', 'termijnen')} {verb} door deze feiten." if changed else (
        "Geen enkele termijn verandert door deze feiten."
    )  # fmt: skip
    return Consequences(finding, rows)


def _row(before: Deadline | None, after: Deadline | None) -> Consequence:
    one = after or before
    if one is None:
        raise ValueError("a date before or after is needed")
    former = date_long(before.due_on) if before else NOTHING
    later = date_long(after.due_on) if after else NOTHING
    return Consequence(one.label, former, later, one.explanation if after else "", one.article, former != later)
