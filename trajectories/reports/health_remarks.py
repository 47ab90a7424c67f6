"""Remarks on health, opened for who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from inburgering import secrecy
from trajectories.models import Trajectory
from trajectories.reports.timeline import name_of


@dataclass(frozen=True, slots=True)
class Remark:
    pk: int
    text: str
    made_at: datetime
    made_by: str


def listed(trajectory: Trajectory) -> list[Remark]:
    """Return the remarks that the database shows this reader, the newest first."""
    rows = trajectory.health_remarks.order_by("-made_at", "-pk")
    return [
        Remark(row.pk, secrecy.opened(row.text_sealed, tenant=row.organisation_id), row.made_at, name_of(row.made_by))
        for row in rows
    ]
