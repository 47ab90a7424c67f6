"""The web server as `./run` starts it, beside the tests that need one: on the test database, at a port of its own."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from inburgering.management.commands import up
from tests import database

HOST = "127.0.0.1"
START_SECONDS = 40


@dataclass(slots=True)
class Web:
    """A web server with its workers; `log` holds what they wrote."""

    port: int
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start, or start again; return how many seconds it took until it gave a page."""
        began = time.monotonic()
        command = next(one.command for one in up._processes(self.port) if "gunicorn" in one.command)
        environment = os.environ | {
            "DATABASE_URL": database.database_url(),
            "REDIS_URL": database.broker_url(),
            "INBURGERING_MODUS": "ontwikkeling",
            **self.environment,
        }
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, cwd=database.CHECKOUT, env=environment, stdout=output, stderr=output, start_new_session=True
            )
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > began + START_SECONDS:
                raise AssertionError(f"De webserver start niet:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.02)
        return time.monotonic() - began

    def kill(self) -> None:
        """End the server and its workers at once, whatever they are doing."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def _answers(self) -> bool:
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as web,
        ):
            web.request("GET", "/gezond/")
            return web.getresponse().status < 500
        return False


@contextlib.contextmanager
def running_web(log: Path, **environment: str) -> Iterator[Web]:
    """Run the web server until the block ends. What tests arrange must be committed: use transactional_db."""
    web = Web(_unused_port(), log, environment)
    try:
        web.start()
        yield web
    finally:
        web.kill()


def _unused_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
