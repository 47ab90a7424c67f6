"""Acts on an early signal: answering it in words, or making a task of it. No act here punishes anybody."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.audit.record import Actor, record
from trajectories.actions import follow_up
from trajectories.actions.refusal import NotNow
from trajectories.models import FollowUp, TrajectorySignal

SHORTEST_ANSWER = 5


@transaction.atomic
def answer(*, signal: TrajectorySignal, text: str, by: Actor) -> TrajectorySignal:
    """Handle a signal with words: why nothing more is needed, or what was done. Raises NotNow."""
    words = " ".join(text.split())
    if len(words) < SHORTEST_ANSWER:
        raise NotNow("Vul in wat je besloot en waarom", "answer")
    return _handle(signal, words, by)


@transaction.atomic
def make_follow_up(
    *, signal: TrajectorySignal, what: str, due_on: date | None, user: User | None, on: date, by: Actor
) -> FollowUp:
    """Handle a signal with a task for somebody. Raises NotNow."""
    if not what.strip():
        raise NotNow("Vul in wat je gaat doen, bijvoorbeeld: bellen en vragen hoe het gaat", "what")
    if due_on and due_on < on:
        raise NotNow("De taak is klaar op een dag die nog komt", "due_on")
    _handle(signal, f"Taak: {what.strip()}", by)
    return follow_up.add(
        trajectory=signal.trajectory, what=what.strip()[:200], who=FollowUp.Who.KLANTREGISSEUR, user=user,
        due_on=due_on, signal=signal, on=on, by=by,
    )  # fmt: skip


def _handle(signal: TrajectorySignal, words: str, by: Actor) -> TrajectorySignal:
    open_one = TrajectorySignal.objects.filter(pk=signal.pk, handled_at=None)
    if not open_one.update(handled_at=timezone.now(), handled_by=by.audit_name, answer=words[:300]):
        raise NotNow("Dit signaal is al behandeld. Bekijk wat een collega deed")
    signal.refresh_from_db()
    record(
        "trajectory.signal_handled", by=by, about=signal, organisation_id=signal.organisation_id, kind=signal.kind
    )  # fmt: skip
    return signal
