"""What a dossier adds to the totals of the region, kept by month: it still counts after the dossier is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from trajectories.reports import counting


def of(organisation_id: int, trajectories: Collection[int]) -> Counter[tuple[date, str, str]]:
    """Return {(first day of the month, measure, cell): times} of these trajectories; "" is the total."""
    found: Counter[tuple[date, str, str]] = Counter()
    for event in counting.events(organisation_id, of=trajectories):
        for cell in ("", *event.cells):
            found[event.day.replace(day=1), event.measure, cell] += event.times
    return found
