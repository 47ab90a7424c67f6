"""A questionnaire out to Excel and back in: what each row would do, and all of it or nothing."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from regions.models import Statement

BASE = "/regios/achterhoek/werksessies/1/"
FILE = f"{BASE}vragen/bestand/"
CHECK = f"{FILE}proefrun/"
HEADER = ["Sleutel", "Thema", "Stelling", "Uitleg", "Korte naam"]


@pytest.fixture
def leader(world, client) -> Client:
    client.force_login(world.leader)
    return client


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


def content(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows(*lines: list[object], header: list[str] = HEADER) -> bytes:
    book = Workbook()
    book.worksheets[0].title = "Invullen"
    for line in (header, *lines):
        book.worksheets[0].append(line)
    return content(book)


def send(client: Client, file: bytes, name: str = "vragen.xlsx") -> str:
    return main(client.post(FILE, {"file": SimpleUploadedFile(name, file)}, follow=True))


def downloaded(client: Client) -> Workbook:
    return load_workbook(io.BytesIO(client.get(f"{BASE}vragen.xlsx").content))


def texts(room) -> dict[str, str]:
    with room.as_leader():
        return dict(Statement.objects.filter(session=room.session).order_by("number").values_list("key", "text"))


def test_what_is_downloaded_comes_back_the_same(leader, prepared):
    book = downloaded(leader)
    sheet = book["Invullen"]

    assert [cell.value for cell in sheet[1]] == [*HEADER, "Versie"]
    assert sheet.column_dimensions["F"].hidden
    assert sheet["A3"].value == "S02"
    page = send(leader, content(book))
    assert "6 rijen gelezen" in page
    assert "Je hoeft niets te bewaren." in page


def test_new_and_changed_rows_are_shown_and_then_kept(leader, prepared):
    book = downloaded(leader)
    book["Invullen"]["C2"] = "  Andere woorden.  "
    book["Invullen"].delete_rows(7)
    for line in (
        ["s08", "Leslocatie en bereikbaarheid", "Eigen draai aan 8.", None, "Acht"],
        [None, "Wonen", "Wij huisvesten samen.", None, "Samen huisvesten"],
        ["S24.B1", "Doorlooptijd en participatie", "Voor de B1-route: snel.", None, "Snel (B1-route)"],
    ):
        book["Invullen"].append(line)

    page = send(leader, content(book))

    assert "<strong>3 nieuw</strong>, 1 gewijzigd, 4 hetzelfde en <strong>0 met een fout</strong>" in page
    assert "1 stelling van de werksessie staat niet in je bestand" in page
    assert "Andere woorden." not in texts(prepared).values()
    done = main(leader.post(CHECK, follow=True))
    assert "4 stellingen zijn uit je bestand bewaard." in done
    kept = texts(prepared)
    assert list(kept) == ["S01", "S02", "S05", "S06", "S07", "S08", "S09", "E01", "S24.B1"]
    assert (kept["S01"], kept["E01"]) == ("Andere woorden.", "Wij huisvesten samen.")
    with prepared.as_leader():
        copy = Statement.objects.get(key="S24.B1")
    assert (copy.leerroute, copy.is_edited, copy.theme) == ("B1", True, "Doorlooptijd en participatie")
    assert "al verwerkt" in main(leader.post(CHECK, follow=True))


def test_swapped_columns_and_other_titles_are_read(leader, prepared):
    header = ["Korte naam", "stelling ", "THEMA", "Code", "Toelichting", "Wie"]
    page = send(leader, rows(["Kort", "Een zin.", "Wonen", None, "Denk aan huizen.", "ik"], header=header))

    assert "<strong>1 nieuw</strong>" in page
    assert "Deze kolommen lezen wij niet" in page


def test_a_wrong_cell_is_named_with_the_way_to_repair_it_and_nothing_is_kept(leader, prepared):
    page = send(
        leader,
        rows(
            ["S01", "Wonen", "Goed gewijzigd.", None, "Kort"],
            ["S99", "Wonen", "Een zin.", None, "Kort"],
            ["S30.B1", "Wonen", "Een zin.", None, "Kort"],
            ["S05.XX", "Wonen", "Een zin.", None, "Kort"],
            ["S02", None, "x" * 301, None, "=1+1"],
            ["S03", "Wonen", "Een zin.", None, "Kort"],
            ["S03", "Wonen", "Een zin.", None, "Kort"],
        ),
    )

    for cell, sentence in {
        "A3": "De sleutel S99 staat niet in de bibliotheek. Laat de cel leeg voor een eigen stelling",
        "A4": "Deze stelling is niet per leerroute te vragen. Kies uit S05, S06, S09, S13 en S24",
        "A5": "Per leerroute eindigt een sleutel op .B1, .OND of .ZRT",
        "B6": "Vul een thema in",
        "C6": "Stelling is te lang (maximaal 300 tekens)",
        "E6": "Hier staat een formule. Vul de tekst zelf in",
        "A7": "De sleutel S03 staat er meer dan 1 keer",
    }.items():
        assert f'<th scope="row">{cell}</th>' in page
        assert sentence in page
    before = texts(prepared)
    leader.post(CHECK)
    assert texts(prepared) == before


def test_a_change_of_a_colleague_is_never_lost_unseen(leader, prepared):
    book = downloaded(leader)
    book["Invullen"]["C2"] = "Uit het bestand."
    with prepared.as_leader():
        Statement.objects.filter(key="S01").update(text="Van een collega.", version=2)

    assert "Nu staat er: Van een collega." in send(leader, content(book))

    page = send(leader, rows(["S02", "Wonen", "Uit het bestand.", None, "Kort"]))
    assert "Bewaar 1 stelling" in page
    with prepared.as_leader():
        Statement.objects.filter(key="S02").update(text="Net gewijzigd.", version=2)
    again = main(leader.post(CHECK, follow=True))
    assert "Bekijk de proefrun opnieuw" in again
    assert "Net gewijzigd." in again
    assert texts(prepared)["S02"] == "Net gewijzigd."
    leader.post(CHECK)
    assert texts(prepared)["S02"] == "Uit het bestand."


def test_more_than_the_limit_is_refused_as_a_whole(leader, prepared):
    page = send(leader, rows(*([None, "Wonen", f"Zin {n}.", None, "Kort"] for n in range(25))))
    assert "Bewaar 25 stellingen" in page

    assert "dit worden er 31" in main(leader.post(CHECK, follow=True))
    assert len(texts(prepared)) == 6


def docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        container.writestr("word/document.xml", "<w/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("file", "name", "sentence"),
    [
        (b"", "leeg.xlsx", "Dit bestand is leeg"),
        (docx(), "brief.docx", "Dit is geen .xlsx-bestand"),
        (docx(), "brief.xlsx", "Dit is geen Excel-bestand dat wij kunnen lezen"),
        (b"\x89PNG\r\n", "foto.xlsx", "Dit is geen Excel-bestand dat wij kunnen lezen"),
        (b"0" * 20_971_520, "groot.xlsx", "Het bestand is 20,0 MB. Kies een bestand van maximaal 2 MB"),
        (rows(["Aalten", 3], header=["Gemeente", "Aantal"]), "ander.xlsx", "Deze kolommen ontbreken: Sleutel, Thema"),
    ],
)
def test_a_wrong_file_gets_a_sentence(leader, prepared, file, name, sentence):
    assert sentence in send(leader, file, name)


def test_once_people_may_answer_a_file_changes_nothing(leader, room):
    assert "Bekijk de proefrun" not in main(leader.get(FILE))

    send(leader, rows(["S02", "Wonen", "Uit het bestand.", None, "Kort"]))

    assert "al open" in main(leader.post(CHECK, follow=True))
    assert "Uit het bestand." not in texts(room).values()
