"""The whole road in a real browser, without scripts too: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from tests import factories
from tests.browser import assert_accessible
from tests.procurement.conftest import Buying, arranged
from tests.procurement.inflow_file.conftest import FILE, Leader

pytestmark = pytest.mark.django_db(transaction=True)
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
MIXED = {"B2": 31.5, "C2": "Eigen raming Aalten", "B3": "veel", "C3": "Eigen telling", "D4": "32-13-2026"}


@pytest.fixture
def world() -> Buying:
    factories.reference_data()
    return arranged()


def signed_in(context: BrowserContext, world: Buying, url: str) -> tuple[Page, Leader]:
    client = Client()
    client.force_login(world.leader)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return context.new_page(), Leader(client, world)


def sent(page: Page, file: Path) -> None:
    page.get_by_label("Ingevuld Excel-bestand").set_input_files(file)
    page.get_by_role("button", name="Bekijk de proefrun").click()


def test_pages_are_accessible_and_fit(browser_context: BrowserContext, world: Buying, live_server, tmp_path) -> None:
    page, leader = signed_in(browser_context, world, str(live_server))
    file = tmp_path / "aantallen.xlsx"
    file.write_bytes(leader.filled(MIXED))
    (tmp_path / "brief.xlsx").write_bytes(b"geen Excel")
    page.goto(FILE)
    steps: list[Callable[[], None]] = [
        lambda: None,
        lambda: sent(page, tmp_path / "brief.xlsx"),
        lambda: sent(page, file),
    ]

    for number, step in enumerate(steps):
        step()
        for width, height in ((1366, 768), (375, 667), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(SIDEWAYS) <= 0, (number, width)
            assert_accessible(page)
            page.screenshot(path=tmp_path / f"{number}-{width}.png", full_page=True)


def test_the_whole_road_without_scripts(
    new_device: Callable[..., BrowserContext], world: Buying, live_server, tmp_path
) -> None:
    page, leader = signed_in(new_device(java_script_enabled=False), world, str(live_server))
    file = tmp_path / "aantallen.xlsx"
    file.write_bytes(leader.filled(MIXED))
    page.goto(FILE)

    sent(page, file)
    page.get_by_role("button", name="Bewaar 1 gewijzigd getal").click()

    assert "1 getal is bewaard" in page.content()
    assert "31.50" in str(leader.inflow("aalten").per_year)
    with page.expect_download() as returned:
        page.get_by_role("link", name="Download de foute rijen").click()
    assert returned.value.suggested_filename == "Te herstellen aantallen regio Achterhoek.xlsx"
