"""The secret in the address of a shared portfolio. Only its hash is kept; the address itself can be shown again.

It follows from the secret key of the installation and what was shared when, so nobody has to store it.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from trajectories.models import PortfolioShare

_BYTES = 24  # 192 bits: nobody guesses one


def token_of(share: PortfolioShare) -> str:
    """Return the token that belongs to a share."""
    made = f"{share.organisation_id}:{share.trajectory_id}:{share.item_id}:{share.made_at.astimezone(UTC).isoformat()}"
    return urlsafe_b64encode(salted_hmac("portfoliodeling", made, algorithm="sha256").digest()[:_BYTES]).decode()


def hashed(token: str) -> str:
    """Return the 64 hex digits under which a share is found."""
    return sha256(token.encode()).hexdigest()


def address(share: PortfolioShare) -> str:
    """Return the full address; "" when the secret key was replaced since: then share anew."""
    token = token_of(share)
    if not constant_time_compare(hashed(token), share.token_sha256):
        return ""
    return settings.PUBLIC_URL.rstrip("/") + reverse("read_portfolio", args=[token])
