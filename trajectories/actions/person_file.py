"""Keeping a file about a person, under a name that says nothing about that person."""

from __future__ import annotations

from django.db import transaction

from inburgering.audit.record import Actor, record
from trajectories.actions.refusal import NotNow
from trajectories.models import PersonFile, Trajectory
from trajectories.models.file import file_number
from trajectories.rules import person_numbers

LARGEST = 10 * 1024 * 1024
# What a file is follows from its first bytes, never from the name it came with.
KINDS = ((b"%PDF-", "application/pdf", "pdf"), (b"\xff\xd8\xff", "image/jpeg", "jpg"),
         (b"\x89PNG\r\n\x1a\n", "image/png", "png"))  # fmt: skip
OTHER_KIND = "Dit bestand is geen PDF, JPG of PNG. Kies een scan of foto in een van die soorten"


def kind_of(content: bytes) -> tuple[str, str]:
    """Return media type and extension by the first bytes. Raises NotNow for anything but PDF, JPG and PNG."""
    for start, media_type, extension in KINDS:
        if content.startswith(start):
            return media_type, extension
    raise NotNow(OTHER_KIND, "file")


@transaction.atomic
def add_scan(*, trajectory: Trajectory, content: bytes, title: str, kind: str, by: Actor) -> PersonFile:
    """Return the stored file. Raises NotNow for an empty, too large or other file, or a BSN in its title."""
    if not content:
        raise NotNow("Dit bestand is leeg. Kies een ander bestand", "file")
    if len(content) > LARGEST:
        raise NotNow("Het bestand is te groot. Kies een bestand van maximaal 10 MB (PDF, JPG of PNG)", "file")
    if person_numbers.has_bsn(title):
        raise NotNow(person_numbers.BSN_IN_TEXT, "title")
    media_type, extension = kind_of(content)
    return store(
        trajectory=trajectory, content=content, kind=kind, title=title, media_type=media_type, extension=extension,
        by=by,
    )  # fmt: skip


@transaction.atomic
def store(  # noqa: PLR0913 - the columns of a file
    *,
    trajectory: Trajectory,
    content: bytes,
    kind: str,
    title: str,
    media_type: str,
    extension: str,
    pages: int = 0,
    by: Actor,
) -> PersonFile:
    """Return a stored file called by its own number, such as B-7K3M9QXD.pdf."""
    number = file_number()
    made = PersonFile.of(
        content,
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        number=number,
        kind=kind,
        title=title[:200],
        filename=f"{number}.{extension}",
        media_type=media_type,
        pages=pages,
        stored_by=by.audit_name[:250],
    )
    made.save()
    record(
        "trajectory.file_stored", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        file=number, kind=kind,
    )  # fmt: skip
    return made
