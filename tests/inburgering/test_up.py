"""`./run` as a whole, in a copy of the checkout with servers of its own."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from inburgering.embedded.places import state_dir

SECONDS = 180  # on a busy machine; a quiet one needs ten


@dataclass
class Running:
    """One `manage.py up` in its own checkout."""

    checkout: Path
    port: int
    process: subprocess.Popen | None = None

    def start(self) -> None:
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "INBURGERING_"))
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as ./run does: starting is seconds faster
        environment |= {"INBURGERING_MODUS": "demonstratie", "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        with (self.checkout / "out.log").open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up"], cwd=self.checkout, env=environment, stdout=output, stderr=output
            )

    def said(self) -> str:
        return (self.checkout / "out.log").read_text()

    def until_said(self, text: str) -> None:
        limit = time.monotonic() + SECONDS
        while text not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < limit, self.said()
            time.sleep(0.1)

    def status(self, path: str = "/") -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as web:
            web.request("GET", path)
            return web.getresponse().status

    def eventual_status(self, path: str) -> int:
        """Return the status once the web server listens again."""
        limit = time.monotonic() + SECONDS
        while time.monotonic() < limit:
            with suppress(OSError):
                return self.status(path)
            time.sleep(0.1)
        raise AssertionError(self.said())

    def interrupt(self) -> float:
        """Press Ctrl-C; return how many seconds it took to end."""
        pressed = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(30) == 0, self.said()
        return time.monotonic() - pressed

    def processes(self) -> list[str]:
        """Return the command lines of everything that runs for this checkout."""
        listed = subprocess.run(
            ["ps", "-e", "-ww", "-o", "stat=", "-o", "pid=", "-o", "args="], capture_output=True, text=True, check=True
        ).stdout
        own = (str(self.checkout), str(state_dir()), f":{self.port}")
        return [line for line in listed.splitlines() if not line.startswith("Z") and any(name in line for name in own)]

    def pid_of(self, words: str) -> int:
        matches = [line for line in self.processes() if words in line]
        return min(int(line.split()[1]) for line in matches)


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def up(copied_checkout):
    running = Running(copied_checkout, unused_port())
    yield running
    if running.process and running.process.poll() is None:
        running.process.send_signal(signal.SIGINT)
        running.process.wait(30)


def test_one_command_brings_everything_up_and_ctrl_c_takes_everything_down(up):
    up.start()
    up.until_said(f"Inburgering Regionaal draait op http://127.0.0.1:{up.port} — stoppen met Ctrl-C")
    assert up.status("/") == 200
    assert up.status("/gezond/") == 200
    assert len(up.processes()) >= 6  # up, web, worker, beat, database, broker

    took = up.interrupt()

    assert up.said().endswith("Gestopt.\n")
    assert up.processes() == []
    assert took < 15


def test_an_occupied_port_is_said_in_a_sentence(up):
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", up.port))
        occupant.listen()
        up.start()
        assert up.process.wait(30) == 1

    assert re.search(rf"Poort {up.port} is in gebruik .* PORT=8001 \./run", up.said())
    assert up.processes() == []


def test_a_command_has_its_servers_for_as_long_as_it_runs(up):
    question = (
        "from django.db import connection as c; k = c.cursor(); k.execute('SELECT current_user'); print(k.fetchone())"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", question],
        cwd=up.checkout,
        env=os.environ | {"INBURGERING_MODUS": "demonstratie"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "('app',)\n"
    assert up.processes() == []


@pytest.mark.drill
@pytest.mark.parametrize("words", ["gunicorn", "celery"])
def test_a_killed_web_server_or_worker_comes_back(up, words):
    up.start()
    up.until_said("draait op")

    os.kill(up.pid_of(words), signal.SIGKILL)

    up.until_said("opnieuw gestart")
    assert up.eventual_status("/gezond/") == 200
    up.interrupt()
    assert up.processes() == []


@pytest.mark.drill
@pytest.mark.parametrize(("words", "title"), [("valkey-server", "De wachtrij"), ("bin/postgres", "De database")])
def test_a_killed_server_comes_back(up, words, title):
    up.start()
    up.until_said("draait op")

    os.kill(up.pid_of(words), signal.SIGKILL)

    up.until_said(f"{title} was gestopt en is opnieuw gestart.")
    assert up.status("/gezond/") == 200
    up.interrupt()
    assert up.processes() == []


@pytest.mark.drill
def test_after_a_power_cut_the_next_start_finds_everything_back(up):
    up.start()
    up.until_said("draait op")
    up.process.kill()
    up.process.wait(30)
    for line in up.processes():
        with suppress(ProcessLookupError):
            os.kill(int(line.split()[1]), signal.SIGKILL)

    up.start()
    up.until_said("draait op")

    assert "Voorbeeldgegevens laden" not in up.said()
    assert up.status("/") == 200
    up.interrupt()


@pytest.mark.drill
def test_when_only_the_starter_is_killed_the_next_start_takes_over(up):
    up.start()
    up.until_said("draait op")
    up.process.kill()
    up.process.wait(30)
    limit = time.monotonic() + 15
    while any("gunicorn" in line or "celery" in line for line in up.processes()):
        assert time.monotonic() < limit
        time.sleep(0.1)

    up.start()
    up.until_said("draait op")

    assert up.status("/") == 200
    up.interrupt()
    assert up.processes() == []


@pytest.mark.drill
def test_a_web_server_that_cannot_start_is_reported_with_its_log(up):
    (up.checkout / "inburgering" / "wsgi.py").write_text("raise RuntimeError('opzettelijk stuk')\n")
    up.start()

    assert up.process.wait(SECONDS) == 1
    assert "De webserver stopt telkens weer" in up.said()
    assert "opzettelijk stuk" in up.said()
    assert up.processes() == []
