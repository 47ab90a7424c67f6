"""How many inburgeraars the region expects. A prefilled, editable figure with its source; never a count of persons."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import READING, Permission
from regions.models.municipality import Municipality


def own_or_scenario_shared(user: User, to: Permission) -> Q:
    """Return the condition 'of an organisation where this user may do this, or that shared a scenario to read'."""
    mine = Organisation.objects.where(user, to)
    if to not in READING:
        return Q(organisation__in=mine)
    received = Share.objects.standing().filter(
        kind=Share.Kind.SCENARIO, organisation=OuterRef("organisation"), shared_with__in=mine
    )
    return Q(organisation__in=mine) | Exists(received)


class ExpectedInflowQuerySet(models.QuerySet["ExpectedInflow"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Expected numbers of one's own region, and of a region that shared a scenario."""
        return self.filter(own_or_scenario_shared(user, to))


class ExpectedInflow(models.Model):
    """Asielstatushouders that start in one year in one municipality, according to the region."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    per_year = models.DecimalField(max_digits=8, decimal_places=2)
    is_computed = models.BooleanField(default=True)
    source = models.CharField(max_length=300)
    source_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    objects = ExpectedInflowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "municipality"], name="inflow_once"),
            models.CheckConstraint(condition=Q(per_year__gte=0), name="inflow_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.per_year} per jaar"
