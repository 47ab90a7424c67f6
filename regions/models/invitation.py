"""Who was asked to take part, and what became of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.models.municipality import Municipality
from regions.models.work_session import WorkSession


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Addresses are the region's: a municipality reads none of them here."""
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class Invitation(models.Model):
    """One address that the facilitator asked to a session for one municipality. Its link seats without waiting."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="invitations")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    email = models.EmailField()
    name = models.CharField(max_length=80, blank=True)
    # Only the hash of the token in the link is kept.
    token_sha256 = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.CharField(max_length=250)
    sent_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)  # no more reminders
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "session", "email"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"Uitnodiging {self.pk}"
