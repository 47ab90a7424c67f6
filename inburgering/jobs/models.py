"""One row per piece of long work."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission


class JobQuerySet(models.QuerySet["Job"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))

    def claimable(self, at: datetime) -> Self:
        """Waiting, or running with a lease that ran out because its worker is gone."""
        return self.filter(Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=at))


class Job(models.Model):
    class State(models.TextChoices):
        QUEUED = "QUEUED", "In de wachtrij"
        RUNNING = "RUNNING", "Bezig"
        DONE = "DONE", "Klaar"
        FAILED = "FAILED", "Niet gelukt"
        CANCELLED = "CANCELLED", "Geannuleerd"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=150)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    step = models.CharField(max_length=150, default="", blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lost_workers = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, default="", blank=True)
    requested_by = models.CharField(max_length=250)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="RUNNING", lease__isnull=False, lease_until__isnull=False)
                | (~Q(state="RUNNING") & Q(lease__isnull=True, lease_until__isnull=True)),
                name="job_lease_while_running",
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="job_tenant_id"),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_to_sweep")]

    @property
    def is_open(self) -> bool:
        return self.state in {Job.State.QUEUED, Job.State.RUNNING}

    def __str__(self) -> str:
        return f"{self.label} ({self.get_state_display()})"
