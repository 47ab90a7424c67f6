"""Noticing early signals: facts that may need attention. No act here punishes anybody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from inburgering.audit.record import CLOCK, record
from trajectories.models import Trajectory, TrajectorySignal
from trajectories.reports import signal_facts
from trajectories.rules import early_signals

BATCH = 200


@transaction.atomic
def notice(*, trajectory: Trajectory, on: date) -> list[TrajectorySignal]:
    """Look at one trajectory and write the signals that its facts give now; those already given stay as they are."""
    found = signal_facts.with_facts(Trajectory.objects.filter(pk=trajectory.pk).current()).first()
    return _write(found, signal_facts.own_norms(found.organisation_id), on) if found else []


@transaction.atomic
def notice_all(*, organisation_id: int, on: date) -> int:
    """Look at every current trajectory of a municipality and return how many signals were new."""
    own, new, last = signal_facts.own_norms(organisation_id), 0, 0
    while True:
        rows = Trajectory.objects.filter(organisation_id=organisation_id, pk__gt=last).current().order_by("pk")[:BATCH]
        batch = list(signal_facts.with_facts(rows))
        if not batch:
            return new
        for trajectory in batch:
            new += len(_write(trajectory, own, on))
        last = batch[-1].pk


def _write(trajectory: Trajectory, own: dict[str, Decimal], on: date) -> list[TrajectorySignal]:
    given = {one.fingerprint: one for one in early_signals.signals(signal_facts.of(trajectory), own, on=on)}
    if not given:
        return []
    known = set(trajectory.signals.filter(fingerprint__in=given).values_list("fingerprint", flat=True))
    made = TrajectorySignal.objects.bulk_create(
        TrajectorySignal(
            organisation_id=trajectory.organisation_id, trajectory=trajectory, kind=one.kind, reason=one.reason,
            fingerprint=one.fingerprint, noticed_on=on,
        )
        for one in given.values()
        if one.fingerprint not in known
    )  # fmt: skip
    for signal in made:
        tenant = signal.organisation_id
        record("trajectory.signal_noticed", by=CLOCK, about=signal, organisation_id=tenant, kind=signal.kind)
    return made
