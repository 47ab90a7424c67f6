"""A database with invented trajectories that stays between runs, and what is measured in it. Started by caseload.py."""

import json
import os
import sys
import time
from pathlib import Path
from unittest import mock

import django
import pytest  # noqa: F401 - with it the settings choose the test server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inburgering.settings")
django.setup()

from django.test.utils import setup_test_environment  # noqa: E402 - models want the settings first

from inburgering import embedded  # noqa: E402
from tests import database  # noqa: E402
from tests.bench import national_caseload  # noqa: E402


def main(step: str, rows: int, found: Path) -> None:
    setup_test_environment()
    embedded.start_database("test")
    embedded.start_broker("test")
    database.take_slot()
    try:
        with mock.patch.object(database, "database_name", return_value=f"test_bench_{rows}"):
            database.prepare()
            database.finish()  # nothing here changes the schema, so it may be kept however this ends
            sys.stdout.write(f"{rows} trajecten: {act(step, rows, found)}\n")
    finally:
        database.release_slot()
        embedded.stop_broker("test")
        embedded.stop_database("test")


def act(step: str, rows: int, found: Path) -> str:
    """Fill the database or measure in it; return in words what was done and how long it took."""
    began = time.perf_counter()
    if step == "seed":
        done = national_caseload.seed(rows)
        return f"gemaakt in {time.perf_counter() - began:.0f} s" if done else "staan er al"
    found.write_text(json.dumps(national_caseload.measured(rows, found.parent)))
    return f"gemeten in {time.perf_counter() - began:.0f} s"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
