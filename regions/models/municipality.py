"""Municipalities as CBS lists them: public reference data, read by everyone, written only when it is loaded."""

from __future__ import annotations

from django.db import models

from inburgering.accounts.models import Organisation


class Municipality(models.Model):
    code = models.CharField(max_length=6, unique=True)  # CBS, such as GM0197
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    province = models.CharField(max_length=40)
    longitude = models.FloatField()
    latitude = models.FloatField()
    land_area_km2 = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    area_on = models.DateField(null=True)
    source = models.CharField(max_length=120)
    organisation = models.OneToOneField(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="municipality"
    )

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Population(models.Model):
    """Inhabitants on 1 January of a year, as CBS published them."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="populations")
    counted_on = models.DateField()
    inhabitants = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "counted_on"], name="population_once_a_day")]

    def __str__(self) -> str:
        return f"{self.municipality} {self.counted_on}: {self.inhabitants}"


class Neighbour(models.Model):
    class Kind(models.TextChoices):
        LAND = "LAND", "landgrens"
        FIXED_LINK = "FIXED_LINK", "vaste verbinding"
        FERRY = "FERRY", "veer"

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="neighbours")
    other = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "other"], name="neighbour_once")]

    def __str__(self) -> str:
        return f"{self.municipality} - {self.other} ({self.get_kind_display()})"
