"""Processes are started, started again when they end, and stopped with everything they started."""

import os
import subprocess
import sys
import time

import pytest

from inburgering.management.supervision import RESTARTS_PER_MINUTE, Process, UnrecoverableError

# A program with a child, as a web server has; it writes both numbers and waits.
PARENT = """import os, subprocess, time
child = subprocess.Popen(["sleep", "60"])
print(os.getpid(), child.pid, flush=True)
time.sleep(60)
"""
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('klaar', flush=True); time.sleep(60)"
)


def until(condition, seconds=10):
    limit = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < limit
        time.sleep(0.01)
    return value


def alive(pid: int) -> bool:
    """Whether a process still runs; one that only waits to be noticed has ended."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state) and not state.startswith("Z")


@pytest.fixture
def run(tmp_path):
    started = []

    def start(code: str) -> Process:
        process = Process(
            "Het programma", [sys.executable, "-c", code], tmp_path / "log" / "program.log", os.environ, 0.3
        )
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.stop()


def written(process: Process) -> list[str]:
    return until(lambda: process.log.read_text().split())


def test_a_killed_program_starts_again_without_its_old_children(run):
    process = run(PARENT)
    parent, child = (int(number) for number in written(process))
    os.kill(parent, 9)

    news = until(process.revive)

    assert news == "Het programma was gestopt (code -9) en is opnieuw gestart."
    until(lambda: not alive(child))
    until(lambda: len(process.log.read_text().split()) == 4)


def test_a_running_program_is_left_alone(run):
    process = run(PARENT)

    assert process.revive() == ""


def test_a_program_that_keeps_ending_is_given_up_with_the_end_of_its_log(run):
    process = run("raise SystemExit('kapot')")

    with pytest.raises(UnrecoverableError, match=r"(?s)stopt telkens weer \(code 1\).*kapot"):
        until(lambda: process.revive() and False, seconds=30)

    assert process.log.read_text().count("kapot") == RESTARTS_PER_MINUTE + 1


def test_a_program_that_does_not_listen_is_stopped_anyway(run):
    process = run(STUBBORN)
    written(process)

    process.stop()

    assert process.revive() == ""
    assert "klaar" in process.log.read_text()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a child with its parent")
def test_a_program_ends_with_whoever_started_it(tmp_path):
    log = tmp_path / "log.log"
    starter = (
        "import os, sys; from pathlib import Path; from inburgering.management.supervision import Process\n"
        f"Process('x', [sys.executable, '-c', {PARENT!r}], Path({str(log)!r}), os.environ).start(); sys.stdin.read()"
    )
    one = subprocess.Popen([sys.executable, "-c", starter], stdin=subprocess.PIPE)
    child = int(until(lambda: log.exists() and log.read_text().split())[0])

    one.kill()
    one.wait()
    one.stdin.close()

    until(lambda: not alive(child))


def test_a_large_log_makes_room(run, tmp_path, monkeypatch):
    monkeypatch.setattr("inburgering.management.supervision.LARGEST_LOG", 3)
    process = run("print('genoeg')")
    until(lambda: "genoeg" in process.log.read_text())

    until(process.revive)

    assert process.log.with_suffix(".old.log").read_text() == "genoeg\n"
