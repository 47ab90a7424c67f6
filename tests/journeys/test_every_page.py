"""Every page of a municipality, of a guest and of a visitor: nothing wrong for axe, nothing sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader
from tests.journeys.looking import look_at, titles

pytestmark = pytest.mark.django_db(transaction=True)

SESSION = f"{REGION}werksessies/1/"
RESULTS = f"{SESSION}uitkomsten/"
PROCESS = f"{REGION}processen/1/"
PUBLIC = ["/", "/inloggen/", "/hulp/", "/toegankelijkheid/", "/privacy/", "/over-deze-gegevens/", "/doe-mee/",
          "/begin/", "/voorbeeld/verwijderen/", "/bestaat-niet/"]  # fmt: skip
ADVISER = [REGION, SESSION, f"{SESSION}namens/aalten/", f"{SESSION}groepsgesprek/",
           f"{SESSION}namens/aalten/taken/", f"{REGION}werksessies/2/namens/aalten/feiten/",
           f"{SESSION}namens/aalten/bestuurlijk-vaststellen/", f"{REGION}taakverdeling/?toon=alles&gemeente=aalten",
           f"{RESULTS}feiten/", f"{REGION}werksessies/2/", f"{REGION}werksessies/2/namens/aalten/",
           f"{REGION}scenarios/", f"{REGION}subregios/", PROCESS, f"{PROCESS}uitgangspunten/3/",
           "/rapporten/"]  # fmt: skip


def test_public_pages(page: Page) -> None:
    reference_data()

    assert look_at(page, PUBLIC) == []


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
