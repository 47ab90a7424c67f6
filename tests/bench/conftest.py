"""One table of everything that was measured, under the machine that it was measured on. Nothing in it is asserted."""

import os
import platform
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

Add = Callable[[str, str, str, str], None]
HEADING = ("Onderdeel", "Wat", "Gemeten", "Streven")
_rows: list[tuple[str, str, str, str]] = []
_load_at_start = os.getloadavg()


@pytest.fixture
def add() -> Add:
    """`add(part, what, figure, goal)` puts a row in the table that closes the run."""
    return lambda *row: _rows.append(row)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _rows:
        return
    terminalreporter.section("metingen")
    for line in [*machine(), "", *aligned([HEADING, *_rows])]:
        terminalreporter.write_line(line)


def machine() -> list[str]:
    """Say on what was measured: a time means nothing without it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    loads = " ".join(f"{load:.2f}" for load in _load_at_start)
    return [
        f"{platform.machine()}, {len(os.sched_getaffinity(0))} kernen, {memory:.0f} GB geheugen, {platform.system()}",
        f"Python {platform.python_version()}, PostgreSQL {_postgresql}",
        f"belasting bij het begin (1, 5 en 15 minuten): {loads}; aan het eind: {os.getloadavg()[0]:.2f}",
    ]


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADING))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


_postgresql = "niet gebruikt"


@pytest.fixture(autouse=True)
def _server_version(request: pytest.FixtureRequest) -> None:
    """Remember which PostgreSQL answered, while there is a test that may ask."""
    if "transactional_db" in request.fixturenames:
        global _postgresql
        request.getfixturevalue("transactional_db")
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            _postgresql = cursor.fetchone()[0]
