"""Nothing typed is ever lost: the question page against a server that is slow, away or of another mind."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Route, expect

Device = Callable[..., Page]
PAGE = "/question/"
DRAFT = "antwoord:KRT7QX-31/7"


class Server:
    """Takes what the page sends; `answers` says how, the last one for good."""

    def __init__(self, page: Page, *answers: dict[str, object]) -> None:
        self.answers = list(answers) or [{"status": 200, "body": "Opgeslagen om 10.43 uur"}]
        self.received: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.held: list[Route] = []
        self.holding = False
        self.page = page
        page.route("**/bewaar/", self.take)

    def take(self, route: Route) -> None:
        self.received.append({key: values[0] for key, values in parse_qs(route.request.post_data or "").items()})
        self.headers.append(route.request.headers)
        if self.holding:
            self.held.append(route)
            return
        self.reply(route)

    def first_held(self) -> Route:
        """Return the first request that was held, once it came: on a busy machine it is under way for a while."""
        for _ in range(1_000):
            if self.held:
                break
            self.page.evaluate("0")  # every question to the page also takes in what it sent
        return self.held[0]

    def reply(self, route: Route) -> None:
        route.fulfill(**(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]))  # type: ignore[arg-type]


def drafts(page: Page) -> dict[str, object]:
    return json.loads(page.evaluate("JSON.stringify({...localStorage})"))


@pytest.fixture
def page(device: Device) -> Page:
    page = device(1366, 768)
    page.clock.install()
    return page


def test_choosing_an_answer_saves_it_at_once(page: Page) -> None:
    server = Server(page)
    page.goto(PAGE)

    page.get_by_text("Helemaal oneens").click()

    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")
    assert server.received[0]["value"] == "-2"
    assert server.headers[0]["x-autosave"] == "1"
    assert server.headers[0]["x-csrftoken"] == "token"
    assert "csrfmiddlewaretoken" not in server.received[0]
    assert drafts(page) == {}


def test_typing_is_saved_after_a_pause_and_not_at_every_letter(page: Page) -> None:
    server = Server(page)
    page.goto(PAGE)
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 60)  # a busy machine may type slower than the pause lasts

    page.get_by_label("Wat moet de groep").press_sequentially("Ook online. ")
    page.clock.run_for(800)

    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")
    assert len(server.received) == 1
    assert server.received[0]["note"].startswith("Ook online. ")


def test_what_is_typed_during_a_slow_save_is_kept_and_sent(page: Page) -> None:
    server = Server(page, {"body": "Opgeslagen om 10.43 uur"}, {"body": "Opgeslagen om 10.44 uur"})
    server.holding = True
    page.goto(PAGE)
    note = page.get_by_label("Wat moet de groep")

    note.fill("Eerst dit")
    page.clock.run_for(800)
    note.fill("Eerst dit, en toen dat")
    server.holding = False
    server.reply(server.first_held())
    page.clock.run_for(800)

    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.44 uur")
    expect(note).to_have_value("Eerst dit, en toen dat")
    assert server.received[-1]["note"] == "Eerst dit, en toen dat"
    assert drafts(page) == {}


def test_answers_given_without_connection_are_sent_later(page: Page) -> None:
    page.goto(PAGE)
    page.context.set_offline(True)

    page.get_by_text("Helemaal eens").click()

    expect(page.locator("[data-offline]")).to_be_visible()
    assert DRAFT in drafts(page)
    server = Server(page)
    page.context.set_offline(False)
    page.clock.run_for(6000)
    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")
    expect(page.locator("[data-offline]")).to_be_hidden()
    assert server.received[-1]["value"] == "2"


def test_ten_minutes_without_connection_cost_nothing(page: Page) -> None:
    page.goto(PAGE)
    page.context.set_offline(True)
    note = page.get_by_label("Wat moet de groep")
    for minute, word in enumerate(["Helemaal oneens", "Neutraal", "Helemaal eens"]):
        page.get_by_text(word).first.click()
        note.fill(f"In minuut {minute}")
        page.clock.run_for(200_000)
    page.get_by_role("button", name="Volgende vraag").click()  # leads nowhere: the answer would be left behind

    expect(page.locator("[data-offline]")).to_be_visible()
    assert page.url.endswith(PAGE)
    server = Server(page)
    page.context.set_offline(False)
    page.clock.run_for(60_000)
    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")
    assert [(sent["value"], sent["note"]) for sent in server.received] == [("2", "In minuut 2")]
    assert drafts(page) == {}


def test_a_page_that_opens_again_brings_the_unsent_answer_back(page: Page) -> None:
    page.route("**/bewaar/", lambda route: route.abort())
    page.goto(PAGE)
    page.get_by_text("Neutraal").first.click()
    page.get_by_label("Wat moet de groep").fill("Hangt af van de kosten")
    expect(page.locator("[data-status]")).to_have_text("Nog niet verstuurd")

    page.unroute("**/bewaar/")
    server = Server(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(PAGE)

    expect(page.get_by_label("Neutraal")).to_be_checked()
    expect(page.get_by_label("Wat moet de groep")).to_have_value("Hangt af van de kosten")
    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")
    assert server.received[0]["note"] == "Hangt af van de kosten"


def test_an_answer_left_on_another_page_of_the_same_seat_is_sent_but_not_that_of_somebody_else(page: Page) -> None:
    server = Server(page)
    left = {"url": "/bewaar/", "body": "value=1&note=van+vraag+6", "number": 1}
    page.add_init_script(
        f"localStorage.setItem('antwoord:KRT7QX-31/6', '{json.dumps(left)}');"
        f"localStorage.setItem('antwoord:KRT7QX-32/6', '{json.dumps(left)}');"
    )
    with page.expect_response("**/bewaar/"):
        page.goto(PAGE)

    assert [received["note"] for received in server.received] == ["van vraag 6"]
    assert "antwoord:KRT7QX-32/6" in drafts(page)


def test_somebody_elses_change_gives_a_choice_and_sends_nothing_more(page: Page) -> None:
    server = Server(page, {"status": 409, "body": "<p>Sanne heeft dit antwoord gewijzigd.</p>"})
    page.goto(PAGE)

    page.get_by_text("Helemaal eens").click()

    expect(page.locator("[data-conflict]")).to_have_text("Sanne heeft dit antwoord gewijzigd.")
    page.clock.run_for(60_000)
    assert len(server.received) == 1
    expect(page.get_by_label("Helemaal eens")).to_be_checked()


def test_every_window_has_a_name_and_keeps_it_when_the_page_is_loaded_again(page: Page, device: Device) -> None:
    server = Server(page)
    page.goto(PAGE)
    page.get_by_text("Helemaal eens").click()
    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")
    # While a page is open its name is not in the storage, which a copied tab would take along.
    assert page.evaluate("sessionStorage.getItem('scherm')") is None
    page.reload()
    page.get_by_text("Neutraal").first.click()
    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")
    other = device(1366, 768)
    elsewhere = Server(other)
    other.goto(PAGE)
    other.get_by_text("Neutraal").first.click()
    expect(other.locator("[data-status]")).to_have_text("Opgeslagen om 10.43 uur")

    first, second = (received["screen"] for received in server.received)
    assert first == second
    assert 20 <= len(first) <= 36
    assert elsewhere.received[0]["screen"] != first


def test_an_expired_session_does_not_count_as_saved(page: Page) -> None:
    Server(page, {"status": 302, "headers": {"Location": "/inloggen/"}})
    page.goto(PAGE)

    page.get_by_text("Helemaal eens").click()

    expect(page.locator("[data-status]")).to_contain_text("Niet opgeslagen")
    assert DRAFT in drafts(page)


def test_a_server_in_trouble_is_asked_again_until_it_answers(page: Page) -> None:
    server = Server(page, {"status": 503}, {"status": 503}, {"body": "Opgeslagen om 10.44 uur"})
    page.goto(PAGE)

    page.get_by_text("Helemaal eens").click()
    expect(page.locator("[data-status]")).to_contain_text("opnieuw")
    for _ in range(40):  # five virtual seconds at a time; an answer of the server takes real time
        page.clock.run_for(5000)
        if len(server.received) == 3:
            break

    expect(page.locator("[data-status]")).to_have_text("Opgeslagen om 10.44 uur")
    assert drafts(page) == {}


def test_next_waits_until_the_answer_has_arrived(page: Page) -> None:
    server = Server(page)
    page.goto(PAGE)

    page.keyboard.press("2")
    page.keyboard.press("Enter")

    page.wait_for_url("**/bewaar/")
    assert [received.get("next") for received in server.received] == [None, "8"]
    assert {received["value"] for received in server.received} == {"-1"}


def test_version_of_the_server_goes_along_with_the_next_answer(page: Page) -> None:
    headers = {"X-Version": "4"}
    server = Server(page, {"body": "Een", "headers": headers}, {"body": "Twee", "headers": {"X-Version": "5"}})
    page.goto(PAGE)

    page.get_by_text("Helemaal eens").click()
    expect(page.locator("[data-status]")).to_have_text("Een")
    page.get_by_text("Neutraal").first.click()

    expect(page.locator("[data-status]")).to_have_text("Twee")
    expect(page.locator("[data-version]")).to_have_value("5")
    assert [received["version"] for received in server.received] == ["3", "4"]


@pytest.mark.parametrize(("key", "value"), [("1", "-2"), ("3", "0"), ("5", "2"), ("0", "UNKNOWN")])
def test_keys_choose_an_answer(page: Page, key: str, value: str) -> None:
    Server(page)
    page.goto(PAGE)

    page.keyboard.press(key)

    assert page.locator("input[name=value]:checked").get_attribute("value") == value


def test_keys_stay_letters_in_a_text_field(page: Page) -> None:
    Server(page)
    page.goto(PAGE)

    page.get_by_label("Wat moet de groep").fill("")
    page.get_by_label("Wat moet de groep").press_sequentially("15")

    expect(page.get_by_label("Wat moet de groep")).to_have_value("15")
    assert page.locator("input[name=value]:checked").get_attribute("value") == "1"


def test_screen_asks_for_news_only_when_there_is_news_and_can_be_paused(device: Device) -> None:
    page = device(1920, 1080)
    page.clock.install()
    asked: list[str | None] = []

    def stand(route: Route) -> None:
        asked.append(route.request.headers.get("if-none-match"))
        if asked[-1] == '"2"':
            route.fulfill(status=304)
        else:
            route.fulfill(status=200, body="<p>Stand 2</p>", headers={"ETag": '"2"'})

    page.route("**/stand/", stand)
    page.goto("/screen/")

    page.clock.run_for(3000)
    expect(page.locator("[data-poll]")).to_have_text("Stand 2")
    page.clock.run_for(3000)
    expect(page.locator("[data-poll]")).to_have_text("Stand 2")
    assert asked == [None, '"2"']
    page.get_by_role("button", name="Pauze").click()
    page.clock.run_for(30_000)
    assert len(asked) == 2
