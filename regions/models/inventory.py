"""Facts that a municipality gives beside its opinions, and at which scale it wants each task."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.models.answer import AnswerSheet


class Scale(models.TextChoices):
    """The five levels at which a task can be arranged or carried out."""

    LOCAL = "LOKAAL", "lokaal"
    SUBREGIONAL = "SUBREGIONAAL", "subregionaal"
    REGIONAL = "REGIONAAL", "regionaal"
    SUPRAREGIONAL = "BOVENREGIONAAL", "bovenregionaal"
    CLUSTERED = "GECLUSTERD", "geclusterd naar doelgroep"


class OfSheetQuerySet(models.QuerySet[models.Model]):
    """Seen by whoever sees the sheet of the municipality."""

    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(sheet__in=AnswerSheet.objects.for_user(user, to=to))


class MunicipalFact(models.Model):
    """One fact of one municipality; which column holds it depends on the kind of question. `row` counts contracts."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="facts")
    key = models.CharField(max_length=20)
    row = models.PositiveSmallIntegerField(default=1)
    is_true = models.BooleanField(null=True, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=250, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sheet", "key", "row"], name="fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.row} van blad {self.sheet_id}"


class TaskPreference(models.Model):
    """At which scale a municipality wants one task to be arranged (regelen) and to be carried out (uitvoeren)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="task_preferences")
    task = models.CharField(max_length=4)  # T1 to T28
    arrange = models.CharField(max_length=15, choices=Scale, blank=True)
    execute = models.CharField(max_length=15, choices=Scale, blank=True)
    note = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=250, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sheet", "task"], name="task_preference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task} van blad {self.sheet_id}"
