"""The messages of DUO as the page and its Excel file show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from inburgering.notation import count, date_short
from regions.rules.finding import Part
from trajectories.models import DuoEvent
from trajectories.rules.duo_events import EVENTS, kind_of

SHOWN = 25
HIDDEN = frozenset({"find"})
FILTERS = {
    "nieuw": ("Nog niet gezien", Q(seen_at=None, state__in=["NEW", "UNKNOWN"])),
    "zonder-persoon": ("Persoon niet gevonden", Q(state="NO_PERSON")),
    "onbekend": ("Onbekende code", Q(state="UNKNOWN")),
    "alles": ("Alles", Q()),
}
HEADER = ["Datum DUO", "Code", "Bericht", "Inburgeraar", "Traject", "Wat er is gewijzigd", "Wat nu", "Stand", "Bestand"]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One message. `name` and `number` are empty when the person is not here yet."""

    pk: int
    registered_on: date
    code: str
    label: str
    name: str
    number: str
    effect: str
    asks_for: str
    state: str
    source: str
    is_new: bool
    is_planned: bool

    def values(self) -> list[Any]:
        return [self.registered_on, self.code, self.label, self.name, self.number, self.effect, self.asks_for,
                self.state, self.source]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FilterLink:
    key: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class DuoPage:
    finding: list[Part]
    filters: list[FilterLink]
    rows: list[EventRow]
    codes: list[tuple[str, str]]
    more: int
    page: int
    has_next: bool


def build(events: QuerySet[DuoEvent], *, which: str, code: str, page: int) -> DuoPage:
    """Return one page of messages, the newest first, with how many stand behind each filter."""
    which = which if which in FILTERS else "nieuw"
    counts = events.aggregate(**{key.replace("-", "_"): Count("pk", filter=rule) for key, (_, rule) in FILTERS.items()})
    chosen = chosen_rows(events, which=which, code=code)
    start = (page - 1) * SHOWN
    rows = list(chosen[start : start + SHOWN + 1])
    new = counts["nieuw"]
    waiting = counts["zonder_persoon"]
    waits = f" {count(waiting, 'bericht wacht', 'berichten wachten')} op een persoon." if waiting else ""
    return DuoPage(
        finding=[
            Part(f"{count(new, 'bericht', 'berichten')} van DUO nog niet gezien", strong=bool(new)),
            Part(f".{waits}"),
        ],
        filters=[
            FilterLink(key, label, counts[key.replace("-", "_")], key == which) for key, (label, _) in FILTERS.items()
        ],
        rows=[row_of(event) for event in rows[:SHOWN]],
        codes=[(one, f"{one} {EVENTS[one].label}") for one in sorted(EVENTS)],
        more=max(0, len(rows) - SHOWN),
        page=page,
        has_next=len(rows) > SHOWN,
    )


def chosen_rows(events: QuerySet[DuoEvent], *, which: str, code: str) -> QuerySet[DuoEvent]:
    """Return the messages behind a filter."""
    rule = FILTERS.get(which, FILTERS["nieuw"])[1]
    chosen = events.filter(rule).select_related("inburgeraar", "trajectory").order_by("-registered_at", "-pk")
    return chosen.filter(code=code) if code else chosen


def row_of(event: DuoEvent) -> EventRow:
    kind = kind_of(event.code)
    return EventRow(
        pk=event.pk,
        registered_on=timezone.localdate(event.registered_at),
        code=event.code,
        label=kind.label,
        name=event.inburgeraar.full_name if event.inburgeraar else "",
        number=event.trajectory.number if event.trajectory else "",
        effect=event.effect,
        asks_for=kind.asks_for,
        state=_state(event),
        source=event.source,
        is_new=event.seen_at is None,
        is_planned=kind.is_planned,
    )


def _state(event: DuoEvent) -> str:
    if event.seen_at is None:
        return event.get_state_display()
    return f"gezien op {date_short(timezone.localdate(event.seen_at))} door {event.seen_by.split(' <')[0]}"
