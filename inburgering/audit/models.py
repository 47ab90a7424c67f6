"""The trail of acts. Text and ids only, no foreign keys: a trail outlives what it speaks of."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation_id__in=Organisation.objects.where(user, to).values("pk"))


class AuditEvent(models.Model):
    # Made here and not by the database: a guest may add to the trail of a municipality without reading it back.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.BigIntegerField()
    happened_at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=250)
    about = models.CharField(max_length=250)
    details = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "-happened_at"], name="audit_recent")]

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d %H:%M} {self.verb} {self.about} door {self.actor}"
