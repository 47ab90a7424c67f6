"""Comparing and what going together is worth, in a real browser: few clicks, readable, nothing sideways."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from inburgering.accounts.models import User
from procurement.actions import scenario
from regions.actions import cooperation
from tests import factories
from tests.browser import assert_accessible
from tests.procurement.conftest import Buying, arranged

pytestmark = pytest.mark.django_db(transaction=True)
REGION = "/regios/achterhoek/"
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
COUNT_CLICKS = """addEventListener("pointerdown", () => window.countClick(), true)"""


@pytest.fixture
def world() -> Buying:
    factories.reference_data()
    world = arranged()
    with world.seen_by("leader"):
        cooperation.make(proposal=world.proposal, name="Samen waar het kan", by=world.leader)
        for one in world.scenarios:
            scenario.share(scenario=one, by=world.leader)
    return world


def signed_in(context: BrowserContext, user: User, url: str) -> Page:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return context.new_page()


def test_three_scenarios_for_my_municipality_in_few_clicks(browser_context, world: Buying, live_server) -> None:
    """T10: at most 4 clicks and 2 pages for who works for a municipality; the leader chooses it on the page."""
    clicks: list[int] = []
    page = signed_in(browser_context, world.users["adviser"], str(live_server))
    page.expose_function("countClick", lambda: clicks.append(1))
    page.add_init_script(COUNT_CLICKS)
    pages: list[str] = []
    page.goto(REGION, timeout=60_000)  # the first page loads every module
    page.on("framenavigated", lambda frame: pages.append(frame.url))

    page.get_by_role("link", name="Scenario’s", exact=True).first.click()
    page.get_by_role("link", name="Vergelijk de scenario’s").click()

    row = page.get_by_role("row", name="Kosten voor Aalten per jaar")
    expect(row).to_be_visible()
    assert row.get_by_text("€").count() >= 3
    assert (len(clicks), len(pages)) == (2, 2)

    leader = signed_in(browser_context, world.leader, str(live_server))
    leader.goto(f"{REGION}scenarios/")
    leader.get_by_role("link", name="Vergelijk de scenario’s").click()
    leader.get_by_label("Bekijk voor").select_option(label="Aalten")
    expect(leader.get_by_role("row", name="Kosten voor Aalten per jaar")).to_be_visible()


def test_weights_are_chosen_on_the_page_and_the_pages_are_accessible(
    browser_context, world: Buying, live_server, tmp_path
) -> None:
    page = signed_in(browser_context, world.leader, str(live_server))
    page.goto(f"{REGION}scenarios/vergelijken/?gemeente=aalten&s=1&s=3", timeout=60_000)
    page.get_by_label("Kosten", exact=True).select_option("zwaar")
    page.get_by_role("button", name="Weeg opnieuw").click()

    expect(page.get_by_label("Kosten", exact=True)).to_have_value("zwaar")
    assert "gemeente=aalten" in page.url
    assert page.url.count("s=") >= 2

    for number, address in enumerate([page.url, f"{REGION}samenwerking/1/meerwaarde/?gemeente=aalten"]):
        page.goto(address)
        for width, height in ((1366, 768), (375, 667), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            for details in page.query_selector_all("details"):
                details.evaluate("(one) => (one.open = true)")
            assert page.evaluate(SIDEWAYS) <= 0, (number, width)
            assert_accessible(page)
            page.screenshot(path=tmp_path / f"{number}-{width}.png", full_page=True)
