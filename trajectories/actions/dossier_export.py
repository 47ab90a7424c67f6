"""Logging that dossiers left in a list: each one as if its page was opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from inburgering.accounts.models import User
from trajectories.models import Absence, DossierOpening, TeamMember, Trajectory


@transaction.atomic
def log(*, trajectories: Sequence[Trajectory], purpose: str, on: date, by: User) -> None:
    """Add one line to the reading log of every trajectory in the file. Two questions and one write."""
    kinds = DossierOpening.Relation
    covered = set(Absence.objects.current(on).filter(deputy_id=by.pk).values_list("user_id", flat=True))
    teams = set(TeamMember.objects.filter(user_id=by.pk).values_list("team_id", flat=True))

    def relation(one: Trajectory) -> DossierOpening.Relation:
        if one.assigned_to_id == by.pk:
            return kinds.ASSIGNED
        if one.deputy_id == by.pk or one.assigned_to_id in covered:
            return kinds.DEPUTY
        return kinds.TEAM if one.team_id in teams else kinds.NONE

    DossierOpening.objects.bulk_create(
        [
            DossierOpening(
                organisation_id=one.organisation_id, trajectory=one, user=by, opened_on=on, purpose=purpose[:60],
                relation=relation(one),
            )
            for one in trajectories
        ],
        batch_size=1_000,
    )  # fmt: skip
