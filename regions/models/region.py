"""Arbeidsmarktregio's, which municipalities belong to them and when, and where each stands on the hexagon map."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import READING, Permission
from regions.models.municipality import Municipality


class RegionQuerySet(models.QuerySet["Region"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Regions that this user works for: as the region itself or, to read, as one of its municipalities.

        The permission must be held in that same organisation.
        """
        mine = Organisation.objects.where(user, to)
        if to not in READING:
            return self.filter(organisation__in=mine)
        member = RegionMembership.objects.filter(
            region=OuterRef("pk"), valid_to=None, municipality__organisation__in=mine
        )
        return self.exclude(organisation=None).filter(Q(organisation__in=mine) | Exists(member))

    def workable(self) -> Self:
        return self.exclude(organisation=None)


class Region(models.Model):
    code = models.CharField(max_length=4, unique=True)  # CBS, such as AM09
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    centrumgemeente = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    centrumgemeente_source = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=120)
    organisation = models.OneToOneField(Organisation, models.SET_NULL, null=True, blank=True, related_name="region")

    objects = RegionQuerySet.as_manager()

    def municipalities_on(self, day: date) -> models.QuerySet[Municipality]:
        """Municipalities of this region on a day, ordered by CBS code."""
        return (
            Municipality.objects.filter(
                Q(memberships__valid_to=None) | Q(memberships__valid_to__gt=day),
                memberships__region=self,
                memberships__valid_from__lte=day,
            )
            .select_related("organisation")
            .order_by("code")
        )

    def get_absolute_url(self) -> str:
        return f"/regios/{self.slug}/"

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class RegionMembership(models.Model):
    """A municipality belongs to a region during a period: [valid_from, valid_to)."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="memberships")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")), name="membership_period_forward"
            ),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(valid_to=None), name="municipality_in_one_region_now"
            ),
            models.UniqueConstraint(fields=["region", "municipality", "valid_from"], name="region_membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} in {self.region} vanaf {self.valid_from}"


class Tile(models.Model):
    """Place of one municipality on the hexagon map of its region, computed when reference data is loaded."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="tiles")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="tiles")
    column = models.SmallIntegerField()
    row = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "municipality"], name="one_tile_per_municipality"),
            models.UniqueConstraint(fields=["region", "column", "row"], name="one_municipality_per_tile"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} op {self.column},{self.row}"
