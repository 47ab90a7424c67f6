"""Prints one table: documents, subregions, answers and pages, under the machine they were measured on.

Run as: python -m tests.bench.figures
"""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def main() -> int:
    """Run the measurements with the servers and the database of the tests; each file can be named alone."""
    files = [str(HERE / f"measure_{name}.py") for name in sys.argv[1:]] or [str(HERE)]
    return pytest.main(["-q", "-o", "python_files=measure_*.py", "-o", "python_functions=measure_*", *files])


if __name__ == "__main__":
    sys.exit(main())
