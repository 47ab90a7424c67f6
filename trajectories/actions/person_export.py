"""Giving a person everything that is known: a readable document and a machine file, both kept as they were given."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import record
from inburgering.documents import pdf
from inburgering.notation import date_long
from trajectories.actions import dossier, health, person_file
from trajectories.actions.refusal import NotNow
from trajectories.models import PersonFile, Trajectory
from trajectories.reports import person_export
from trajectories.reports.person_export import PersonExport

NOT_ALL = (
    "Alleen de klantregisseur en de waarnemer maken een inzage: gezondheid hoort erbij en is voor anderen niet te zien"
)
READ_ME = (
    "Dit zijn alle gegevens die de gemeente over u heeft.\n"
    "inzage.pdf is om te lezen, inzage.json is voor een computer, in de map bestanden staan de documenten.\n"
)


@transaction.atomic
def make(*, trajectory: Trajectory, asked_on: date, identity: str, on: date, by: User) -> tuple[PersonFile, PersonFile]:
    """Return the stored PDF and the stored zip. `identity` is the code of how was seen who asked.

    Raises NotNow for who may not see everything, and for a request in the future.
    """
    if not health.may_see(trajectory, by, on=on):
        raise NotNow(NOT_ALL)
    if asked_on > on:
        raise NotNow("Deze dag ligt in de toekomst. Vul de dag in waarop de inburgeraar erom vroeg", "asked_on")
    dossier.open_page(trajectory=trajectory, purpose="Inzage gemaakt op verzoek (AVG)", on=on, by=by)
    export = person_export.build(trajectory.inburgeraar)
    readable = pdf.render(pdf.html("trajectories/person_export_document.html", _context(trajectory, export, on)))
    packed = _zip(export, readable.content, trajectory, on)
    kind, day = PersonFile.Kind.EXPORT, date_long(on)
    document = person_file.store(
        trajectory=trajectory, content=readable.content, kind=kind, title=f"Inzage van {day}, om te lezen",
        media_type="application/pdf", extension="pdf", pages=readable.pages, by=by,
    )  # fmt: skip
    machine = person_file.store(
        trajectory=trajectory, content=packed, kind=kind, title=f"Inzage van {day}, alle bestanden",
        media_type="application/zip", extension="zip", by=by,
    )  # fmt: skip
    record(
        "trajectory.person_exported", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        asked_on=asked_on.isoformat(), identity=identity, files=[document.number, machine.number],
    )  # fmt: skip
    return document, machine


def _context(trajectory: Trajectory, export: PersonExport, on: date) -> dict[str, object]:
    return {
        "title": "Inzage in uw gegevens",
        "number": trajectory.number,
        "date": date_long(on),
        "confidentiality": "vertrouwelijk",
        "municipality": "",
        "is_example": trajectory.organisation.is_demonstration,
        "organisation": trajectory.organisation.name,
        "export": export,
        "filled": [one for one in export.sections if one.rows],
        "empty": [one.title for one in export.sections if not one.rows],
    }


def _zip(export: PersonExport, readable: bytes, trajectory: Trajectory, on: date) -> bytes:
    machine = {
        "gemeente": trajectory.organisation.name,
        "gemaakt_op": on.isoformat(),
        "tabellen": export.for_machine(),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("LEESMIJ.txt", READ_ME)
        packed.writestr("inzage.pdf", readable)
        packed.writestr("inzage.json", json.dumps(machine, ensure_ascii=False, indent=2))
        for name, file in export.files:
            packed.writestr(f"bestanden/{name}", file)
    return content.getvalue()
