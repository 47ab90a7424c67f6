"""What the file with expected numbers looks like, and what came of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.spreadsheet.reading import Column

COLUMNS = (
    Column("municipality", "Gemeente", ("Gemeentenaam", "Naam gemeente", "Gemeentecode", "CBS-code", "Code")),
    Column("per_year", "Aantal per jaar", ("Aantal", "Per jaar", "Verwacht aantal per jaar", "Waarde")),
    Column("source", "Bron", ("Bron van het getal",)),
    Column("source_on", "Datum bron", ("Datum", "Datum van de bron", "Brondatum")),
    Column("version", "Versie", is_required=False),
)
TITLES = {column.field: column.title for column in COLUMNS}
CONTENT = ("per_year", "source", "source_on")
WHAT_IS_WRONG = "Wat is er mis?"
# We write this column ourselves in the file that goes back; it says nothing new when it returns.
READABLE = (*COLUMNS, Column("what_is_wrong", WHAT_IS_WRONG, is_required=False))


@dataclass(frozen=True, slots=True)
class Change:
    """What one row changes: numbers as they are shown."""

    line: int
    name: str
    former: str
    per_year: str
    source: str
    source_on: date


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, such as C5, and what is allowed there."""

    field: str
    cell: str
    column: str
    typed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WrongRow:
    line: int
    cells: dict[str, str]
    problems: tuple[Problem, ...]
    version_now: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All rows of the file: changed (after a trial: to be changed), the same as what is known, or wrong."""

    changed: tuple[Change, ...]
    same: int
    wrong: tuple[WrongRow, ...]

    @property
    def read(self) -> int:
        return len(self.changed) + self.same + len(self.wrong)
