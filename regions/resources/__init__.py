"""Lists as an Excel file: what the page shows, with numbers as numbers, dates as dates and the source below."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inburgering.spreadsheet.writing import CONTENT_TYPE, safe_text

__all__ = ["CONTENT_TYPE", "Value", "book_response", "safe_text", "workbook_response"]

Value = str | int | float | Decimal | date | datetime | bool | None

_WIDEST, _NARROWEST = 60, 8
_LONGEST_TITLE = 31  # of a sheet, in Excel
_DATE, _DATE_TIME = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"


def workbook_response(
    *, name: str, header: Sequence[str], rows: Iterable[Sequence[Value]], source: str
) -> HttpResponse:
    """Return the list as a download called `name`.xlsx. A text that would become a formula gets an apostrophe."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "".join(" " if sign in "[]:*?/\\" else sign for sign in name)[:_LONGEST_TITLE].strip("' ") or "Lijst"
    _write(sheet, header, list(rows), source)
    return book_response(book, name)


def book_response(book: Workbook, name: str) -> HttpResponse:
    """Return a workbook as a download called `name`.xlsx."""
    content = io.BytesIO()
    book.save(content)
    filename = name.replace("/", "-") + ".xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, filename)}
    return HttpResponse(content.getvalue(), content_type=CONTENT_TYPE, headers=headers)


def _write(sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[Value]], source: str) -> None:
    for column, title in enumerate(header, start=1):
        cell = _fill(sheet.cell(1, column), title)
        cell.font = Font(bold=True)
        cell.border = Border(bottom=Side(style="thin"))
        cell.alignment = Alignment(wrap_text=True, vertical="bottom")
    for place, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _fill(sheet.cell(place, column), value)
    _fill(sheet.cell(len(rows) + 3, 1), source).font = Font(italic=True)
    for column in range(1, len(header) + 1):
        longest = max((len(str(row[column - 1])) for row in rows if column <= len(row)), default=0)
        wanted = max(longest, *(len(word) for word in header[column - 1].split())) + 2
        sheet.column_dimensions[get_column_letter(column)].width = min(max(wanted, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"


def _fill(cell: Cell, value: Value) -> Cell:
    if isinstance(value, str):
        cell.value = safe_text(value)
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.value = timezone.make_naive(value) if timezone.is_aware(value) else value
        cell.number_format = _DATE_TIME
    elif isinstance(value, date):
        cell.value, cell.number_format = value, _DATE
    else:
        cell.value = value
    return cell
