"""The results in a real browser: quickly found, readable on a telephone, and nothing wrong for axe."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from inburgering.accounts.models import User
from tests.browser import assert_accessible
from tests.regions.results.conftest import Workshop

pytestmark = pytest.mark.django_db(transaction=True)

RESULTS = "/regios/achterhoek/werksessies/1/uitkomsten/"
PAGES = [f"{RESULTS}{name}/" for name in ("meningenkaart", "gelijkenis", "agenda", "per-groep", "stelling/1")]


def enter(page: Page, live_server: object, user: User) -> None:
    """Sign in without the form: that is somebody else's test."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": str(live_server)}])


@pytest.fixture
def adviser(page: Page, live_server: object, transactional_db: None, revealed: Workshop) -> Page:
    enter(page, live_server, revealed.world.adviser("aalten"))
    return page


def test_where_one_differs_most_takes_two_clicks_and_stands_in_the_first_sentence(adviser: Page) -> None:
    page, clicks = adviser, 0
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto("/regios/achterhoek/")

    page.get_by_role("link", name="Uitkomsten", exact=True).first.click()
    clicks += 1
    sentence = page.locator("p.rs-finding")
    expect(sentence).to_contain_text("Aalten verschilt het meest bij ‘")
    first = sentence.inner_text().split(". ")[0]
    label = re.search(r"‘(.+?)’", first)
    assert label
    box = sentence.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 768  # without scrolling
    page.get_by_role("link", name=label[1], exact=True).first.click()
    clicks += 1

    expect(page.get_by_role("row", name=re.compile("^Aalten"))).to_be_visible()
    assert clicks <= 2


def test_the_pages_of_meaning_hold_on_every_screen(adviser: Page) -> None:
    page, wrong = adviser, []

    for url in PAGES:
        for width, height in ((1366, 768), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{url}?gemeente=doetinchem")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{url} scrolls sideways at {width}")
            if width == 320:  # the wide pages are walked with axe in tests/journeys
                assert_accessible(page)
            for text in page.locator(".rs-figure__image:visible text").all()[:3]:
                if text.evaluate("node => node.getBoundingClientRect().height") < 11:
                    wrong.append(f"{url} has small words in its figure at {width}")
        page.reload()
        chosen = page.get_by_label("Bekijk voor").first
        if chosen.input_value() != "doetinchem":
            wrong.append(f"{url} forgets for whom one looks")
    assert wrong == []


def test_looking_for_another_municipality_changes_words_and_address(adviser: Page) -> None:
    adviser.set_viewport_size({"width": 1366, "height": 768})
    adviser.goto(PAGES[1])
    adviser.get_by_label("Bekijk voor").first.select_option("winterswijk")

    expect(adviser).to_have_url(re.compile("gemeente=winterswijk"))
    expect(adviser.locator("p.rs-finding .rs-mark")).to_have_text("Winterswijk")
    expect(adviser.locator("th.rs-heat__mine")).to_have_text("Winterswijk")
