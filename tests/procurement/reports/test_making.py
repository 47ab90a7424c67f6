"""A document is made once, also when workers die, and says why when it cannot be made."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.documents import pdf
from inburgering.documents.models import Document
from inburgering.jobs import claim as claims
from inburgering.jobs.models import Job
from procurement import tasks
from procurement.actions import report as acts
from regions.actions.refusal import NotNow
from regions.models import Population
from tests import database
from tests.procurement.reports.conftest import asked, document_for, work

pytestmark = pytest.mark.usefixtures("quick_pdf")


def lapse(document) -> None:
    """Let the lease run out, as when the worker is gone."""
    with as_job(document.organisation_id):
        Job.objects.filter(pk=document.job_id).update(lease_until=timezone.now() - timedelta(seconds=1))


def job_of(document) -> Job:
    with as_job(document.organisation_id):
        return Job.objects.get(pk=document.job_id)


def stored(document) -> int:
    with as_job(document.organisation_id):
        return Document.objects.count()


def test_the_task_stores_one_document_and_ends_the_job(buying, report):
    document = document_for(buying, report, "aalten")

    work(document)
    work(document)

    assert job_of(document).state == Job.State.DONE
    assert stored(document) == 1


def test_a_worker_that_lost_its_lease_stores_nothing(buying, report, monkeypatch):
    document = document_for(buying, report, "aalten")

    def slow_render(markup: str) -> pdf.Pdf:
        # While the first worker renders, its lease runs out and a second one does the whole job.
        monkeypatch.setattr(pdf, "render", lambda text: pdf.Pdf(b"%PDF-second", 1))
        lapse(document)
        work(document)
        return pdf.Pdf(b"%PDF-first", 1)

    monkeypatch.setattr(pdf, "render", slow_render)
    work(document)

    with as_job(document.organisation_id):
        assert [bytes(one.content) for one in Document.objects.all()] == [b"%PDF-second"]
    assert job_of(document).state == Job.State.DONE


def test_the_first_workers_finish_raises_after_it_was_taken_over(buying, report):
    document = document_for(buying, report, "aalten")
    first = claims.claim(document.job_id, document.organisation_id)
    lapse(document)
    second = claims.claim(document.job_id, document.organisation_id)

    with as_job(document.organisation_id), pytest.raises(claims.LeaseLost):
        first.finish()

    assert second is not None
    assert job_of(document).lost_workers == 1


def test_a_job_that_kills_every_worker_stops_with_its_reason(buying, report):
    document = document_for(buying, report, "aalten")

    for _ in range(claims.MOST_LOST_WORKERS):
        held = claims.claim(document.job_id, document.organisation_id)
        held.keep("Gegevens lezen")
        held.keep("Pagina's opmaken")
        lapse(document)
    last = claims.claim(document.job_id, document.organisation_id)

    assert last is None
    assert job_of(document).state == Job.State.FAILED
    assert "5 keer" in job_of(document).error


def test_cancelling_takes_the_work_from_the_worker(buying, report, monkeypatch):
    document = document_for(buying, report, "aalten")

    def render_while_cancelled(markup: str) -> pdf.Pdf:
        with buying.seen_by("leader"):
            acts.cancel(document=document, by=buying.leader)
        return pdf.Pdf(b"%PDF-late", 1)

    monkeypatch.setattr(pdf, "render", render_while_cancelled)
    work(document)

    assert stored(document) == 0
    assert job_of(document).state == Job.State.CANCELLED


def test_without_the_number_of_inhabitants_the_reason_is_said_and_others_go_on(buying):
    with database.as_owner():
        Population.objects.filter(municipality__slug="doetinchem").delete()
    with buying.seen_by("leader"):
        report = asked(buying)
    doetinchem, aalten = (document_for(buying, report, slug) for slug in ("doetinchem", "aalten"))

    work(doetinchem)
    work(aalten)

    assert job_of(doetinchem).state == Job.State.FAILED
    assert job_of(doetinchem).error.startswith("Het inwonertal ontbreekt")
    assert job_of(aalten).state == Job.State.DONE


def test_an_unexpected_fault_gets_a_reference_and_can_be_tried_again(buying, report, monkeypatch, caplog):
    document = document_for(buying, report, "aalten")
    monkeypatch.setattr(tasks.board_report, "build", lambda *args, **kwargs: 1 / 0)

    work(document)

    failed = job_of(document)
    assert failed.state == Job.State.FAILED
    assert failed.error.split()[-1] in caplog.text
    monkeypatch.undo()
    with buying.seen_by("leader"):
        acts.retry(document=document, by=buying.leader)
    assert job_of(document).state == Job.State.QUEUED


def test_what_is_ready_is_not_tried_again_or_stopped(buying, report):
    document = document_for(buying, report, "aalten")
    work(document)

    with buying.seen_by("leader"):
        with pytest.raises(NotNow):
            acts.retry(document=document, by=buying.leader)
        with pytest.raises(NotNow):
            acts.cancel(document=document, by=buying.leader)


def test_a_broker_that_is_gone_does_not_stop_the_asking(
    buying, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    told = []

    def gone(kind: str, job_id: int, organisation_id: int) -> None:
        told.append(job_id)
        raise ConnectionError("geen verbinding")

    monkeypatch.setattr(acts, "hint", gone)
    with buying.seen_by("leader"), django_capture_on_commit_callbacks(execute=True):
        report = asked(buying)

    assert len(told) == 1  # the first failure ends the telling: nine time-outs would hang the page
    assert document_for(buying, report, None).job.state == Job.State.QUEUED


def test_an_unknown_job_is_a_fault(buying, report):
    document = document_for(buying, report, "aalten")

    with pytest.raises(claims.JobGone):
        tasks.render_board_document(document.job_id + 1_000_000, document.organisation_id)
