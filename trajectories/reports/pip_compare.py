"""Two versions of a PIP side by side, with in words what changed."""

from __future__ import annotations

from dataclasses import dataclass

from trajectories.models import Pip
from trajectories.reports.pip_facts import PART_A, columns
from trajectories.reports.pip_words import LABELS, words


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    former: str
    now: str

    @property
    def is_changed(self) -> bool:
        return self.former != self.now


def build(former: Pip, now: Pip) -> list[Row]:
    """Return a row per point of part A that either version fills in, in the order of part A."""
    old, new = columns(former), columns(now)
    rows = [(name, Row(LABELS[name], words(name, old[name]), words(name, new[name]))) for name in PART_A]
    return [row for name, row in rows if old[name] not in (None, "", []) or new[name] not in (None, "", [])]
