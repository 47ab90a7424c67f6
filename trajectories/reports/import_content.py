"""What an import keeps sealed: the file as it came, the rows that its trial read from it, and what that trial found."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inburgering import secrecy
from inburgering.spreadsheet.reading import Row
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


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it came. `rows` are its rows as text, `read_as` says of which file and as which columns they were read.

    The rows save reading a workbook twice. What they say is weighed again when they go in: the day, the teams and the
    people may be others by then.
    """

    file: bytes
    read_as: str = ""
    rows: bytes = b""

    def packed(self, tenant: int) -> bytes:
        kept = {"file": base64.b64encode(self.file).decode()}
        if self.rows:
            kept |= {"read_as": self.read_as, "rows": base64.b64encode(self.rows).decode()}
        return pack(kept, tenant)

    def rows_read_as(self, read_as: str) -> Iterator[Row] | None:
        """Return the rows of the trial, None when it read another file, or as other columns: then the file is read."""
        if not self.rows or self.read_as != read_as:
            return None
        return (Row(*json.loads(line)) for line in zlib.decompress(self.rows).splitlines())


def content_of(run: ImportRun) -> Content | None:
    """Return what is kept of the file, None when it is not kept any more."""
    if not run.content_sealed:
        return None
    kept = unpacked(run.content_sealed, run.organisation_id)
    return Content(
        base64.b64decode(kept["file"]), kept.get("read_as", ""), base64.b64decode(kept.get("rows", ""))
    )  # fmt: skip


class RowsRead:
    """The rows of a trial, made small as they come: a list of many rows never stands in memory as a whole."""

    def __init__(self) -> None:
        self._squeeze = zlib.compressobj(6)
        self._parts: list[bytes] = []

    def through(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Give the rows, and keep of each the number of its line and the cells that say something."""
        for row in rows:
            line = json.dumps((row.line, {name: text for name, text in row.cells.items() if text}))
            self._parts.append(self._squeeze.compress(f"{line}\n".encode()))
            yield row

    def ended(self) -> bytes:
        return b"".join([*self._parts, self._squeeze.flush()])
