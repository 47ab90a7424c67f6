"""What a worker does with a file that came in, and what the clock does with files: chunk by chunk, kept as it goes."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from celery import shared_task
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK
from inburgering.jobs.claim import Claim
from inburgering.jobs.models import Job
from inburgering.jobs.run import run
from inburgering.jobs.tasks import hint
from inburgering.notation import number
from inburgering.spreadsheet import streaming
from inburgering.spreadsheet.reading import Row, WrongFile
from trajectories.actions import import_undo, imports, person_export
from trajectories.actions.imports import Worker
from trajectories.actions.refusal import NotNow
from trajectories.models import ImportRun
from trajectories.reports import import_content
from trajectories.reports.import_content import Content
from trajectories.reports.import_run import UNDO_ASKED
from trajectories.resources.hours import HoursResource
from trajectories.resources.import_row import (
    CHANGED,
    DOUBLE,
    NEW,
    SAME,
    WRONG,
    Asked,
    ListResource,
    Outcome,
    read_as,
    readable,
)
from trajectories.resources.people import PeopleResource
from trajectories.rules.import_columns import is_example
from trajectories.schedule import duo
from trajectories.tasks.importing import WORK_IMPORT

CHUNK = 500
HAND_ON_AFTER = 65.0  # seconds that one worker goes on; well below the limit of a task
SHOWN = 20
MOST_WRONG = 2_000  # rows in the workbook that goes back
RESOURCES: dict[str, type[ListResource]] = {
    ImportRun.Kind.INBURGERAARS: PeopleResource,
    ImportRun.Kind.HOURS: HoursResource,
}
COUNTED = {NEW: "new", CHANGED: "changed", SAME: "same", WRONG: "wrong", DOUBLE: "double"}


@shared_task(name=WORK_IMPORT)
def work_import(job_id: int, organisation_id: int) -> None:
    """Try out or take in a file. Safe to run twice: what a killed worker did stays, the next goes on behind it."""
    run(job_id, organisation_id, _work, refusals=(NotNow,))


@shared_task
def forget_imports() -> int:
    """Let go of files of imports and of inzages of more than a day ago, organisation by organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.organisations_with_persons()")
        organisations: list[int] = cursor.fetchone()[0]
    return sum(_forget(organisation_id) for organisation_id in organisations)


def _forget(organisation_id: int) -> int:
    with as_job(organisation_id):
        now = timezone.now()
        gone = imports.forget(organisation_id=organisation_id, now=now, by=CLOCK)
        return gone + person_export.forget(organisation_id=organisation_id, now=now, by=CLOCK)


def _work(held: Claim) -> None:
    held.keep("Bestand openen")
    with as_job(held.organisation_id):
        asked = ImportRun.objects.select_related("user").get(job_id=held.job_id)
        takes_back = bool(asked.counts.get(UNDO_ASKED))
        content = None if takes_back else import_content.content_of(asked)
    if takes_back:
        _take_back(held, asked)
        return
    if content is None:
        raise NotNow(imports.NOT_KEPT)
    try:
        with held.heartbeat():
            if asked.kind == ImportRun.Kind.DUO:
                duo.receive_file(held, asked, content.file)
            else:
                _walk(held, asked, content)
    except WrongFile as reason:
        with as_job(held.organisation_id):
            imports.refuse(run=asked, reason=str(reason), by=Worker(asked.uploaded_by))
            held.finish()


def _take_back(held: Claim, asked: ImportRun) -> None:
    """Take back a long list, a chunk in a transaction."""
    began, left = time.monotonic(), 1
    with held.heartbeat():
        while left:
            with as_job(held.organisation_id):
                left = import_undo.take_back_some(run=asked, on=timezone.localdate())
                held.keep(f"nog {number(left)} rijen", is_saved=True)
            if left and time.monotonic() - began > HAND_ON_AFTER:
                _hand_on(held)
                return
    with as_job(held.organisation_id):
        by = Worker(Job.objects.get(pk=held.job_id).requested_by)
        import_undo.finish(run=asked, by=by)
        held.finish()


def _hand_on(held: Claim) -> None:
    held.hand_on()
    hint(WORK_IMPORT, held.job_id, held.organisation_id)


def _walk(held: Claim, asked: ImportRun, content: Content) -> None:
    with as_job(held.organisation_id):
        resource = RESOURCES[asked.kind](
            Asked(asked, asked.user, timezone.localdate(), Worker(asked.uploaded_by))
        )  # fmt: skip
    if asked.state == ImportRun.State.UPLOADED:
        _try_out(held, asked, content, resource)
        return
    kept = content.rows_read_as(read_as(asked, resource.columns))
    with contextlib.nullcontext(kept) if kept else _rows_of_file(asked, content, resource) as rows:
        if _pass_by(held, asked, rows, resource, lambda outcomes: {}):
            _end(held, asked)


def _try_out(held: Claim, asked: ImportRun, content: Content, resource: ListResource) -> None:
    """Find out what every row would do, and keep the rows: taking them in need not read the workbook again."""
    tally, read = Tally(asked), import_content.RowsRead()
    file = streaming.opened(io.BytesIO(content.file), asked.filename, readable(resource.columns))
    with file as table:
        rows = read.through(_without_example(table, resource))
        if not _pass_by(held, asked, rows, resource, lambda outcomes: tally.add(outcomes, table)):
            return
    tried = replace(content, read_as=read_as(asked, resource.columns), rows=read.ended())
    _end(held, asked, content_sealed=tried.packed(asked.organisation_id))


@contextlib.contextmanager
def _rows_of_file(asked: ImportRun, content: Content, resource: ListResource) -> Iterator[Iterator[Row]]:
    with streaming.opened(io.BytesIO(content.file), asked.filename, readable(resource.columns)) as table:
        yield _without_example(table, resource)


def _without_example(table: streaming.Table, resource: ListResource) -> Iterator[Row]:
    return (row for row in table.rows if not is_example(row.cells, resource.columns))


def _pass_by(
    held: Claim,
    asked: ImportRun,
    rows: Iterator[Row],
    resource: ListResource,
    found: Callable[[list[Outcome]], dict[str, Any]],
) -> bool:
    """Go through the rows that are left. Returns False when it took long and the next worker goes on."""
    began, dry_run = time.monotonic(), asked.state == ImportRun.State.UPLOADED
    for done, chunk in _chunks(rows):
        if done <= asked.rows_done:
            resource.remember(chunk)
            continue
        with as_job(held.organisation_id):
            outcomes = resource.pass_by(chunk, dry_run=dry_run)
            _keep(held, asked, done, found(outcomes))
        if time.monotonic() - began > HAND_ON_AFTER:
            _hand_on(held)
            return False
    return True


def _keep(held: Claim, asked: ImportRun, done: int, found: dict[str, Any]) -> None:
    """Store how far it is, in the transaction of the rows themselves."""
    held.keep(f"{number(done)} rijen", is_saved=True)
    ImportRun.objects.filter(pk=asked.pk).update(rows_done=done, **found)


def _end(held: Claim, asked: ImportRun, **kept: bytes) -> None:
    by = Worker(asked.uploaded_by)
    with as_job(held.organisation_id):
        asked.refresh_from_db()
        if asked.state == ImportRun.State.TAKING_IN:
            imports.finish(run=asked, by=by)
            held.finish()
            if asked.kind == ImportRun.Kind.INBURGERAARS:
                duo.match_organisation(held.organisation_id)
            return
        ImportRun.objects.filter(pk=asked.pk).update(state=ImportRun.State.TRIED, **kept)
        held.finish()
        if asked.counts.get("goes_in"):
            imports.take_in(run=asked, by=by)


def _chunks(rows: Iterator[Row]) -> Iterator[tuple[int, list[Row]]]:
    done = 0
    while chunk := list(islice(rows, CHUNK)):
        done += len(chunk)
        yield done, chunk


class Tally:
    """What a trial found so far: counts, the first changes, and the rows that go back."""

    def __init__(self, asked: ImportRun) -> None:
        self._tenant = asked.organisation_id
        self._counts: dict[str, Any] = dict.fromkeys([*COUNTED.values(), "repaired"], 0) | asked.counts
        kept = import_content.trial_of(asked)
        self._preview, self._wrong = kept.preview, kept.wrong

    def add(self, outcomes: list[Outcome], table: streaming.Table) -> dict[str, Any]:
        """Return the columns of the run after these rows."""
        for one in outcomes:
            self._counts[COUNTED[one.state]] += 1
            self._counts["repaired"] += bool(one.notices)
            if one.state in {WRONG, DOUBLE} and len(self._wrong) < MOST_WRONG:
                self._wrong.append(one.packed())
            elif one.state in {NEW, CHANGED, SAME} and len(self._preview) < SHOWN:
                self._preview.append(one.packed())
        found = {
            "preview": self._preview,
            "wrong": self._wrong,
            "letters": table.letters,
            "unknown": table.unknown,
        }
        return {"counts": self._counts, "preview_sealed": import_content.pack(found, self._tenant)}
