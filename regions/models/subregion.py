"""A proposal to divide the region: the frozen question, the proven answer, and the division itself."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import Permission
from regions.models.municipality import Municipality
from regions.models.region import Region
from regions.models.work_session import WorkSession, own_or_shared


class SubregionProposalQuerySet(models.QuerySet["SubregionProposal"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(own_or_shared(Share.Kind.PROPOSAL, user, to))


class SubregionProposal(models.Model):
    class Status(models.TextChoices):
        CONCEPT = "CONCEPT", "Concept"
        UNDER_DISCUSSION = "UNDER_DISCUSSION", "Ter bespreking"

    class Origin(models.TextChoices):
        SOLVED = "SOLVED", "berekend"
        MOVED = "MOVED", "aangepast"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT, related_name="proposals")
    session = models.ForeignKey(WorkSession, models.PROTECT, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=Status, default=Status.CONCEPT)
    origin = models.CharField(max_length=10, choices=Origin)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    group_count = models.PositiveSmallIntegerField()
    is_contiguous = models.BooleanField()
    # The question as it was put (answers, weights, neighbours) and the answer as it was proven: recomputable for ever.
    question = models.JSONField()
    question_sha256 = models.CharField(max_length=64)
    outcome = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)

    objects = SubregionProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="proposal_number"),
            models.UniqueConstraint(fields=["organisation", "id"], name="proposal_tenant_id"),
        ]

    def get_absolute_url(self) -> str:
        return f"/regios/{self.region.slug}/subregios/voorstel-{self.number}/"

    def __str__(self) -> str:
        return f"Subregio's, voorstel {self.number}"


class PlacementQuerySet(models.QuerySet["Placement"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(proposal__in=SubregionProposal.objects.for_user(user, to=to))


class Placement(models.Model):
    """In which subregion of a proposal one municipality stands."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    proposal = models.ForeignKey(SubregionProposal, models.CASCADE, related_name="placements")
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    group = models.PositiveSmallIntegerField()  # 1 is the first subregion
    group_name = models.CharField(max_length=40)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "proposal", "municipality"], name="placed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.group_name}"
