"""Excel files of an import: the template to fill in, and the rows that came back wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inburgering.spreadsheet.reading import FILL_IN
from inburgering.spreadsheet.streaming import MOST_ROWS
from inburgering.spreadsheet.writing import safe_text
from trajectories.models import ImportRun
from trajectories.resources.import_row import WHAT_IS_WRONG
from trajectories.rules.import_columns import HOURS, PEOPLE, ImportColumn

READ_ME, CHOICES = "Lees mij", "Keuzelijsten"
EXAMPLE_MARK = "VOORBEELD: haal deze rij weg"
COLUMNS = {ImportRun.Kind.INBURGERAARS: PEOPLE, ImportRun.Kind.HOURS: HOURS}
WRONG_WIDTH = 60
_COMMENT_SIZE = (320, 120)
_RED = PatternFill("solid", start_color="FFC7CE")
_GREY = PatternFill("solid", start_color="EEEEEE")
_MANY = 300  # rows with a dropdown and text cells; who has more pastes them
Lists = dict[str, Sequence[str]]

TO_REPAIR = (
    ("Zo werkt het", ""),
    ("1", f"Op het werkblad {FILL_IN} staan alleen de rijen met een fout. Wat goed was, is klaar."),
    ("2", "De rode cellen kloppen niet. Ga er op staan: je leest wat er mis is. De eerste kolom zegt alles."),
    ("3", "Herstel de cellen en bewaar het bestand als .xlsx. Haal een rij weg die niet mee moet."),
    ("4", "Upload het bestand op de pagina waar je het vandaan hebt. Wat goed is, gaat er meteen in."),
    ("", ""),
    ("Kolom", "Wat vul je in?"),
)  # fmt: skip
STEPS = (
    ("Zo werkt het", ""),
    ("1", f"Vul op het werkblad {FILL_IN} een rij per persoon of per maand in. De grijze rij is een voorbeeld."),
    ("2", "De volgorde van de kolommen is vrij. Kolommen die je niet nodig hebt, haal je weg."),
    ("3", "Een lege cel verandert niets aan wat er al staat."),
    ("4", "Bewaar het bestand als .xlsx en upload het. Je ziet eerst een proefrun. Daarna kies je wat je inleest."),
    ("", ""),
    ("Kolom", "Wat vul je in?"),
)  # fmt: skip


def template(kind: str, lists: Lists) -> Workbook:
    """Return the workbook to fill in. `lists` are choices of this municipality, such as its teams, by field."""
    columns = COLUMNS[ImportRun.Kind(kind)]
    book, sheet = _book(columns, ())
    for place, column in enumerate(columns, start=1):
        example = next(iter(lists.get(column.field, ())), column.example)
        _fill(sheet.cell(2, place), example).font = Font(italic=True, color="767676")
    sheet.cell(2, 1).comment = Comment(EXAMPLE_MARK, "Inburgering Regionaal")
    _finish(book, sheet, columns, lists, first=1, rows=_MANY)
    return book


def wrong_rows(kind: str, rows: Sequence[dict[str, Any]], lists: Lists) -> Workbook:
    """Return the same workbook with only the wrong rows: red cells, a comment in each, and all of it in words first."""
    columns = COLUMNS[ImportRun.Kind(kind)]
    book, sheet = _book(columns, (WHAT_IS_WRONG,))
    titles = {column.field: column.title for column in columns}
    for line, row in enumerate(rows, start=2):
        told = ". ".join(f"{titles.get(name, name)}: {text}" for name, text in row["problems"].items())
        _fill(sheet.cell(line, 1), told).fill = _RED
        for place, column in enumerate(columns, start=2):
            cell = _fill(sheet.cell(line, place), row["cells"].get(column.field, ""))
            if sentence := row["problems"].get(column.field):
                cell.fill = _RED
                cell.comment = Comment(
                    sentence, "Inburgering Regionaal", height=_COMMENT_SIZE[1], width=_COMMENT_SIZE[0]
                )
    _finish(book, sheet, columns, lists, first=2, rows=len(rows))
    return book


def _book(columns: Sequence[ImportColumn], before: Sequence[str]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.properties.creator = "Inburgering Regionaal"
    sheet = book.worksheets[0]
    sheet.title = FILL_IN
    head = [(title, WRONG_WIDTH) for title in before] + [(column.title, column.width) for column in columns]
    for place, (title, width) in enumerate(head, start=1):
        cell = _fill(sheet.cell(1, place), title)
        cell.font, cell.fill = Font(bold=True), _GREY
        cell.border = Border(bottom=Side(style="thin"))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    return book, sheet


def _finish(
    book: Workbook, sheet: Worksheet, columns: Sequence[ImportColumn], lists: Lists, *, first: int, rows: int
) -> None:  # fmt: skip
    """Add the choices, the dropdowns and the explanation, which stands before the list."""
    choices = book.create_sheet(CHOICES)
    place = 0
    for number, column in enumerate(columns, start=first):
        options = lists.get(column.field, column.choices)
        letter = get_column_letter(number)
        for line in range(2, rows + 2):
            # Text, so that Excel leaves a 0 at the start and does not make a number of a date.
            sheet.cell(line, number).number_format = "@"
        if options:
            place += 1
            _choose(choices, place, column.title, options)
            _dropdown(sheet, letter, get_column_letter(place), len(options), column)
    _explain(book.create_sheet(READ_ME, 0), columns, STEPS if first == 1 else TO_REPAIR)
    book.active = book.worksheets.index(sheet)


def _choose(sheet: Worksheet, place: int, title: str, options: Sequence[str]) -> None:
    cell = _fill(sheet.cell(1, place), title)
    cell.font, cell.fill = Font(bold=True), _GREY
    for line, option in enumerate(options, start=2):
        _fill(sheet.cell(line, place), option)
    sheet.column_dimensions[get_column_letter(place)].width = max(18, *(len(one) + 2 for one in options))


def _dropdown(sheet: Worksheet, letter: str, source: str, options: int, column: ImportColumn) -> None:
    chosen = DataValidation("list", formula1=f"{CHOICES}!${source}$2:${source}${options + 1}", allow_blank=True)
    # A hint, no lock: people write it their own way, and we read that too.
    chosen.showErrorMessage = False
    chosen.showInputMessage = True
    chosen.promptTitle, chosen.prompt = column.title[:32], column.explanation[:255]
    chosen.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(chosen)


def _explain(sheet: Worksheet, columns: Sequence[ImportColumn], steps: Sequence[tuple[str, str]]) -> None:
    rows = [*steps, *((column.title + (" *" if column.is_required else ""), column.explanation) for column in columns)]
    rows += [("", ""), ("*", "Deze kolommen staan altijd in het bestand.")]
    for line, (term, text) in enumerate(rows, start=1):
        _fill(sheet.cell(line, 1), term).font = Font(bold=True)
        _fill(sheet.cell(line, 2), text).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 90


def _fill(cell: Cell, text: str) -> Cell:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.value = safe_text(text) if text else None
    if text:
        cell.data_type = "s"
    return cell
