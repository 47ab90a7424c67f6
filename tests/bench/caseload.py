"""Prints how long lists take among 2,500 and among 250,000 trajectories, beside the stock admin of Django.

Run as: python -m tests.bench.caseload [seed | measure]. Seeding takes minutes and is kept while migrations stay the
same, so that measuring can wait for a quiet machine. Without a word it does both; BENCH_ROWS=20000 makes it smaller.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import conftest
from tests.bench.national_table import FEW, table
from tests.database import CHECKOUT

MANY = int(os.environ.get("BENCH_ROWS", "250000"))


def main() -> None:
    steps = sys.argv[1:] or ["seed", "measure"]
    with tempfile.TemporaryDirectory() as directory:
        for step in steps:
            found = [by_itself(step, rows, Path(directory) / f"{rows}.json") for rows in (FEW, MANY)]
            if step == "measure":
                few, many = (json.loads(file.read_text()) for file in found)
                conftest._postgresql = many["server"]
                for line in [*conftest.machine(), "", *conftest.aligned([conftest.HEADING, *table(few, many)])]:
                    sys.stdout.write(f"{line}\n")


def by_itself(step: str, rows: int, found: Path) -> Path:
    """Do one step in a process of its own: a process knows one database."""
    command = [sys.executable, "-m", "tests.bench.national_kept", step, str(rows), str(found)]
    subprocess.run(command, cwd=CHECKOUT, check=True)
    return found


if __name__ == "__main__":
    main()
