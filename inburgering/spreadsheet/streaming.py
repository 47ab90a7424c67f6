"""Lists of many rows from Excel or CSV, a row at a time: what is read is weighed and let go."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from inburgering.notation import number, sort_key
from inburgering.spreadsheet.reading import (
    FILL_IN,
    NOT_EXCEL,
    Column,
    Row,
    WrongFile,
    cells_of,
    check_container,
    places_of,
    text_of_value,
    unknown_titles,
)

MOST_ROWS = 20_000
MOST_COLUMNS = 60
_UNPACKED_LIMIT = 200 * 1024 * 1024
_LONGEST_CELL = 400
_BEGINNING = 100  # bytes
_DELIMITERS = ";,\t"
PDF = "Dit is een PDF en geen lijst. Vul het sjabloon in, bewaar het als .xlsx en kies dat"
LIBRE_OFFICE = "Dit is een ODS-bestand van LibreOffice. Bewaar het daar als .xlsx (Excel 2007-365) en kies het opnieuw"
RENAMED = "Dit bestand heet .csv, maar het is een Excel-bestand. Geef het weer een naam op .xlsx en kies het opnieuw"
EMPTY_SHEET = f"Het werkblad {FILL_IN} is leeg. Vul het sjabloon in en kies het opnieuw"
EMPTY_CSV = "Dit bestand is leeg. Vul het sjabloon in en kies het opnieuw"
OPEN_QUOTE = 'Ergens vanaf regel {line} staat een aanhalingsteken (") dat niet klopt. Haal het weg en kies het opnieuw'
NOT_CSV = "Dit bestand is niet te lezen als CSV. Bewaar het in Excel als .xlsx of als CSV UTF-8 en kies het opnieuw"
Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A list that is being read. `letters` says in which column each field stands; `rows` can be walked once."""

    letters: dict[str, str]
    unknown: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def opened(file: IO[bytes], name: str, columns: Sequence[Column], *, most_rows: int = MOST_ROWS) -> Iterator[Table]:
    """Open an .xlsx or .csv and give its rows that have text, in order. Columns may stand in any order.

    Raises WrongFile, also while the rows are walked: a file may be damaged, or too long, in its middle.
    """
    is_csv = name.lower().endswith(".csv")
    _refuse_other_kinds(file, is_csv=is_csv)
    lines = _csv(file) if is_csv else _excel(file)
    try:
        first = next(lines, None)
        if first is None:
            raise WrongFile(
                EMPTY_CSV if is_csv else f"Het werkblad {FILL_IN} is leeg. Vul het sjabloon in en kies het opnieuw"
            )
        titles = first[1]
        places = places_of(titles, columns)
        yield Table(
            letters={field: get_column_letter(place + 1) for field, place in places.items()},
            unknown=unknown_titles(titles, columns),
            rows=_rows(lines, places, columns, most_rows),
        )
    finally:
        lines.close()


def _refuse_other_kinds(file: IO[bytes], *, is_csv: bool) -> None:
    """Say what a file is when its first bytes are of another kind than its name. Raises WrongFile."""
    file.seek(0)
    start = file.read(_BEGINNING)
    file.seek(0)
    if start.startswith(b"%PDF-"):
        raise WrongFile(PDF)
    if b"mimetypeapplication/vnd.oasis.opendocument" in start:  # the first part of every ODS, never compressed
        raise WrongFile(LIBRE_OFFICE)
    if is_csv and start.startswith(b"PK\x03\x04"):
        raise WrongFile(RENAMED)


def _rows(lines: Iterator[Line], places: dict[str, int], columns: Sequence[Column], most: int) -> Iterator[Row]:
    read = 0
    for line, texts in lines:
        read += 1
        if read > most:
            raise WrongFile(f"Dit bestand heeft meer dan {number(most)} rijen. Verdeel het over meer bestanden")
        yield Row(line, cells_of(texts, places, columns))
    if not read:
        raise WrongFile(f"Het werkblad {FILL_IN} heeft geen ingevulde rijen. Vul onder de kopregel minstens 1 rij in")


def _excel(file: IO[bytes]) -> Iterator[Line]:
    check_container(file, most_unpacked=_UNPACKED_LIMIT)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except Exception as reason:  # a damaged file makes the reader fail in any way there is
        raise WrongFile(NOT_EXCEL) from reason
    try:
        sheets = {sort_key(sheet.title)[0]: sheet for sheet in book.worksheets}
        wanted = sheets.get(sort_key(FILL_IN)[0]) or (book.worksheets[0] if len(sheets) == 1 else None)
        if wanted is None:
            raise WrongFile(f"Het werkblad {FILL_IN} ontbreekt. Gebruik het sjabloon van deze pagina")
        wanted.reset_dimensions()  # what the file says about its own size is not to be relied on
        rows = wanted.iter_rows(values_only=True)  # a formula comes as its text: =A1+1
        yield from _with_text([_text(value) for value in row[:MOST_COLUMNS]] for row in rows)
    except (WrongFile, GeneratorExit):
        raise
    except Exception as reason:
        raise WrongFile(NOT_EXCEL) from reason
    finally:
        book.close()


def _text(value: object) -> str:
    return "=…" if isinstance(value, ArrayFormula | DataTableFormula) else text_of_value(value)


def _csv(file: IO[bytes]) -> Iterator[Line]:
    file.seek(0)
    start = file.read(64 * 1024)
    file.seek(0)
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongFile(NOT_CSV)
    text = io.TextIOWrapper(file, encoding=_encoding(file), newline="")
    read = 0
    try:
        head = text.readline()
        text.seek(0)
        delimiter = max(_DELIMITERS, key=head.count)
        # Strict: a quote that is never closed would take all rows below it into one cell, in silence.
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        for line, texts in _with_text(
            [cell.strip()[: _LONGEST_CELL + 1] for cell in row[:MOST_COLUMNS]] for row in reader
        ):  # fmt: skip
            read = line
            yield line, texts
    except csv.Error as reason:
        raise WrongFile(OPEN_QUOTE.format(line=number(read + 1))) from reason
    except UnicodeError as reason:
        raise WrongFile(NOT_CSV) from reason
    finally:
        text.detach()  # who gave us the file closes it


def _encoding(file: IO[bytes]) -> str:
    """Return how the text is written: Excel writes UTF-8 with a mark, older programs the Windows letters."""
    content = file.read()
    file.seek(0)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _with_text(rows: Iterator[list[str]]) -> Iterator[Line]:
    """Give the lines that have text, to the very end: a row far below is not lost in silence."""
    return ((line, texts) for line, texts in enumerate(rows, start=1) if any(texts))
