"""Letting go of what may no longer be kept: who waits and why, the confirmed list, and what is said of it later."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation
from inburgering.jobs.models import Job
from inburgering.public_number import public_number
from trajectories.models.person import Inburgeraar, PersonalQuerySet
from trajectories.models.trajectory import Trajectory


def destruction_number() -> str:
    return public_number("V")


class RetentionHoldQuerySet(PersonalQuerySet):
    def standing(self, on: date) -> Self:
        """Those that keep a dossier on this day; on `until_on` itself it may go again."""
        return self.filter(released_at=None, until_on__gt=on)


class RetentionHold(models.Model):
    """A dossier that stays after its term, until a day and for a reason. The screen calls it uitstel."""

    class Ground(models.TextChoices):
        BEZWAAR = "BEZWAAR", "er loopt een bezwaar of beroep"
        RECHTSZAAK = "RECHTSZAAK", "er loopt een rechtszaak"
        KLACHT = "KLACHT", "er loopt een klacht"
        INZAGE = "INZAGE", "de betrokkene vroeg om inzage of correctie"
        LANGER = "LANGER", "een andere regel vraagt langer bewaren"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="retention_holds")
    until_on = models.DateField()
    ground = models.CharField(max_length=12, choices=Ground)
    words = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=250, blank=True)

    objects = RetentionHoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "trajectory"], condition=Q(released_at=None), name="retention_hold_one"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by="") | Q(released_at__isnull=False) & ~Q(released_by=""),
                name="retention_hold_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"uitstel bij {self.trajectory_id}"


class Destruction(models.Model):
    """What was destroyed, when, on which ground and who confirmed it (verklaring van vernietiging). Never a person."""

    class Kind(models.TextChoices):
        DOSSIERS = "DOSSIERS", "dossiers"
        SHORT_LIVED = "SHORT_LIVED", "verlopen gegevens"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    number = models.CharField(max_length=12, unique=True, default=destruction_number)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DOSSIERS)
    confirmed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.CharField(max_length=250)
    asked = models.PositiveIntegerField(default=0)  # dossiers on the confirmed list
    destroyed = models.PositiveIntegerField(default=0)
    left_alone = models.PositiveIntegerField(default=0)  # held or reopened since the list was confirmed
    grounds = models.JSONField(default=dict)  # {ground of rules/retention.py: dossiers}
    pieces = models.JSONField(default=dict)  # {table: rows}
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="destruction_tenant_id")]
        indexes = [models.Index(fields=["organisation", "-confirmed_at"], name="destruction_recent")]

    def __str__(self) -> str:
        return self.number


class DestructionItem(models.Model):
    """Somebody on a confirmed list. Goes with the person; what was left alone loses its place on the list."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    destruction = models.ForeignKey(Destruction, models.CASCADE, related_name="items")
    inburgeraar = models.ForeignKey(Inburgeraar, models.CASCADE, related_name="+")
    ground = models.CharField(max_length=20)  # from rules/retention.py
    due_on = models.DateField()

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "inburgeraar"], name="destruction_item_on_one_list")
        ]

    def __str__(self) -> str:
        return f"inburgeraar {self.inburgeraar_id} op lijst {self.destruction_id}"


class KeptCount(models.Model):
    """How often something happened in a month in dossiers that are destroyed: the totals of a year stay what they were.

    `cell` as in regions.RealisedCount, "" for the total.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    month = models.DateField()  # its first day
    measure = models.CharField(max_length=40)  # from regions/rules/realised.py
    cell = models.CharField(max_length=60, blank=True)
    times = models.PositiveIntegerField(default=0)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month", "measure", "cell"], name="kept_count_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="kept_count_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.cell} {self.month:%Y-%m}"
