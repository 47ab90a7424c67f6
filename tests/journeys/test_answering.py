"""How it is to answer: few clicks, keys, a receipt; and replies, cookies and sessions that are lost halfway."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from inburgering.accounts.context import as_seat, as_user
from regions.actions import work_session
from regions.models import Answer, LibraryStatement, Seat
from tests import factories
from tests.browser import assert_accessible
from tests.database import as_owner
from tests.regions.workshop.conftest import KEYS, Room

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile("^Opgeslagen om")
COUNT_CLICKS = """addEventListener("pointerdown", () => window.countClick(), true)"""


def room(keys: list[str] | None = KEYS) -> Room:
    """Return an open session with these statements, or with the usual 24."""
    world = factories.world()
    keys = keys or list(LibraryStatement.objects.filter(in_default=True).values_list("key", flat=True))
    with as_user(world.leader.pk):
        session = work_session.prepare(region=world.region, title="Sturen of loslaten", keys=keys, by=world.leader)
    return Room(world, session).open()


def sit(page: Page, code: str, name: str = "Noor", town: str = "Aalten") -> None:
    page.goto(f"/doe-mee/{code}/", timeout=60_000)
    page.get_by_label("Gemeente").select_option(label=town)
    page.get_by_label("Naam").fill(name)
    page.get_by_role("button", name="Begin met vraag 1").click()
    page.wait_for_url("**/vraag/1/")


def seat_of(name: str) -> Seat:
    with as_owner():
        return Seat.objects.select_related("municipality", "session").get(name=name)


def stored(name: str) -> dict[int, tuple[int, int | None, str]]:
    """Return what stands of somebody: revision, value and note by the number of the statement."""
    taken = seat_of(name)
    with as_seat(taken.pk):
        rows = Answer.objects.filter(seat=taken, is_current=True)
        found = rows.values_list("statement__number", "revision", "value", "note")
        return {number: (revision, value, note) for number, revision, value, note in found}


def test_from_the_code_to_a_receipt_in_few_clicks_and_48_keys(page: Page) -> None:
    """T2, T3, S7, S9, F6: the clicks are counted by the page, and choosing in a list counts as one."""
    answering = room(keys=None)
    clicks: list[int] = []
    page.expose_function("countClick", lambda: clicks.append(1))
    page.add_init_script(COUNT_CLICKS)
    page.goto("/doe-mee/", timeout=60_000)  # the first page loads every module
    page.get_by_label("Code").fill(answering.session.code)
    page.get_by_role("button", name="Doe mee").click()
    assert page.locator("main").get_by_role("textbox").count() + page.locator("main select").count() == 2
    page.get_by_label("Gemeente").select_option(label="Aalten")
    page.get_by_label("Naam").fill("Noor")
    page.get_by_role("button", name="Begin met vraag 1").click()
    page.get_by_text("Helemaal eens", exact=True).click()
    expect(page.locator("[data-status]")).to_have_text(SAVED)
    assert len(clicks) + 1 == 4

    pressed = 0
    for number in range(1, 25):
        page.wait_for_url(f"**/vraag/{number}/")
        for key in (str(number % 6), "Enter"):
            page.keyboard.press(key)
            pressed += 1
    page.wait_for_url("**/controleren/")
    assert pressed == 48
    assert {number: value for number, (_, value, _) in stored("Noor").items()} == {
        number: None if number % 6 == 0 else number % 6 - 3 for number in range(1, 25)
    }
    answering.admit(seat_of("Noor"))
    clicks.clear()
    page.get_by_role("button", name="Antwoorden delen met de werksessie").click()

    page.wait_for_url("**/klaar/")
    assert len(clicks) == 1
    receipt = page.locator("main")
    expect(receipt).to_contain_text(f"{answering.session.code}-{seat_of('Noor').pk}")
    expect(receipt).to_contain_text("Wat gebeurt er nu?")
    expect(receipt).to_contain_text("24 van de 24 vragen")
    expect(page.locator(".rs-checklist dt")).to_have_count(24)
    expect(page.get_by_role("button", name="Druk af")).to_be_visible()
    assert_accessible(page)


def test_a_lost_reply_is_no_conflict_and_a_long_note_is_kept(page: Page) -> None:
    """S1, S2, F3, F4: what was sent but not answered, and what is too long to save."""
    answering = room()
    sit(page, answering.session.code)
    status, note = page.locator("[data-status]"), page.get_by_label("Wat moet de groep")

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/vraag/1/", lose_the_reply, times=1)
    page.keyboard.press("4")
    expect(page.locator("[data-offline]")).to_be_visible()
    assert stored("Noor") == {1: (1, 1, "")}
    page.keyboard.press("2")
    expect(status).to_have_text(SAVED)
    expect(page.locator("[data-conflict]")).to_be_hidden()
    assert stored("Noor") == {1: (2, -1, "")}

    words = "avondlessen " * 5_000
    note.fill(words)
    expect(page.locator("[data-error]")).to_contain_text("tekens te lang (maximaal 500)")
    expect(note).to_have_value(words)
    assert stored("Noor") == {1: (2, -1, "")}
    note.fill("Avondlessen in het buurthuis.")
    expect(status).to_have_text(SAVED)
    expect(page.locator("[data-error]")).to_be_hidden()
    page.reload()
    expect(note).to_have_value("Avondlessen in het buurthuis.")


def test_a_lost_cookie_and_a_closed_session_leave_what_was_typed(page: Page) -> None:
    """S4, and answers after closing: kept on the device, shown to be copied, never counted."""
    answering = room()
    code = answering.session.code
    sit(page, code)
    page.goto(f"/doe-mee/{code}/vragen/")
    link = page.locator("#eigen-link").input_value()
    page.goto(f"/doe-mee/{code}/vraag/1/")
    note, status = page.get_by_label("Wat moet de groep"), page.locator("[data-status]")
    page.context.clear_cookies(name="plek")
    note.fill("Halverwege")
    expect(status).to_contain_text("Je antwoord is bewaard op dit apparaat")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(link)
    page.get_by_role("button", name=re.compile("Ga verder")).click()
    page.goto(f"/doe-mee/{code}/vraag/1/")
    expect(note).to_have_value("Halverwege")
    expect(status).to_have_text(SAVED)
    assert stored("Noor") == {1: (1, None, "Halverwege")}

    answering.close()
    page.keyboard.press("1")
    note.fill("Halverwege, en toen te laat")
    expect(page.locator("[data-error]")).to_contain_text("De werksessie is gesloten.")
    expect(page.locator("[data-error]")).to_contain_text("Kopieer het als je het wilt bewaren")
    expect(note).to_have_value("Halverwege, en toen te laat")
    page.reload()
    expect(page.get_by_role("heading", name="Dit is niet opgeslagen")).to_be_visible()
    kept = page.get_by_label("Wat niet is opgeslagen")
    expect(kept).to_have_value("Helemaal oneens\nHalverwege, en toen te laat")
    assert_accessible(page)
    assert stored("Noor") == {1: (1, None, "Halverwege")}
