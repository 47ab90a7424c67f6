"""The test database: made by app_owner, used as app, so that row-level security holds in every test.

It is kept between runs for as long as the migrations stay the same. Runs at the same time each take their own slot.
"""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg2
from django.conf import settings
from django.db import connection, transaction
from psycopg2.sql import SQL, Identifier, Literal

from inburgering import embedded
from inburgering.embedded.places import state_dir

CHECKOUT = Path(__file__).resolve().parent.parent
SLOT = "INBURGERING_TEST_SLOT"
SLOTS = 8
_held: list[IO[str]] = []
_made_of: list[str] = []  # the migrations at the start: they may change while the run goes on


def take_slot() -> None:
    """Reserve one of the test databases for this run; the system gives it back when the run ends, however it ends."""
    for slot in range(SLOTS):
        lock = (state_dir() / "test" / f"slot-{slot}").open("a")
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _held.append(lock)
            os.environ[SLOT] = str(slot)
            return
        lock.close()
    raise RuntimeError(f"Er draaien al {SLOTS} testruns tegelijk.")


def release_slot() -> None:
    while _held:
        _held.pop().close()


def database_name() -> str:
    return f"test_inburgering_{os.environ[SLOT]}{os.environ.get('PYTEST_XDIST_WORKER', '')}"


def database_url() -> str:
    """Return the address for another process, such as a Celery worker: an ordinary login as app."""
    return embedded.database_url("test").replace("/inburgering?", f"/{database_name()}?")


def broker_url() -> str:
    """Return the address of this run's own part of the test broker."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return f"{embedded.broker_url('test')}?virtual_host={int(os.environ[SLOT]) * SLOTS + int(worker) % SLOTS}"


def prepare() -> None:
    """Give Django the test database, made anew when migrations changed or the last run was cut short."""
    wanted, name = _fingerprint(), database_name()
    _made_of.append(wanted)
    fresh = _mark(name, "in gebruik") != wanted
    settings.DATABASES["default"]["USER"] = connection.settings_dict["USER"] = "app_owner"
    connection.settings_dict["TEST"]["NAME"] = name
    if fresh:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        _mark(name, "in gebruik")
        with connection.cursor() as cursor:
            # For tests with real transactions, which empty the tables afterwards. Nowhere else may app do this.
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO app")
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    # From here on every connection of this process, in whatever thread, starts as app.
    connection.settings_dict["OPTIONS"]["options"] += " -c role=app"


def finish() -> None:
    """Say that the run ended properly, so that the next one may keep the database."""
    _mark(database_name(), _made_of[-1])


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """Arrange rows above row-level security, in the test's own transaction. Never for the act that is tested."""
    with transaction.atomic():  # an exception rolls back, and the role with it
        _become("app_owner")
        yield
        if not connection.needs_rollback:
            _become("app")


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SQL("SET ROLE {}").format(Identifier(role)))


def _fingerprint() -> str:
    apps = ("inburgering", "regions", "procurement", "trajectories")
    files = [path for app in apps for path in (CHECKOUT / app).rglob("migrations/*") if path.is_file()]
    files += [CHECKOUT / "inburgering" / "isolation.py", CHECKOUT / "requirements-dev.lock"]
    files += (CHECKOUT / "inburgering" / "management" / "production").glob("*.sql")
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _mark(name: str, text: str) -> str:
    """Write a text on the database, if it is there; return the text it had."""
    server = psycopg2.connect(embedded.database_url("test", "app_owner"))
    server.autocommit = True
    with contextlib.closing(server), server.cursor() as cursor:
        query = "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = %s"
        cursor.execute(query, [name])
        found = cursor.fetchone()
        if found is None:
            return ""
        cursor.execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(text)))
        return found[0]
