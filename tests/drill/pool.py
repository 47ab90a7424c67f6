"""The processes of a worker in which tasks run, to be killed one by one while their parent lives on."""

import contextlib
import os
import signal

from celery import current_app

from inburgering.jobs.models import Job


def processes() -> list[int]:
    """Return the process numbers of the pool, as the worker itself tells them."""
    told = current_app.control.inspect(timeout=2, limit=1).stats() or {}
    return [pid for worker in told.values() for pid in worker["pool"]["processes"]]


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def process_of(job: Job) -> int:
    """Return the number of the process that works on a job now."""
    found = process_at(job)
    assert found is not None
    return found


def process_at(job: Job) -> int | None:
    """Return the number of the process that works on a job, None when it ended meanwhile."""
    told = current_app.control.inspect(timeout=2, limit=1).active() or {}
    return next((task["worker_pid"] for tasks in told.values() for task in tasks if task["args"][:1] == [job.pk]), None)
