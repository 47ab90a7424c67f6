"""Every page in a real browser: nothing wrong for axe, nothing sideways, and the questionnaire without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import assert_accessible
from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader

pytestmark = pytest.mark.django_db(transaction=True)

SESSION = f"{REGION}werksessies/1/"
RESULTS = f"{SESSION}uitkomsten/"
PROPOSAL = f"{REGION}subregios/voorstel-1/"
COMPARE = f"{REGION}scenarios/vergelijken/"
PROCESS = f"{REGION}processen/1/"
PUBLIC = ["/", "/inloggen/", "/hulp/", "/toegankelijkheid/", "/privacy/", "/over-deze-gegevens/", "/doe-mee/",
          "/begin/", "/voorbeeld/verwijderen/", "/bestaat-niet/"]  # fmt: skip
LEADER = [
    REGION, f"{REGION}werksessies/", f"{REGION}werksessies/nieuw/", SESSION, f"{SESSION}regie/", f"{SESSION}scherm/",
    f"{SESSION}vragenlijst/", f"{SESSION}wijzigen/", f"{SESSION}tonen/", f"{RESULTS}verschillen/?gemeente=aalten",
    f"{RESULTS}verschillen/?weergave=lijst", f"{RESULTS}stelling/1/",
    *(f"{RESULTS}{name}/?gemeente=aalten" for name in ("meningenkaart", "gelijkenis", "agenda", "per-groep")),
    f"{SESSION}groepsgesprek/", f"{SESSION}groepsgesprek/stelling/1/", f"{SESSION}groepsgesprek/acties/nieuw/",
    f"{SESSION}groepsgesprek/acties/1/", f"{SESSION}regie/notitie/1/",
    f"{REGION}werksessies/2/", f"{REGION}werksessies/2/regie/", f"{REGION}werksessies/2/scherm/",
    f"{REGION}werksessies/2/uitkomsten/verschillen/", f"{REGION}subregios/",
    f"{PROPOSAL}?gemeente=aalten", f"{PROPOSAL}wijzigen/?gemeente=berkelland&naar=2",
    f"{PROPOSAL}gevolgen/", f"{REGION}scenarios/", f"{REGION}scenarios/nieuw/",
    f"{REGION}scenarios/1/", f"{REGION}scenarios/2/wijzigen/", f"{COMPARE}?s=1,2,3&gemeente=aalten",
    f"{COMPARE}?s=1,2&rijen=alles", f"{REGION}aannames/", f"{REGION}aannames/price_b1/",
    f"{REGION}werksessies/3/rondes/", f"{REGION}werksessies/3/rondes/voor-en-na/?gemeente=aalten",
    f"{REGION}scenarios/2/voorwaarden/?gemeente=aalten", f"{REGION}aannames/instroom/aalten/",
    f"{REGION}instroom/bestand/",
    f"{REGION}processen/", f"{REGION}processen/nieuw/", PROCESS, f"{PROCESS}delen/", f"{PROCESS}werksessies/2/",
    f"{PROCESS}uitgangspunten/3/", f"{PROCESS}uitgangspunten/nieuw/", f"{PROCESS}uitgangspunten/vaststellen/",
    f"{PROCESS}gesprekken/", f"{PROCESS}gesprekken/1/", f"{PROCESS}gesprekken/nieuw/", f"{PROCESS}tussenstappen/1/",
    f"{REGION}vragenlijsten/", *(f"{REGION}werksessies/2/{name}/" for name in (
        "vragen", "vragen/voorbeeld", "vragen/bestand", "dupliceren", "stellingen/3", "vragenlijst",
    )),
    "/rapporten/", f"{REGION}rapporten/nieuw/", "/beheer/rollen/",
]  # fmt: skip
ADVISER = [REGION, SESSION, f"{SESSION}namens/aalten/", f"{SESSION}groepsgesprek/",
           f"{SESSION}namens/aalten/taken/", f"{REGION}werksessies/2/namens/aalten/feiten/",
           f"{SESSION}namens/aalten/bestuurlijk-vaststellen/", f"{REGION}taakverdeling/?toon=alles&gemeente=aalten",
           f"{RESULTS}feiten/", f"{REGION}werksessies/2/", f"{REGION}werksessies/2/namens/aalten/",
           f"{REGION}scenarios/", f"{REGION}subregios/", PROCESS, f"{PROCESS}uitgangspunten/3/",
           "/rapporten/"]  # fmt: skip
SIZES = [{"width": 1366, "height": 768}, {"width": 375, "height": 667}]
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


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
