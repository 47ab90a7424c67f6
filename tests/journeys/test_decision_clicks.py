"""How few clicks a decision takes: a municipality to another subregion, and from a scenario to the PDF of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader, stop_the_example
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


class Counter:
    """What a person does on a page: clicks as the page sees them, choices in a list, and pages that open."""

    def __init__(self, page: Page) -> None:
        self.clicks, self.pages = 0, 0
        page.expose_function("countClick", self._clicked)
        page.add_init_script("document.addEventListener('click', event => event.isTrusted && countClick(), true)")
        page.on("framenavigated", self._opened)

    def _clicked(self) -> None:
        self.clicks += 1

    def _opened(self, _frame: object) -> None:
        self.pages += 1

    def start(self) -> None:
        self.clicks = self.pages = 0


def test_moving_a_municipality_and_making_a_report_take_few_clicks(
    page: Page, new_device: Callable[..., BrowserContext], celery_worker_process: Worker
) -> None:
    """T9 (3 clicks, 1 page), T11 and P1 (at most 5 clicks and 2 pages; the progress survives leaving the page)."""
    reference_data()
    counter = Counter(page)
    as_leader(page)
    stop_the_example(page)

    page.goto(f"{REGION}subregios/voorstel-1/")
    counter.start()
    page.get_by_label("Verplaats").select_option(label="Berkelland")
    page.get_by_label("naar").select_option(label="Oost")
    page.get_by_role("button", name="Reken door").click()
    expect(page.get_by_role("heading", name="Voor en na")).to_be_visible()
    assert (counter.clicks + 2, counter.pages) == (3, 1)  # choosing in a list counts as one

    page.goto(f"{REGION}scenarios/4/")
    counter.start()
    page.get_by_role("link", name="Maak een rapport").click()
    page.get_by_role("radio", name=re.compile("^4 ")).check()
    page.get_by_label("Datum van het besluit").focus()
    page.keyboard.type("8 december 2099")
    page.get_by_role("button", name="Maak het rapport").click()
    expect(page.get_by_text(re.compile(r"van 9 documenten klaar|documenten zijn klaar")).first).to_be_visible()
    assert counter.pages == 2
    made = counter.clicks

    page.goto(REGION)  # leave, and come back
    page.goto("/rapporten/")
    page.get_by_role("link", name="Inkoop leerroutes").first.click()
    own = page.get_by_role("link", name="Lees de PDF van Aalten")
    expect(own).to_be_visible(timeout=240_000)
    assert page.request.get(own.get_attribute("href")).body().startswith(b"%PDF")
    assert made + 1 <= 5
