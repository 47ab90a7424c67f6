"""Finding, running and waiting for the programs of the embedded servers."""

import contextlib
import importlib.util
import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from inburgering.embedded.places import Account, EmbeddedServerError

START_SECONDS = 60


def package_dir(name: str) -> Path:
    """Return where a package lies, without importing it: only its programs are used."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedServerError(f"Het pakket {name} ontbreekt. Start met ./run, of zet DATABASE_URL en REDIS_URL.")
    return Path(spec.submodule_search_locations[0])


def run(*command: str | Path, account: Account | None, log: Path, tell: Path | None = None) -> None:
    """Run one program to its end with its output in a file: a pipe would stay open in the server it leaves behind."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}
    with log.open("ab") as output:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    if done.returncode:
        program = Path(command[0]).name
        raise EmbeddedServerError(f"{program} is gestopt met code {done.returncode}.\n{last_lines(tell or log)}")


def ask(path: Path, question: bytes) -> bytes:
    """Return the start of a server's answer on its socket, nothing when there is none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(str(path))
        connection.sendall(question)
        return connection.recv(100)
    return b""


def wait_until(ready: Callable[[], bool], what: str, log: Path) -> None:
    """Wait for a server; raise EmbeddedServerError with the end of its log when it takes too long."""
    limit = time.monotonic() + START_SECONDS
    while not ready():
        if time.monotonic() > limit:
            raise EmbeddedServerError(f"{what} is niet binnen {START_SECONDS} seconden klaar.\n{last_lines(log)}")
        time.sleep(0.02)


def last_lines(log: Path, count: int = 8) -> str:
    """Return the end of a log with a Dutch line above it."""
    lines = log.read_text(errors="replace").splitlines()[-count:] if log.exists() else []
    return "\n".join([f"Laatste regels van {log}:", *lines])
