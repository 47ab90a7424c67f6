"""Writing a sheet line by line: text stays text, formulas are written only on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inburgering.spreadsheet.writing import safe_text

EURO, WHOLE, PRECISE, SHARE = "€ #,##0.00", "#,##0", "#,##0.00", "0.######"
WHOLE_EURO = "€ #,##0"
_TITLE, _HEAD = Font(bold=True, size=14), Font(bold=True)
_INPUT = PatternFill("solid", start_color="FBE3A1")  # what may be changed to see what happens
_LINE = Border(bottom=Side(style="thin", color="1B2422"))
Written = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, in the English function names that every spreadsheet stores."""

    text: str


class Sheet:
    """One worksheet and the line that is written next; columns are numbered from 1."""

    def __init__(self, worksheet: Worksheet, widths: Sequence[int]) -> None:
        self.worksheet = worksheet
        self.row = 1
        for column, width in enumerate(widths, start=1):
            worksheet.column_dimensions[get_column_letter(column)].width = width

    @property
    def name(self) -> str:
        return f"'{self.worksheet.title}'"

    def write(self, column: int, value: Written | Formula, form: str = "", *, is_input: bool = False) -> str:
        """Write one cell in the present line; return its address for a formula on another sheet."""
        cell = self.worksheet.cell(self.row, column)
        if isinstance(value, Formula):
            cell.value = f"={value.text}"
        else:
            cell.value = safe_text(value) if isinstance(value, str) else value
        if form:
            cell.number_format = form
        if is_input:
            cell.fill = _INPUT
        if isinstance(value, str):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return self.address(column)

    def address(self, column: int, row: int | None = None) -> str:
        return f"{self.name}!{self.local(column, row)}"

    def local(self, column: int, row: int | None = None) -> str:
        return f"${get_column_letter(column)}${row or self.row}"

    def line(self, *values: Written | Formula, form: str = "") -> int:
        """Write a line from the first column on, and go to the next; return its number."""
        for column, value in enumerate(values, start=1):
            if value is not None:
                self.write(column, value, form if not isinstance(value, str) else "")
        return self.next()

    def next(self, lines: int = 1) -> int:
        """Go on; return the line that was left."""
        left = self.row
        self.row += lines
        return left

    def title(self, text: str) -> None:
        self.write(1, text)
        cell = self.worksheet.cell(self.row, 1)
        cell.font, cell.alignment = _TITLE, Alignment()
        self.next(2)

    def heading(self, *texts: str) -> None:
        """Write the head of a table, or of a block when it is one text."""
        for column, text in enumerate(texts, start=1):
            self.write(column, text)
            cell = self.worksheet.cell(self.row, column)
            cell.font, cell.border = _HEAD, _LINE
            if len(texts) == 1:
                cell.alignment = Alignment()
        self.next()
