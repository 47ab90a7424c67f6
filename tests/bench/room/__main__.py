"""Prints how a hundred people save their answers for three minutes while the screen in the room asks for the stand.

Run as: python -m tests.bench.room [seconds]. Among the other figures the same room runs for a shorter time.
"""

import os
import sys
from pathlib import Path

import pytest

SECONDS = "180"


def main() -> int:
    os.environ["INBURGERING_ROOM_SECONDS"] = sys.argv[1] if len(sys.argv) > 1 else SECONDS
    measure = Path(__file__).parents[1] / "measure_room.py"
    return pytest.main(["-q", "-o", "python_files=measure_*.py", "-o", "python_functions=measure_*", str(measure)])


if __name__ == "__main__":
    sys.exit(main())
