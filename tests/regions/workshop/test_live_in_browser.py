"""The facilitator at the laptop and the screen in the room: what can be read there, what moves, and what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inburgering.accounts.context import as_seat
from regions.models import Answer, FacilitatorNote, Seat
from tests.regions.workshop.conftest import Room

SESSION = "/regios/achterhoek/werksessies/1/"
SOON = 5_000  # ms: what the room may have to wait for a new answer
# Every visible piece of text: its size in px, its contrast with the ground it stands on, and the text itself.
READ = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = colour.map((one) => (one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const colour = rgb(getComputedStyle(element).backgroundColor);
    return colour.length === 4 && colour[3] === 0 ? ground(element.parentElement) : colour.slice(0, 3);
  };
  return [...document.body.querySelectorAll("*")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1)
    .filter((one) => !one.closest("a.utrecht-skip-link"))
    .map((one) => {
      const style = getComputedStyle(one);
      const [low, high] = [light(rgb(style.color).slice(0, 3)), light(ground(one))].sort((a, b) => a - b);
      return [parseFloat(style.fontSize), (high + 0.05) / (low + 0.05), one.textContent.trim()];
    });
}"""


TOWNS = ["aalten", "doetinchem", "winterswijk", "oude-ijsselstreek", "oost-gelre", "montferland"]


@pytest.fixture
def lively(transactional_db: None, new_room: Callable[..., Room], page: Page, live_server: LiveServer) -> Room:
    """A session in which six municipalities shared, revealed; the leader sits at `page`."""
    room = new_room().open()
    for value, slug in enumerate(TOWNS, start=-2):
        room.share(slug, {1: min(value, 2), 2: 0, 3: 1})
    room.reveal()
    client = Client()
    client.force_login(room.leader)
    page.context.add_cookies(
        [{"name": one.key, "value": one.value, "url": live_server.url} for one in client.cookies.values()]
    )
    page.goto(f"{SESSION}regie/", timeout=30_000)  # the first page of a new server
    return room


def say_anew(room: Room, value: int) -> None:
    """Let Montferland answer statement 1 once more, and share."""
    with room.as_leader():
        seat = Seat.objects.select_related("session", "municipality").get(municipality__slug="montferland")
    with as_seat(seat.pk):
        stands = Answer.objects.get(seat=seat, statement__number=1, is_current=True)
    room.give(seat, 1, value, replaces=stands.revision)
    room.share_seat(seat)


def assert_readable(screen: Page) -> None:
    """L1: nothing under 28 px, contrast of at least 7, no menu."""
    read = screen.evaluate(READ)
    assert len(read) > 3
    assert [one for one in read if one[0] < 28 or round(one[1], 2) < 6.95] == []
    assert screen.locator("nav, [role=navigation]").count() == 0


def polled(screen: Page, times: int) -> None:
    for _ in range(times):
        screen.wait_for_event("response", lambda response: response.url.endswith("/scherm/stand/"))


def test_the_room_sees_what_the_facilitator_lets_it_see(page: Page, lively: Room) -> None:
    screen = page.context.new_page()
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(f"{SESSION}scherm/")
    room = screen.locator("main")
    expect(room.locator("svg")).to_be_visible()  # the QR code
    assert_readable(screen)

    page.locator("#naar-stelling").select_option("1")
    expect(room).to_contain_text("Stelling 1 van 6", timeout=SOON)
    expect(room).to_contain_text("Montferland")
    assert_readable(screen)

    expect(page.locator("[data-shortcut=r]")).to_contain_text("Verberg namen")
    page.keyboard.press("r")
    expect(room).not_to_contain_text("Montferland", timeout=SOON)
    assert "Montferland" not in screen.content()
    expect(page.locator("[data-shortcut=r]")).to_contain_text("Toon namen")
    page.keyboard.press("r")
    expect(room).to_contain_text("Montferland", timeout=SOON)

    say_anew(lively, 2)
    expect(room.locator(".rs-heat--p2", has_text="Montferland")).to_be_visible(timeout=SOON)

    page.keyboard.press("v")
    expect(room).to_contain_text("vastgezet", timeout=SOON)
    stands = room.inner_html()
    say_anew(lively, -2)
    polled(screen, 2)
    assert room.inner_html() == stands
    expect(page.locator("[data-shortcut=v]")).to_contain_text("weer lopen")
    page.keyboard.press("v")
    expect(room.locator(".rs-heat--m2", has_text="Montferland")).to_be_visible(timeout=SOON)

    expect(page.locator("[data-shortcut=v]")).to_contain_text("Bevries")
    page.keyboard.press("b")
    expect(room).to_have_text("Zwart scherm", timeout=SOON)
    assert screen.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(0, 0, 0)"


def test_keys_click_the_buttons_and_nothing_typed_is_lost(page: Page, lively: Room) -> None:
    shown = page.locator(".rs-control .rs-lead")
    page.keyboard.press("ArrowRight")
    expect(shown).not_to_contain_text("Startpagina")
    first = shown.inner_text()

    page.locator("#notitie_text").type("vrij praten, rustig")
    expect(shown).to_have_text(first)  # in a field a letter is a letter
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    expect(shown).not_to_have_text(first)
    with lively.as_leader():
        assert FacilitatorNote.objects.filter(text="vrij praten, rustig").count() == 1
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_text(first)
    expect(page.locator("#notitie_text")).to_have_value("vrij praten, rustig")

    page.get_by_role("button", name="Sneltoetsen").click()
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    page.reload()
    expect(shown).to_have_text(first)

    page.set_viewport_size({"width": 1093, "height": 520})
    for button in page.locator("[data-shortcut]").all():
        box = button.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 520, button.inner_text()
