"""A reader with a link in a real browser: what counts as read, where the address goes, the code and the reaction."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser import assert_accessible
from tests.procurement.reading.conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


def looked_at(page: Page) -> None:
    """Fit every screen, and axe finds nothing."""
    for width, height in ((1366, 768), (768, 1024), (375, 667), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SIDEWAYS) <= 0, (page.title(), width)
    assert_accessible(page)


def test_a_reading_counts_after_somebody_looked_and_touched(page: Page, desk: Desk) -> None:
    token = desk.link()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.clock.install()
    page.goto(f"/lezen/{token}/")

    page.clock.run_for(20_000)
    posts_before = [one for one in asked if one.method == "POST"]
    with page.expect_response(lambda response: response.url.endswith("/gelezen/")):
        page.mouse.wheel(0, 300)
        page.clock.run_for(2_000)

    expect(page.get_by_text("Genoteerd: dit document is gelezen.")).to_be_visible()
    assert posts_before == []
    assert desk.row(token).first_read_at is not None
    assert not [one.url for one in asked if token in one.all_headers().get("referer", "")]


def test_without_scripts_the_button_counts(new_device, desk: Desk) -> None:
    token = desk.link()
    page = new_device(java_script_enabled=False).new_page()
    page.goto(f"/lezen/{token}/")
    assert desk.row(token).first_read_at is None

    page.get_by_role("button", name="Ik heb dit gelezen").click()

    expect(page.get_by_text("Genoteerd: dit document is gelezen.")).to_be_visible()
    assert desk.row(token).first_read_at is not None


def test_a_confidential_document_is_read_and_answered_after_the_code(page: Page, secret_desk: Desk) -> None:
    """Forms work on a page that sends no referrer; every page is accessible and fits a telephone."""
    token = secret_desk.link()
    page.goto(f"/lezen/{token}/")
    looked_at(page)
    page.get_by_role("button", name="Mail de code").click()
    page.get_by_label("Code").fill("geen code")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Vul de code van 6 cijfers in")
    looked_at(page)

    page.get_by_label("Code").fill(secret_desk.code())
    page.get_by_role("button", name="Open het document").click()
    expect(page.get_by_role("heading", name="Gevraagd besluit")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Reageer op dit document").click()
    page.get_by_label("Ik kan instemmen, mits").check()
    page.get_by_role("button", name="Bewaar de reactie").click()
    expect(page.get_by_role("alert")).to_contain_text("Vul de reden in")
    looked_at(page)
    page.get_by_label("Reden").fill("Mits de les in Aalten blijft.")
    page.get_by_role("button", name="Bewaar de reactie").click()

    expect(page.get_by_text("De reactie is bewaard.")).to_be_visible()
    page.goto("/lezen/verzonnen/")
    looked_at(page)
    page.get_by_role("button", name="Stuur nieuwe link").click()
    expect(page.get_by_role("heading", name="Kijk in je mail")).to_be_visible()
    looked_at(page)
