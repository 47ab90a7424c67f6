"""The session as a file: a report to read, or slides to present."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.documents.models import Document
from inburgering.jobs.models import Job
from regions.models.work_session import WorkSession


class SessionExportQuerySet(models.QuerySet["SessionExport"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class SessionExport(models.Model):
    class Kind(models.TextChoices):
        PDF = "PDF", "verslag (PDF)"
        PPTX = "PPTX", "presentatie (PowerPoint)"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    session = models.ForeignKey(WorkSession, models.CASCADE, related_name="exports")
    kind = models.CharField(max_length=4, choices=Kind)
    # What the results were when the file was asked for; a later change does not reach it.
    content = models.JSONField()
    job = models.OneToOneField(Job, models.PROTECT)
    document = models.OneToOneField(Document, models.SET_NULL, null=True, blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    requested_by = models.CharField(max_length=250)

    objects = SessionExportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van werksessie {self.session_id}"
