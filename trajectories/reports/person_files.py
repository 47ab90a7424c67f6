"""The files of one dossier, the newest first; their content is not read for a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from inburgering.notation import number
from trajectories.models import PersonFile, Trajectory
from trajectories.reports.timeline import name_of

HEADER = ["Nummer", "Wat", "Soort", "Grootte", "Bewaard op", "Door"]
KILOBYTE = 1024
EXTENSIONS = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG", "application/zip": "ZIP"}


@dataclass(frozen=True, slots=True)
class ListedFile:
    number: str
    title: str
    kind: str
    size: str
    stored_at: datetime
    stored_by: str

    def row(self) -> list[Any]:
        return [self.number, self.title, self.kind, self.size, self.stored_at, self.stored_by]


def listed(trajectory: Trajectory, *, rows: QuerySet[PersonFile] | None = None) -> list[ListedFile]:
    """Return the files of a dossier, or those of `rows`. An inzage stands on its own page: it holds health too."""
    if rows is None:
        rows = trajectory.files.exclude(kind=PersonFile.Kind.EXPORT)
    rows = rows.defer("content").order_by("-stored_at", "-pk")
    return [
        ListedFile(row.number, row.title, row.get_kind_display(), f"{_type(row.media_type)}, {_size(row.size)}",
                   row.stored_at, name_of(row.stored_by))
        for row in rows
    ]  # fmt: skip


def _type(media_type: str) -> str:
    return EXTENSIONS.get(media_type, media_type.rsplit("/", 1)[-1])


def _size(size: int) -> str:
    kilobytes = Decimal(size) / KILOBYTE
    if kilobytes >= KILOBYTE:
        return f"{number(kilobytes / KILOBYTE, 1)} MB"
    return f"{number(max(kilobytes, Decimal(1)))} kB"
