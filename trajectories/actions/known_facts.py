"""Recording the facts of a trajectory from which its dates follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from inburgering.audit.record import Actor, record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Trajectory

COLUMNS = (
    "registered_on", "azc_location", "linked_on", "kennisgeving_on", "plicht_begins_on", "registered_brp_on",
    "moved_in_on", "bijstand_from_on", "waits_for_third_party", "third_party_received_on",
)  # fmt: skip


@transaction.atomic
def change(
    *, trajectory: Trajectory, facts: Mapping[str, Any], expected_version: int, on: date, by: Actor
) -> Trajectory:
    """Return the trajectory with these facts and the dates that follow from them.

    Raises Changed when somebody else was first, NotNow for a closed trajectory.
    """
    now = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    if now.closed_on:
        raise NotNow("Dit traject is afgesloten. De feiten blijven zoals ze waren")
    if now.version != expected_version:
        raise Changed("Een collega heeft deze feiten intussen gewijzigd. Kies welke datum blijft", now)
    if unknown := set(facts) - set(COLUMNS):
        raise ValueError(f"no such facts: {sorted(unknown)}")
    changed = [name for name in sorted(facts) if getattr(now, name) != facts[name]]
    for name in changed:
        setattr(now, name, facts[name])
    now.version += 1
    now.save(update_fields=[*changed, "version"])
    record("trajectory.facts_changed", by=by, about=now, organisation_id=now.organisation_id, fields=changed)
    return bring_up_to_date(now, on=on)
