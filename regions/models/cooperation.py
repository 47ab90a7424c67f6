"""Who does which component with whom, what a municipality wants to keep, and where each of them stands."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import Permission
from regions.models.inventory import Scale
from regions.models.municipality import Municipality
from regions.models.region import Region
from regions.models.subregion import SubregionProposal
from regions.models.work_session import own_or_shared
from regions.rules.components import Component, component_name

COMPONENTS = [(component.value, component_name(component)) for component in Component]


class CooperationPlanQuerySet(models.QuerySet["CooperationPlan"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(own_or_shared(Share.Kind.PLAN, user, to))


class CooperationPlan(models.Model):
    """One base division of the region, and per component who joins whom."""

    class Status(models.TextChoices):
        CONCEPT = "CONCEPT", "Concept"
        UNDER_DISCUSSION = "UNDER_DISCUSSION", "Ter bespreking"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT, related_name="plans")
    proposal = models.ForeignKey(SubregionProposal, models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    status = models.CharField(max_length=20, choices=Status, default=Status.CONCEPT)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = CooperationPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "samenwerking"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="plan_number"),
            models.UniqueConstraint(fields=["organisation", "id"], name="plan_tenant_id"),
        ]

    def get_absolute_url(self) -> str:
        return f"/regios/{self.region.slug}/samenwerking/{self.number}/"

    def __str__(self) -> str:
        return f"Samenwerking {self.number}: {self.name}"


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(plan__in=CooperationPlan.objects.for_user(user, to=to))


class Participation(models.Model):
    """In which group one municipality does one component; who stands nowhere is not covered."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    plan = models.ForeignKey(CooperationPlan, models.CASCADE, related_name="participations")
    component = models.CharField(max_length=16, choices=COMPONENTS)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    group = models.PositiveSmallIntegerField()  # 1 is the first group of this component
    group_name = models.CharField(max_length=80)
    scale = models.CharField(max_length=16, choices=Scale)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "plan", "component", "municipality"], name="takes_part_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} doet {self.component} in {self.group_name}"


class SaidByMunicipalityQuerySet(models.QuerySet[models.Model]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """What a municipality of one's own said, or one that said it to a region of one's own."""
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(host__in=mine))


class MunicipalWishQuerySet(SaidByMunicipalityQuerySet):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Also those that stand beside a plan which was shared with one's municipality."""
        plans = CooperationPlan.objects.for_user(user, to=to)
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(host__in=mine) | Q(host__in=plans.values("organisation")))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class MunicipalWish(models.Model):
    """What a municipality wants to keep or to be spared, with the region as its reader."""

    class Kind(models.TextChoices):
        KEEP_LOCAL = "KEEP_LOCAL", "dit onderdeel lokaal houden"
        OWN_LOCATION = "OWN_LOCATION", "eigen leslocatie houden"
        TOGETHER = "TOGETHER", "samen met een andere gemeente"
        APART = "APART", "niet samen met een andere gemeente"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="wishes")
    kind = models.CharField(max_length=16, choices=Kind)
    component = models.CharField(max_length=16, choices=COMPONENTS, blank=True)  # empty: every component
    other = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)  # in the words of the municipality, such as "ons taalcafé"
    is_hard = models.BooleanField(default=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=250)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MunicipalWishQuerySet.as_manager()

    class Meta:
        verbose_name = "wens"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["TOGETHER", "APART"], other__isnull=False)
                | (~Q(kind__in=["TOGETHER", "APART"]) & Q(other__isnull=True)),
                name="wish_names_the_other",
                violation_error_message="Kies om welke andere gemeente het gaat.",
            ),
        ]

    def __str__(self) -> str:
        return f"Wens van {self.municipality_id}: {self.get_kind_display()}"


class StandpuntQuerySet(SaidByMunicipalityQuerySet):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Every standpunt about a plan that one may read: minority views stay visible."""
        return self.filter(plan__in=CooperationPlan.objects.for_user(user, to=to))


class Standpunt(models.Model):
    """Where a municipality stands on a plan. A change is a new row; the newest of a municipality counts."""

    class Stance(models.TextChoices):
        AGREED = "AGREED", "Akkoord"
        AGREED_IF = "AGREED_IF", "Akkoord mits"
        NOT_AGREED = "NOT_AGREED", "Niet akkoord"

    class Level(models.TextChoices):
        OFFICIAL = "OFFICIAL", "ambtelijk"
        BOARD = "BOARD", "bestuurlijk"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    plan = models.ForeignKey(CooperationPlan, models.CASCADE, related_name="standpunten")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    stance = models.CharField(max_length=12, choices=Stance)
    reason = models.CharField(max_length=500, blank=True)
    level = models.CharField(max_length=10, choices=Level, default=Level.OFFICIAL)
    plan_version = models.PositiveIntegerField()  # the text that was on the table
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=250)
    is_noted = models.BooleanField(default=False)  # written down by the projectleider, not given by the municipality

    objects = StandpuntQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stance="AGREED") | ~Q(reason=""),
                name="standpunt_has_its_reason",
                violation_error_message="Vul de reden in.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()} van {self.municipality_id} over samenwerking {self.plan_id}"
