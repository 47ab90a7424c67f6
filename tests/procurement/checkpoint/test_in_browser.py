"""With scripts switched off: a checkpoint in three clicks from the list, and a scenario on it in two."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests import factories
from tests.procurement.checkpoint.conftest import discussed
from tests.procurement.conftest import arranged

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "/regios/achterhoek/"
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def leaders_page(transactional_db: None, new_device: Callable[..., BrowserContext], live_server: object) -> Page:
    factories.reference_data()
    agreeing = discussed(arranged())
    client = Client()
    client.force_login(agreeing.buying.leader)
    context = new_device(java_script_enabled=False, viewport={"width": 375, "height": 667})
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": str(live_server)}])
    return context.new_page()


def test_a_checkpoint_and_a_scenario_on_it_without_scripts(leaders_page: Page) -> None:
    page, clicks = leaders_page, []

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
