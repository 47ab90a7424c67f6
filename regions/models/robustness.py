"""How firmly a proposal stands: many exact re-solves, done in pieces and kept between them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.jobs.models import Job
from regions.models.subregion import SubregionProposal


class RobustnessRunQuerySet(models.QuerySet["RobustnessRun"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(proposal__in=SubregionProposal.objects.for_user(user, to=to))


class RobustnessRun(models.Model):
    """One run for one proposal. `state` is what was computed so far: a new worker goes on from there."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    proposal = models.ForeignKey(SubregionProposal, models.CASCADE, related_name="robustness_runs")
    job = models.OneToOneField(Job, models.PROTECT)
    seed = models.PositiveIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    state = models.JSONField(default=dict)
    result = models.JSONField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.CharField(max_length=250)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RobustnessRunQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Stevigheid van voorstel {self.proposal_id}: {self.done} van {self.total}"
