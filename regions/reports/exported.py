"""The files of a session: what was asked for, how far it is, and where to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from inburgering import notation
from inburgering.jobs.models import Job
from regions.models import SessionExport, WorkSession

KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One file; `number` is empty until it is ready, `facts` says how long and how large it is."""

    label: str
    state: str
    state_label: str
    step: str
    reason: str
    asked_at: datetime
    number: str
    facts: str


@dataclass(frozen=True, slots=True)
class Exports:
    finding: str
    rows: Sequence[ExportRow]
    is_open: bool
    is_revealed: bool


def build(session: WorkSession, asked: QuerySet[SessionExport]) -> Exports:
    """Return the files of this session, newest first."""
    known = asked.select_related("job", "document").defer("content", "document__content").order_by("-requested_at")
    rows = [_row(one) for one in known]
    ready = [row for row in rows if row.number]
    is_open = any(one.job.is_open for one in known)
    if not session.is_revealed:
        finding = "Een verslag kan zodra je de uitkomst hebt getoond."
    elif is_open:
        finding = "Een bestand wordt gemaakt. Je mag deze pagina verlaten."
    elif ready:
        finding = f"{notation.count(len(ready), 'bestand staat', 'bestanden staan')} klaar."
    else:
        finding = "Er is nog geen verslag van deze werksessie."
    return Exports(finding, rows, is_open, session.is_revealed)


def _row(one: SessionExport) -> ExportRow:
    job, document = one.job, one.document
    failed = job.error if job.state == Job.State.FAILED else ""
    facts = ""
    if document:
        word = ("pagina", "pagina's") if one.kind == SessionExport.Kind.PDF else ("dia", "dia's")
        facts = f"{notation.count(document.pages, *word)}, {max(1, round(document.size / KILOBYTE))} kB"
    return ExportRow(
        one.get_kind_display().capitalize(), job.state, job.get_state_display(), job.step if job.is_open else "",
        failed, one.requested_at, document.number if document else "", facts,
    )  # fmt: skip
