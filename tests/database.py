"""The test database: made by app_owner, used as app, so that row-level security holds in every test.

Migrations run once, in a template that holds the reference data too; every process takes a copy of it. A copy is kept
between runs for as long as what it was made of stays the same. Runs at the same time each take their own slot.
"""

import contextlib
import fcntl
import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from psycopg2.sql import SQL, Composable, Identifier, Literal

from inburgering import embedded
from inburgering.embedded.places import state_dir

CHECKOUT = Path(__file__).resolve().parent.parent
SLOT = "INBURGERING_TEST_SLOT"
SLOTS = 8
TEMPLATE = "test_inburgering_template"
IN_USE = "in gebruik"
# Public and the same for everybody: what load_reference_data loads, in an order in which it can be put back.
REFERENCE = ("municipality", "population", "region", "regionmembership", "neighbour", "tile", "librarystatement")
_held: list[IO[str]] = []
_made_of: list[str] = []  # the migrations at the start: they may change while the run goes on
_reference: dict[str, str] = {}


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
    """Give Django the test database, copied anew when migrations changed or the last run was cut short."""
    wanted, name = _fingerprint(), database_name()
    _made_of.append(wanted)
    fresh = _mark(name, IN_USE) != wanted
    settings.DATABASES["default"]["USER"] = connection.settings_dict["USER"] = "app_owner"
    if fresh:
        _copy_template(wanted, name)
        _mark(name, IN_USE)
    connection.settings_dict["TEST"]["NAME"] = name
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    # From here on every connection of this process, in whatever thread, starts as app.
    connection.settings_dict["OPTIONS"]["options"] += " -c role=app"
    _remember_reference_data()
    # Sent at the end of the flush that empties the tables after a test with real transactions.
    post_migrate.connect(_put_reference_data_back, dispatch_uid="reference data of the tests")


def _copy_template(wanted: str, name: str) -> None:
    with (state_dir() / "test" / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file closes: other processes wait for the same template
        if _mark(TEMPLATE, IN_USE) != wanted:
            _make_template()
        _mark(TEMPLATE, wanted)
        _on_server(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        _on_server(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(TEMPLATE)))


def _make_template() -> None:
    connection.settings_dict["TEST"]["NAME"] = TEMPLATE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    with connection.cursor() as cursor:
        # For tests with real transactions, which empty the tables afterwards. Nowhere else may app do this.
        cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO app")
    call_command("load_reference_data", stdout=io.StringIO())
    connection.close()  # nobody may be in a database that is copied


def _remember_reference_data() -> None:
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        for table in REFERENCE:
            rows = io.StringIO()
            cursor.copy_expert(f"COPY regions_{table} TO STDOUT", rows)
            _reference[table] = rows.getvalue()
    connection.close()


def _put_reference_data_back(**signal: object) -> None:
    """Give an emptied database its reference data back, as it was copied from the template."""
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM regions_municipality)")
        if cursor.fetchone()[0]:
            return
        for table in REFERENCE:
            cursor.copy_expert(f"COPY regions_{table} FROM STDIN", io.StringIO(_reference[table]))


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
    files += (CHECKOUT / "regions" / "data").glob("*.csv")
    files.append(CHECKOUT / "inburgering" / "management" / "commands" / "load_reference_data.py")
    digest = hashlib.sha256()
    for path in sorted(files):
        if path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _mark(name: str, text: str) -> str:
    """Write a text on the database, if it is there; return the text it had."""
    query = "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = {}"
    found = _on_server(SQL(query).format(Literal(name)))
    if not found:
        return ""
    _on_server(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(text)))
    return str(found[0][0])


def _on_server(query: Composable) -> list[tuple[object, ...]]:
    """Ask the server outside every test database; return the rows, if any."""
    server = psycopg2.connect(embedded.database_url("test", "app_owner"))
    server.autocommit = True
    with contextlib.closing(server), server.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []
