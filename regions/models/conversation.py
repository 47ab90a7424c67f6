"""The group conversation about the answers: notes, minutes, agreed actions, and the stand on the screen."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.models.municipality import Municipality
from regions.models.work_session import Statement, WorkSession


class OfSessionQuerySet(models.QuerySet[models.Model]):
    """Rows that hang on a session are read by whoever reads the session."""

    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(session__in=WorkSession.objects.for_user(user, to=to))


class OfHostQuerySet(models.QuerySet[models.Model]):
    """What the facilitator keeps to the region itself."""

    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class FacilitatorNote(models.Model):
    """What the facilitator wants to remember about a statement; never shown to a municipality."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="+")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    objects = OfHostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "statement"], name="facilitator_note_once"),
        ]

    def __str__(self) -> str:
        return f"Notitie bij stelling {self.statement_id}"


class Minute(models.Model):
    """What the group said and concluded about one statement; without a statement about the session as a whole."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="minutes")
    statement = models.ForeignKey(Statement, models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = models.CharField(max_length=250)
    version = models.PositiveIntegerField(default=1)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "verslag"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "session", "statement"], nulls_distinct=False, name="minute_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Verslag bij {self.statement_id or 'de werksessie'}"


class AgreedAction(models.Model):
    """What was agreed to be done, by whom, and before which day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="agreed_actions")
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True)  # empty: the region itself
    who = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=250, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "session", "number"], name="agreed_action_number"),
        ]

    def __str__(self) -> str:
        return f"Actie {self.number}"


class FrozenStand(models.Model):
    """The counts of every statement at one moment, shown to the room until the facilitator lets the screen move.

    Before the reveal it is the only thing the room sees of the answers, and never so soon after the former one that the
    difference tells what one or two municipalities answered.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    # A session that has a stand was opened, and an opened session is never deleted.
    session = models.ForeignKey(WorkSession, models.DO_NOTHING, related_name="stands")
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.CharField(max_length=250)
    was_revealed = models.BooleanField()
    # Which sheets it counts and in which version: {sheet id: version}.
    sheets = models.JSONField()
    # What the screen shows, statement by statement.
    counts = models.JSONField()

    objects = OfHostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["session", "-frozen_at"], name="frozen_stand_newest")]

    def __str__(self) -> str:
        return f"Stand van {self.frozen_at:%Y-%m-%d %H:%M}"
