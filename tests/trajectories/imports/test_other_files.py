"""Files that are not what their name says, and text that must stay text: a sentence that says what to do."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook
from tablib import Dataset

from inburgering.spreadsheet import streaming
from inburgering.spreadsheet.reading import WrongFile
from tests.people import signed_in
from tests.trajectories.imports.conftest import PAGE, Importing, opened, person, workbook
from trajectories.models import ImportRun
from trajectories.resources.import_row import readable
from trajectories.rules.import_columns import PEOPLE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def ods() -> bytes:
    return Dataset(["Amina", "1990", "asiel"], headers=["Naam", "Geboortedatum", "Doelgroep"]).export("ods")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("oud.xlsx", OLE, "oud Excel-bestand. Bewaar het zonder wachtwoord als .xlsx"),
        ("lijst.xlsx", b"%PDF-1.7\n", "Dit is een PDF en geen lijst"),
        ("lijst.csv", b"%PDF-1.7\n", "Dit is een PDF en geen lijst"),
        ("lijst.xlsx", ods(), "ODS-bestand van LibreOffice. Bewaar het daar als .xlsx"),
        ("lijst.csv", workbook([person(1)]), "maar het is een Excel-bestand"),
        ("lijst.csv", b"\n;;\n", "Dit bestand is leeg"),
        ("lijst.csv", b"Naam;Geboortedatum;Doelgroep\nZo;1990;asiel\n\"Open;1990;asiel\nWeg;1990;asiel\n", "regel 3"),
        ("lijst.xlsx", b"<html><table><tr><td>Naam", "geen Excel-bestand dat wij kunnen lezen"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_says_what_to_do(importing: Importing, name: str, content: bytes, sentence: str) -> None:
    run = importing.upload(content, name)

    assert run.state == ImportRun.State.REFUSED
    assert sentence in importing.page(run).replace("&quot;", '"')


def test_one_row_too_many_is_told(importing: Importing) -> None:
    lines = ["Naam;Geboortedatum;Doelgroep", *(f"Persoon {number};1990;asiel" for number in range(20_001))]
    file = io.BytesIO("\n".join(lines).encode())

    with (
        streaming.opened(file, "lijst.csv", readable(PEOPLE)) as table,
        pytest.raises(WrongFile, match=r"meer dan 20\.000 rijen\. Verdeel het"),
    ):
        list(table.rows)


FORMULAS = ["@SUM(1+1)", "+31", "-2+3", "＝1+1"]  # one word each: lists show the name that they sort on


@pytest.mark.parametrize("extension", ["xlsx", "csv", "ods"])
def test_a_name_like_a_formula_leaves_as_text(importing: Importing, extension: str) -> None:
    mine = {"Klantregisseur (e-mail)": importing.work.bakker.email}
    importing.bring_in([person(number, **mine, **{"Volledige naam": name}) for number, name in enumerate(FORMULAS)])
    client = signed_in(importing.work.bakker)

    answer = client.get(f"/caseload/bestand/{extension}/")
    cells = {f"{cell}" for row in _rows(answer, extension) for cell in row}

    assert answer.status_code == 200
    assert not [cell for cell in cells if cell[:1] in set("=+-@＝")]
    assert any("SUM(1+1)" in cell and cell.startswith("'") for cell in cells)


def _rows(answer, extension: str) -> list[list[object]]:
    if extension == "xlsx":
        return [[cell.value or "" for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active]
    if extension == "csv":
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    return [list(row) for row in Dataset().load(answer.content, format="ods", headers=False)]


def test_a_formula_comes_back_as_text_in_the_workbook_of_wrong_rows(importing: Importing) -> None:
    run = importing.upload(workbook([person(1, **{"Volledige naam": '=HYPERLINK("http://x")', "BSN": "12"})]))

    sheet = opened(importing.client.get(f"{PAGE}{run.number}/foute-rijen/"))["Invullen"]

    assert [(cell.data_type, cell.value[:2]) for cell in sheet[2] if "HYPERLINK" in f"{cell.value}"] == [("s", "'=")]
    assert "alleen de rijen met een fout" in str([row[1].value for row in sheet.parent["Lees mij"].iter_rows()])
