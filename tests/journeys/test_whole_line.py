"""The whole line in one walk: eight municipalities answer, three subregions, two scenarios, nine PDFs.

What Aalten and Doetinchem must read is worked out here by hand, with the sums; the product has no part in it.

Expected asielstatushouders per year. Taakstelling 2025-II: 13.000 in half a year, so 26.000 a year; 70% of it is
18.200. Inhabitants on 1 January 2024 (CBS): the Netherlands 17.942.942, Aalten 27.308, Doetinchem 59.623.
    Aalten      18.200 x 27.308 / 17.942.942 = 27,699 -> 27,70
    Doetinchem  18.200 x 59.623 / 17.942.942 = 60,477 -> 60,48
    the others  Winterswijk 29,65  Oude IJsselstreek 39,97  Oost Gelre 30,40  Berkelland 44,56  Bronckhorst 36,64
                Montferland 37,40, each by the same sum; together with Aalten and Doetinchem 306,80

Shares: B1 60%, onderwijsroute 25%, Z 15%. Prices: B1 and Z € 11.600, onderwijsroute € 17.000. Contract € 15.000.

Scenario 1, everything by the whole region (more participants than the guaranteed places, so nobody pays empty ones):
    B1         184,08 x 11.600 + 15.000 = 2.150.328;
               Aalten 27,70/306,80 -> 194.146,30; Doetinchem 60,48/306,80 -> 423.897,78
    onderwijs   76,70 x 17.000 + 15.000 = 1.318.900; Aalten -> 119.079,30; Doetinchem -> 259.996,98
    Z           46,02 x 11.600 + 15.000 =   548.832; Aalten ->  49.552,30; Doetinchem -> 108.192,18
    Aalten 194.146 + 119.079 + 49.552 = 362.777; Doetinchem 423.898 + 259.997 + 108.192 = 792.087

Scenario 2, B1 per subregion, the rest as in scenario 1:
    Oost (Aalten 27,70 + Oost Gelre 30,40 + Winterswijk 29,65 = 87,75) x 60% = 52,65 participants
        52,65 x 11.600 + 15.000 = 625.740; Aalten 27,70/87,75 -> 197.527,04, and 10.000 for its own leslocatie
    West (Doetinchem 60,48 + Oude IJsselstreek 39,97 + Montferland 37,40 = 137,85) x 60% = 82,71 participants
        82,71 x 11.600 + 15.000 = 974.436; Doetinchem 60,48/137,85 -> 427.521,87
    Aalten 207.527 + 119.079 + 49.552 = 376.158; Doetinchem 427.522 + 259.997 + 108.192 = 795.711

SPUK, cohort of 2026 over three years: 6.087,34 + 4.718,96 + 1.179,74 = 11.986,04 per asielstatushouder.
    Aalten 27,70 x 11.986,04 = 332.013,31; scenario 1 costs 362.777 - 332.013 = 30.764 more.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import page as page_validation
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from regions.reports import example
from tests.factories import reference_data
from tests.journeys.example import answer_all, join, start_region, switch_role
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = {
    "GM0197": "Aalten", "GM0222": "Doetinchem", "GM0294": "Winterswijk", "GM1509": "Oude IJsselstreek",
    "GM1586": "Oost Gelre", "GM1859": "Berkelland", "GM1876": "Bronckhorst", "GM1955": "Montferland",
}  # fmt: skip
AALTEN_SCENARIO_1, AALTEN_SCENARIO_2 = "362.777", "376.158"
DOETINCHEM_SCENARIO_1, DOETINCHEM_SCENARIO_2 = "792.087", "795.711"
AALTEN_ABOVE_SPUK = "30.764"
PHONE = {"width": 375, "height": 667}


def answers_of(code: str) -> list[int | None]:
    found = {answer.statement_key: answer.value for answer in example.answers() if answer.municipality_code == code}
    return [found[key] for key in sorted(found)]


def open_session(leader: Page) -> str:
    leader.goto("/regios/achterhoek/werksessies/nieuw/")
    leader.get_by_label("Titel").fill("Wat willen wij samen?")
    leader.get_by_role("button", name="Maak de werksessie").click()
    leader.get_by_role("button", name="Open de werksessie").click()
    return leader.locator(".rs-invite__code").inner_text().strip()


def text_of(pdf: bytes, folder: Path, *, first: int = 1, last: int = 99) -> str:
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-layout", "-f", str(first), "-l", str(last), str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().replace("\N{NO-BREAK SPACE}", " ")


def assert_pdf_ua(pdf: bytes, folder: Path) -> None:
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    outcome = page_validation.validate_pdf(str(file), profile=page_validation.ValidationProfile.PDF_UA_1)
    assert outcome.is_compliant, outcome.failures


def test_from_an_empty_region_to_a_pdf_in_the_hands_of_a_bestuurder(  # noqa: PLR0915  one road, told in one piece
    page: Page, new_device: Callable[..., BrowserContext], celery_worker_process: Worker, tmp_path: Path
) -> None:
    reference_data()
    leader = page
    start_region(leader)
    code = open_session(leader)

    devices = {}
    for municipality_code, name in NAMES.items():
        phone = new_device(viewport=PHONE).new_page()
        join(phone, code, name)
        answer_all(phone, answers_of(municipality_code))
        devices[name] = phone

    leader.goto("/regios/achterhoek/werksessies/1/regie/")
    leader.get_by_role("button", name="Laat iedereen toe").click()
    for phone in devices.values():
        phone.reload()
        phone.get_by_role("button", name="Antwoorden delen met de werksessie").click()
        expect(phone.get_by_role("heading", level=1)).to_be_visible()

    leader.goto("/regios/achterhoek/werksessies/1/tonen/")
    leader.get_by_role("button", name="Toon de uitkomst met namen").click()
    leader.goto("/regios/achterhoek/werksessies/1/uitkomsten/verschillen/?gemeente=aalten")
    expect(leader.locator(".rs-finding").first).to_contain_text("van de 24 stellingen")
    expect(leader.locator(".rs-finding").first).to_contain_text("lijkt het meest op Oost Gelre")

    leader.goto("/regios/achterhoek/aannames/")
    leader.get_by_role("button", name=re.compile("invullen|Vul", re.I)).first.click()
    leader.goto("/regios/achterhoek/subregios/")
    leader.get_by_role("button", name="Maak voorstel met 3 subregio’s").click()
    expect(leader.locator(".rs-finding").first).to_contain_text("Drie subregio")
    body = leader.locator("main").inner_text()
    assert "Bewezen" in body
    for row in (
        "Berkelland, Bronckhorst",
        "Aalten, Oost Gelre, Winterswijk",
        "Doetinchem, Montferland, Oude IJsselstreek",
    ):
        assert row in re.sub(r"\s+", " ", body)

    leader.goto("/regios/achterhoek/scenarios/")
    leader.get_by_role("button", name="Begin met 3 voorbeelden").click()
    leader.goto("/regios/achterhoek/scenarios/vergelijken/?s=1,2&gemeente=aalten")
    comparison = leader.locator("main").inner_text()
    assert all(figure in comparison for figure in (AALTEN_SCENARIO_1, AALTEN_SCENARIO_2, AALTEN_ABOVE_SPUK))
    leader.goto("/regios/achterhoek/scenarios/vergelijken/?s=1,2&gemeente=doetinchem")
    comparison = leader.locator("main").inner_text()
    assert all(figure in comparison for figure in (DOETINCHEM_SCENARIO_1, DOETINCHEM_SCENARIO_2))

    leader.goto("/regios/achterhoek/rapporten/nieuw/")
    leader.get_by_role("checkbox", name="3 Drie subregio’s").uncheck()
    leader.get_by_role("radio", name=re.compile("^2 ")).check()
    leader.get_by_label("Datum van het besluit").fill("8 december 2099")
    leader.get_by_role("button", name="Maak het rapport").click()
    expect(leader.get_by_role("link", name=re.compile("^Lees de PDF van"))).to_have_count(9, timeout=120_000)

    links = leader.get_by_role("link", name=re.compile("^Lees de PDF van"))
    documents = {
        links.nth(index).inner_text().removeprefix("Lees de PDF van ").strip(): links.nth(index).get_attribute("href")
        for index in range(9)
    }
    for address in documents.values():
        pdf = leader.request.get(address).body()
        assert_pdf_ua(pdf, tmp_path)
    leader.get_by_role("button", name="Deel met de gemeenten").click()

    for municipality, figure in (("Aalten", AALTEN_SCENARIO_2), ("Doetinchem", DOETINCHEM_SCENARIO_2)):
        switch_role(leader, f"Wethouder van {municipality}")
        leader.goto("/rapporten/")
        leader.get_by_role("link", name="Inkoop leerroutes").click()
        link = leader.get_by_role("link", name=f"Lees de PDF van {municipality}")
        pdf = leader.request.get(link.get_attribute("href")).body()
        first_page = text_of(pdf, tmp_path, last=1)
        assert "Gevraagd besluit" in first_page
        assert municipality in first_page
        assert figure in first_page
        assert "8 december 2099" in first_page
        assert "risico" in first_page.lower()
        assert leader.get_by_role("link", name=re.compile("^Lees de PDF van")).count() == 2

    switch_role(leader, "Wethouder van Winterswijk")
    assert leader.request.get(documents["Aalten"]).status == 404
