"""The secrets of a share link: the token in its address, the code by mail and the secret of a device that is known.

Only hashes are kept. The token follows from the secret key of the installation, so a reminder can repeat the address of
the first mail without anybody having stored it; after a change of that key the link still opens, but is not repeated.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from datetime import UTC
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from inburgering.documents.models import ShareLink

_BYTES = 24  # 192 bits: nobody guesses one
_DIGITS = 6


def token_of(link: ShareLink) -> str:
    """Return the token that belongs to a link, from its document, addressee and the moment it was made."""
    made = f"{link.organisation_id}:{link.document_id}:{link.addressee}:{link.made_at.astimezone(UTC).isoformat()}"
    return urlsafe_b64encode(salted_hmac("leeslink", made, algorithm="sha256").digest()[:_BYTES]).decode()


def hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def can_be_repeated(link: ShareLink) -> bool:
    """Whether the token of this link is still known: not when the secret key was replaced after it was made."""
    return constant_time_compare(hashed(token_of(link)), link.token_sha256)


def address(link: ShareLink) -> str:
    """Return the full address that opens the document; only for links that can be repeated."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("read_link", args=[token_of(link)])


def new_code() -> str:
    return f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"


def hashed_code(link_id: int, code: str) -> str:
    """Return what is kept of a code. With the secret key in it: a bare hash of six digits is soon undone."""
    return salted_hmac("leescode", f"{link_id}:{code}", algorithm="sha256").hexdigest()


def is_code(link_id: int, typed: str, code_sha256: str) -> bool:
    """Whether this is the code, in the same time whatever was typed."""
    return constant_time_compare(hashed_code(link_id, typed), code_sha256)


def new_device() -> str:
    return secrets.token_urlsafe(32)
