"""A board report of a real region, asked for by its project leader, and what the database holds of it."""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.context import as_job, as_user
from inburgering.accounts.models import User
from inburgering.audit.models import AuditEvent
from inburgering.documents.models import Document
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import sweep
from procurement.actions import report as acts
from procurement.models import BoardReport, BoardReportDocument
from tests import database, factories
from tests.procurement.conftest import Buying, arranged

DOCUMENTS = 9  # the region and its eight municipalities
RENDERING = "Pagina's opmaken"


def achterhoek() -> Buying:
    """Return the Achterhoek with answers, a division and three scenarios, committed."""
    factories.reference_data()
    return arranged()


def ask(buying: Buying, title: str = "Inkoop leerroutes") -> BoardReport:
    """Ask for the report as the project leader does: one job per document, hinted after commit."""
    with as_user(buying.leader.pk):
        return acts.request(
            region=buying.region,
            scenarios=buying.scenarios,
            advised=buying.scenarios[1],
            title=title,
            decide_on=timezone.localdate() + timedelta(days=18),
            is_confidential=False,
            request_key=uuid.uuid4(),
            by=buying.leader,
        )


def ask_for_one(buying: Buying, title: str = "Inkoop leerroutes") -> BoardReport:
    """Ask for the document of the region only: the others are stopped before any worker hears of them."""
    with as_user(buying.leader.pk):
        report = ask(buying, title)
        cancel(report, buying.leader, all_but=1)
    return report


def jobs(report: BoardReport) -> list[Job]:
    with as_job(report.organisation_id):
        return list(Job.objects.filter(boardreportdocument__report=report).order_by("pk"))


def until(
    report: BoardReport, reached: Callable[[list[Job]], object], *, seconds: float, sweeping: bool = False
) -> float:
    """Look until the jobs are as wanted; return how long that took. `sweeping` hints again every second."""
    began = swept = time.monotonic()
    while not reached(found := jobs(report)):
        now = time.monotonic()
        assert now < began + seconds, [(job.state, job.step, job.attempts, job.error) for job in found]
        if sweeping and now > swept + 1:
            sweep()
            swept = now
        time.sleep(0.05)
    return time.monotonic() - began


def none_open(found: list[Job]) -> bool:
    return not any(job.is_open for job in found)


def rendering(found: list[Job]) -> list[Job]:
    return [job for job in found if job.state == Job.State.RUNNING and job.step == RENDERING]


def let_lease_run_out(job: Job) -> None:
    """Let the time pass in which a worker must be heard of again."""
    with as_job(job.organisation_id):
        Job.objects.filter(pk=job.pk, lease=job.lease).update(lease_until=timezone.now() - timedelta(seconds=1))


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds of a report in the end."""

    states: Counter[str]
    stored: int
    linked: int
    trail: int


def complete(reports: int) -> Kept:
    """Return what must be there when so many reports were made: one document for each job."""
    count = reports * DOCUMENTS
    return Kept(Counter({Job.State.DONE.value: count}), stored=count, linked=count, trail=count)


def cancel(report: BoardReport, by: User, *, all_but: int) -> None:
    """Stop the documents at the end of the queue, for a test that has no time for all of them."""
    with as_user(by.pk):
        for document in report.documents.order_by("job_id")[all_but:]:
            acts.cancel(document=document, by=by)


def kept(*asked: BoardReport) -> Kept:
    """Count, above row-level security so that nothing hides, what was stored for the organisation of the reports."""
    organisation_id = asked[0].organisation_id
    with transaction.atomic(), database.as_owner():
        found = Job.objects.filter(boardreportdocument__report__in=asked)
        linked = BoardReportDocument.objects.filter(report__in=asked).exclude(document=None)
        made = AuditEvent.objects.filter(organisation_id=organisation_id, verb="report.document_made")
        return Kept(
            states=Counter(found.values_list("state", flat=True)),
            stored=Document.objects.filter(organisation=organisation_id).count(),
            linked=linked.values("document").distinct().count(),
            trail=made.count(),
        )
