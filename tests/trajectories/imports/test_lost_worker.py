"""A worker that ends halfway a list: the next one goes on behind it, nobody comes twice and nobody is left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from inburgering.jobs.models import Job
from tests.trajectories.imports.conftest import PAGE, Importing, person, workbook
from trajectories.models import ImportedRow, ImportRun, IndelingPeriod, Trajectory
from trajectories.schedule import exchange

PEOPLE = [person(number) for number in range(7)]


class Killed(BaseException):
    """As the end of a process: nothing in our code may catch it."""


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "CHUNK", 2)


def complete(importing: Importing, run: ImportRun, seen) -> None:
    run = importing.run(run.number)
    assert (run.state, run.rows_done, run.counts["new"]) == (ImportRun.State.DONE, 7, 7)
    assert seen(Trajectory.objects.count) == seen(IndelingPeriod.objects.count) == 7
    assert sorted(seen(lambda: list(ImportedRow.objects.values_list("line", flat=True)))) == list(range(2, 9))
    assert seen(lambda: AuditEvent.objects.filter(verb="trajectory.registered").count()) == 7


@pytest.mark.parametrize("is_kept", [False, True], ids=["in a chunk", "between two chunks"])
def test_who_was_killed_is_followed_by_another(importing: Importing, monkeypatch, seen, *, is_kept: bool) -> None:
    run = importing.upload(workbook(PEOPLE))
    keep = exchange._keep

    def once(held, asked, done, found) -> None:
        if done < 4 or is_kept:
            keep(held, asked, done, found)
        if done == 4 and not is_kept:
            raise Killed

    def chunks(rows):
        for done, chunk in every_chunk(rows):
            if done == 6 and is_kept:
                raise Killed
            yield done, chunk

    every_chunk = exchange._chunks
    with monkeypatch.context() as patched:
        patched.setattr(exchange, "_keep", once)
        patched.setattr(exchange, "_chunks", chunks)
        with pytest.raises(Killed):
            importing.take_in(run)
    stopped = importing.run(run.number)
    assert stopped.rows_done == seen(Trajectory.objects.count) == (4 if is_kept else 2)

    after_lease(importing, stopped)

    complete(importing, run, seen)


def after_lease(importing: Importing, run: ImportRun) -> None:
    """Let the lease of the lost worker run out; another one takes the same job."""
    with as_user(importing.work.nijhof.pk):
        job = Job.objects.get(pk=run.job_id)
        assert job.state == Job.State.RUNNING
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    exchange.work_import(job.pk, job.organisation_id)


def test_whose_claim_was_lost_stores_nothing_more(importing: Importing, monkeypatch, seen) -> None:
    run = importing.upload(workbook(PEOPLE))
    keep = exchange._keep

    def robbed(held, asked, done, found) -> None:
        if done == 4:
            Job.objects.filter(pk=held.job_id).update(lease=None, state=Job.State.QUEUED, lease_until=None)
        keep(held, asked, done, found)

    with monkeypatch.context() as patched:
        patched.setattr(exchange, "_keep", robbed)
        importing.client.post(f"{PAGE}{run.number}/", {"besluit": "inlezen"})
        with as_user(importing.work.nijhof.pk):
            job = Job.objects.get(state=Job.State.QUEUED)
        exchange.work_import(job.pk, job.organisation_id)
    assert seen(Trajectory.objects.count) == importing.run(run.number).rows_done == 2

    after_lease(importing, importing.run(run.number))

    complete(importing, run, seen)


def test_a_list_that_is_handed_on_after_every_chunk_comes_in_once(importing: Importing, monkeypatch, seen) -> None:
    monkeypatch.setattr(exchange, "HAND_ON_AFTER", -1.0)

    run = importing.bring_in(PEOPLE)

    complete(importing, run, seen)
