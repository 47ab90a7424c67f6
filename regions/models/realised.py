"""What was realised, as totals. Exact counts stay with the municipality; the region gets what may be told."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import READING, Permission
from regions.models.municipality import Municipality
from regions.models.region import Region, RegionMembership


class PeriodKind(models.TextChoices):
    YEAR = "YEAR", "jaar"
    QUARTER = "QUARTER", "kwartaal"
    ROLLING_12 = "ROLLING_12", "laatste twaalf maanden"


class RealisedCountQuerySet(models.QuerySet["RealisedCount"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class RealisedCount(models.Model):
    """An exact number of one municipality in one period. Only who may see persons there reads it as it is."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    period_kind = models.CharField(max_length=10, choices=PeriodKind)
    period_starts_on = models.DateField()
    measure = models.CharField(max_length=40)  # from regions/rules/realised.py
    cell = models.CharField(max_length=60, blank=True)  # such as B1, or ASIELSTATUSHOUDER; "" is the total
    value = models.DecimalField(max_digits=12, decimal_places=2)
    counted_on = models.DateField()

    objects = RealisedCountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period_kind", "period_starts_on", "measure", "cell"],
                name="realised_count_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.cell} {self.period_starts_on}"


class RealisedTotalQuerySet(models.QuerySet["RealisedTotal"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Totals of one's own region; to read, also as one of its municipalities."""
        mine = Organisation.objects.where(user, to)
        if to not in READING:
            return self.filter(organisation__in=mine)
        regions = RegionMembership.objects.filter(valid_to=None, municipality__organisation__in=mine)
        hosts = Region.objects.filter(pk__in=regions.values("region")).values("organisation")
        return self.filter(Q(organisation__in=mine) | Q(organisation__in=hosts))


class RealisedTotal(models.Model):
    """A published number: of the region, or of one municipality. None: not told, it counts too few people."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)  # the region
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    period_kind = models.CharField(max_length=10, choices=PeriodKind)
    period_starts_on = models.DateField()
    measure = models.CharField(max_length=40)
    cell = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    is_released = models.BooleanField(default=False)  # exact, by a decision of the municipality
    municipalities = models.PositiveSmallIntegerField()  # how many municipalities it counts
    published_on = models.DateField()

    objects = RealisedTotalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "municipality", "period_kind", "period_starts_on", "measure", "cell"],
                nulls_distinct=False,
                name="realised_total_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.cell} {self.period_starts_on}"


class CountReleaseQuerySet(models.QuerySet["CountRelease"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(host__in=mine))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class CountRelease(models.Model):
    """A municipality lets its region have its exact counts, for a purpose that it names."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="received_releases")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=120)  # who decided: college, teamleider
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=250)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=250, blank=True)

    objects = CountReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "host"], condition=Q(withdrawn_at=None), name="count_release_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"exacte aantallen van {self.municipality_id}"
