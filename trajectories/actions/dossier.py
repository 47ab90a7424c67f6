"""Opening a dossier is an act: who, which page, why. The log is only added to."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering.accounts.models import User
from trajectories.actions.refusal import NotNow
from trajectories.models import Absence, DossierOpening, TeamMember, Trajectory

SHORTEST_REASON = 10


def relation(trajectory: Trajectory, user: User, on: date) -> DossierOpening.Relation:
    """Return how this user stands to the trajectory on a day."""
    if trajectory.assigned_to_id == user.pk:
        return DossierOpening.Relation.ASSIGNED
    covered = Absence.objects.current(on).filter(deputy_id=user.pk, user_id=trajectory.assigned_to_id)
    if trajectory.deputy_id == user.pk or covered.exists():
        return DossierOpening.Relation.DEPUTY
    if TeamMember.objects.filter(team_id=trajectory.team_id, user_id=user.pk).exists():
        return DossierOpening.Relation.TEAM
    return DossierOpening.Relation.NONE


@transaction.atomic
def open_page(*, trajectory: Trajectory, purpose: str, on: date, by: User) -> DossierOpening:
    """Log that this user opens a page of a dossier. Somebody without relation has given a reason today."""
    return DossierOpening.objects.create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        user=by,
        opened_on=on,
        purpose=purpose[:60],
        relation=relation(trajectory, by, on),
    )


@transaction.atomic
def open_with_reason(*, trajectory: Trajectory, reason: str, on: date, by: User) -> DossierOpening:
    """Let a colleague without relation into a dossier for this day. Raises NotNow without a real reason."""
    words = " ".join(reason.split())
    if len(words) < SHORTEST_REASON:
        raise NotNow("Vul de reden in waarom je dit dossier opent, in een hele zin", "reason")
    return DossierOpening.objects.create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        user=by,
        opened_on=on,
        purpose="toegang met reden",
        relation=relation(trajectory, by, on),
        is_with_reason=True,
        reason=words[:300],
    )
