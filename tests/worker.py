"""A real Celery worker beside the tests that need one: same code, same broker protocol, its own login as app."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from celery import current_app

from tests import database

START_SECONDS = 40


@dataclass(frozen=True, slots=True)
class Worker:
    """A running worker; `log` holds what it wrote."""

    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """End the worker and its children at once, as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@contextlib.contextmanager
def running_worker(log: Path, *arguments: str) -> Iterator[Worker]:
    """Run a worker on the test database until the block ends; its queues are empty when it starts."""
    current_app.control.purge()
    environment = os.environ | {
        "DATABASE_URL": database.database_url(),
        "REDIS_URL": database.broker_url(),
        "INBURGERING_MODUS": "ontwikkeling",
    }
    queues = ["-Q", "celery,calculations,sweep", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "-A", "inburgering", "worker", "-l", "INFO", *queues, *arguments]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=database.CHECKOUT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    worker = Worker(process, log)
    try:
        _wait_for(worker)
        yield worker
    finally:
        worker.kill()


def _wait_for(worker: Worker) -> None:
    limit = time.monotonic() + START_SECONDS
    while not current_app.control.ping(timeout=0.5):
        if worker.process.poll() is not None or time.monotonic() > limit:
            raise AssertionError(f"De worker start niet:\n{worker.log.read_text()[-3000:]}")
