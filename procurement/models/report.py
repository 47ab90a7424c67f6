"""The board report: one frozen dataset, and one document per municipality plus one for the region."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.documents.models import Document
from inburgering.jobs.models import Job
from inburgering.public_number import public_number
from procurement.models.checkpoint import Checkpoint
from procurement.models.scenario import Scenario
from regions.models import Municipality, Region


def report_number() -> str:
    return public_number("R")


class BoardReportQuerySet(models.QuerySet["BoardReport"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Reports of one's own region, and those of which a document was shared with one's municipality."""
        mine = Organisation.objects.where(user, to)
        received = BoardReportDocument.objects.filter(
            report=OuterRef("pk"),
            document__in=Document.objects.for_user(user, to=to),
        )
        return self.filter(Q(organisation__in=mine) | Exists(received))


class BoardReport(models.Model):
    """Frozen when it is made; a change of figures afterwards needs a new version."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    region = models.ForeignKey(Region, models.PROTECT, related_name="reports")
    number = models.CharField(max_length=12, unique=True, default=report_number)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120)
    advised = models.ForeignKey(Scenario, models.PROTECT)
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, null=True, blank=True, related_name="reports")
    decide_on = models.DateField()
    is_confidential = models.BooleanField(default=False)
    dataset = models.JSONField()
    dataset_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    # The form's own token: a double click makes one report.
    request_key = models.UUIDField()
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = BoardReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "request_key"], name="report_asked_once"),
            models.UniqueConstraint(fields=["organisation", "id"], name="report_tenant_id"),
        ]

    def get_absolute_url(self) -> str:
        return f"/rapporten/{self.number}/"

    def __str__(self) -> str:
        return f"{self.number} {self.title}, versie {self.version}"


class BoardReportDocumentQuerySet(models.QuerySet["BoardReportDocument"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        mine = Organisation.objects.where(user, to)
        return self.filter(Q(organisation__in=mine) | Q(document__in=Document.objects.for_user(user, to=to)))


class BoardReportDocument(models.Model):
    """One document of a report: for the region (no municipality) or for one municipality."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    report = models.ForeignKey(BoardReport, models.CASCADE, related_name="documents")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True)
    job = models.OneToOneField(Job, models.PROTECT)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True)

    objects = BoardReportDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "report", "municipality"], name="one_document_each", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["organisation", "id"], name="boarddocument_tenant_id"),
        ]

    @property
    def audience(self) -> str:
        return self.municipality.name if self.municipality else f"regio {self.report.region.name}"

    def __str__(self) -> str:
        return f"{self.report_id} voor {self.municipality_id or 'de regio'}"
