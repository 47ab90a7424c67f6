"""A file that cannot be used gives a sentence, whatever it is."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from inburgering.spreadsheet import reading as excel_file
from inburgering.spreadsheet.reading import WrongFile, read
from procurement.resources.inflow_file import READABLE
from tests.procurement.inflow_file.conftest import content, upload

TITLES = ["Gemeente", "Aantal per jaar", "Bron", "Datum bron"]


def workbook(*rows: list[object], title: str = "Invullen") -> bytes:
    book = Workbook()
    book.worksheets[0].title = title
    for row in rows:
        book.worksheets[0].append(row)
    return content(book)


def two_sheets() -> bytes:
    book = Workbook()
    book.create_sheet("Tweede")
    return content(book)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, part in parts.items():
            container.writestr(name, part)
    return file.getvalue()


FILES = {
    "a text": (b"Gemeente;Aantal", "geen Excel-bestand"),
    "old Excel or a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "wachtwoord"),
    "a zip of something else": (zipped({"brief.txt": b"dag"}), "geen Excel-bestand"),
    "half a file": (workbook(TITLES, ["Aalten"])[:900], "geen Excel-bestand"),
    "broken inside": (zipped({"xl/workbook.xml": b"<x"}), "geen Excel-bestand"),
    "an entity": (zipped({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}), "geen Excel-bestand"),
    "a zip bomb": (zipped({"xl/workbook.xml": b"0" * (21 * 1024 * 1024)}), "uitgepakt te groot"),
    "too many parts": (zipped({f"{n}.xml": b"" for n in range(201)}), "uitgepakt te groot"),
    "nothing": (workbook(), "is leeg"),
    "titles only": (workbook(TITLES), "geen ingevulde rijen"),
    "no source": (workbook(["Gemeente", "Aantal per jaar", "Datum bron"], ["a"]), "De kolom ontbreekt: Bron"),
    "other columns": (workbook(["x"], ["a"]), "Gemeente, Aantal per jaar, Bron en Datum bron"),
    "a column twice": (workbook([*TITLES, "bron"], ["a"]), "De kolom Bron staat er meer dan 1 keer"),
    "other sheets": (two_sheets(), "Het werkblad Invullen ontbreekt"),
    "too many rows": (workbook(TITLES, *[["a"]] * 1_001), "meer dan 1.000 rijen"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_wrong_file_is_refused_with_a_sentence(kind):
    file, sentence = FILES[kind]

    with pytest.raises(WrongFile) as refused:
        read(io.BytesIO(file), READABLE)

    assert sentence in str(refused.value)


def test_a_row_far_below_is_not_lost_in_silence():
    book = Workbook()
    book.worksheets[0].append(TITLES)
    book.worksheets[0].cell(excel_file._LAST_LINE + 5, 1, "Aalten")

    with pytest.raises(WrongFile):
        read(io.BytesIO(content(book)), READABLE)


def test_a_single_sheet_may_have_any_name():
    sheet = read(io.BytesIO(workbook(TITLES, ["Aalten", 3.5, "x", "1-1-2026"], title="Blad1")), READABLE)

    assert sheet.rows[0].cells["per_year"] == "3,50"
    assert excel_file.Sheet.unpacked(sheet.packed()) == sheet


def test_the_page_says_it_beside_the_field_and_keeps_nothing(leader):
    page = upload(leader.client, b"geen Excel")

    assert page.content.decode().count("Dit is geen Excel-bestand") == 2  # summary and field
    assert "inflow_file" not in leader.client.session


@pytest.mark.parametrize(
    ("file", "name", "sentence"),
    [
        (b"x", "aantallen.csv", "geen .xlsx-bestand"),
        (b"", "aantallen.xlsx", "Dit bestand is leeg"),
        (b"x" * (2 * 1024 * 1024 + 100_000), "aantallen.xlsx", "Het bestand is 2,1 MB. Kies een bestand van maximaal"),
    ],
)
def test_kind_and_size_are_looked_at_first(leader, file, name, sentence):
    assert sentence in upload(leader.client, file, name).content.decode()


def test_no_file_at_all(leader):
    page = leader.client.post("/regios/achterhoek/instroom/bestand/")

    assert "Kies het ingevulde Excel-bestand" in page.content.decode()
