"""A questionnaire as an Excel file: written, read back, and what each of its rows would do.

A trial shows what every row is; taking in happens by one act, for all rows or none. So no Resource of import-export is
needed: that would take in the right rows of a file that has wrong ones, and half a questionnaire is a wrong one.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.forms import Form
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inburgering.notation import listing
from inburgering.spreadsheet.reading import FILL_IN, Column, Row, Sheet
from inburgering.spreadsheet.writing import safe_text
from regions.actions.question_file import WORDS, QuestionLine
from regions.models import Statement
from regions.reports.library import Shelf
from regions.rules.questionnaire import base_key, is_own, leerroute_of

COLUMNS = (
    Column("key", "Sleutel", ("Code", "Nummer stelling")),
    Column("theme", "Thema", ("Onderwerp",)),
    Column("text", "Stelling", ("Tekst", "Vraag")),
    Column("hint", "Uitleg", ("Toelichting", "Hint"), is_required=False),
    Column("short_label", "Korte naam", ("Kort", "Naam")),
    Column("version", "Versie", is_required=False),
)
TITLES = {column.field: column.title for column in COLUMNS}
# We write these for the reader; they say nothing new when they return.
READABLE = (*COLUMNS, Column("number", "Nummer", ("Nr",), is_required=False))
WIDTHS = {"key": 10, "theme": 28, "text": 70, "hint": 50, "short_label": 36, "version": 8}
THEMES = "Keuzelijsten"
EXPLANATION = (
    ("1", f"Ga naar het werkblad {FILL_IN}. Elke stelling van de werksessie heeft een rij."),
    ("2", "Wijzig de tekst, of voeg onderaan rijen toe. Kolommen mogen in een andere volgorde staan."),
    ("3", "Bewaar het bestand als .xlsx en upload het. Je ziet eerst een proefrun. Daarna kies je of je het bewaart."),
    ("", ""),
    ("Sleutel", "Laat leeg voor een eigen stelling. S01 tot en met S30 zijn stellingen uit de bibliotheek."),
    ("Thema", "Een thema uit het werkblad Keuzelijsten, of een eigen thema van hooguit 60 tekens."),
    ("Stelling", "De zin waarop gemeenten antwoorden, in hooguit 300 tekens."),
    ("Uitleg", "Niet verplicht. Staat klein onder de stelling, in hooguit 300 tekens."),
    ("Korte naam", "Voor tabellen en figuren, in hooguit 60 tekens."),
    ("Versie", "Deze kolom is verborgen. Zo zien we of een collega de stelling intussen wijzigde."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell, such as C5, and how to put it right."""

    cell: str
    column: str
    typed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row that adds or changes a statement; `former` is what stands there now, empty for a new one."""

    line: int
    key: str
    text: str
    former: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What every row of the file is. `absent` are statements of the session that the file does not name: they stay."""

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    wrong: tuple[Problem, ...]
    wrong_rows: int
    absent: int
    lines: tuple[QuestionLine, ...]

    @property
    def read(self) -> int:
        return len(self.new) + len(self.changed) + self.same + self.wrong_rows


def workbook(statements: Sequence[Statement], themes: Sequence[str], source: str) -> Workbook:
    """Return the questionnaire as a workbook that can be uploaded again."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = FILL_IN
    _head(sheet)
    for line, one in enumerate(statements, start=2):
        written = (one.key, one.theme, one.text, one.hint, one.short_label)
        for place, value in enumerate(written, start=1):
            _fill(sheet.cell(line, place), value)
        sheet.cell(line, len(COLUMNS), one.version)
    sheet.column_dimensions[get_column_letter(len(COLUMNS))].hidden = True
    _explain(book.create_sheet("Lees mij"), source)
    _themes(sheet, book.create_sheet(THEMES), themes)
    return book


def try_out(sheet: Sheet, statements: Sequence[Statement], row_form: type[Form], shelf: Shelf) -> Outcome:
    """Return what the file would do. Nothing is written."""
    present = {one.key: one for one in statements}
    keys = [_key(row) for row in sheet.rows]
    double = {key for key, times in Counter(keys).items() if key and times > 1}
    new, changed, wrong, lines, same = [], [], [], [], 0
    wrong_rows = 0
    for row, key in zip(sheet.rows, keys, strict=True):
        form = row_form(row.cells)
        problems = {field: str(errors[0]) for field, errors in form.errors.items()}
        if sentence := _misplaced(key, present, shelf, double):
            problems["key"] = sentence
        if not problems and (conflict := _conflict(present.get(key), form)):
            problems["text"] = conflict
        if problems:
            wrong += [_problem(sheet, row, field, problems[field]) for field in TITLES if field in problems]
            wrong_rows += 1
            continue
        line = QuestionLine(key, **{field: form.cleaned_data[field] for field in WORDS})
        lines.append(line)
        differs = _different(present.get(key), line)
        if key not in present:
            new.append(Change(row.line, key, line.text, "", ()))
        elif differs:
            changed.append(Change(row.line, key, line.text, present[key].text, differs))
        else:
            same += 1
    absent = len(set(present) - set(keys))
    return Outcome(tuple(new), tuple(changed), same, tuple(wrong), wrong_rows, absent, tuple(lines))


def _key(row: Row) -> str:
    return row.cells["key"].upper().replace(" ", "")


def _misplaced(key: str, present: Mapping[str, Statement], shelf: Shelf, double: Collection[str]) -> str:
    """Return why a row with this key belongs nowhere; empty when it does."""
    if key in double:
        return f"De sleutel {key} staat er meer dan 1 keer. Laat 1 rij staan"
    if not key or key in present or (is_own(key) and "." not in key):
        return ""
    if "." in key and not leerroute_of(key):
        return f"De sleutel {key} kennen wij niet. Per leerroute eindigt een sleutel op .B1, .OND of .ZRT"
    if "." in key and base_key(key) not in shelf.per_leerroute:
        return f"Deze stelling is niet per leerroute te vragen. Kies uit {listing(sorted(shelf.per_leerroute))}"
    if base_key(key) not in shelf.keys:
        return f"De sleutel {key} staat niet in de bibliotheek. Laat de cel leeg voor een eigen stelling"
    return ""


def _different(statement: Statement | None, line: QuestionLine) -> tuple[str, ...]:
    """Return the titles of the columns in which the row differs from what stands there now."""
    if statement is None:
        return ()
    return tuple(TITLES[field].lower() for field in WORDS if getattr(statement, field) != getattr(line, field))


def _conflict(statement: Statement | None, form: Form) -> str:
    version = form.cleaned_data.get("version")
    if statement is None or version is None or version == statement.version:
        return ""
    if all(getattr(statement, field) == form.cleaned_data[field] for field in WORDS):
        return ""
    return (
        f"Een collega heeft deze stelling gewijzigd nadat je het bestand downloadde. Nu staat er: {statement.text} "
        "Download de vragenlijst opnieuw en wijzig haar daarin"
    )


def _problem(sheet: Sheet, row: Row, field: str, sentence: str) -> Problem:
    return Problem(f"{sheet.letters.get(field, '')}{row.line}", TITLES[field], row.cells[field], sentence)


def _head(sheet: Worksheet) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        cell = _fill(sheet.cell(1, place), column.title)
        cell.font, cell.border = Font(bold=True), Border(bottom=Side(style="thin"))
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[column.field]
    sheet.freeze_panes = "B2"


def _explain(sheet: Worksheet, source: str) -> None:
    for line, (term, text) in enumerate((*EXPLANATION, ("", ""), ("Bron", source)), start=1):
        _fill(sheet.cell(line, 1), term).font = Font(bold=True)
        _fill(sheet.cell(line, 2), text)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 90


def _themes(sheet: Worksheet, choices: Worksheet, themes: Sequence[str]) -> None:
    """Offer the themes to choose from. A theme of one's own is allowed, so the list refuses nothing."""
    for line, theme in enumerate(("Thema", *themes), start=1):
        _fill(choices.cell(line, 1), theme)
    choices.column_dimensions["A"].width = WIDTHS["theme"]
    validation = DataValidation("list", formula1=f"{THEMES}!$A$2:$A${len(themes) + 1}", allow_blank=True)
    validation.showErrorMessage = False
    validation.add("B2:B200")
    sheet.add_data_validation(validation)


def _fill(cell: Cell, text: str) -> Cell:
    cell.value, cell.data_type = safe_text(text), "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
