"""The personal link of an invitation: the same in every mail to one person, and kept as a hash only.

The token follows from the secret key of the installation, so a reminder can repeat the link of the first mail without
anybody having stored it. Who reads the tables finds hashes; who asked again after a withdrawal makes another link.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.crypto import salted_hmac

from regions.models import Municipality
from regions.models.invitation import Invitation

_BYTES = 20  # 160 bits: nobody guesses one


@dataclass(frozen=True, slots=True)
class Invitee:
    """What the link opens: one place, for one municipality, in the session with this code."""

    invitation_id: int
    code: str
    municipality: Municipality
    name: str


def token(session_id: int, email: str, added_at: datetime) -> str:
    """Return the token of an address that was asked to a session at a moment."""
    asked = f"{session_id}:{email}:{added_at.astimezone(UTC).isoformat()}"
    made = salted_hmac("uitnodiging", asked, algorithm="sha256").digest()
    return urlsafe_b64encode(made[:_BYTES]).decode().rstrip("=")


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def token_of(invitation: Invitation) -> str:
    return token(invitation.session_id, invitation.email, invitation.added_at)


def url(invitation: Invitation) -> str:
    """Return the full address that stands in a mail."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("accept_invitation", args=[token_of(invitation)])


def invitee(token: str) -> Invitee | None:
    """Return what a token opens; None for one that nobody made and, without any difference, for one taken back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code, municipality_id, name FROM app.invitation_for_token(%s)", [token])
        row = cursor.fetchone()
    if row is None:
        return None
    invitation_id, code, municipality_id, name = row
    return Invitee(invitation_id, code, Municipality.objects.get(pk=municipality_id), name)
