"""Working off a confirmed list, and letting go every night of what is of no more use. Organisation by organisation."""

from __future__ import annotations

from celery import shared_task
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK
from inburgering.jobs.claim import Claim
from inburgering.jobs.run import run
from inburgering.notation import number
from trajectories.actions import retention, retention_daily
from trajectories.actions.refusal import NotNow
from trajectories.models import Destruction
from trajectories.tasks.destroying import DESTROY

AT_ONCE = 10


@shared_task(name=DESTROY)
def destroy(job_id: int, organisation_id: int) -> None:
    """Destroy what stands on a list, a few people in a transaction. Safe to run twice."""
    run(job_id, organisation_id, _work, refusals=(NotNow,))


def _work(held: Claim) -> None:
    held.keep("De lijst lezen")
    with as_job(held.organisation_id):
        asked = Destruction.objects.get(job_id=held.job_id)
    left = 1
    with held.heartbeat():
        while left:
            with as_job(held.organisation_id):
                left = retention.destroy_some(destruction=asked, most=AT_ONCE, on=timezone.localdate())
                held.keep(f"nog {number(left)} van {number(asked.asked)}", is_saved=True)
    with as_job(held.organisation_id):
        retention.finish(destruction=asked, by=CLOCK)
        held.finish()


@shared_task
def forget() -> int:
    """Let go of what is of short use, everywhere; return how many rows. Safe to run twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.organisations_with_persons()")
        organisations: list[int] = cursor.fetchone()[0]
    return sum(_forget(organisation_id) for organisation_id in organisations)


def _forget(organisation_id: int) -> int:
    with as_job(organisation_id):
        gone = retention_daily.forget(organisation_id=organisation_id, on=timezone.localdate(), by=CLOCK)
    return sum(gone.values())
