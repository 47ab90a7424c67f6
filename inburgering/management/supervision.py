"""Keeping the processes of one installation on one machine: started, watched, started again, stopped in order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inburgering.embedded import last_lines

RESTARTS_PER_MINUTE = 5
LARGEST_LOG = 5_000_000  # bytes; looked at when a process starts
SET_PDEATHSIG = 1  # prctl(2)


class UnrecoverableError(RuntimeError):
    """A process keeps ending; the message is a Dutch text with the end of its log."""


@dataclass(slots=True)
class Process:
    """One program that must run for as long as the installation does.

    `patience` is how many seconds it may take to end its work after SIGTERM.
    """

    title: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    patience: float = 4
    _running: subprocess.Popen[bytes] | None = None
    _restarts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start in a group of its own: Ctrl-C in the terminal reaches us alone, and we stop the others in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self._running = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent(),
            )

    def revive(self) -> str:
        """Start again when it has ended; return a Dutch sentence about that, or nothing.

        Raises UnrecoverableError when it ended too often in a minute.
        """
        if self._running is None or (code := self._running.poll()) is None:
            return ""
        self._signal_group(signal.SIGKILL)  # children that outlived it keep the port or the queue occupied
        now = time.monotonic()
        self._restarts = [moment for moment in self._restarts if now - moment < 60] + [now]  # noqa: PLR2004
        if len(self._restarts) > RESTARTS_PER_MINUTE:
            raise UnrecoverableError(f"{self.title} stopt telkens weer (code {code}).\n{last_lines(self.log)}")
        self.start()
        return f"{self.title} was gestopt (code {code}) en is opnieuw gestart."

    def stop(self) -> None:
        """Ask to end, then insist: what was unfinished is found again by the sweeper."""
        if self._running is None:
            return
        for insist in (signal.SIGTERM, signal.SIGKILL):
            self._signal_group(insist) if insist == signal.SIGKILL else self._running.send_signal(insist)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._running.wait(self.patience)
        self._running = None

    def _signal_group(self, number: signal.Signals) -> None:
        if self._running is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._running.pid, number)


def _end_with_parent() -> Callable[[], object] | None:
    """Return what makes Linux end a child when we are killed ourselves; other systems have no such thing."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda: prctl(SET_PDEATHSIG, signal.SIGTERM)
