"""Prints how long ./run takes to show its first page, packages installed: first start, second start, stopping.

Run as: python -m tests.bench.start
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from inburgering.embedded import places
from tests.database import CHECKOUT
from tests.inburgering.test_up import Running, unused_port


def main() -> None:
    away = shutil.ignore_patterns(".*", "var", "__pycache__", "node_modules", "staticfiles")
    with tempfile.TemporaryDirectory() as directory:
        checkout = Path(directory) / "checkout"
        shutil.copytree(CHECKOUT, checkout, ignore=away)
        with mock.patch.object(places, "CHECKOUT", checkout):
            for which in ("eerste", "tweede"):
                measure(Running(checkout, unused_port()), which)
            shutil.rmtree(places.state_dir(), ignore_errors=True)


def measure(up: Running, which: str) -> None:
    began = time.monotonic()
    up.start()
    up.until_said("draait op")
    ready = time.monotonic() - began
    sys.stdout.write(f"{which} start {ready:.1f} s, stoppen {up.interrupt():.1f} s\n")


if __name__ == "__main__":
    main()
