"""`./run`: the whole installation on one machine, in one terminal."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import FrameType

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from inburgering import embedded
from inburgering.management.supervision import Process, UnrecoverableError

HOST = "127.0.0.1"
LOGS = Path(settings.BASE_DIR) / "var" / "log"
ANSWER_SECONDS = 60
SEEDED = "voorbeeldgegevens geladen"


class Command(BaseCommand):
    help = "Start database, wachtrij, webserver en worker. Ctrl-C stopt alles."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "Deze opdracht is om te proberen en te ontwikkelen. Gebruik voor productie docker compose."
            )
        port = _free_port()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _interrupt)
        try:
            with ExitStack() as running:
                running.callback(self.stdout.write, "Gestopt.")
                self._run(port, running)
        except KeyboardInterrupt:
            return
        except (UnrecoverableError, embedded.EmbeddedServerError, subprocess.CalledProcessError) as reason:
            raise CommandError(str(reason)) from reason

    def _run(self, port: int, running: ExitStack) -> None:
        running.enter_context(_database())
        running.enter_context(_broker())
        self._prepare()
        os.environ.setdefault("PUBLIC_URL", f"http://{HOST}:{port}")
        processes = _processes(port)
        running.callback(self._say_stopping)
        for process in reversed(processes):
            running.callback(process.stop)
        for process in processes:
            process.start()
        _wait_for_answer(port, processes)
        self.stdout.write(f"Inburgering Regionaal draait op http://{HOST}:{port} — stoppen met Ctrl-C")
        while True:
            time.sleep(0.5)
            for news in [*_revived_servers(), *(process.revive() for process in processes)]:
                if news:
                    self.stderr.write(news)

    def _prepare(self) -> None:
        """Migrate, and fill a database that has never been filled. A removed example stays removed."""
        if _elsewhere("DATABASE_URL"):
            self.stdout.write("De database komt van elders (DATABASE_URL): migreren en vullen gebeurt daar.")
            return
        _manage("migrate", role="app_owner")
        if _comment() == SEEDED:
            return
        self.stdout.write("Voorbeeldgegevens laden …")
        _manage("load_reference_data", role="app_owner")
        _manage("seed_demo")
        _comment(SEEDED)

    def _say_stopping(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # impatience must not interrupt the stopping itself
        self.stdout.write("\nStoppen …")


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _elsewhere(name: str) -> bool:
    return name in os.environ or f"{name}_FILE" in os.environ


def _free_port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65_536:  # noqa: PLR2004
        raise CommandError(f"PORT is een getal van 1 tot en met 65535, geen '{given}'.")
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(given)))
        except OSError as reason:
            raise CommandError(
                f"Poort {given} is in gebruik of mag niet. Stop wat daar draait, of kies een andere: PORT=8001 ./run"
            ) from reason
    return int(given)


@contextmanager
def _database() -> Iterator[None]:
    if _elsewhere("DATABASE_URL"):
        yield
        return
    embedded.start_database()
    try:
        yield
    finally:
        embedded.stop_database()


@contextmanager
def _broker() -> Iterator[None]:
    if _elsewhere("REDIS_URL"):
        yield
        return
    embedded.start_broker()
    try:
        yield
    finally:
        embedded.stop_broker()


def _revived_servers() -> Iterator[str]:
    """Start database and broker again when they have gone; give a Dutch sentence for each."""
    if not _elsewhere("DATABASE_URL") and not embedded.is_running():
        embedded.start_database()
        yield "De database was gestopt en is opnieuw gestart."
    if not _elsewhere("REDIS_URL") and not embedded.broker_is_running():
        embedded.start_broker()
        yield "De wachtrij was gestopt en is opnieuw gestart."


def _manage(command: str, role: str = "app") -> None:
    """Run one command to its end; raise CommandError with the end of what it said when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{command}.log"
    arguments = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), command]
    with log.open("wb") as output:
        done = subprocess.run(
            arguments, check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=_environment(role)
        )
    if done.returncode:
        raise CommandError(f"De opdracht {command} is mislukt.\n{embedded.last_lines(log, 20)}")


def _comment(text: str | None = None) -> str:
    """Return the remark that is kept with the database itself, after writing it when one is given."""
    with (
        closing(psycopg2.connect(embedded.database_url(role="app_owner"))) as server,
        server,
        server.cursor() as cursor,
    ):
        if text is not None:
            cursor.execute(f"COMMENT ON DATABASE {embedded.DATABASE} IS %s", [text])
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0] or ""


def _environment(role: str = "app") -> dict[str, str]:
    return os.environ | {"DB_ROLE": role, "DJANGO_SETTINGS_MODULE": "inburgering.settings"}


def _processes(port: int) -> list[Process]:
    """Return what runs beside database and broker, in the order in which it starts and stops."""
    gunicorn = ["gunicorn", "inburgering.wsgi", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4"]
    gunicorn += ["--preload", "--no-control-socket", "--graceful-timeout", "3", "--timeout", "30"]
    celery = ["celery", "-A", "inburgering", "worker", "--concurrency", "2", "-l", "INFO"]
    celery += ["-Q", "celery,calculations,sweep"]
    celery += ["--without-gossip", "--without-mingle"]
    # Apart from the worker, which would not notice that its clock has died.
    beat = ["celery", "-A", "inburgering", "beat", "--schedule", str(LOGS.parent / "beat-schedule"), "--pidfile="]
    return [
        Process("De webserver", [sys.executable, "-m", *gunicorn], LOGS / "web.log", _environment()),
        Process("De worker", [sys.executable, "-m", *celery], LOGS / "worker.log", _environment()),
        Process("De planning", [sys.executable, "-m", *beat], LOGS / "beat.log", _environment()),
    ]


def _wait_for_answer(port: int, processes: list[Process]) -> None:
    limit = time.monotonic() + ANSWER_SECONDS
    while not _answers(port):
        for process in processes:
            process.revive()
        if time.monotonic() > limit:
            web = embedded.last_lines(processes[0].log, 20)
            raise UnrecoverableError(f"De webserver geeft na {ANSWER_SECONDS} seconden nog geen pagina.\n{web}")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with (
        suppress(OSError, http.client.HTTPException),
        closing(http.client.HTTPConnection(HOST, port, timeout=10)) as web,
    ):
        web.request("GET", "/")
        return web.getresponse().status < 500  # noqa: PLR2004
    return False
