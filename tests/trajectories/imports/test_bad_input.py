"""Files and cells that are not what they should be: a sentence at the place, nothing half in."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from tests.trajectories.imports.conftest import Importing, bsn, person, workbook
from trajectories.models import ImportRun, Trajectory
from trajectories.rules.import_columns import PEOPLE, contradictions, weigh

TODAY = date(2026, 11, 20)
COLUMNS = {column.title: column.field for column in PEOPLE}


def weighed(**cells: str):
    return weigh({COLUMNS[title.replace("_", " ")]: text for title, text in cells.items()}, PEOPLE, today=TODAY)


@pytest.mark.parametrize(
    ("title", "text", "sentence"),
    [
        ("Geboortedatum", "45612", "Bedoel je 16 november 2024?"),
        ("Geboortedatum", "31-02-1990", "Deze dag bestaat niet"),
        ("Geboortedatum", "17-04-92", "Vul de geboortedatum in"),
        ("BSN", "12345678X", "Dit BSN klopt niet"),
        ("BSN", "123456789", "Dit BSN klopt niet"),
        ("Datum BRP", "1-12-2026", "ligt in de toekomst"),
        ("Datum BRP", "45000", "geen datum"),
        ("Leerroute", "A2-route", "Kies uit: B1-route, onderwijsroute en Z-route"),
        ("Tolk nodig", "misschien", "ja of nee"),
        ("E-mail", "amina", "e-mailadres"),
        ("Postcode", "712 AB", "4 cijfers en 2 letters"),
        ("Volledige naam", "=A1&B1", "formule"),
        ("Volledige naam", "x" * 201, "te lang"),
        ("Telefoon", "12", "telefoonnummer"),
    ],
)
def test_a_wrong_cell_gets_its_sentence(title: str, text: str, sentence: str) -> None:
    found = weigh({COLUMNS[title]: text}, PEOPLE, today=TODAY)

    assert sentence in found.problems[COLUMNS[title]]


@pytest.mark.parametrize(
    ("title", "text", "value"),
    [
        ("Leerroute", "b1 route", "B1"),
        ("Leerroute", "B1-Route ", "B1"),
        ("Leerroute", "Z route", "ZELFREDZAAMHEID"),
        ("Doelgroep", "Asiel", "ASIELSTATUSHOUDER"),
        ("Geboortedatum", "00-00-1990", (1990, None, None)),
        ("Geboortedatum", "1990-05-03", (1990, 5, 3)),
        ("Datum BRP", "20-11-2026", TODAY),
        ("Telefoon", "612345678", "+31612345678"),
    ],
)
def test_people_write_it_their_own_way(title: str, text: str, value: object) -> None:
    assert weigh({COLUMNS[title]: text}, PEOPLE, today=TODAY).values[COLUMNS[title]] == value


def test_a_lost_zero_is_put_back_and_told(importing: Importing) -> None:
    found = weigh({"bsn": "12345672"}, PEOPLE, today=TODAY)

    assert found.values["bsn"] == "012345672"
    assert "ontbrak de 0" in found.notices[0]
    run = importing.upload(workbook([person(1, BSN=12345672)]))
    assert "In 1 rij ontbrak een 0" in importing.page(run)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"leerroute": "ONDERWIJS", "level": "A2", "pip_dated_on": TODAY}, "level", "kan niet bij de onderwijsroute"),
        ({"pip_dated_on": TODAY}, "leerroute", "Kies een leerroute"),
        (
            {"leerroute": "B1", "level": "B1", "pip_dated_on": date(2026, 1, 1), "plicht_begins_on": date(2026, 2, 1)},
            "pip_dated_on",
            "voor het begin van de inburgeringsplicht",
        ),
    ],
)
def test_cells_that_do_not_go_together(facts: dict[str, object], field: str, sentence: str) -> None:
    assert sentence in contradictions(facts, frozenset({"pip_dated_on", "leerroute"}))[field]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/workbook.xml", b"0" * (201 * 1024 * 1024))
    return file.getvalue()


def other_sheet() -> bytes:
    book = Workbook()
    book.create_sheet("Tweede")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"geen Excel", "geen Excel-bestand"),
        (workbook([{"Naam": "Amina", "Plaats": "Aalten"}]), "Deze kolommen ontbreken: Geboortedatum en Doelgroep"),
        (workbook([], ["Naam", "Geboortedatum", "Doelgroep"]), "geen ingevulde rijen"),
        (other_sheet(), "Het werkblad Invullen ontbreekt"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(importing: Importing, content: bytes, sentence: str, seen) -> None:
    run = importing.upload(content)

    assert run.state == ImportRun.State.REFUSED
    assert sentence in importing.page(run)
    assert run.content_sealed is None


def test_a_zip_bomb_is_not_unpacked(importing: Importing) -> None:
    assert "uitgepakt te groot" in importing.upload(bomb()).refusal


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("lijst.pdf", b"%PDF", "eindigt op .xlsx en .csv"),
        ("lijst.xlsx", b"", "Dit bestand is leeg"),
        ("lijst.xlsx", b"x" * (10 * 1024 * 1024 + 1), "maximaal 10 MB"),
    ],
)
def test_kind_and_size_are_looked_at_first(importing: Importing, name: str, content: bytes, sentence: str) -> None:
    assert sentence in importing.post(content, name).content.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_with_columns_in_another_order(importing: Importing, encoding: str, delimiter: str, seen) -> None:
    lines = [
        ["Doelgroep", "Zelf bedacht", "Naam", "Geboren"],
        ["Asiel", "x", "Zoë Yıldız" if "utf" in encoding else "Zoë", "1990"],
    ]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)

    run = importing.take_in(importing.upload(content, "lijst.csv"))

    assert seen(lambda: Trajectory.objects.get().inburgeraar.full_name).startswith("Zoë")
    assert "Zelf bedacht" in importing.page(run)


def test_who_is_meant_must_be_one_person(importing: Importing, seen) -> None:
    importing.bring_in([person(1), person(2, **{"V-nummer": "1234567890"})])
    numbers = seen(lambda: list(Trajectory.objects.order_by("pk").values_list("number", flat=True)))

    run = importing.upload(
        workbook(
            [
                person(1, **{"V-nummer": "1234567890"}),
                person(3, Trajectnummer=numbers[0]),
                person(4, Trajectnummer="T-22222222"),
                person(2, Doelgroep="gezinsmigrant"),
                person(5, Team="Team Bredevoort", **{"Klantregisseur (e-mail)": "niemand@voorbeeld.nl"}),
                {"Volledige naam": "Zonder", "Geboortedatum": None, "Doelgroep": "asiel", "BSN": bsn(8)},
            ]
        )
    )

    assert (run.counts["wrong"], run.counts["new"]) == (6, 0)
    page = importing.page(run)
    for sentence in (
        "BSN en V-nummer horen hier bij verschillende mensen", f"Bij traject {numbers[0]} hoort een ander BSN",
        "Dit trajectnummer staat niet in jouw gemeente", "De doelgroep is hier asielstatushouder",
        "Geen collega in Team Bredevoort", "Vul de geboortedatum in",
    ):  # fmt: skip
        assert sentence in page
