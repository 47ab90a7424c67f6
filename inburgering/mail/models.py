"""Messages that wait to be sent. An act writes the row; sending follows, so a page never waits for a mail server."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission


class MessageQuerySet(models.QuerySet["Message"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))

    def due(self, at: datetime) -> Self:
        return self.filter(sent_at=None, cancelled_at=None, failed_at=None, send_after__lte=at).order_by("id")


class Message(models.Model):
    """One mail to one address. `occasion` says what it is about and makes sure that nobody gets it twice."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    occasion = models.CharField(max_length=120)  # such as "session:12/reminder:2026-12-01"
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True)  # an iCalendar file that goes along
    send_after = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    sent_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occasion", "recipient"], name="message_once"),
        ]
        indexes = [
            models.Index(
                fields=["send_after"],
                condition=models.Q(sent_at=None, cancelled_at=None, failed_at=None),
                name="message_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"Bericht {self.occasion}"
