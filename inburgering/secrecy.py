"""Sealing a few short texts (BSN, V-nummer, remarks about health) so that a copy of the database does not show them.

AES-256-GCM with the tenant as associated data: a sealed value put in another organisation's row does not open. Keys
have a version; the newest seals, all open. The index is a keyed hash per tenant: equal numbers are found, not read.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12  # bytes, as AES-GCM asks


class CannotOpen(Exception):
    """The key is not there, or the value belongs to another organisation."""


@cache
def _keys(configured: str) -> dict[int, bytes]:
    """Return the keys by version from "1:base64,2:base64"."""
    pairs = (one.split(":", 1) for one in configured.split(",") if one)
    keys = {int(version): base64.b64decode(key) for version, key in pairs}
    if not keys or any(len(key) != 32 for key in keys.values()):  # noqa: PLR2004 - AES-256
        raise ValueError("FIELD_KEYS: geef per versie een sleutel van 32 bytes, zoals 1:<base64>")
    return keys


@cache
def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)


def _bound_to(tenant: int) -> bytes:
    return f"organisation:{tenant}".encode()


def sealed(text: str, *, tenant: int) -> bytes:
    """Return the sealed text: one byte of key version, twelve of nonce, then the ciphertext with its tag."""
    keys = _keys(settings.FIELD_KEYS)
    version = max(keys)
    nonce = os.urandom(_NONCE)
    cipher = AESGCM(_derived(keys[version], b"seal"))
    return bytes([version]) + nonce + cipher.encrypt(nonce, text.encode(), _bound_to(tenant))


def opened(content: bytes | memoryview, *, tenant: int) -> str:
    """Return the text. Raises CannotOpen for another tenant, an unknown key or an altered value."""
    raw = bytes(content)
    try:
        cipher = AESGCM(_derived(_keys(settings.FIELD_KEYS)[raw[0]], b"seal"))
        return cipher.decrypt(raw[1 : 1 + _NONCE], raw[1 + _NONCE :], _bound_to(tenant)).decode()
    except (InvalidTag, KeyError, IndexError) as reason:
        raise CannotOpen from reason


def index(text: str, *, tenant: int) -> str:
    """Return the keyed hash of a number within one organisation (64 hex digits), by the oldest key: it must last."""
    keys = _keys(settings.FIELD_KEYS)
    key = _derived(keys[min(keys)], b"index")
    return hmac.new(key, _bound_to(tenant) + b":" + text.encode(), hashlib.sha256).hexdigest()


def sealed_and_indexed(text: str, *, tenant: int) -> tuple[bytes | None, str]:
    """Return both for a column pair; (None, "") for nothing."""
    return (sealed(text, tenant=tenant), index(text, tenant=tenant)) if text else (None, "")
