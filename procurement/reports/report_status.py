"""How far a board report is: per document, in words and states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from inburgering.documents.models import Document
from inburgering.jobs.models import Job
from inburgering.notation import count, number, time_of_day
from procurement.models import BoardReport, BoardReportDocument
from regions.rules.finding import Part

SECONDS_EACH = 5  # measured: 2 to 3 seconds for a document, with one worker and a busy machine
KILOBYTE = 1024
REGION = "regio"  # stands in the address of the regional document, where others have the slug of the municipality


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: what it is for, how far it is, and when ready where to read it."""

    slug: str
    audience: str
    state: str
    label: str
    step: str
    reason: str
    reference: str
    number: str
    facts: str
    may_retry: bool


@dataclass(frozen=True, slots=True)
class ReportStatus:
    finding: tuple[Part, ...]
    note: str
    rows: tuple[DocumentRow, ...]
    states: tuple[str, ...]
    is_open: bool
    is_complete: bool
    may_share: bool


@dataclass(frozen=True, slots=True)
class ListedReport:
    number: str
    title: str
    region: str
    version: int
    decide_on: date
    made_at: datetime
    is_replaced: bool
    is_shared: bool


def listing(reports: QuerySet[BoardReport]) -> list[ListedReport]:
    """Return the reports, newest first; an older version of the same report is marked."""
    known = list(reports.select_related("region").defer("dataset").order_by("-made_at", "-version"))
    newest: dict[tuple[int, str], int] = {}
    for report in known:
        key = (report.region_id, report.title)
        newest[key] = max(newest.get(key, 0), report.version)
    return [
        ListedReport(
            report.number, report.title, report.region.name, report.version, report.decide_on, report.made_at,
            report.version < newest[(report.region_id, report.title)], report.shared_at is not None,
        )
        for report in known
    ]  # fmt: skip


def build(report: BoardReport, documents: QuerySet[BoardReportDocument], *, makes: bool) -> ReportStatus:
    """Return the stand of the report. Who only reads it sees the documents that are theirs, and no jobs."""
    if not makes:
        return _for_reader(report, documents)
    asked = list(documents.select_related("job", "municipality").order_by("municipality__name"))
    asked.sort(key=lambda one: (one.municipality_id is not None, one.audience))
    stored = _stored(asked)
    rows = tuple(_row(report, one, stored) for one in asked)
    states = tuple(one.job.state for one in asked)
    done = states.count(Job.State.DONE)
    is_open = any(one.job.is_open for one in asked)
    return ReportStatus(
        finding=_finding(rows, states),
        note=_note(asked, is_open),
        rows=rows,
        states=states,
        is_open=is_open,
        is_complete=done == len(states),
        may_share=done > 0 and not is_open,
    )


def _for_reader(report: BoardReport, documents: QuerySet[BoardReportDocument]) -> ReportStatus:
    # Jobs belong to the region alone: joining them would hide the documents from a municipality.
    asked = list(documents.select_related("municipality").exclude(document=None).order_by("municipality__name"))
    asked.sort(key=lambda one: one.municipality_id is None)
    stored = _stored(asked)
    rows = tuple(
        DocumentRow(
            "", _audience(report, one), "DONE", "Klaar", "", "", "", *_facts(stored.get(one.document_id)), False
        )
        for one in asked
    )
    finding = (Part("Je kunt "), Part(count(len(rows), "document", "documenten"), strong=True), Part(" lezen."))
    return ReportStatus(finding, "", rows, tuple("DONE" for _ in rows), False, True, False)


def _row(report: BoardReport, one: BoardReportDocument, stored: dict[int, dict[str, Any]]) -> DocumentRow:
    job = one.job
    document_number, facts = _facts(stored.get(one.document_id or 0))
    return DocumentRow(
        slug=one.municipality.slug if one.municipality else REGION,
        audience=_audience(report, one),
        state=job.state,
        label=job.get_state_display(),
        step=job.step if job.state == Job.State.RUNNING else "",
        reason=job.error[:1].lower() + job.error[1:],
        reference=f"{report.number}-{one.municipality.code if one.municipality else 'regio'}",
        number=document_number,
        facts=facts,
        may_retry=job.state in {Job.State.FAILED, Job.State.CANCELLED},
    )


def _audience(report: BoardReport, one: BoardReportDocument) -> str:
    return one.municipality.name if one.municipality else f"Regio {report.region.name}"


def _stored(asked: Sequence[BoardReportDocument]) -> dict[int, dict[str, Any]]:
    """Return number, pages and size by id, without the bytes."""
    ids = [one.document_id for one in asked if one.document_id]
    rows = Document.objects.filter(pk__in=ids).values("pk", "number", "pages", "size", "stored_at")
    return {row["pk"]: row for row in rows}


def _facts(stored: dict[str, Any] | None) -> tuple[str, str]:
    if stored is None:
        return "", ""
    size = number(max(1, round(stored["size"] / KILOBYTE)))
    return stored["number"], f"{count(stored['pages'], 'pagina', 'pagina’s')}, {size} kB"


def _finding(rows: Sequence[DocumentRow], states: Sequence[str]) -> tuple[Part, ...]:
    done, failed, stopped = (states.count(state) for state in ("DONE", "FAILED", "CANCELLED"))
    total = count(len(states), "document", "documenten")
    if done == len(states):
        return (Part(f"Alle {total} zijn klaar.", strong=True),)
    if done + failed + stopped < len(states):
        return (Part("Bezig: "), Part(f"{done} van {total} klaar.", strong=True))
    first = next((row for row in rows if row.state == "FAILED"), None)
    if first is None:
        return (Part(f"{done} van {total} klaar.", strong=True), Part(" De rest is gestopt."))
    return (
        Part(f"{done} van {total} klaar.", strong=True),
        Part(f" Het rapport voor {first.audience} is niet gelukt."),
    )


def _note(asked: Sequence[BoardReportDocument], is_open: bool) -> str:
    if is_open:
        left = sum(one.job.is_open for one in asked) * SECONDS_EACH
        return f"Dit duurt nog ongeveer {left} seconden. Je mag deze pagina sluiten: het maken gaat door."
    ended = [one.job.finished_at for one in asked if one.job.finished_at]
    return f"Klaar om {time_of_day(timezone.localtime(max(ended)).time())}." if ended else ""
