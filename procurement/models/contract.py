"""What was bought: a contract with a provider, the municipalities that may place under it, and when groups start."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import READING, Permission
from inburgering.public_number import public_number
from procurement.models.scenario import Scenario
from regions.models import Municipality


def contract_number() -> str:
    return public_number("C")


class ContractQuerySet(models.QuerySet["Contract"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Contracts of one's own region; to read, also those one's municipality is a party to."""
        mine = Organisation.objects.where(user, to)
        if to not in READING:
            return self.filter(organisation__in=mine)
        party = ContractParty.objects.filter(contract=OuterRef("pk"), municipality__organisation__in=mine)
        return self.filter(Q(organisation__in=mine) | Exists(party))

    def running(self, on: date) -> Self:
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Contract(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE)  # the region that buys
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="contracts_held")
    number = models.CharField(max_length=12, unique=True, default=contract_number)
    reference = models.CharField(max_length=60, blank=True)  # the region's own
    title = models.CharField(max_length=150)
    components = models.JSONField(default=list)  # from regions/rules/components.py
    scenario = models.ForeignKey(Scenario, models.SET_NULL, null=True, blank=True, related_name="contracts")
    starts_on = models.DateField()
    ends_on = models.DateField()
    extend_until_on = models.DateField(null=True, blank=True)  # with every option
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    version = models.PositiveIntegerField(default=1)

    objects = ContractQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "id"], name="contract_tenant_id"),
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="contract_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ContractPartyQuerySet(models.QuerySet["ContractParty"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(contract__in=Contract.objects.for_user(user, to=to))


class ContractParty(models.Model):
    """A municipality that may place inburgeraars under a contract."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="parties")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")

    objects = ContractPartyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "contract", "municipality"], name="contract_party_once")
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.contract_id}"


class StartMomentQuerySet(models.QuerySet["StartMoment"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(contract__in=Contract.objects.for_user(user, to=to))


class StartMoment(models.Model):
    """A day on which a group of a contract starts, with how many places it has."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="start_moments")
    component = models.CharField(max_length=24)
    starts_on = models.DateField()
    places = models.PositiveSmallIntegerField()
    location = models.CharField(max_length=120, blank=True)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    source = models.CharField(max_length=120)

    objects = StartMomentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="start_moment_tenant_id")]
        indexes = [models.Index(fields=["contract", "starts_on"], name="start_moment_next")]

    def __str__(self) -> str:
        return f"start {self.component} op {self.starts_on}"
