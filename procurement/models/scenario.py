"""Scenarios as choices per component, and the assumptions they are computed with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import Permission
from procurement.models.checkpoint import Checkpoint
from procurement.rules import choices
from regions.models import Region, SubregionProposal
from regions.models.cooperation import COMPONENTS
from regions.models.demand import own_or_scenario_shared
from regions.models.work_session import own_or_shared


def _choices(labels: Mapping[StrEnum, str]) -> list[tuple[str, str]]:
    return [(code.value, label) for code, label in labels.items()]


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(own_or_shared(Share.Kind.SCENARIO, user, to))


class Scenario(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT, related_name="scenarios")
    proposal = models.ForeignKey(SubregionProposal, models.PROTECT, related_name="scenarios")
    # What was agreed when this scenario was made; none for a first sketch.
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, null=True, blank=True, related_name="scenarios")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    summary = models.CharField(max_length=160, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="scenario_number"),
            models.UniqueConstraint(fields=["organisation", "id"], name="scenario_tenant_id"),
        ]

    def get_absolute_url(self) -> str:
        return f"/regios/{self.region.slug}/scenarios/{self.number}/"

    def __str__(self) -> str:
        return f"Scenario {self.number}: {self.name}"


class ScenarioComponentQuerySet(models.QuerySet["ScenarioComponent"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(scenario__in=Scenario.objects.for_user(user, to=to))


class ScenarioComponent(models.Model):
    """The choices of one scenario for one component."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="components")
    component = models.CharField(max_length=16, choices=COMPONENTS)
    scale = models.CharField(max_length=16, choices=_choices(choices.SCALE_LABELS))
    instrument = models.CharField(max_length=12, choices=_choices(choices.INSTRUMENT_LABELS))
    lots = models.PositiveSmallIntegerField(default=1)
    base_years = models.PositiveSmallIntegerField(default=2)
    option_years = models.PositiveSmallIntegerField(default=2)
    start_moments = models.PositiveSmallIntegerField(default=4)
    minimum_group = models.PositiveSmallIntegerField(default=8)
    group_size = models.PositiveSmallIntegerField(default=12)
    # CBS codes of municipalities that keep lessons in a location of their own.
    own_locations = models.JSONField(default=list, blank=True)
    # Who does it with whom, as rows of label, codes and scale; empty when the scale alone decides.
    groups = models.JSONField(default=list, blank=True)
    payment = models.CharField(
        max_length=12, choices=_choices(choices.PAYMENT_LABELS), default=choices.Payment.TRAJECT.value
    )
    division_key = models.CharField(
        max_length=12, choices=_choices(choices.KEY_LABELS), default=choices.DivisionKey.DEELNEMERS.value
    )
    # Percentages by CBS code, as text, for the key with fixed shares.
    shares = models.JSONField(default=dict, blank=True)
    main_contractor = models.BooleanField(default=False)
    cluster_reason = models.CharField(max_length=300, blank=True)

    objects = ScenarioComponentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "scenario", "component"], name="component_once"),
            models.CheckConstraint(
                condition=Q(lots__gte=1, base_years__gte=1, start_moments__gte=1, minimum_group__gte=1)
                & Q(group_size__gte=models.F("minimum_group")),
                name="component_makes_sense",
                violation_error_message="De groepsgrootte is minstens de kleinste groep, en elk aantal is minstens 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_component_display()} in scenario {self.scenario_id}"


class AssumptionQuerySet(models.QuerySet["Assumption"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(own_or_scenario_shared(user, to))


class Assumption(models.Model):
    """One number that the region computes with, where it comes from, and whether it is a fact or an aanname."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=160)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    unit = models.CharField(max_length=40)
    is_assumption = models.BooleanField(default=True)
    source = models.CharField(max_length=300)
    source_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.CharField(max_length=250, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssumptionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="assumption_once")]

    def __str__(self) -> str:
        return f"{self.label}: {self.value} {self.unit}"
