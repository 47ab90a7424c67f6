"""Work put off by an act: making the files of a session, and measuring how firmly a proposal stands."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from celery import shared_task
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK, record
from inburgering.charts.svg import Svg
from inburgering.documents import image, pdf, slides
from inburgering.documents.models import Document
from inburgering.documents.store import PPTX, store, store_pdf
from inburgering.jobs.claim import Claim
from inburgering.jobs.run import run
from inburgering.jobs.tasks import hint
from regions.models import RobustnessRun, SessionExport
from regions.optimisation import robustness
from regions.optimisation.distance import NotSolvable
from regions.reports import subregion_question
from regions.reports.session_content import Section, SessionContent, thaw

MAKE_SESSION_EXPORT = "regions.tasks.make_session_export"
MEASURE_ROBUSTNESS = "regions.tasks.measure_robustness"
SAVE_AFTER, HAND_ON_AFTER = 3.0, 45.0  # seconds: what a killed worker may lose, and how long one worker goes on
TEMPLATE = "documents/session_report.html"
EXAMPLE = "Voorbeeldgegevens: de antwoorden zijn verzonnen."


@shared_task(name=MAKE_SESSION_EXPORT)
def make_session_export(job_id: int, organisation_id: int) -> None:
    """Make one file from the frozen results. Safe to run twice: only who holds the claim stores."""
    run(job_id, organisation_id, _make, refusals=(pdf.CannotRender,))


def _make(held: Claim) -> None:
    held.keep("Gegevens lezen")
    with as_job(held.organisation_id):
        export = SessionExport.objects.select_related("session", "organisation").get(job_id=held.job_id)
    content = thaw(export.content)
    is_pdf = export.kind == SessionExport.Kind.PDF
    held.keep("Pagina's opmaken" if is_pdf else "Dia's opmaken")
    # No transaction is open here: drawing takes seconds.
    with held.heartbeat():
        made = _report(content) if is_pdf else _slides(content)
    with as_job(held.organisation_id):
        document = _stored(export, content, made)
        SessionExport.objects.filter(pk=export.pk).update(document=document)
        record("session_export.made", by=CLOCK, about=document, organisation_id=held.organisation_id, job=held.job_id)
        held.finish()


def _report(content: SessionContent) -> pdf.Pdf:
    page = {
        "report": content,
        "title": content.title,
        "number": "",
        "version": "",
        "date": content.day,
        "confidentiality": "",
        "municipality": f"Regio {content.region}",
        "is_example": content.is_example,
    }
    return pdf.render(pdf.html(TEMPLATE, page))


def _slides(content: SessionContent) -> list[slides.Slide]:
    opening = slides.Slide(
        title=f"Regio {content.region} · {content.day}",
        finding=content.title,
        points=[content.finding, content.status],
        source=content.subtitle,
    )
    return [opening, *(_slide(section) for section in content.sections if not section.only_on_paper)]


def _slide(section: Section) -> slides.Slide:
    return slides.Slide(
        title=section.title,
        finding=section.finding,
        points=section.points,
        picture=image.png(Svg(section.svg)) if section.svg else b"",
        picture_text=section.finding,
        header=section.header,
        rows=section.rows,
        source=section.source,
        notes=section.notes,
    )


def _stored(export: SessionExport, content: SessionContent, made: pdf.Pdf | list[slides.Slide]) -> Document:
    name = f"{content.title} - regio {content.region}"
    if isinstance(made, pdf.Pdf):
        return store_pdf(made, organisation=export.organisation, title=content.title, filename=f"{name}.pdf")
    mark = EXAMPLE if content.is_example else ""
    return store(
        slides.render(made, title=content.title, mark=mark),
        media_type=PPTX,
        pages=len(made),
        organisation=export.organisation,
        title=content.title,
        filename=f"{name}.pptx",
    )


@shared_task(name=MEASURE_ROBUSTNESS)
def measure_robustness(job_id: int, organisation_id: int) -> None:
    """Solve the division again and again, keep each piece, and hand the rest on. Safe to run twice."""
    run(job_id, organisation_id, _measure, refusals=(NotSolvable,))


def _measure(held: Claim) -> None:
    with as_job(held.organisation_id):
        asked = RobustnessRun.objects.select_related("proposal").get(job_id=held.job_id)
    question = subregion_question.thaw(asked.proposal.question)
    began = saved = time.monotonic()
    total = asked.total
    with held.heartbeat():
        for step in robustness.steps(question.facts(), question.group_count, seed=asked.seed, so_far=asked.state):
            if isinstance(step, robustness.Report):
                _keep_outcome(held, asked, robustness.as_json(step), total)
                return
            now, total = time.monotonic(), step.total
            if now - saved >= SAVE_AFTER:
                _keep_piece(held, asked, step)
                saved = now
                if now - began >= HAND_ON_AFTER:
                    held.hand_on()
                    hint(MEASURE_ROBUSTNESS, held.job_id, held.organisation_id)
                    return


def _keep_piece(held: Claim, asked: RobustnessRun, step: robustness.Step) -> None:
    with as_job(held.organisation_id):
        held.keep(f"{step.done} van {step.total} keer verdeeld", is_saved=True)
        RobustnessRun.objects.filter(pk=asked.pk).update(done=step.done, total=step.total, state=dict(step.so_far))


def _keep_outcome(held: Claim, asked: RobustnessRun, result: Mapping[str, Any], total: int) -> None:
    with as_job(held.organisation_id):
        RobustnessRun.objects.filter(pk=asked.pk).update(
            result=dict(result), state={}, done=total, total=total, finished_at=timezone.now()
        )
        record("robustness.measured", by=CLOCK, about=asked, organisation_id=held.organisation_id, job=held.job_id)
        held.finish()
