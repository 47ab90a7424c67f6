"""Prints how long lists take among 2,500 and among 250,000 trajectories, beside the stock admin of Django.

Run as: python -m tests.bench.caseload [seed | measure]. Seeding takes minutes and is kept while migrations stay the
same, so that measuring can wait for a quiet machine. Without a word it does both; BENCH_ROWS=20000 makes it smaller.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import django
import pytest  # noqa: F401 - with it the settings choose the test server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inburgering.settings")
django.setup()

from tests.bench import conftest, national_kept, national_measure  # noqa: E402 - models want the settings first
from tests.bench.national_table import FEW, table  # noqa: E402
from tests.database import CHECKOUT  # noqa: E402

WITHIN = "in"  # one step in the database of so many rows: the word with which this starts itself
MANY = int(os.environ.get("BENCH_ROWS", "250000"))


def main() -> None:
    if sys.argv[1:2] == [WITHIN]:
        national_kept.main(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
        return
    steps = sys.argv[1:] or ["seed", "measure"]
    with tempfile.TemporaryDirectory() as directory:
        if "seed" in steps:
            for rows in (FEW, MANY):
                subprocess.run(command("seed", rows, directory), cwd=CHECKOUT, check=True)
        if "measure" in steps:
            measure(directory)


def measure(directory: str) -> None:
    """Ask both servers in turns and print what they took."""
    with ExitStack() as running:
        few, many = (running.enter_context(server(rows, directory)) for rows in (FEW, MANY))
        found = national_measure.measured(few, many)
    conftest._postgresql = many["server"]
    for line in [*conftest.machine(), "", *conftest.aligned([conftest.HEADING, *table(found, few, many)])]:
        sys.stdout.write(f"{line}\n")


@contextmanager
def server(rows: int, directory: str) -> Iterator[dict[str, Any]]:
    """Run a process of its own for each database: a process knows one."""
    process = subprocess.Popen(
        command("serve", rows, directory), cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line.startswith("{"):
            raise SystemExit("De server over de rijen is niet gestart; hierboven staat waarom.")
        yield json.loads(line)
    finally:
        process.communicate()


def command(step: str, rows: int, directory: str) -> list[str]:
    return [sys.executable, "-m", "tests.bench.caseload", WITHIN, step, str(rows), directory]


if __name__ == "__main__":
    main()
