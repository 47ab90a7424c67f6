"""What a participant answered is in the database: at once, after a lost connection, and with two devices."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from inburgering.accounts.context import as_seat
from regions.models import Answer, Seat
from tests.database import as_owner
from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader

pytestmark = pytest.mark.django_db(transaction=True)


def stored(name: str) -> dict[int, int | None]:
    """Return what the database holds of somebody: value by statement number."""
    with as_owner():
        seat = Seat.objects.get(name=name)
    with as_seat(seat.pk):
        rows = Answer.objects.filter(seat=seat, is_current=True).values_list("statement__number", "value")
        return dict(rows)


def test_answers_arrive_and_the_screen_in_the_room_follows(
    page: Page, new_device: Callable[..., BrowserContext]
) -> None:
    reference_data()
    as_leader(page)
    page.goto(f"{REGION}werksessies/2/")
    code = page.locator(".rs-invite__code").inner_text().strip()
    page.goto(f"{REGION}werksessies/2/scherm/")
    expect(page.locator("main")).to_contain_text("0 van 3 deelnemers klaar")

    device = new_device()
    phone = device.new_page()
    phone.goto(f"/doe-mee/{code}/")
    phone.get_by_label("Gemeente").select_option(label="Aalten")
    phone.get_by_label("Naam").fill("Noor")
    phone.get_by_role("button", name="Begin met vraag 1").click()
    phone.wait_for_url("**/vraag/1/")  # a key pressed while the page still loads goes nowhere
    phone.keyboard.press("4")
    expect(phone.locator("[data-status]")).to_contain_text("Opgeslagen om")
    assert stored("Noor") == {1: 1}
    expect(page.locator("main")).to_contain_text("0 van 4 deelnemers klaar", timeout=5_000)

    phone.reload()
    expect(phone.get_by_role("radio", name=re.compile("^Eens"))).to_be_checked()

    device.set_offline(True)
    phone.keyboard.press("1")
    expect(phone.locator("[data-offline]")).to_be_visible()
    assert stored("Noor") == {1: 1}
    with phone.expect_response(lambda told: told.request.method == "POST" and told.ok, timeout=20_000):
        device.set_offline(False)  # the status may still tell of the former answer: wait for the one that was held
    expect(phone.locator("[data-status]")).to_contain_text("Opgeslagen om", timeout=20_000)
    expect(phone.locator("[data-offline]")).to_be_hidden(timeout=20_000)
    assert stored("Noor") == {1: -2}


def test_two_devices_on_one_seat_are_asked_which_answer_stays(
    page: Page, new_device: Callable[..., BrowserContext]
) -> None:
    reference_data()
    as_leader(page)
    page.goto(f"{REGION}werksessies/2/")
    code = page.locator(".rs-invite__code").inner_text().strip()
    phone = new_device().new_page()
    phone.goto(f"/doe-mee/{code}/")
    phone.get_by_label("Gemeente").select_option(label="Winterswijk")
    phone.get_by_label("Naam").fill("Bas")
    phone.get_by_role("button", name="Begin met vraag 1").click()
    phone.goto(f"/doe-mee/{code}/vragen/")
    link = re.search(rf"/doe-mee/{code}/verder/[^\"'<\s]+", phone.content())
    phone.goto(f"/doe-mee/{code}/vraag/1/")
    laptop = new_device().new_page()
    laptop.goto(link.group())
    if laptop.get_by_role("button").count() and "vraag" not in laptop.url:
        laptop.get_by_role("button").last.click()
    laptop.goto(f"/doe-mee/{code}/vraag/1/")
    phone.keyboard.press("5")
    expect(phone.locator("[data-status]")).to_contain_text("Opgeslagen om")

    laptop.keyboard.press("1")

    expect(laptop.locator("[data-conflict]")).to_be_visible()
    expect(laptop.locator("[data-conflict]")).to_contain_text("Kies welk antwoord blijft")
    assert stored("Bas") == {1: 2}
