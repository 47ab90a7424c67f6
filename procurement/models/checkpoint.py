"""The piketpaaltje: what the region agreed on, what is open and who may deviate, frozen with what it stands on."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import Permission
from regions.models import CooperationPlan, Region
from regions.models.work_session import own_or_shared


class CheckpointQuerySet(models.QuerySet["Checkpoint"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(own_or_shared(Share.Kind.CHECKPOINT, user, to))


class Checkpoint(models.Model):
    """Written once. The database refuses a change, and `sha256` shows one that was forced."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT, related_name="checkpoints")
    plan = models.ForeignKey(CooperationPlan, models.PROTECT, related_name="checkpoints")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    # Sentences in order: what is agreed and what is open; and rows of municipality, component and reason.
    agreed = models.JSONField()
    still_open = models.JSONField(default=list)
    may_deviate = models.JSONField(default=list)
    frozen = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        verbose_name = "piketpaaltje"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="checkpoint_number"),
            models.UniqueConstraint(fields=["organisation", "id"], name="checkpoint_tenant_id"),
        ]

    def get_absolute_url(self) -> str:
        return f"/regios/{self.region.slug}/piketpaaltjes/{self.number}/"

    def __str__(self) -> str:
        return f"Piketpaaltje {self.number}: {self.name}"
