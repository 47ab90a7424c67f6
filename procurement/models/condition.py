"""What would make a municipality move, taken from a round, and whether a scenario meets it."""

from __future__ import annotations

from typing import Self

from django.db import models

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from procurement.models.scenario import Scenario
from regions.models import Municipality


class ScenarioConditionQuerySet(models.QuerySet["ScenarioCondition"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(scenario__in=Scenario.objects.for_user(user, to=to))


class ScenarioCondition(models.Model):
    """A condition as the municipality put it then, weighed against one scenario."""

    class Verdict(models.TextChoices):
        OPEN = "OPEN", "nog niet bekeken"
        MET = "MET", "voldaan"
        PARTLY = "PARTLY", "deels voldaan"
        NOT_MET = "NOT_MET", "niet voldaan"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="conditions")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    session_number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=10)  # of the statement
    statement = models.CharField(max_length=300)
    text = models.TextField()
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.OPEN)
    explanation = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScenarioConditionQuerySet.as_manager()

    class Meta:
        verbose_name = "voorwaarde"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scenario", "municipality", "key"], name="scenario_condition_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Voorwaarde van {self.municipality_id} bij {self.key}"
