"""Early signals of one trajectory: open ones first, each with its numbers, and what somebody did with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from inburgering.notation import count, date_long, number
from regions.rules.finding import Part
from trajectories.models import Trajectory, TrajectorySignal
from trajectories.reports import signal_facts
from trajectories.rules.early_signals import NO_SANCTION, PARAMETERS, values

__all__ = ["HEADER", "NO_SANCTION", "SignalRow", "SignalsPage", "build", "row_of"]

HEADER = ["Gezien op", "Signaal", "Reden", "Behandeld op", "Wat er is gedaan"]


@dataclass(frozen=True, slots=True)
class SignalRow:
    pk: int
    kind: str
    reason: str
    day: str
    noticed_on: date
    handled_on: date | None
    handled: str
    answer: str

    @property
    def is_open(self) -> bool:
        return self.handled_on is None


@dataclass(frozen=True, slots=True)
class SignalsPage:
    finding: tuple[Part, ...]
    open_ones: tuple[SignalRow, ...]
    handled: tuple[SignalRow, ...]
    no_sanction: str
    numbers: tuple[str, ...]

    def table(self) -> list[list[object]]:
        rows = [*self.open_ones, *self.handled]
        return [[row.noticed_on, row.kind, row.reason, row.handled_on, row.answer] for row in rows]


def build(trajectory: Trajectory) -> SignalsPage:
    """Return the page of one trajectory, in two queries."""
    rows = [row_of(one) for one in trajectory.signals.order_by("-noticed_on", "-pk")]
    open_ones = tuple(row for row in rows if row.is_open)
    with_numbers = values(own := signal_facts.own_norms(trajectory.organisation_id))
    numbers = tuple(
        f"{one.label}: {number(with_numbers[one.key])} {one.unit} "
        f"({'ingesteld door de gemeente' if one.key in own else one.source})"
        for one in PARAMETERS
    )
    return SignalsPage(
        finding=_finding(open_ones),
        open_ones=open_ones,
        handled=tuple(row for row in rows if not row.is_open),
        no_sanction=NO_SANCTION,
        numbers=numbers,
    )


def row_of(one: TrajectorySignal) -> SignalRow:
    handled_on = timezone.localdate(one.handled_at) if one.handled_at else None
    who = one.handled_by.split(" <")[0]
    return SignalRow(
        pk=one.pk,
        kind=one.get_kind_display().capitalize(),
        reason=one.reason,
        day=date_long(one.noticed_on),
        noticed_on=one.noticed_on,
        handled_on=handled_on,
        handled=f"{date_long(handled_on)} door {who}" if handled_on else "",
        answer=one.answer,
    )


def _finding(open_ones: tuple[SignalRow, ...]) -> tuple[Part, ...]:
    if not open_ones:
        return (Part("Er is "), Part("geen signaal", strong=True), Part(" dat aandacht vraagt."))
    told = Part(count(len(open_ones), "signaal", "signalen"), strong=True)
    verb = "vraagt" if len(open_ones) == 1 else "vragen"
    return (told, Part(f" {verb} aandacht. Het nieuwste: {open_ones[0].kind.lower()}."))
