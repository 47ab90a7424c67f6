"""Files about a person. Apart from documents: only roles that may see persons reach them."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils import timezone

from inburgering.accounts.models import Organisation
from inburgering.public_number import public_number
from trajectories.models.person import PersonalQuerySet
from trajectories.models.trajectory import Trajectory


def file_number() -> str:
    return public_number("B")


class PersonFile(models.Model):
    """A file as it was made or received; it does not change afterwards."""

    class Kind(models.TextChoices):
        LETTER = "LETTER", "brief"
        PIP = "PIP", "PIP"
        SCAN = "SCAN", "scan"
        EVIDENCE = "EVIDENCE", "bewijs"
        PORTFOLIO = "PORTFOLIO", "portfolio"
        SUMMARY = "SUMMARY", "samenvatting"
        EXPORT = "EXPORT", "inzage"
        OTHER = "OTHER", "document"

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="files")
    number = models.CharField(max_length=12, unique=True, default=file_number)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField()
    stored_at = models.DateTimeField(default=timezone.now)
    stored_by = models.CharField(max_length=250)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="personfile_tenant_id")]

    @classmethod
    def of(cls, content: bytes, **columns: object) -> PersonFile:
        """Return an unsaved file with its hash and size."""
        return cls(content=content, sha256=hashlib.sha256(content).hexdigest(), size=len(content), **columns)

    def __str__(self) -> str:
        return self.number
