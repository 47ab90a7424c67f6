"""A signaal: something that goes wrong in more than one place. It names suppliers and rules, never a person."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.models.municipality import Municipality


class SignaalQuerySet(models.QuerySet["Signaal"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Signalen of one's own municipality, and those that municipalities sent to one's own region."""
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(host__in=mine))


class Signaal(models.Model):
    class Kind(models.TextChoices):
        SUPPLIER_REFUSES = "SUPPLIER_REFUSES", "leverancier weigert betaling door de gemeente"
        NO_PLACE = "NO_PLACE", "geen plek of geen groep"
        CONTRACT = "CONTRACT", "contract of aanbieder"
        DATA = "DATA", "gegevens van de keten"
        OTHER = "OTHER", "anders"

    class State(models.TextChoices):
        OPEN = "OPEN", "open"
        TAKEN_UP = "TAKEN_UP", "opgepakt"
        ANSWERED = "ANSWERED", "beantwoord"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="received_signalen")  # the region
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="signalen")
    kind = models.CharField(max_length=20, choices=Kind)
    supplier = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500)
    noticed_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.CharField(max_length=250)

    objects = SignaalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="signaal_tenant_id")]
        indexes = [models.Index(fields=["host", "-noticed_on"], name="signaal_recent")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.supplier}".strip()
