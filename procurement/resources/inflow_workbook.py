"""Excel files for the expected numbers: the template to fill in, and the rows that came back wrong."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inburgering.notation import Unreadable, parse_amount, parse_date
from inburgering.spreadsheet.reading import FILL_IN, MOST_ROWS
from inburgering.spreadsheet.writing import CONTENT_TYPE, safe_text
from procurement.resources.inflow_file import COLUMNS, WHAT_IS_WRONG, WrongRow
from regions.models import ExpectedInflow

READ_ME, CHOICES = "Lees mij", "Keuzelijsten"
WIDTHS = {"municipality": 24, "per_year": 16, "source": 60, "source_on": 14, "version": 8}
WRONG_WIDTH = 60
_COMMENT_SIZE = (320, 120)
_RED = PatternFill("solid", start_color="FFC7CE")
_GREY = PatternFill("solid", start_color="EEEEEE")
Written = str | int | Decimal | date | None

EXPLANATION = (
    ("Zo werkt het", ""),
    ("1", f"Ga naar het werkblad {FILL_IN}. Elke gemeente van de regio heeft een rij."),
    ("2", "Wijzig alleen wat jullie beter weten. Andere rijen laat je staan of haal je weg."),
    ("3", "Bewaar het bestand als .xlsx en upload het. Je ziet eerst een proefrun. Daarna kies je wat je bewaart."),
    ("", ""),
    ("Kolom", "Wat vul je in?"),
    ("Gemeente", "De naam of de CBS-code van een gemeente in deze regio, bijvoorbeeld Aalten of GM0197."),
    ("Aantal per jaar", "Asielstatushouders die per jaar starten: een getal van 0 tot en met 99.999, "
     "met hooguit 2 cijfers na de komma. Geen formule."),
    ("Bron", "Waar het getal vandaan komt, in hooguit 300 tekens. Bij een eigen getal hoort een eigen bron."),
    ("Datum bron", "Dag-maand-jaar, bijvoorbeeld 24-11-2026."),
    ("Versie", "Deze kolom is verborgen. Zo zien we of een collega het getal intussen wijzigde."),
    ("", ""),
    ("Voorbeeld", "Aalten  |  31,50  |  Eigen raming van de gemeente  |  24-11-2026"),
)  # fmt: skip


def template(inflows: Iterable[ExpectedInflow]) -> Workbook:
    """Return the workbook in which each municipality already has its row with the number of now."""
    rows = list(inflows)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = FILL_IN
    _head(sheet, [(column.title, WIDTHS[column.field]) for column in COLUMNS])
    for line, one in enumerate(rows, start=2):
        written = (one.municipality.name, one.per_year, one.source, one.source_on, one.version)
        for place, value in enumerate(written, start=1):
            _fill(sheet.cell(line, place), value)
    _hide_version(sheet)
    _explain(book.create_sheet(READ_ME))
    _choices(book.create_sheet(CHOICES), rows)
    _help_typing(sheet, len(rows))
    return book


def wrong_rows(rows: Sequence[WrongRow], inflows: Iterable[ExpectedInflow]) -> Workbook:
    """Return the same workbook with only the wrong rows: red cells, a comment in each, and all of it in words first."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = FILL_IN
    _head(sheet, [(WHAT_IS_WRONG, WRONG_WIDTH), *((column.title, WIDTHS[column.field]) for column in COLUMNS)])
    for line, row in enumerate(rows, start=2):
        _write_wrong(sheet, line, row)
    _hide_version(sheet)
    _explain(book.create_sheet(READ_ME))
    _choices(book.create_sheet(CHOICES), list(inflows))
    return book


def download(book: Workbook, name: str) -> HttpResponse:
    content = io.BytesIO()
    book.save(content)
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx")}
    return HttpResponse(content.getvalue(), content_type=CONTENT_TYPE, headers=headers)


def _write_wrong(sheet: Worksheet, line: int, row: WrongRow) -> None:
    sentences = {problem.field: problem.sentence for problem in row.problems}
    _fill(sheet.cell(line, 1), ". ".join(f"{one.column}: {one.sentence}" for one in row.problems)).fill = _RED
    for place, column in enumerate(COLUMNS, start=2):
        typed, sentence = row.cells[column.field], sentences.get(column.field)
        cell = sheet.cell(line, place)
        if column.field == "version":
            # Who sends this row again has read what stands there now.
            _fill(cell, row.version_now)
            continue
        _fill(cell, typed if sentence else _value(column.field, typed))
        if sentence:
            cell.fill = _RED
            cell.comment = Comment(sentence, "Inburgering Regionaal", height=_COMMENT_SIZE[1], width=_COMMENT_SIZE[0])


def _value(field: str, typed: str) -> Written:
    """Return a number as a number and a day as a day, where nothing is wrong with them."""
    readers = {"per_year": parse_amount, "source_on": parse_date}
    try:
        return readers[field](typed) if field in readers else typed
    except Unreadable:
        return typed


def _head(sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
    for place, (title, width) in enumerate(columns, start=1):
        cell = _fill(sheet.cell(1, place), title)
        cell.font, cell.fill = Font(bold=True), _GREY
        cell.border = Border(bottom=Side(style="thin"))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"


def _hide_version(sheet: Worksheet) -> None:
    sheet.column_dimensions[get_column_letter(sheet.max_column)].hidden = True


def _help_typing(sheet: Worksheet, municipalities: int) -> None:
    """Give the cells a list to choose from and a word of help; weighing happens on our side all the same."""
    names = DataValidation("list", formula1=f"{CHOICES}!$A$2:$A${municipalities + 1}", allow_blank=True)
    amounts = DataValidation("decimal", operator="between", formula1="0", formula2="99999", allow_blank=True)
    names.errorTitle, names.error = "Gemeente", "Kies een gemeente uit de lijst."
    amounts.errorTitle, amounts.error = "Aantal per jaar", "Vul een getal in van 0 tot en met 99.999."
    for validation, letter in ((names, "A"), (amounts, "B")):
        validation.showErrorMessage = True
        validation.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
        sheet.add_data_validation(validation)


def _explain(sheet: Worksheet) -> None:
    for line, (term, text) in enumerate(EXPLANATION, start=1):
        _fill(sheet.cell(line, 1), term).font = Font(bold=True)
        _fill(sheet.cell(line, 2), text).alignment = Alignment(wrap_text=True, vertical="top")
    _fill(sheet.cell(len(EXPLANATION), 2), EXPLANATION[-1][1]).font = Font(color="666666")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 90


def _choices(sheet: Worksheet, rows: Sequence[ExpectedInflow]) -> None:
    _head(sheet, [("Gemeente", 24), ("CBS-code", 12)])
    for line, one in enumerate(rows, start=2):
        _fill(sheet.cell(line, 1), one.municipality.name)
        _fill(sheet.cell(line, 2), one.municipality.code)


def _fill(cell: Cell, value: Written) -> Cell:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.value = safe_text(value)
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd-mm-yyyy"
    else:
        cell.value = value
        cell.number_format = "#,##0.00" if isinstance(value, Decimal) else "General"
    return cell
