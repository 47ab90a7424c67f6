"""The process a region goes through: its note, its talks with partners, its sessions, and the halts in between."""

from __future__ import annotations

from typing import Self

from django.db import models

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import Permission
from regions.models.municipality import Municipality
from regions.models.region import Region
from regions.models.work_session import WorkSession, own_or_shared


class ProcessQuerySet(models.QuerySet["Process"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Processes of one's own region, and those shared with one's municipality."""
        return self.filter(own_or_shared(Share.Kind.PROCESS, user, to))


class Process(models.Model):
    """Several sessions with one assignment; the line from the process note to the decision."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT, related_name="processes")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    assignment = models.TextField(blank=True)  # what the boards asked for (bestuursopdracht)
    note_title = models.CharField(max_length=160, blank=True)  # the procesnota by its own name
    started_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = "proces"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="process_number"),
            models.UniqueConstraint(fields=["organisation", "id"], name="process_tenant_id"),
        ]

    def get_absolute_url(self) -> str:
        return f"/regios/{self.region.slug}/processen/{self.number}/"

    def __str__(self) -> str:
        return f"Proces {self.number}: {self.title}"


class OfProcessQuerySet(models.QuerySet[models.Model]):
    """Rows that hang on a process are read by whoever reads the process."""

    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(process__in=Process.objects.for_user(user, to=to))


class Principle(models.Model):
    """A numbered starting point of the process note (uitgangspunt)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    process = models.ForeignKey(Process, models.CASCADE, related_name="principles")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=400)
    version = models.PositiveIntegerField(default=1)

    objects = OfProcessQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgangspunt"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "process", "number"], name="principle_number"),
            models.UniqueConstraint(fields=["organisation", "id"], name="principle_tenant_id"),
        ]

    def __str__(self) -> str:
        return f"Uitgangspunt {self.number}"


class OfPrincipleQuerySet(models.QuerySet[models.Model]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(principle__in=Principle.objects.for_user(user, to=to))


class PrincipleAdoption(models.Model):
    """That one municipality adopted a principle: when, and which body decided."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    principle = models.ForeignKey(Principle, models.CASCADE, related_name="adoptions")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    adopted_on = models.DateField()
    body = models.CharField(max_length=120)

    objects = OfPrincipleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "principle", "municipality"], name="principle_adopted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} op {self.adopted_on}"


class PrincipleTest(models.Model):
    """Which statement shows whether a principle still holds, and which end of the scale supports it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    principle = models.ForeignKey(Principle, models.CASCADE, related_name="tests")
    key = models.CharField(max_length=10)  # of the statement, in whichever session asks it
    agreeing_supports = models.BooleanField(default=True)

    objects = OfPrincipleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "principle", "key"], name="principle_test_once")]

    def __str__(self) -> str:
        return f"{self.principle_id} door {self.key}"


class PartnerConversation(models.Model):
    """What a partner said about a theme, usable as evidence. Never a person's name: an organisation or a group."""

    class Kind(models.TextChoices):
        RESIDENTS = "RESIDENTS", "inburgeraars"
        PROVIDER = "PROVIDER", "taalaanbieder"
        EDUCATION = "EDUCATION", "onderwijs"
        EMPLOYER = "EMPLOYER", "werkgever"
        SOCIAL = "SOCIAL", "maatschappelijke organisatie"
        GOVERNMENT = "GOVERNMENT", "andere overheid"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    process = models.ForeignKey(Process, models.CASCADE, related_name="conversations")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind)
    partner = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField(null=True, blank=True)  # how many took part
    theme = models.CharField(max_length=60)
    summary = models.TextField()
    version = models.PositiveIntegerField(default=1)

    objects = OfProcessQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek met een partner"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "process", "number"], name="conversation_number"),
        ]

    def __str__(self) -> str:
        return f"Gesprek {self.number} met {self.partner}"


class Interlude(models.Model):
    """A named halt that changes the plan and says why (tussenstap)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    process = models.ForeignKey(Process, models.CASCADE, related_name="interludes")
    number = models.PositiveSmallIntegerField()
    after = models.ForeignKey(WorkSession, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    held_on = models.DateField()
    reason = models.TextField()
    change = models.TextField()
    decided_by = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)

    objects = OfProcessQuerySet.as_manager()

    class Meta:
        verbose_name = "tussenstap"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "process", "number"], name="interlude_number"),
        ]

    def __str__(self) -> str:
        return f"Tussenstap {self.number}: {self.name}"
