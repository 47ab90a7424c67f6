"""What must be known about health: sealed, and only for who works with this person (Wi2021 art. 37 lid 2 b)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering import secrecy
from inburgering.accounts.models import User
from inburgering.audit.record import record
from trajectories.actions import dossier
from trajectories.actions.refusal import NotNow
from trajectories.models import DossierOpening, HealthRemark, Trajectory
from trajectories.rules import person_numbers

WITH_HEALTH = frozenset({DossierOpening.Relation.ASSIGNED, DossierOpening.Relation.DEPUTY})


def may_see(trajectory: Trajectory, user: User, *, on: date) -> bool:
    """Return whether this user is the assigned klantregisseur, the named deputy or covers today."""
    return dossier.relation(trajectory, user, on) in WITH_HEALTH


@transaction.atomic
def add(*, trajectory: Trajectory, text: str, on: date, by: User) -> HealthRemark:
    """Return a sealed remark. Raises NotNow for who may not read it back, an empty text, or a BSN in it."""
    words = text.strip()
    if not may_see(trajectory, by, on=on):
        raise NotNow("Alleen de klantregisseur en de waarnemer leggen iets over gezondheid vast")
    if not words:
        raise NotNow("Vul in wat collega’s die waarnemen moeten weten", "text")
    if person_numbers.has_bsn(words):
        raise NotNow(person_numbers.BSN_IN_TEXT, "text")
    made = HealthRemark.objects.create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        text_sealed=secrecy.sealed(words, tenant=trajectory.organisation_id),
        made_by=by.audit_name[:250],
    )
    _trace("trajectory.health_added", trajectory, made.pk, by)
    return made


@transaction.atomic
def remove(*, trajectory: Trajectory, remark: HealthRemark, by: User) -> None:
    """Take a remark away for good: what is no longer needed is no longer kept."""
    number = remark.pk
    HealthRemark.objects.filter(pk=number, trajectory=trajectory).delete()
    _trace("trajectory.health_removed", trajectory, number, by)


def _trace(verb: str, trajectory: Trajectory, number: int, by: User) -> None:
    record(verb, by=by, about=trajectory, organisation_id=trajectory.organisation_id, remark=number)
