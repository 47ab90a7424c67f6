"""What somebody who moved here brought along: from which municipality, when it was taken over, and its decision."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from inburgering import secrecy
from inburgering.notation import date_short
from trajectories.models import Handover, HandoverContent, Trajectory
from trajectories.rules import handover_parts as parts


@dataclass(frozen=True, slots=True)
class Received:
    """A handover that this trajectory began with. `sender` is the name of the former gemeente, such as Aalten."""

    number: str
    sender: str
    on: date

    @property
    def source(self) -> str:
        """Return where a value came from, such as "uit de overdracht van Aalten, 2 sep 2026"."""
        return f"uit de overdracht van {self.sender}, {date_short(self.on)}"


@dataclass(frozen=True, slots=True)
class Decision(Received):
    """Together with the PIP of there, as rules/handover_parts.py keeps it."""

    facts: dict[str, Any]


def received(trajectory: Trajectory) -> Received | None:
    """Return the handover with which this trajectory was taken over; None when it began here. One query."""
    one = _accepted(trajectory)
    return _of(one) if one else None


def decision(trajectory: Trajectory) -> Decision | None:
    """Return the handover with the PIP that came along; None when none did.

    Only what this municipality asked for and took over is read (Wi2021 art. 35 lid 4).
    """
    one = _accepted(trajectory)
    content = HandoverContent.objects.filter(handover=one).first() if one else None
    if one is None or content is None:
        return None
    snapshot = json.loads(secrecy.opened(content.snapshot_sealed, tenant=one.receiver_id))
    facts = snapshot["data"].get(parts.PIP, {})
    known = _of(one)
    return Decision(known.number, known.sender, known.on, facts) if facts.get(parts.DECISION) else None


def accepted(trajectory: Trajectory) -> QuerySet[Handover]:
    """Return the handover with which this trajectory was taken over, or no rows."""
    return Handover.objects.filter(
        receiver_id=trajectory.organisation_id, received_number=trajectory.number, state=Handover.State.ACCEPTED
    )


def _accepted(trajectory: Trajectory) -> Handover | None:
    return accepted(trajectory).select_related("organisation").first()


def _of(one: Handover) -> Received:
    answered = timezone.localdate(one.answered_at)
    return Received(one.number, one.organisation.name.removeprefix("Gemeente "), answered)
