"""The first things people do: answer on a telephone, answer without scripts, and get a first report."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


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
