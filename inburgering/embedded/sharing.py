"""Who uses an embedded server: locks that the system drops when a process ends, however it ends."""

import contextlib
import fcntl
from collections.abc import Iterator
from typing import IO

from inburgering.embedded.places import state_dir

_in_use: dict[str, IO[str]] = {}


@contextlib.contextmanager
def alone(name: str) -> Iterator[None]:
    """Let one process at a time start or stop the servers of this name."""
    directory = state_dir() / name
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use(key: str) -> None:
    """Hold a shared lock: the system drops it when this process ends, however it ends."""
    if key not in _in_use:
        _in_use[key] = _users_file(key)
        fcntl.flock(_in_use[key], fcntl.LOCK_SH)


def leave(key: str) -> bool:
    """Drop our lock; return whether nobody else holds one."""
    if held := _in_use.pop(key, None):
        held.close()
    with _users_file(key) as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _users_file(key: str) -> IO[str]:
    name, _, part = key.rpartition("-")
    return (state_dir() / name / f"{part}.users").open("a")
