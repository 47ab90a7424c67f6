"""A process of three sessions: prepared, run by 21 people of eight municipalities, in two rounds, and reported.

The leader and one adviser per municipality work in a browser; their thirteen colleagues answer over the same forms
without drawing a page. What the report must say is worked out here from the answers, by hand.

Session 1, statement S07 (eigen leslocatie). Aalten, Winterswijk and Oost Gelre: helemaal eens; the other five: oneens.
The process note of 2019 says that lessons are given at partners: adopted by all eight, tested by S07, whoever agrees
with S07 goes against it. So 5 stand behind it and 3 do not: it "loopt uiteen".
Round 2: Oost Gelre moves from +2 to -1. Then 6 stand behind it and 2 do not.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import APIRequestContext, BrowserContext, Page, expect
from pptx import Presentation

from tests.factories import reference_data
from tests.journeys.example import REGION, answer_all, join, start_region
from tests.journeys.test_whole_line import NAMES
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PROCESS = f"{REGION}processen/1/"
KEYS = ["S01", "S05", "S07", "S13"]
COLLEAGUES = 13
OWN_LOCATION = {"Aalten": 2, "Winterswijk": 2, "Oost Gelre": 2}


def values_of(municipality: str, own_location: dict[str, int]) -> list[int | None]:
    """Return the answers to KEYS, in their order."""
    return [1, 0, own_location.get(municipality, -1), -1]


def fill(page: Page, fields: dict[str, str], button: str) -> None:
    for label, text in fields.items():
        page.get_by_label(re.compile(f"^{re.escape(label)}")).first.fill(text)
    page.get_by_role("button", name=button).click()


def prepare(leader: Page, number: int, title: str) -> str:
    """Make a session of four statements, place it in the process, open it, and return its code."""
    leader.goto(f"{REGION}werksessies/nieuw/")
    leader.get_by_label("Titel").fill(title)
    for box in leader.locator("input[name=keys]").all():
        box.set_checked(box.get_attribute("value") in KEYS)
    leader.get_by_role("button", name="Maak de werksessie").click()
    leader.goto(f"{PROCESS}werksessies/{number}/")
    fill(
        leader,
        {"Doel": "Weten waar we verschillen.", "Agenda": "Stellingen\nGroepsgesprek", "Plaats": "Gemeentehuis"},
        "Zet de werksessie in dit proces",
    )
    return open_session(leader, number)


def open_session(leader: Page, number: int) -> str:
    leader.goto(f"{REGION}werksessies/{number}/")
    leader.get_by_role("button", name="Open de werksessie").click()
    return leader.locator(".rs-invite__code").inner_text().strip()


def colleague(device: BrowserContext, code: str, municipality: str, name: str, values: list[int | None]) -> None:
    """Join, and answer every statement, by the forms of the pages."""
    asked = device.request
    slug = NAMES_BY_MUNICIPALITY[municipality]
    post(asked, f"/doe-mee/{code}/", {"municipality": slug, "name": name})
    for number, value in enumerate(values, start=1):
        post(asked, f"/doe-mee/{code}/vraag/{number}/", {"value": str(value), "importance": "ZWAAR", "replaces": "0"})


NAMES_BY_MUNICIPALITY = {name: name.lower().replace(" ", "-") for name in NAMES.values()}


def post(asked: APIRequestContext, address: str, fields: dict[str, str]) -> None:
    page = asked.get(address)
    token = TOKEN.search(page.text())
    assert token, f"{address}: {page.status}"
    answer = asked.post(address, form={**fields, "csrfmiddlewaretoken": token[1]})
    assert answer.ok, f"{address}: {answer.status}"


def run(leader: Page, number: int, code: str, devices: dict[str, BrowserContext], own_location: dict[str, int]) -> None:
    """Let one adviser per municipality answer in a browser and share, and show the outcome."""
    phones = {}
    for municipality, device in devices.items():
        phone = phones[municipality] = device.new_page()
        join(phone, code, municipality)
        answer_all(phone, values_of(municipality, own_location))
    leader.goto(f"{REGION}werksessies/{number}/regie/")
    leader.get_by_role("button", name="Laat iedereen toe").click()
    for phone in phones.values():
        phone.reload()
        phone.get_by_role("button", name="Antwoorden delen met de werksessie").click()
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        phone.close()
    leader.goto(f"{REGION}werksessies/{number}/regie/")
    leader.get_by_role("button", name="Sluit de werksessie").click()
    leader.goto(f"{REGION}werksessies/{number}/tonen/")
    leader.get_by_role("button", name="Toon de uitkomst met namen").click()


def download(leader: Page, address: str) -> bytes:
    answer = leader.request.get(address)
    assert answer.ok, address
    return answer.body()


def start_process(leader: Page) -> None:
    leader.goto(f"{REGION}processen/nieuw/")
    fill(
        leader,
        {
            "Naam van het proces": "Samen inkopen", "Titel van de procesnota": "Procesnota 2019",
            "Begonnen op": "1-2-2026",
        },
        "Begin het proces",
    )  # fmt: skip
    leader.goto(f"{PROCESS}uitgangspunten/nieuw/")
    fill(leader, {"Uitgangspunt": "De lessen vinden plaats bij partners."}, "Voeg het uitgangspunt toe")
    leader.goto(f"{PROCESS}uitgangspunten/vaststellen/")
    for box in leader.locator("main input[type=checkbox]").all():
        box.check()
    adoption = {"Datum van het besluit": "12-6-2019", "Wie heeft besloten?": "gemeenteraad"}
    fill(leader, adoption, "Leg de vaststelling vast")
    leader.goto(f"{PROCESS}uitgangspunten/1/")
    leader.locator("select[name=key]").select_option("S07")
    leader.get_by_label("oneens", exact=True).check()
    leader.get_by_role("button", name="Laat deze stelling toetsen").click()


def test_a_process_from_its_note_to_its_slides(  # noqa: PLR0915  one road, told in one piece
    page: Page, new_device: Callable[..., BrowserContext], celery_worker_process: Worker, tmp_path: Path
) -> None:
    reference_data()
    leader = page
    start_region(leader)
    start_process(leader)
    expect(leader.locator("main")).to_contain_text("2019")

    devices = {name: new_device() for name in NAMES.values()}
    code = prepare(leader, 1, "Wat willen wij samen?")
    for place in range(COLLEAGUES):
        municipality = list(NAMES.values())[place % len(NAMES)]
        colleague(new_device(), code, municipality, f"Collega {place}", values_of(municipality, OWN_LOCATION))
    run(leader, 1, code, devices, OWN_LOCATION)
    leader.goto(f"{PROCESS}uitgangspunten/1/")
    expect(leader.locator("main")).to_contain_text("antwoorden lopen nu uiteen")
    expect(leader.locator("main")).to_contain_text("2019")

    leader.goto(f"{REGION}werksessies/1/groepsgesprek/stelling/3/")
    fill(leader, {"Conclusie": "Eigen locaties blijven waar ze nu zijn."}, "Bewaar het verslag")
    leader.goto(f"{REGION}werksessies/1/groepsgesprek/acties/nieuw/")
    fill(leader, {"Actie": "Locaties op een rij zetten", "Voor welke dag?": "1-12-2099"}, "Zet de actie op de lijst")
    leader.goto(f"{PROCESS}tussenstappen/nieuw/")
    leader.get_by_label("Na welke werksessie?").select_option("1")
    fill(
        leader,
        {
            "Naam van de tussenstap": "Eerst over locaties praten", "Datum": "20-11-2026",
            "Waarom?": "Drie gemeenten willen een eigen leslocatie.", "Wat verandert er?": "Een tweede ronde volgt.",
            "Wie besloot dit?": "het regionaal overleg",
        },
        "Zet de tussenstap",
    )  # fmt: skip

    run(leader, 2, prepare(leader, 2, "Sturen of loslaten"), devices, OWN_LOCATION)

    leader.goto(f"{REGION}werksessies/1/rondes/")
    for box in leader.locator("input[name=keys]").all():
        box.check()
    leader.get_by_label("Titel").fill("Wat willen wij samen, opnieuw")
    leader.get_by_role("button", name="Maak ronde 2").click()
    run(leader, 3, open_session(leader, 3), devices, OWN_LOCATION | {"Oost Gelre": -1})
    leader.goto(f"{REGION}werksessies/3/rondes/voor-en-na/?gemeente=oost-gelre")
    expect(leader.locator(".rs-finding").first).to_contain_text("1 gemeente")
    expect(leader.locator("main")).to_contain_text("Oost Gelre")

    leader.goto(f"{REGION}werksessies/1/verslag/")
    leader.get_by_role("button", name="Maak het verslag (PDF)").click()
    leader.get_by_role("button", name="Maak de presentatie (PowerPoint)").click()
    files = leader.get_by_role("link", name=re.compile("^Open "))
    expect(files).to_have_count(2, timeout=90_000)
    made = {
        leader.request.get(link.get_attribute("href")).body()[:2]: link.get_attribute("href") for link in files.all()
    }

    report = tmp_path / "verslag.pdf"
    report.write_bytes(download(leader, made[b"%P"]))
    told = subprocess.run(["pdftotext", "-layout", str(report), "-"], capture_output=True, check=True).stdout.decode()
    words = re.sub(r"\s+", " ", told)
    assert "Eigen locaties blijven waar ze nu zijn" in words
    assert "Locaties op een rij zetten" in words
    assert "lopen nu uiteen" in words
    book = Presentation(io.BytesIO(download(leader, made[b"PK"])))
    titles = " ".join(slide.shapes.title.text_frame.text for slide in book.slides)
    assert "1 conclusie uit het groepsgesprek" in titles
    assert "4 stellingen" in titles
    assert download(leader, f"{REGION}werksessies/1/uitkomsten/figuur/verschillen.png").startswith(b"\x89PNG")
    sheet = load_workbook(
        io.BytesIO(download(leader, f"{REGION}werksessies/1/uitkomsten/verschillen.xlsx"))
    ).worksheets[0]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True) if row[1]}
    header = next(row for row in sheet.iter_rows(values_only=True))
    location = rows["Eigen leslocatie inzetten of behouden"]
    assert {name: location[header.index(name)] for name in NAMES.values()} == {
        name: OWN_LOCATION.get(name, -1) for name in NAMES.values()
    }
