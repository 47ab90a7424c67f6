"""A database with invented trajectories that stays between runs, and a web server over it. Started by caseload.py."""

import json
import sys
import time
from pathlib import Path
from unittest import mock

from django.test.utils import setup_test_environment

from inburgering import embedded
from tests import database
from tests.bench import national_caseload


def main(step: str, rows: int, directory: Path) -> None:
    setup_test_environment()
    embedded.start_database("test")
    embedded.start_broker("test")
    database.take_slot()
    try:
        with mock.patch.object(database, "database_name", return_value=f"test_bench_{rows}"):
            database.prepare()
            database.finish()  # nothing here changes the schema, so it may be kept however this ends
            seed(rows) if step == "seed" else serve(rows, directory)
    finally:
        database.release_slot()
        embedded.stop_broker("test")
        embedded.stop_database("test")


def seed(rows: int) -> None:
    """Fill the database, and say how long that took."""
    began = time.perf_counter()
    done = national_caseload.seed(rows)
    told = f"gemaakt in {time.perf_counter() - began:.0f} s" if done else "staan er al"
    sys.stdout.write(f"{rows} trajecten: {told}\n")


def serve(rows: int, directory: Path) -> None:
    """Answer until nobody listens any more; the first line says where."""
    with national_caseload.serving(rows, directory) as found:
        sys.stdout.write(f"{json.dumps(found)}\n")
        sys.stdout.flush()
        sys.stdin.read()
