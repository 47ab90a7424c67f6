"""What an import keeps sealed: the file as it came, and what its trial found."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from inburgering import secrecy
from trajectories.models import ImportRun


@dataclass(frozen=True, slots=True)
class Trial:
    """What the trial found: outcomes of the first rows, of the wrong rows, and what the file looks like."""

    preview: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[dict[str, Any]] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def pack(content: Any, tenant: int) -> bytes:
    """Return anything that JSON can hold, made small and sealed."""
    small = zlib.compress(json.dumps(content).encode(), 6)
    return secrecy.sealed(base64.b85encode(small).decode(), tenant=tenant)


def unpacked(content: bytes, tenant: int) -> Any:
    return json.loads(zlib.decompress(base64.b85decode(secrecy.opened(content, tenant=tenant))))


def trial_of(run: ImportRun) -> Trial:
    """Return what the trial of this run found; nothing when it is not kept any more."""
    return Trial(**unpacked(run.preview_sealed, run.organisation_id)) if run.preview_sealed else Trial()


def packed_file(content: bytes, tenant: int) -> bytes:
    return pack(base64.b64encode(content).decode(), tenant)


def file_of(run: ImportRun) -> bytes | None:
    """Return the file as it came, None when it is not kept any more."""
    return base64.b64decode(unpacked(run.content_sealed, run.organisation_id)) if run.content_sealed else None
