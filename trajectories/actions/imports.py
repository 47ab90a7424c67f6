"""Bringing in a list: handing over the file, taking in the good rows, undoing that within a day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.audit.record import Actor, record
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import hint
from trajectories.actions.refusal import NotNow
from trajectories.models import ImportRun
from trajectories.reports.import_content import Content
from trajectories.tasks.importing import WORK_IMPORT

KEPT_FOR = timedelta(hours=24)
NOT_KEPT = "Dit bestand is ouder dan een dag en niet meer bewaard. Upload het opnieuw."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. `goes_in` says that good rows go in at once: a repaired file was decided on before."""

    filename: str
    content: bytes
    kind: str = ImportRun.Kind.INBURGERAARS
    goes_in: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """Who asked for the work, as the trail names that person."""

    audit_name: str


@transaction.atomic
def upload(*, organisation_id: int, upload: Upload, user: User | None, by: Actor) -> ImportRun:
    """Keep the file sealed and ask for its trial. The same file may come twice: its second trial says so."""
    run = ImportRun.objects.create(
        organisation_id=organisation_id,
        kind=upload.kind,
        filename=upload.filename[-200:],
        sha256=hashlib.sha256(upload.content).hexdigest(),
        content_sealed=Content(upload.content).packed(organisation_id),
        counts={"goes_in": upload.goes_in},
        uploaded_by=by.audit_name[:250],
        user=user,
    )
    ask(run=run, label="Bestand lezen", by=by)
    record("import.uploaded", by=by, about=run, organisation_id=organisation_id, kind=run.kind)
    return run


@transaction.atomic
def take_in(*, run: ImportRun, by: Actor) -> ImportRun:
    """Ask to take in the good rows. Asking twice is asking once."""
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if run.state in {ImportRun.State.TAKING_IN, ImportRun.State.DONE}:
        return run
    if run.state != ImportRun.State.TRIED:
        raise NotNow("Dit bestand is nog niet klaar met de proefrun, of al ongedaan gemaakt.")
    if run.content_sealed is None:
        raise NotNow(NOT_KEPT)
    run.state, run.rows_done = ImportRun.State.TAKING_IN, 0
    run.save(update_fields=["state", "rows_done"])
    ask(run=run, label="Rijen inlezen", by=by)
    record("import.asked", by=by, about=run, organisation_id=run.organisation_id)
    return run


@transaction.atomic
def retry(*, run: ImportRun, by: Actor) -> ImportRun:
    """Go on with a file whose work stopped; what was taken in stays and is not done again."""
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    job = Job.objects.select_for_update(no_key=True).get(pk=run.job_id)
    if job.state not in {Job.State.FAILED, Job.State.CANCELLED}:
        raise NotNow("Dit bestand wordt nog gelezen, of is al klaar.")
    ask(run=run, label="Opnieuw proberen", by=by)
    return run


@transaction.atomic
def refuse(*, run: ImportRun, reason: str, by: Actor) -> None:
    """Note why a file cannot be read; its content is let go."""
    ImportRun.objects.filter(pk=run.pk).update(
        state=ImportRun.State.REFUSED, refusal=reason[:300], content_sealed=None, preview_sealed=None
    )
    record("import.refused", by=by, about=run, organisation_id=run.organisation_id)


@transaction.atomic
def finish(*, run: ImportRun, by: Actor) -> None:
    """The good rows are in; from now on they can be undone for a day."""
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.DONE, taken_in_at=timezone.now())
    run.refresh_from_db(fields=["counts", "rows_done"])
    record(
        "import.taken_in", by=by, about=run, organisation_id=run.organisation_id,
        new=run.counts.get("new", 0), changed=run.counts.get("changed", 0),
    )  # fmt: skip


@transaction.atomic
def forget(*, organisation_id: int, now: datetime, by: Actor) -> int:
    """Let go of the files, and of what could be undone, of runs of more than a day ago. Returns how many."""
    old = ImportRun.objects.filter(organisation_id=organisation_id, uploaded_at__lt=now - KEPT_FOR)
    done = old.exclude(content_sealed=None, preview_sealed=None).update(content_sealed=None, preview_sealed=None)
    for run in ImportRun.objects.filter(organisation_id=organisation_id, taken_in_at__lt=now - KEPT_FOR):
        run.rows.exclude(former_sealed=None).update(former_sealed=None)
    return done


@transaction.atomic
def ask(*, run: ImportRun, label: str, by: Actor) -> None:
    """Make a job of the next work on this run, for an act that has decided it."""
    job = Job.objects.create(
        organisation_id=run.organisation_id, kind=WORK_IMPORT, label=f"{label} ({run.number})",
        requested_by=by.audit_name[:250],
    )  # fmt: skip
    ImportRun.objects.filter(pk=run.pk).update(job=job)
    run.job = job
    transaction.on_commit(lambda: hint(WORK_IMPORT, job.pk, job.organisation_id), robust=True)
