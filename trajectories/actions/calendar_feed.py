"""A private address for one's own agenda. Who has the address reads it, so it is shown once and can be taken back."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.audit.record import record
from trajectories.actions.refusal import NotNow
from trajectories.models import CalendarFeed

TOKEN_BYTES = 32


def hashed(token: str) -> str:
    """Return what is kept of a token (SHA-256, hexadecimal)."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(*, by: User) -> str:
    """Make a new address and end the former one; return its token, which is nowhere else. Raises NotNow."""
    organisation = Organisation.objects.where(by, Permission.WORK_CASELOAD).order_by("pk").first()
    if organisation is None:
        raise NotNow("Je hebt geen caseload, dus ook geen agenda")
    _end(by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(organisation=organisation, user=by, token_sha256=hashed(token))
    record("calendar.made", by=by, about=feed, organisation_id=organisation.pk)
    return token


@transaction.atomic
def revoke(*, by: User) -> None:
    """End the address: from now on it gives nothing. Raises NotNow when there is none."""
    feed = CalendarFeed.objects.filter(user=by, revoked_at=None).first()
    if feed is None:
        raise NotNow("Er is geen agenda-adres om in te trekken")
    _end(by)
    record("calendar.revoked", by=by, about=feed, organisation_id=feed.organisation_id)


def _end(user: User) -> None:
    CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
