"""Giving a person everything that is known: a readable document and a machine file, kept for a day.

Asking is one act, keeping what was made another. What lies between takes seconds and is done by a worker, with the eyes
of who asked: remarks about health are shown to nobody else.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import Actor, record
from inburgering.documents import pdf
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import hint
from inburgering.notation import date_long
from trajectories.actions import dossier, health, person_file
from trajectories.actions.refusal import NotNow
from trajectories.models import DossierOpening, PersonFile, Trajectory
from trajectories.reports import person_export
from trajectories.reports.person_export import PersonExport
from trajectories.reports.person_export_page import KEPT_FOR, MAKE_PERSON_EXPORT, PURPOSE, jobs_of

TEMPLATE = "trajectories/person_export_document.html"
NOT_ALL = (
    "Alleen de klantregisseur en de waarnemer maken een inzage: gezondheid hoort erbij en is voor anderen niet te zien"
)
GONE = "De vraag om inzage is er niet meer. Vraag opnieuw"
READ_ME = (
    "Dit zijn alle gegevens die de gemeente over u heeft.\n"
    "inzage.pdf is om te lezen, inzage.json is voor een computer, in de map bestanden staan de documenten.\n"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job has to make: of whom, and who asked. The row of the job names the opening that holds both."""

    trajectory: Trajectory
    user: User


@dataclass(frozen=True, slots=True)
class Made:
    """The two files, not kept yet."""

    readable: pdf.Pdf
    packed: bytes


@transaction.atomic
def ask(*, trajectory: Trajectory, asked_on: date, identity: str, on: date, by: User) -> Job:
    """Return the job that makes the files; the one that waits or runs already when this user asked before.

    `identity` is the code of how was seen who asked. Raises NotNow for who may not see everything, and for a request
    in the future.
    """
    if not health.may_see(trajectory, by, on=on):
        raise NotNow(NOT_ALL)
    if asked_on > on:
        raise NotNow("Deze dag ligt in de toekomst. Vul de dag in waarop de inburgeraar erom vroeg", "asked_on")
    for job in jobs_of(trajectory).filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]):
        return job
    opening = dossier.open_page(trajectory=trajectory, purpose=PURPOSE, on=on, by=by)
    job = Job.objects.create(
        organisation_id=trajectory.organisation_id, kind=MAKE_PERSON_EXPORT,
        label=f"Inzage {trajectory.number} ({opening.pk})", requested_by=by.audit_name[:250],
    )  # fmt: skip
    record(
        "trajectory.person_export_asked", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        asked_on=asked_on.isoformat(), identity=identity, job=job.pk,
    )  # fmt: skip
    transaction.on_commit(partial(hint, MAKE_PERSON_EXPORT, job.pk, job.organisation_id), robust=True)
    return job


def asked_by(job: Job) -> Asked:
    """Return of whom and by whom a job was asked. Raises NotNow when the dossier is gone meanwhile."""
    key = re.search(r"\((\d+)\)$", job.label)
    opening = DossierOpening.objects.filter(organisation_id=job.organisation_id, pk=int(key[1]) if key else 0)
    found = opening.select_related("trajectory__inburgeraar", "trajectory__organisation", "user").first()
    if found is None:
        raise NotNow(GONE)
    return Asked(found.trajectory, found.user)


def gather(asked: Asked, *, on: date) -> PersonExport:
    """Return everything, in the context of who asked. Raises NotNow for who may not see everything any more."""
    if not health.may_see(asked.trajectory, asked.user, on=on):
        raise NotNow(NOT_ALL)
    return person_export.build(asked.trajectory.inburgeraar)


def made(asked: Asked, export: PersonExport, *, on: date) -> Made:
    """Return the files. Takes seconds and asks the database nothing: call it outside a transaction."""
    readable = pdf.render(pdf.html(TEMPLATE, _context(asked.trajectory, export, on)))
    return Made(readable, _zip(export, readable.content, asked.trajectory, on))


@transaction.atomic
def keep(*, trajectory: Trajectory, files: Made, on: date, by: Actor) -> tuple[PersonFile, PersonFile]:
    """Return the stored PDF and the stored zip."""
    kind, day = PersonFile.Kind.EXPORT, date_long(on)
    document = person_file.store(
        trajectory=trajectory, content=files.readable.content, kind=kind, title=f"Inzage van {day}, om te lezen",
        media_type="application/pdf", extension="pdf", pages=files.readable.pages, by=by,
    )  # fmt: skip
    machine = person_file.store(
        trajectory=trajectory, content=files.packed, kind=kind, title=f"Inzage van {day}, alle bestanden",
        media_type="application/zip", extension="zip", by=by,
    )  # fmt: skip
    record(
        "trajectory.person_exported", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        files=[document.number, machine.number],
    )  # fmt: skip
    return document, machine


@transaction.atomic
def forget(*, organisation_id: int, now: datetime, by: Actor) -> int:
    """Delete files of more than a day ago; that they were made stays in the trail. Returns how many."""
    old = PersonFile.objects.filter(
        organisation_id=organisation_id, kind=PersonFile.Kind.EXPORT, stored_at__lt=now - KEPT_FOR
    )  # fmt: skip
    gone = list(old.select_related("trajectory").defer("content"))
    for file in gone:
        record("trajectory.person_export_gone", by=by, about=file.trajectory, organisation_id=organisation_id,
               file=file.number)  # fmt: skip
    old.delete()
    return len(gone)


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
