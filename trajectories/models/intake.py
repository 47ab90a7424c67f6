"""The brede intake: a period with parts in any order, impressions, and the leerbaarheidstoets (Wi2021 art. 14)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation
from trajectories.models.person import PersonalQuerySet
from trajectories.models.trajectory import Leerroute, Trajectory


class BredeIntake(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.OneToOneField(Trajectory, models.CASCADE, related_name="intake")
    started_on = models.DateField()
    completed_on = models.DateField(null=True, blank=True)
    completed_in_absence = models.BooleanField(default=False)  # after three calls: art. 14
    calls = models.JSONField(default=list)  # days of the oproepen, ISO
    reopenings = models.JSONField(default=list)  # [{on, completed_on, reason, by}], the last one at the end
    wants_to_talk_alone = models.BooleanField(null=True)  # the right to a conversation without others; None: not asked

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="intake_tenant_id"),
            models.UniqueConstraint(fields=["organisation", "trajectory"], name="intake_once"),
        ]

    def __str__(self) -> str:
        return f"brede intake van {self.trajectory_id}"


class IntakePart(models.Model):
    """One part of the intake. `key` and the names in `fields` come from rules/intake_parts.py."""

    class Status(models.TextChoices):
        TODO = "TODO", "Nog doen"
        BUSY = "BUSY", "Bezig"
        WAITING = "WAITING", "Wacht"
        DONE = "DONE", "Klaar"
        NOT_APPLICABLE = "NOT_APPLICABLE", "Niet van toepassing"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    intake = models.ForeignKey(BredeIntake, models.CASCADE, related_name="parts")
    key = models.CharField(max_length=40)
    status = models.CharField(max_length=16, choices=Status, default=Status.TODO)
    reason = models.CharField(max_length=300, blank=True)  # why it waits or does not apply
    fields = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)  # per field where it came from: {"source": "COA", "on": "2026-09-02"}
    note = models.TextField(max_length=8000, blank=True)  # internal: not in "Kijk samen mee"
    present = models.CharField(max_length=200, blank=True)
    with_interpreter = models.BooleanField(default=False)
    held_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=250, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "intake", "key"], name="intake_part_once")]

    def __str__(self) -> str:
        return f"{self.key} van intake {self.intake_id}"


class SnuffelImpression(models.Model):
    """One place of the snuffelcarrousel that was visited, and what both saw in it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    intake = models.ForeignKey(BredeIntake, models.CASCADE, related_name="impressions")
    place = models.CharField(max_length=120)
    visited_on = models.DateField(null=True, blank=True)  # None: still planned
    own_words = models.TextField(max_length=2000, blank=True)  # of the inburgeraar
    impression = models.TextField(max_length=2000, blank=True)
    would_like = models.BooleanField(null=True)

    objects = PersonalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"snuffelplek {self.pk} van intake {self.intake_id}"


class RouteConsequence(models.Model):
    """The consequences of one route were talked about: a condition for a considered choice."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    intake = models.ForeignKey(BredeIntake, models.CASCADE, related_name="consequences")
    leerroute = models.CharField(max_length=20, choices=Leerroute)
    discussed_on = models.DateField()
    own_words = models.CharField(max_length=500, blank=True)
    discussed_by = models.CharField(max_length=250)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "intake", "leerroute"], name="consequence_once")]

    def __str__(self) -> str:
        return f"gevolgen van {self.leerroute} besproken"


class Leerbaarheidstoets(models.Model):
    """DUO's test. Its result informs, it does not dictate: there is nothing to pass."""

    class Result(models.TextChoices):
        HAALBAAR = "HAALBAAR", "B1-route haalbaar"
        NIET_HAALBAAR = "NIET_HAALBAAR", "B1-route niet haalbaar"
        ONBEKEND = "ONBEKEND", "onbekend"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="leerbaarheidstoetsen")
    exam_number = models.CharField(max_length=20, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    taken_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=14, choices=Result, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    needed_score = models.PositiveSmallIntegerField(null=True, blank=True)
    is_exempt = models.BooleanField(default=False)  # art. 14 lid 6
    source = models.CharField(max_length=120)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(result="") | Q(taken_on__isnull=False), name="lbt_result_has_a_day")
        ]

    def __str__(self) -> str:
        return f"leerbaarheidstoets van {self.trajectory_id}"
