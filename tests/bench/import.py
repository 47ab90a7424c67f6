"""Prints the table of bringing in a list of 20,000 rows. It takes minutes, so it is measured by itself.

Run as: python -m tests.bench.import
"""

import sys
from pathlib import Path

import pytest

FILE = Path(__file__).with_name("national_import.py")

if __name__ == "__main__":
    options = ["-q", "-o", "python_files=national_*.py", "-o", "python_functions=measure_*"]
    sys.exit(pytest.main([*options, str(FILE)]))
