"""A morning of a klantregisseur: few clicks, everything by keyboard, nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from tests.journeys.test_decision_clicks import Counter
from tests.people import Casework, casework, signed_in
from trajectories.actions import appointment
from trajectories.models import Conversation, Trajectory

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = "Gesprek met Amina Haddad vastgelegd."


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    session = signed_in(user).cookies["sessie"].value
    context.add_cookies([{"name": "sessie", "value": session, "url": address}])


@pytest.fixture
def work() -> Casework:
    return casework()


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    """Amina has an appointment today; thirty others make the list long."""
    today = timezone.localdate()
    made = work.register(registered_on=today - timedelta(days=5), kennisgeving_on=today - timedelta(days=66))
    with as_user(work.bakker.pk):
        appointment.plan(trajectory=made, planned_on=today, form="KANTOOR", on=today, by=work.bakker)
    for place in range(24):
        work.register(f"Persoon {place:02d}", registered_on=today)
    return made


def conversations(work: Casework, amina: Trajectory) -> list[Conversation]:
    with as_user(work.bakker.pk):
        return list(amina.conversations.all())


def in_view(page: Page) -> int:
    return page.locator("tbody tr").evaluate_all(
        "rows => rows.filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"
    )


def test_a_conversation_takes_three_clicks_and_no_other_page(
    page: Page, browser_context: BrowserContext, live_server: object, work: Casework, amina: Trajectory
) -> None:
    """T1 (3 clicks, 1 page), T4 (1 click, 1 page), T5 (1 click and typing, 1 page), C1, C3."""
    sign_in(browser_context, work.bakker, str(live_server))
    counter = Counter(page)
    page.goto("/vandaag/")
    counter.start()
    page.get_by_role("link", name="Haddad, Amina").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Haddad, Amina")
    assert (counter.clicks, counter.pages) == (1, 1)

    page.goto("/vandaag/")
    counter.start()
    page.get_by_role("link", name="Gesprek vastleggen met Haddad, Amina").first.click()
    panel = page.get_by_role("complementary", name="Gesprek vastleggen")
    expect(panel.get_by_role("radio", name="Ja")).to_be_focused()
    expect(panel.get_by_role("radio", name="Ja")).not_to_be_checked()
    panel.get_by_text("Ja", exact=True).click()
    panel.get_by_role("button", name="Gesprek opslaan").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    # A click on a label is followed by one of the browser itself on its radio, which is no click of a person.
    assert (counter.clicks, counter.pages) in {(3, 0), (4, 0)}
    assert [one.attendance for one in conversations(work, amina)] == ["PRESENT"]

    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto("/caseload/?toon=alles")
    assert in_view(page) >= 12
    page.set_viewport_size({"width": 1093, "height": 520})
    assert in_view(page) >= 8
    counter.start()
    page.get_by_label("Zoek naam, nummer of geboortedatum").click()
    page.keyboard.type("hadd")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert counter.clicks - 1 <= 1  # Enter presses the button of the form
    assert counter.pages == 1
    assert "hadd" not in page.url.lower()

    page.goto("/caseload/?sorteer=naam")
    page.evaluate("scrollTo(0, 300)")
    page.wait_for_function("scrollY > 200")
    page.locator("tbody th a").nth(15).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Mijn caseload")
    page.go_back()
    expect(page).to_have_url(f"{live_server}/caseload/?sorteer=naam")
    page.wait_for_function("scrollY > 200")


def test_what_is_typed_survives_escape_a_slow_line_and_an_expired_session(
    page: Page, browser_context: BrowserContext, live_server: object, work: Casework, amina: Trajectory
) -> None:
    sign_in(browser_context, work.bakker, str(live_server))
    page.goto("/caseload/?toon=alles")
    link = page.get_by_role("link", name="Gesprek vastleggen met Haddad, Amina").first
    link.click()
    note = page.get_by_role("textbox", name="Notitie")
    note.fill("Wil in de zorg werken.")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(link).to_be_focused()

    link.click()
    expect(page.get_by_text("Dit is je concept van")).to_be_visible()
    expect(note).to_have_value("Wil in de zorg werken.")
    note.press_sequentially(" Diploma ligt bij haar zus.")
    page.get_by_role("radio", name="Ja").check()
    expect(page.locator("[data-status]")).to_contain_text("Concept bewaard om")

    browser_context.clear_cookies()
    note.press_sequentially(" En nog iets.")
    page.get_by_role("button", name="Gesprek opslaan").click()
    expect(page.get_by_text("Je bent niet meer ingelogd. Je tekst staat nog hier.")).to_be_visible()
    typed = note.input_value()
    assert "En nog iets." in typed
    sign_in(browser_context, work.bakker, str(live_server))
    note.press("Control+Enter")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert [one.note for one in conversations(work, amina)] == [typed.strip()]


def test_the_list_works_by_keyboard_and_the_keys_can_be_switched_off(
    page: Page, browser_context: BrowserContext, live_server: object, work: Casework, amina: Trajectory
) -> None:
    sign_in(browser_context, work.bakker, str(live_server))
    page.goto("/caseload/?sorteer=naam")
    links = page.locator("tbody th a")
    page.keyboard.press("j")  # outside the list no key does anything
    links.first.focus()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_have_text("1 gekozen:")
    page.keyboard.press("g")
    expect(page.get_by_role("heading", name="Gesprek vastleggen")).to_be_visible()
    page.keyboard.press("Escape")
    links.first.focus()
    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    page.keyboard.press("Escape")
    links.first.focus()
    page.keyboard.press("/")
    expect(page.get_by_label("Zoek naam, nummer of geboortedatum")).to_be_focused()
    links.first.focus()
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zet een taak klaar")

    page.goto("/caseload/sneltoetsen/")
    page.get_by_role("button", name="Zet de sneltoetsen uit").click()
    page.goto("/caseload/?sorteer=naam")
    links.first.focus()
    page.keyboard.press("j")
    expect(links.first).to_be_focused()
