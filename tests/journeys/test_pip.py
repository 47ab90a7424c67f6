"""The PIP in a browser: from a version in force to signing another leerroute in few clicks, with and without script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from tests.browser import assert_accessible
from tests.journeys.test_decision_clicks import Counter
from tests.people import Casework, casework, signed_in
from tests.trajectories.pip.conftest import drafted, established
from trajectories.actions import plan
from trajectories.models import Pip, Trajectory

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Het gaat sneller dan verwacht: na een half jaar al bijna A2."


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    session = signed_in(user).cookies["sessie"].value
    context.add_cookies([{"name": "sessie", "value": session, "url": address}])


@pytest.fixture
def work() -> Casework:
    return casework()


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    """Amina has a PIP in force since two months, and a plan."""
    today = timezone.localdate()
    since = today - timedelta(days=60)
    made = work.register(kennisgeving_on=since - timedelta(days=50), plicht_begins_on=since - timedelta(days=90))
    with as_user(work.bakker.pk):
        plan.from_template(trajectory=made, key="start-b1", on=since, by=work.bakker)
    established(work, made, on=since)
    return made


def versions(work: Casework, amina: Trajectory) -> list[Pip]:
    with as_user(work.bakker.pk):
        return list(amina.pips.order_by("number"))


def test_another_route_is_put_before_the_inburgeraar_in_few_clicks(
    page: Page, browser_context: BrowserContext, live_server: object, work: Casework, amina: Trajectory
) -> None:
    """T7 (8 clicks, 3 pages), D3: version, another route, the checks of DUO, and on the table to be signed."""
    sign_in(browser_context, work.bakker, str(live_server))
    counter = Counter(page)
    page.goto(f"/trajecten/{amina.number}/pip/")
    counter.start()
    page.get_by_role("radio", name="andere leerroute").check()
    page.get_by_label("Uitleg").focus()
    page.keyboard.type(WHY)
    page.get_by_role("button", name="Maak een concept").click()
    checks = page.get_by_role("complementary", name="Controle")
    page.get_by_role("radio", name="onderwijsroute", exact=True).check()
    # What does not belong to this route is said at once, and nothing of it is kept.
    expect(checks.get_by_text("Bij de onderwijsroute hoort geen MAP").first).to_be_visible()
    for field in ("#id_map_hours", "#id_intensity_hours"):
        page.locator(field).focus()
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
    page.locator("#id_dated_on").focus()
    page.keyboard.type(f"{timezone.localdate():%d-%m-%Y}")
    page.keyboard.press("Tab")
    expect(checks.get_by_role("heading", name="Klaar om vast te stellen")).to_be_visible()
    page.get_by_role("button", name="Bewaar en leg voor ter ondertekening").click()
    expect(page.get_by_role("heading", name="Tekenen op dit scherm")).to_be_visible()
    expect(page.get_by_text("Je leert Nederlands voor een opleiding (onderwijsroute).")).to_be_visible()

    # Clicking a label clicks its radio too: two radios at most count twice.
    assert counter.clicks <= 8
    assert counter.pages <= 3
    assert [(one.state, one.leerroute) for one in versions(work, amina)] == [
        ("ESTABLISHED", "B1"), ("CONCEPT", "ONDERWIJS"),
    ]  # fmt: skip


def test_without_script_the_same_is_done_and_signed(
    browser: Browser, live_server: object, work: Casework, amina: Trajectory
) -> None:
    """A7, D4, F5: explanation, two ticks, a name, a page to confirm; then establishing with a page of its own."""
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False, locale="nl-NL")
    sign_in(context, work.bakker, str(live_server))
    page = context.new_page()
    page.goto(f"/trajecten/{amina.number}/pip/", timeout=60_000)
    page.get_by_label("andere reden").check()
    page.get_by_role("button", name="Maak een concept").click()
    page.locator("#id_reason_words").fill("Er is een kind geboren, dus andere uren.")
    page.locator("#id_dated_on").fill(f"{timezone.localdate():%d-%m-%Y}")
    page.get_by_role("button", name="Bewaar en controleer").click()
    expect(page.get_by_role("heading", name="Klaar om vast te stellen")).to_be_visible()
    page.get_by_role("button", name="Bewaar en leg voor ter ondertekening").click()
    page.get_by_label("Ik heb het plan begrepen.").check()
    page.get_by_label("Ik teken dit plan.").check()
    page.get_by_role("button", name="Controleer en teken").click()
    page.get_by_role("button", name="Teken het plan").click()
    page.get_by_role("link", name="Stel vast").click()
    expect(page.get_by_text("Daarna verandert dit deel niet meer.")).to_be_visible()
    page.get_by_role("button", name="Stel PIP versie 2 vast").click()
    expect(page.get_by_text("PIP versie 2 is vastgesteld.")).to_be_visible()
    context.close()

    assert [(one.state, bool(one.signed_at)) for one in versions(work, amina)] == [
        ("REPLACED", False), ("ESTABLISHED", True),
    ]  # fmt: skip


def test_every_page_of_the_pip_is_accessible_and_fits_a_phone(
    page: Page, browser_context: BrowserContext, live_server: object, work: Casework, amina: Trajectory
) -> None:
    drafted(work, amina, "OTHER", on=timezone.localdate(), reason_words="Er is een kind geboren.")
    sign_in(browser_context, work.bakker, str(live_server))
    pip = f"/trajecten/{amina.number}/pip/"
    pages = [
        pip, f"{pip}versies/1/", f"{pip}versies/2/wijzigen/", f"{pip}versies/2/vaststellen/",
        f"{pip}versies/2/vergelijk/1/", f"{pip}versies/2/ondertekenen/", f"{pip}versies/2/samen/",
        f"{pip}versies/2/brief/", f"{pip}doelen/nieuw/",
        f"/trajecten/{amina.number}/duo-blok/",
    ]  # fmt: skip
    for address in pages:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(address, timeout=60_000)
        assert_accessible(page)
        for width in (320, 375):
            page.set_viewport_size({"width": width, "height": 667})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
