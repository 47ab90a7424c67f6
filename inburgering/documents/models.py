"""Issued documents and the links that open them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, Share, User
from inburgering.accounts.roles import Permission
from inburgering.public_number import public_number

LINK_VALID = timedelta(days=60)


def document_number() -> str:
    return public_number("D")


def link_expiry() -> datetime:
    return timezone.now() + LINK_VALID


class DocumentQuerySet(models.QuerySet["Document"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        """Documents of one's own organisations, and those shared with them."""
        mine = Organisation.objects.where(user, to)
        received = Share.objects.standing().filter(
            kind=Share.Kind.DOCUMENT, subject_id=OuterRef("pk"), shared_with__in=mine
        )
        return self.filter(Q(organisation__in=mine) | Exists(received))

    def for_link(self, link: ShareLink) -> Self:
        """The one document that a share link opens."""
        return self.filter(pk=link.document_id)


class Document(models.Model):
    """A file as it was issued. The bytes stand in the database: one transaction, one backup, one wall."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    number = models.CharField(max_length=12, unique=True, default=document_number)
    title = models.CharField(max_length=200)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=0)
    stored_at = models.DateTimeField(default=timezone.now)
    content = models.BinaryField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="document_tenant_id")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class ShareLink(models.Model):
    """Opens one document for one addressee, until it expires or is revoked. Only the hash of its token is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    document = models.ForeignKey(Document, models.CASCADE)
    addressee = models.EmailField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=250)
    expires_at = models.DateTimeField(default=link_expiry)
    revoked_at = models.DateTimeField(null=True, blank=True)

    # Set by the person who reads, never by opening the address: mail filters open addresses too.
    first_read_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "id"], name="sharelink_tenant_id")]

    def __str__(self) -> str:
        return f"{self.document} voor {self.addressee}"


class LinkCodeQuerySet(models.QuerySet["LinkCode"]):
    def for_user(self, user: User, *, to: Permission) -> Self:
        return self.filter(organisation__in=Organisation.objects.where(user, to))


class LinkCode(models.Model):
    """A code that was sent to the addressee of a link, to show that the reader is the addressee. Only its hash is kept.

    `device_sha256` is set when it was typed right: that device is remembered until `remembered_until`.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE)
    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="codes")
    code_sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    device_sha256 = models.CharField(max_length=64, blank=True)
    remembered_until = models.DateTimeField(null=True, blank=True)

    objects = LinkCodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Code voor link {self.link_id}"


def new_token() -> tuple[str, str]:
    """Return a secret token and the hash under which its link is kept."""
    token = secrets.token_urlsafe(24)
    return token, hashlib.sha256(token.encode()).hexdigest()
