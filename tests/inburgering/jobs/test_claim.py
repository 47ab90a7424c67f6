"""A job is worked on by one worker at a time, and is lost by none."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.accounts.models import Organisation
from inburgering.jobs import claim as claims
from inburgering.jobs.claim import MOST_LOST_WORKERS, JobGone, LeaseLost, claim
from inburgering.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    organisation = Organisation.objects.create(kind=Organisation.Kind.REGION, name="Regio", is_demonstration=True)
    with as_job(organisation.pk):
        return Job.objects.create(organisation=organisation, kind="x", label="x", requested_by="x")


def fresh(job: Job) -> Job:
    with as_job(job.organisation_id):
        return Job.objects.get(pk=job.pk)


def expire(job: Job) -> None:
    with as_job(job.organisation_id):
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_is_claimed_once(job: Job) -> None:
    assert claim(job.pk, job.organisation_id) is not None
    assert claim(job.pk, job.organisation_id) is None


def test_a_job_of_another_organisation_fails_loudly(job: Job) -> None:
    with pytest.raises(JobGone):
        claim(job.pk, job.organisation_id + 1)


def test_after_the_lease_another_takes_over_and_the_first_can_store_nothing(job: Job) -> None:
    first = claim(job.pk, job.organisation_id)
    expire(job)

    second = claim(job.pk, job.organisation_id)

    with as_job(job.organisation_id), pytest.raises(LeaseLost):
        first.finish()
    with as_job(job.organisation_id):
        second.finish()
    assert fresh(job).state == Job.State.DONE
    assert fresh(job).attempts == 2


def test_a_job_that_loses_its_worker_five_times_stops_with_its_reason(job: Job) -> None:
    for _ in range(MOST_LOST_WORKERS):
        assert claim(job.pk, job.organisation_id) is not None
        expire(job)

    assert claim(job.pk, job.organisation_id) is None
    assert fresh(job).state == Job.State.FAILED
    assert "5 keer" in fresh(job).error


def test_steps_alone_do_not_forgive_lost_workers(job: Job) -> None:
    claim(job.pk, job.organisation_id)
    expire(job)
    claim(job.pk, job.organisation_id).keep("halverwege")

    assert fresh(job).lost_workers == 1


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_keeps_the_lease_while_the_work_goes_on(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT", 0.05)
    held = claim(job.pk, job.organisation_id)
    before = fresh(job).lease_until

    with held.heartbeat():
        limit = time.monotonic() + 5
        while fresh(job).lease_until == before and time.monotonic() < limit:
            pass

    assert fresh(job).lease_until > before


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_ends_when_the_job_was_cancelled(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT", 0.01)
    held = claim(job.pk, job.organisation_id)
    with as_job(job.organisation_id):
        Job.objects.filter(pk=job.pk).update(state=Job.State.CANCELLED, lease=None, lease_until=None)

    with held.heartbeat():
        pass

    with pytest.raises(LeaseLost):
        held.keep("verder")
