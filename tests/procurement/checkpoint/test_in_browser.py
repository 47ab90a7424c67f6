"""In a real browser: the outcome follows every choice; without scripts a checkpoint in 3 clicks, a scenario in 2."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from inburgering.accounts.models import User
from tests import factories
from tests.procurement.checkpoint.conftest import discussed
from tests.procurement.conftest import arranged

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "/regios/achterhoek/"
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def leader(transactional_db: None) -> User:
    factories.reference_data()
    return discussed(arranged()).buying.leader


def signed_in(context: BrowserContext, leader: User, url: str) -> Page:
    client = Client()
    client.force_login(leader)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return context.new_page()


def test_what_it_comes_to_follows_every_choice(
    leader: User, browser_context: BrowserContext, live_server: object
) -> None:
    page = signed_in(browser_context, leader, str(live_server))
    page.goto(f"{BASE}scenarios/nieuw/")
    contracts = page.locator("[data-outcome=numbers] dd").nth(2)
    expect(contracts).to_have_text("3")

    page.locator("#id_B1-scale").select_option("LOKAAL")

    expect(contracts).to_have_text("10")
    page.get_by_label("Naam").fill("Blijft staan")
    page.locator("#id_B1-lots").fill("veel")
    page.locator("#id_B1-group_size").focus()
    expect(page.get_by_text("Vul eerst alles goed in.")).to_be_visible()
    expect(page.get_by_label("Naam")).to_have_value("Blijft staan")
    expect(page.locator("#id_B1-lots")).to_have_value("veel")


def test_a_checkpoint_and_a_scenario_on_it_without_scripts(
    leader: User, new_device: Callable[..., BrowserContext], live_server: object
) -> None:
    device = new_device(java_script_enabled=False, viewport={"width": 375, "height": 667})
    page, clicks = signed_in(device, leader, str(live_server)), []

    def click(target: Locator) -> None:
        clicks.append(target)
        target.click()
        page.wait_for_load_state()
        assert page.evaluate(SIDEWAYS) <= 0

    page.goto(f"{BASE}piketpaaltjes/")
    click(page.get_by_role("link", name="Sla een piketpaaltje"))
    page.get_by_label("Nog open").fill("Hoe verdelen wij de kosten?")
    click(page.get_by_role("button", name="Verder: kijk of het klopt"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    click(page.get_by_role("button", name="Sla het piketpaaltje"))

    expect(page.get_by_text("Piketpaaltje 1 is geslagen.")).to_be_visible()
    expect(page.get_by_text("Hoe verdelen wij de kosten?")).to_be_visible()
    assert len(clicks) == 3

    click(page.get_by_role("link", name="Maak een scenario"))
    page.get_by_label("Naam").fill("Zoals afgesproken")
    click(page.get_by_role("button", name="Bewaar het scenario"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoals afgesproken")
    expect(page.get_by_role("link", name="Piketpaaltje 1")).to_be_visible()
    assert len(clicks) == 5
