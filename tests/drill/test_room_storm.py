"""A room that goes on answering while web server and database are killed under it, again and again."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg2
import pytest

from inburgering import embedded
from inburgering.embedded.places import EmbeddedServerError, state_dir
from tests.database import CHECKOUT
from tests.drill import room as rooms
from tests.drill.web import Web, running_web

NAME = "storm"
PEOPLE, SAVES, STORMS = 30, 5_000, 20
STATEMENTS = 24
PATIENCE = 900  # seconds for the whole storm
EACH = -(-SAVES // PEOPLE)
ROWS = """SELECT a.seat_id, q.number, a.revision, a.value, a.is_current
    FROM regions_answer a JOIN regions_statement q ON q.id = a.statement_id"""


@dataclass(frozen=True, slots=True)
class Database:
    """A server of this drill alone, that writes to disk as the product's own does."""

    def address(self, role: str = "app") -> str:
        return embedded.database_url(NAME, role)

    def kill(self) -> None:
        """End the server at once; its processes find out that it is gone and end as well."""
        pid = next((state_dir() / NAME / "db").glob("pg*/postmaster.pid")).read_text().split("\n")[0]
        os.kill(int(pid), signal.SIGKILL)

    def start(self) -> None:
        limit = time.monotonic() + 30
        while True:
            try:
                return embedded.start_database(NAME)
            except (EmbeddedServerError, OSError):  # a process of the killed server still holds its memory
                if time.monotonic() > limit:
                    raise
                time.sleep(0.2)


@pytest.fixture
def own_database() -> Iterator[Database]:
    shutil.rmtree(state_dir() / NAME, ignore_errors=True)
    database = Database()
    database.start()
    yield database
    embedded.stop_database(NAME)
    shutil.rmtree(state_dir() / NAME, ignore_errors=True)


def open_session(database: Database) -> str:
    owner = {"DATABASE_URL": database.address("app_owner"), "DB_ROLE": "app_owner"}
    environment = (
        os.environ | owner | {"INBURGERING_MODUS": "ontwikkeling", "DJANGO_SETTINGS_MODULE": "inburgering.settings"}
    )
    command = [sys.executable, "-m", "tests.drill.storm_world"]
    said = subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, capture_output=True, text=True).stdout
    return said.split()[-1]


def test_no_acknowledged_answer_is_lost_in_a_storm(own_database, tmp_path, say):
    code = open_session(own_database)
    with (
        running_web(tmp_path / "web.log", DATABASE_URL=own_database.address()) as web,
        rooms.filled(web.port, code, rooms.TOWNS, PEOPLE) as people,
    ):
        began = time.monotonic()
        with rooms.at_once(people, answer_on):
            storms = storm(people, web, own_database)
        took = time.monotonic() - began
    found = rooms.audit(people, stored(own_database))

    said = [one for person in people for one in person.acknowledged]
    assert len(said) == PEOPLE * EACH
    assert storms == STORMS
    assert (found.lost, found.extra, found.not_latest) == ([], [], [])
    again = sum(one.tries > 1 for one in said)
    say(
        f"{len(said)} antwoorden van {PEOPLE} mensen, {storms} keer de webserver of de database hard gestopt "
        f"in {took:.0f} s: 0 bevestigde antwoorden kwijt, 0 dubbel; {again} antwoorden zijn vaker verstuurd"
    )


def answer_on(person: rooms.Participant) -> None:
    for turn in range(EACH):
        person.answer(turn % STATEMENTS + 1, (person.seat + turn) % 5 - 2)


def storm(people: list[rooms.Participant], web: Web, database: Database) -> int:
    """Kill web server and database in turns, spread over all the answers; return how often."""
    limit = time.monotonic() + PATIENCE
    for number in range(1, STORMS + 1):
        while sum(len(person.acknowledged) for person in people) < number * PEOPLE * EACH / (STORMS + 1):
            assert time.monotonic() < limit, "de zaal antwoordt niet meer"
            time.sleep(0.02)
        struck = web if number % 2 else database
        struck.kill()
        struck.start()
    return number


def stored(database: Database) -> list[rooms.Row]:
    with contextlib.closing(psycopg2.connect(database.address("app_owner"))) as server, server.cursor() as cursor:
        cursor.execute(ROWS)
        return cursor.fetchall()
