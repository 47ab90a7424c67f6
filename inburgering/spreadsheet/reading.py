"""What stands in an Excel file that somebody uploads. The file is not trusted, the person is helped."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, Any, Self

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from inburgering.notation import count, listing, number, plain, sort_key
from inburgering.spreadsheet.writing import safe_text

FILL_IN = "Invullen"
MOST_ROWS = 1_000
MOST_COLUMNS = 20
_LAST_LINE = 20_000  # some programs write empty rows to the very end of the sheet
_UNPACKED_LIMIT = 20 * 1024 * 1024
_MOST_PARTS = 200
_LONGEST_CELL = 400  # longer than any column allows, so the rest is not needed to refuse it
_LARGEST_NUMBER = 10**9
_BLOCK, _DOCTYPE = 256 * 1024, b"<!DOCTYPE"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

NOT_EXCEL = "Dit is geen Excel-bestand dat wij kunnen lezen. Bewaar het in Excel als .xlsx en kies het opnieuw"
LOCKED_OR_OLD = "Dit bestand heeft een wachtwoord of is een oud Excel-bestand. Bewaar het zonder wachtwoord als .xlsx"
HAS_MACROS = "Dit bestand heeft macro's. Bewaar het in Excel als .xlsx zonder macro's en kies het opnieuw"
TOO_LARGE_INSIDE = "Dit bestand is uitgepakt te groot. Kopieer alleen de tabel naar een nieuw sjabloon"


class WrongFile(Exception):
    """The file as a whole cannot be used. Its text is the Dutch sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: the title we write, and the titles that people write for it."""

    field: str
    title: str
    aliases: tuple[str, ...] = ()
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row as typed: `line` is its number in Excel, `cells` has a text for every column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet. `letters` says in which column of the file each field stands."""

    title: str
    letters: dict[str, str]
    rows: tuple[Row, ...]
    unknown: tuple[str, ...] = ()

    def packed(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def unpacked(cls, kept: dict[str, Any]) -> Self:
        """Return the sheet that was packed, also after a detour through JSON."""
        rows = tuple(Row(**row) for row in kept["rows"])
        return cls(kept["title"], kept["letters"], rows, tuple(kept["unknown"]))

    def only(self, lines: set[int]) -> Self:
        return replace(self, rows=tuple(row for row in self.rows if row.line in lines))


def read(file: IO[bytes], columns: Sequence[Column]) -> Sheet:
    """Return the rows of the sheet to fill in. Columns may stand in any order. Raises WrongFile."""
    check_container(file)
    file.seek(0)
    try:
        lines = _lines(file)
    except WrongFile:
        raise
    except Exception as reason:  # a damaged file makes the reader fail in any way there is
        raise WrongFile(NOT_EXCEL) from reason
    if not lines:
        raise WrongFile(f"Het werkblad {FILL_IN} is leeg. Vul het sjabloon in en kies het opnieuw")
    (_, titles), *filled = lines
    places = places_of(titles, columns)
    if not filled:
        raise WrongFile(f"Het werkblad {FILL_IN} heeft geen ingevulde rijen. Vul onder de kopregel minstens 1 rij in")
    if len(filled) > MOST_ROWS:
        raise WrongFile(_too_many())
    return Sheet(
        title=FILL_IN,
        letters={field: get_column_letter(place + 1) for field, place in places.items()},
        rows=tuple(Row(line, cells_of(texts, places, columns)) for line, texts in filled),
        unknown=unknown_titles(titles, columns),
    )


def check_container(file: IO[bytes], *, most_unpacked: int = _UNPACKED_LIMIT) -> None:
    """Look at the outside only: the reader unpacks no more than the central directory promises. Raises WrongFile."""
    file.seek(0)
    start = file.read(len(_ZIP))
    if start == _OLE:
        raise WrongFile(LOCKED_OR_OLD)
    if start != _ZIP:
        raise WrongFile(NOT_EXCEL)
    try:
        with zipfile.ZipFile(file) as container:
            parts = container.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most_unpacked:
                raise WrongFile(TOO_LARGE_INSIDE)
            if "xl/workbook.xml" not in container.namelist():
                raise WrongFile(NOT_EXCEL)
            # Excel never writes one; entities that multiply themselves need one.
            if any(_has_document_type(container, part) for part in parts):
                raise WrongFile(NOT_EXCEL)
            if any(part.filename.endswith("vbaProject.bin") for part in parts):
                raise WrongFile(HAS_MACROS)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as reason:
        raise WrongFile(NOT_EXCEL) from reason


def _has_document_type(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Read a part block by block: a list of many rows may be large inside."""
    with container.open(part) as stream:
        before = b""
        while block := stream.read(_BLOCK):
            if _DOCTYPE in before + block:
                return True
            before = block[-len(_DOCTYPE) :]
    return False


def _lines(file: IO[bytes]) -> list[tuple[int, list[str]]]:
    """Return the lines that have text, with their number; the first is the line of titles."""
    # data_only would show what a formula once gave; we want to see that it is one.
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        sheets = {sort_key(sheet.title)[0]: sheet for sheet in book.worksheets}
        wanted = sheets.get(sort_key(FILL_IN)[0]) or (book.worksheets[0] if len(sheets) == 1 else None)
        if wanted is None:
            raise WrongFile(f"Het werkblad {FILL_IN} ontbreekt. Gebruik het sjabloon van deze pagina")
        wanted.reset_dimensions()  # what the file says about its own size is not to be relied on
        return list(islice(_filled(wanted.iter_rows(max_col=MOST_COLUMNS)), MOST_ROWS + 2))
    finally:
        book.close()


def _filled(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[int, list[str]]]:
    for line, cells in enumerate(rows, start=1):
        texts = [text_of(cell) for cell in cells]
        if any(texts):
            if line > _LAST_LINE:
                raise WrongFile(_too_many())
            yield line, texts
        elif line > _LAST_LINE:
            return


def text_of(cell: Any) -> str:
    """Return what a person would have typed for this cell, so that file and screen are weighed alike."""
    if cell.data_type == "f" and not isinstance(cell.value, str):
        return "=…"
    return text_of_value(cell.value)


def text_of_value(value: Any) -> str:
    """Return the value of a cell as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        value = "WAAR" if value else "ONWAAR"
    elif isinstance(value, int | float):
        value = _typed_number(value)
    elif isinstance(value, date):
        value = f"{value.day:02d}-{value.month:02d}-{value.year}"
    text = str(value).strip()
    if text.startswith("'") and safe_text(text[1:]) == text:  # our own apostrophe before a formula sign
        text = text[1:]
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"


def _typed_number(value: float) -> str:
    if not abs(value) < _LARGEST_NUMBER:  # not a number is not smaller either
        return str(value)
    return str(int(value)) if value == int(value) else plain(Decimal(repr(value)))


def places_of(titles: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Return the place of each column. Capitals, spaces and order do not matter."""
    names = {_key(name): column.field for column in columns for name in (column.title, *column.aliases)}
    found = [(names[_key(title)], place) for place, title in enumerate(titles) if _key(title) in names]
    present = Counter(field for field, _ in found)
    double = [column.title for column in columns if present[column.field] > 1]
    if double:
        raise WrongFile(f"De kolom {listing(double)} staat er meer dan 1 keer. Laat er 1 staan")
    missing = [column.title for column in columns if column.is_required and not present[column.field]]
    if missing:
        words = "De kolom ontbreekt" if len(missing) == 1 else "Deze kolommen ontbreken"
        raise WrongFile(f"{words}: {listing(missing)}. Zet de titels in de eerste rij, zoals in het sjabloon")
    return dict(found)


def unknown_titles(titles: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    known = {_key(name) for column in columns for name in (column.title, *column.aliases)}
    return tuple(title for title in titles if title and _key(title) not in known)


def cells_of(texts: Sequence[str], places: dict[str, int], columns: Sequence[Column]) -> dict[str, str]:
    typed = {field: texts[place] for field, place in places.items() if place < len(texts)}
    return {column.field: typed.get(column.field, "") for column in columns}


def _key(text: str) -> str:
    return sort_key(text)[0]


def _too_many() -> str:
    return f"Dit bestand heeft meer dan {count(MOST_ROWS, 'rij', 'rijen')}. Upload hooguit {number(MOST_ROWS)} rijen"
