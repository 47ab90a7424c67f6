"""Every page in a real browser: nothing wrong for axe, nothing sideways, and the questionnaire without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import assert_accessible
from tests.factories import reference_data
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

REGION = "/regios/achterhoek/"
SESSION = f"{REGION}werksessies/1/"
RESULTS = f"{SESSION}uitkomsten/"
PROPOSAL = f"{REGION}subregios/voorstel-1/"
COMPARE = f"{REGION}scenarios/vergelijken/"
PUBLIC = ["/", "/inloggen/", "/hulp/", "/toegankelijkheid/", "/privacy/", "/over-deze-gegevens/", "/doe-mee/",
          "/begin/", "/voorbeeld/verwijderen/", "/bestaat-niet/"]  # fmt: skip
LEADER = [
    REGION, f"{REGION}werksessies/", f"{REGION}werksessies/nieuw/", SESSION, f"{SESSION}regie/", f"{SESSION}scherm/",
    f"{SESSION}vragenlijst/", f"{SESSION}wijzigen/", f"{SESSION}tonen/", f"{RESULTS}verschillen/?gemeente=aalten",
    f"{RESULTS}verschillen/?weergave=lijst", f"{RESULTS}stelling/1/",
    f"{REGION}werksessies/2/", f"{REGION}werksessies/2/regie/", f"{REGION}werksessies/2/scherm/",
    f"{REGION}werksessies/2/uitkomsten/verschillen/", f"{REGION}subregios/",
    f"{PROPOSAL}?gemeente=aalten", f"{PROPOSAL}wijzigen/?gemeente=berkelland&naar=2",
    f"{PROPOSAL}gevolgen/", f"{REGION}scenarios/", f"{REGION}scenarios/nieuw/",
    f"{REGION}scenarios/1/", f"{REGION}scenarios/2/wijzigen/", f"{COMPARE}?s=1,2,3&gemeente=aalten",
    f"{COMPARE}?s=1,2&rijen=alles", f"{REGION}aannames/", f"{REGION}aannames/price_b1/",
    f"{REGION}aannames/instroom/aalten/", f"{REGION}instroom/bestand/",
    "/rapporten/", f"{REGION}rapporten/nieuw/", "/beheer/rollen/",
]  # fmt: skip
ADVISER = [REGION, SESSION, f"{SESSION}namens/aalten/",
           f"{REGION}werksessies/2/", f"{REGION}werksessies/2/namens/aalten/", f"{REGION}scenarios/",
           f"{REGION}subregios/", "/rapporten/"]  # fmt: skip
SIZES = [{"width": 1366, "height": 768}, {"width": 375, "height": 667}]
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


def as_leader(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Open de voorbeeldregio").click(timeout=60_000)  # it is loaded at this moment
    expect(page.get_by_role("heading", level=1)).to_have_text("Regio Achterhoek")


def look_at(page: Page, addresses: list[str]) -> list[str]:
    """Return what is wrong: axe, sideways scrolling at 320 px, focus that cannot be seen."""
    wrong = []
    for address in addresses:
        for size in SIZES:
            page.set_viewport_size(size)
            page.goto(address)
            try:
                assert_accessible(page)
            except pytest.fail.Exception as found:
                wrong.append(f"{address} {size['width']}: {found}")
            if page.evaluate(SIDEWAYS) > 0:
                wrong.append(f"{address} scrolls sideways at {size['width']}")
        page.set_viewport_size({"width": 320, "height": 640})
        if page.evaluate(SIDEWAYS) > 0:
            wrong.append(f"{address} scrolls sideways at 320")
        titles.setdefault(page.title(), address.split("?")[0])
        if titles[page.title()] != address.split("?")[0] and address != "/bestaat-niet/":
            wrong.append(f"{address} has the title of {titles[page.title()]}: {page.title()}")
    return wrong


titles: dict[str, str] = {}


def test_public_pages(page: Page) -> None:
    reference_data()

    assert look_at(page, PUBLIC) == []


def test_pages_of_the_region(page: Page) -> None:
    reference_data()
    as_leader(page)
    titles.clear()

    assert look_at(page, LEADER) == []


def test_pages_of_a_municipality_and_of_a_guest(page: Page, new_device: Callable[..., BrowserContext]) -> None:
    reference_data()
    as_leader(page)
    page.goto(f"{REGION}werksessies/2/")
    code = page.locator(".rs-invite__code").inner_text().strip()
    page.locator("select[name=role]").first.select_option(label="Maaike Hoekman, beleidsadviseur Aalten")
    expect(page.get_by_role("heading", level=1)).to_have_text("Regio Achterhoek")
    titles.clear()
    wrong = look_at(page, ADVISER)

    guest = new_device().new_page()
    wrong += look_at(guest, [f"/doe-mee/{code}/"])
    guest.get_by_label("Gemeente").select_option(label="Aalten")
    guest.get_by_label("Naam").fill("Piet")
    guest.get_by_role("button", name="Begin met vraag 1").click()
    seat = f"/doe-mee/{code}/"
    wrong += look_at(guest, [f"{seat}vraag/1/", f"{seat}vragen/", f"{seat}controleren/", f"{seat}klaar/"])

    assert wrong == []


def test_the_question_fits_a_telephone_without_scrolling(page: Page, new_device: Callable[..., BrowserContext]) -> None:
    """S8: statement, six answers, the button and the status are in view at 375 x 667."""
    reference_data()
    as_leader(page)
    page.goto(f"{REGION}werksessies/2/")
    code = page.locator(".rs-invite__code").inner_text().strip()
    phone = new_device(viewport={"width": 375, "height": 667}).new_page()
    phone.goto(f"/doe-mee/{code}/")
    phone.get_by_label("Gemeente").select_option(label="Bronckhorst")
    phone.get_by_label("Naam").fill("Bas")
    phone.get_by_role("button", name="Begin met vraag 1").click()

    for number in range(1, 9):
        phone.goto(f"/doe-mee/{code}/vraag/{number}/")
        tiles = phone.locator(".rs-tile")
        parts = [tiles.nth(index) for index in range(tiles.count())] + [
            phone.get_by_role("button", name=re.compile("Volgende vraag|Controleer"))
        ]
        assert tiles.count() == 6
        for part in parts:
            box = part.bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 667, (number, part.inner_text())


def test_the_questionnaire_without_scripts(page: Page, new_device: Callable[..., BrowserContext]) -> None:
    """A7: joining, answering, checking and sharing with JavaScript switched off."""
    reference_data()
    as_leader(page)
    page.goto(f"{REGION}werksessies/2/")
    code = page.locator(".rs-invite__code").inner_text().strip()
    plain = new_device(java_script_enabled=False).new_page()
    plain.goto("/doe-mee/")
    plain.get_by_label("Code").fill(code)
    plain.get_by_role("button", name="Doe mee").click()
    plain.get_by_label("Gemeente").select_option(label="Winterswijk")
    plain.get_by_label("Naam").fill("Bas")
    plain.get_by_role("button", name="Begin met vraag 1").click()
    for _ in range(7):
        plain.get_by_role("radio", name=re.compile("^Eens")).check(force=True)
        plain.get_by_role("button", name="Volgende vraag").click()
    plain.get_by_role("button", name="Controleer je antwoorden").click()
    expect(plain.get_by_text("Nog 1 open")).to_be_visible()
    plain.get_by_role("button", name="Antwoorden delen met de werksessie").click()
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


def test_from_the_welcome_page_to_the_first_report_in_six_clicks(page: Page, celery_worker_process: Worker) -> None:
    """T16: at most six clicks from the first page of a new installation to a PDF."""
    reference_data()
    page.goto("/")
    clicks = [
        lambda: page.get_by_role("button", name="Open de voorbeeldregio").click(timeout=60_000),
        lambda: page.get_by_role("link", name="Rapporten", exact=True).first.click(),
        lambda: page.get_by_role("link", name=re.compile("^Maak een rapport")).click(),
        lambda: page.get_by_role("radio", name=re.compile("^2 ")).check(),
        lambda: page.get_by_role("button", name="Maak het rapport").click(),
    ]
    for click in clicks[:4]:
        click()
    page.get_by_label("Datum van het besluit").fill("08-12-2099")
    clicks[4]()
    link = page.get_by_role("link", name="Lees de PDF van Aalten")
    expect(link).to_be_visible(timeout=90_000)

    response = page.request.get(link.get_attribute("href"))  # the sixth click

    assert response.body()[:5] == b"%PDF-"
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("inline")
    assert "Aalten" in response.headers["content-disposition"]
    assert len(response.body()) < 1_000_000
