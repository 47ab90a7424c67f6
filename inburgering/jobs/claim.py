"""Claiming, keeping and ending a job. Each step commits apart from the work, so progress is seen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.db.models import F, Q
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.jobs.models import Job

# Kept by a heartbeat while the work goes on: a killed worker is noticed within the lease plus one sweep (10 s).
LEASE = timedelta(seconds=20)
HEARTBEAT = 5.0  # seconds
MOST_LOST_WORKERS = 5
LOST = (
    f"Het is {MOST_LOST_WORKERS} keer misgegaan zonder melding. "
    "Probeer het opnieuw of neem contact op met de beheerder."
)


class JobGone(Exception):
    """A message named a job that its organisation does not have: a fault, never silence."""


class LeaseLost(Exception):
    """Another worker took over, or the job was cancelled; whatever was made here must not be stored."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on one job until the lease runs out."""

    job_id: int
    organisation_id: int
    lease: uuid.UUID

    def _update(self, **changes: object) -> None:
        kept = Job.objects.filter(pk=self.job_id, state=Job.State.RUNNING, lease=self.lease).update(**changes)
        if not kept:
            raise LeaseLost

    def keep(self, step: str, *, is_saved: bool = False) -> None:
        """Commit the step and extend the lease. Raises LeaseLost when the job is no longer ours.

        `is_saved` says that the work so far is stored and will not be done again. Only that forgives lost workers: a
        job that kills every worker at the same place would otherwise start over for ever.
        """
        with as_job(self.organisation_id):
            forgiven = {"lost_workers": 0} if is_saved else {}
            self._update(step=step, lease_until=timezone.now() + LEASE, **forgiven)

    @contextmanager
    def heartbeat(self) -> Iterator[None]:
        """Keep the lease while the block works, however long it takes; a frozen process stops keeping it too."""
        done = Event()
        thread = Thread(target=self._beat, args=[done], daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _beat(self, done: Event) -> None:
        try:
            while not done.wait(HEARTBEAT):
                with as_job(self.organisation_id):
                    self._update(lease_until=timezone.now() + LEASE)
        except (LeaseLost, DatabaseError):
            # Whoever works finds out at the next step, which asks for the lease itself.
            return
        finally:
            connection.close()  # a connection belongs to its thread

    def hand_on(self) -> None:
        """Put the job back in the queue with what is stored so far: the next worker goes on from there."""
        with as_job(self.organisation_id):
            self._update(state=Job.State.QUEUED, lease=None, lease_until=None, lost_workers=0)

    def finish(self) -> None:
        """Mark the job done, inside the transaction that stores its result."""
        self._update(state=Job.State.DONE, step="", error="", lease=None, lease_until=None, finished_at=timezone.now())

    def fail(self, reason: str) -> None:
        """Stop with a Dutch reason that the asker sees."""
        with as_job(self.organisation_id):
            self._update(
                state=Job.State.FAILED, error=reason[:500], lease=None, lease_until=None, finished_at=timezone.now()
            )


def claim(job_id: int, organisation_id: int) -> Claim | None:
    """Return the claim on a job, or None when somebody else works on it or it has ended.

    Raises JobGone when there is no such job in this organisation.
    """
    lease, now = uuid.uuid4(), timezone.now()
    with as_job(organisation_id):
        job = Job.objects.select_for_update(no_key=True).filter(pk=job_id).first()
        if job is None:
            raise JobGone(f"job {job_id} of organisation {organisation_id}")
        lost = job.state == Job.State.RUNNING
        if lost and job.lost_workers + 1 >= MOST_LOST_WORKERS:
            _give_up(job_id, now)
            return None
        taken = (
            Job.objects.filter(pk=job_id)
            .claimable(now)
            .update(
                state=Job.State.RUNNING,
                lease=lease,
                lease_until=now + LEASE,
                attempts=F("attempts") + 1,
                lost_workers=F("lost_workers") + (1 if lost else 0),
                started_at=now,
            )
        )
    return Claim(job_id, organisation_id, lease) if taken else None


def _give_up(job_id: int, now: object) -> None:
    Job.objects.filter(Q(pk=job_id), state=Job.State.RUNNING, lease_until__lt=now).update(
        state=Job.State.FAILED, error=LOST, lease=None, lease_until=None, finished_at=now
    )
