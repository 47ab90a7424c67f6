"""What somebody writes about a person is there afterwards: with a slow line, no line, no session, and no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from tests.journeys.conftest import SignedIn
from tests.people import Casework, casework, signed_in
from trajectories.actions import appointment, conversation, draft
from trajectories.models import Conversation, Trajectory

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Haddad, Amina"
SAVED = "Gesprek met Amina Haddad vastgelegd."
LIST = "/caseload/?toon=alles"
WAIT = 30  # seconds that a thread may wait for another, so that a failing test ends


@pytest.fixture
def work() -> Casework:
    return casework()


@pytest.fixture
def amina(work: Casework) -> Trajectory:
    """Amina has an appointment today; Omar stands beside her in the list."""
    today = timezone.localdate()
    work.register("Omar Khalil", registered_on=today - timedelta(days=9))
    made = work.register(registered_on=today - timedelta(days=5), kennisgeving_on=today - timedelta(days=66))
    with as_user(work.bakker.pk):
        appointment.plan(trajectory=made, planned_on=today, form="KANTOOR", on=today, by=work.bakker)
    return made


@contextmanager
def slow(monkeypatch: pytest.MonkeyPatch, module: object, act: str) -> Iterator[tuple[Event, Event, Event]]:
    """The first time that this act is done it waits: gives what it tells when it is `held`, `done` a second time, and
    what lets it `go`.
    """
    held, second, go = Event(), Event(), Event()
    real = getattr(module, act)

    def waiting(**given: object) -> object:
        if not held.is_set():
            held.set()
            assert go.wait(WAIT)
            return real(**given)
        made = real(**given)
        second.set()
        return made

    monkeypatch.setattr(module, act, waiting)
    yield held, second, go
    go.set()


def recorded(work: Casework, amina: Trajectory) -> list[Conversation]:
    with as_user(work.bakker.pk):
        return list(amina.conversations.all())


def opened(page: Page, address: str = LIST) -> Locator:
    """Open the panel for Amina from this list; return the note."""
    page.goto(address)
    return again(page)


def again(page: Page) -> Locator:
    page.get_by_role("link", name=f"Gesprek vastleggen met {NAME}").first.click()
    return page.get_by_role("textbox", name="Notitie")


def new_session(context: BrowserContext, user: User, address: str) -> None:
    """Sign in elsewhere, as the link in the message makes one do."""
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": signed_in(user).cookies[name].value, "url": address}])


def test_typing_goes_on_during_a_slow_save_and_nothing_is_lost_by_a_reload(
    at_work: SignedIn, work: Casework, amina: Trajectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2: more is typed while the first words wait at the server, the page is loaded again, and they come last."""
    page = at_work(work.bakker)
    with slow(monkeypatch, draft, "keep") as (held, second, go):
        note = opened(page)
        note.press_sequentially("Wil in de zorg")
        assert held.wait(WAIT)
        note.press_sequentially(" werken, liefst dicht bij huis.")
        page.reload()
        assert second.wait(WAIT)
        go.set()
    expect(again(page)).to_have_value("Wil in de zorg werken, liefst dicht bij huis.")


def test_what_is_typed_while_the_line_is_slow_goes_along_when_the_page_is_left(
    at_work: SignedIn, work: Casework, amina: Trajectory
) -> None:
    """S2: the first words never left the machine; the page that is left sends everything."""
    page = at_work(work.bakker)
    on_the_line: list[Route] = []

    def hold_the_first(route: Route) -> None:
        on_the_line.append(route)
        if len(on_the_line) > 1:
            route.continue_()

    page.context.route("**/gesprekken/concept/", hold_the_first)
    note = opened(page)
    with page.expect_request("**/gesprekken/concept/"):
        note.press_sequentially("Wil in de zorg")
    note.press_sequentially(" werken.")
    page.goto("/vandaag/")
    with suppress(Error):  # the browser gave it up, as it should
        on_the_line[0].continue_()
    page.goto(LIST)
    expect(again(page)).to_have_value("Wil in de zorg werken.")


def test_a_second_click_is_no_second_conversation(
    at_work: SignedIn, work: Casework, amina: Trajectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_work(work.bakker)
    with slow(monkeypatch, conversation, "record") as (held, _second, go):
        note = opened(page)
        note.fill("Komt op tijd.")
        page.get_by_role("radio", name="Ja").check()
        note.press("Control+Enter")
        page.keyboard.press("Control+Enter")
        assert held.wait(WAIT)
        expect(page.locator("[data-status]")).to_have_text("Bezig met opslaan")
        page.keyboard.type("Dit gaat nergens heen")
        go.set()
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("complementary", name="Gesprek vastleggen")).to_be_hidden()
    assert [one.note for one in recorded(work, amina)] == ["Komt op tijd."]

    expect(again(page)).to_have_value("")
    expect(page.get_by_text("Dit is je concept van")).to_have_count(0)


def test_without_a_line_the_panel_stays_open_until_the_text_is_kept(
    at_work: SignedIn, work: Casework, amina: Trajectory
) -> None:
    page = at_work(work.bakker)
    note = opened(page)
    page.context.set_offline(True)
    note.fill("Haar zus past op de kinderen.")
    page.keyboard.press("Escape")
    expect(page.locator("[data-status]")).to_have_text("Geen verbinding. Je tekst staat nog hier.")
    page.get_by_role("link", name="Khalil, Omar").first.focus()
    page.keyboard.press("g")
    expect(page.get_by_role("heading", name="Gesprek vastleggen")).to_be_visible()
    expect(note).to_have_value("Haar zus past op de kinderen.")

    page.context.set_offline(False)
    note.press("End")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(again(page)).to_have_value("Haar zus past op de kinderen.")
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(note).to_have_value("")
    expect(page.get_by_text("Dit is je concept van")).to_have_count(0)
    expect(page.get_by_role("complementary", name="Gesprek vastleggen")).to_be_visible()


def test_a_correction_survives_an_expired_session_and_another_person(
    at_work: SignedIn, work: Casework, amina: Trajectory, live_server: LiveServer
) -> None:
    """S4 and S5: what is written goes nowhere without a session, and nobody writes over a colleague unseen."""
    today = timezone.localdate()
    said = {"held_on": today, "form": "KANTOOR", "attendance": "PRESENT", "on": today}
    with as_user(work.bakker.pk):
        made = conversation.record(trajectory=amina, note="Gaat goed.", by=work.bakker, **said)
    page, address = at_work(work.bakker), f"/trajecten/{amina.number}/gesprekken/{made.pk}/"
    page.goto(address)
    note = page.get_by_role("textbox", name="Notitie")
    note.fill("Gaat goed, zegt zij.")
    note.press("Tab")
    expect(page.locator("[data-status]")).to_contain_text("Concept bewaard om")
    page.reload()
    expect(page.get_by_text("Dit is je concept van")).to_be_visible()
    expect(note).to_have_value("Gaat goed, zegt zij.")

    page.context.clear_cookies()
    note.fill("Gaat goed, zegt zij zelf.")
    page.get_by_role("button", name="Wijziging opslaan").click()
    expect(page.get_by_text("Je bent niet meer ingelogd. Je tekst staat nog hier.")).to_be_visible()
    with as_user(work.dewit.pk):
        colleague = said | {"with_interpreter": False, "is_visible_to_inburgeraar": False, "by": work.dewit}
        conversation.change(conversation=made, note="Gaat matig.", expected_version=1, **colleague)
    new_session(page.context, work.bakker, str(live_server))
    page.get_by_role("button", name="Wijziging opslaan").click()
    expect(page.get_by_text("S. de Wit heeft dit gesprek intussen gewijzigd").first).to_be_visible()
    expect(page.get_by_text("Gaat matig.").first).to_be_visible()
    expect(note).to_have_value("Gaat goed, zegt zij zelf.")
    page.get_by_role("button", name="Wijziging opslaan").click()
    expect(page.get_by_text("Gesprek gewijzigd. Wat er stond, blijft te lezen.")).to_be_visible()
    assert [one.note for one in recorded(work, amina)] == ["Gaat goed, zegt zij zelf."]
    expect(page.get_by_text("Dit is je concept van")).to_have_count(0)


def test_without_script_a_conversation_is_recorded_and_leads_back(
    browser: Browser, live_server: LiveServer, work: Casework, amina: Trajectory
) -> None:
    """A7 for T1 and T4: the same day list, a page instead of a panel, buttons for what the script would do."""
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False, locale="nl-NL")
    context.set_default_timeout(60_000)
    new_session(context, work.bakker, str(live_server))
    page = context.new_page()
    page.goto("/vandaag/")
    page.get_by_role("link", name=NAME, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)

    page.goto("/vandaag/")
    page.get_by_role("link", name=f"Gesprek vastleggen met {NAME}").first.click()
    page.get_by_role("button", name="Gesprek opslaan").click()
    expect(page.get_by_text("Kies of Amina Haddad aanwezig was").first).to_be_visible()
    page.get_by_role("radio", name="Ja").check()
    page.get_by_role("textbox", name="Notitie").fill("Wil in de zorg werken.")
    page.get_by_role("button", name="Afspraak toevoegen").click()
    page.get_by_label("Wat", exact=True).fill("Diploma opvragen")
    page.get_by_role("button", name="Gesprek opslaan").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")
    context.close()

    made = recorded(work, amina)
    assert [(one.note, one.attendance) for one in made] == [("Wil in de zorg werken.", "PRESENT")]
    with as_user(work.bakker.pk):
        assert made[0].agreements.get().what == "Diploma opvragen"
        assert amina.appointments.filter(state="PLANNED").count() == 1


def test_on_a_telephone_the_conversation_has_a_page_and_leads_back(
    new_device: Callable[..., BrowserContext], live_server: LiveServer, work: Casework, amina: Trajectory
) -> None:
    """T1 at 375 by 667: three taps, and back where one was, with what was saved in words."""
    phone = new_device(viewport={"width": 375, "height": 667}, has_touch=True)
    phone.set_default_timeout(60_000)
    new_session(phone, work.bakker, str(live_server))
    page = phone.new_page()
    page.goto("/vandaag/")
    page.get_by_role("link", name=f"Gesprek vastleggen met {NAME}").first.tap()
    page.get_by_text("Ja", exact=True).tap()
    page.get_by_role("button", name="Gesprek opslaan").tap()
    expect(page.get_by_text(SAVED)).to_be_in_viewport()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vandaag")
    assert len(recorded(work, amina)) == 1


def test_a_conversation_by_keyboard_alone(at_work: SignedIn, work: Casework, amina: Trajectory) -> None:
    """A5 for T1: from the day list to the next row without a pointer."""
    page = at_work(work.bakker)
    page.goto("/vandaag/")
    target = page.get_by_role("link", name=f"Gesprek vastleggen met {NAME}").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("link => link === document.activeElement"):
            break
    expect(target).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Ja")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Notitie")).to_be_focused()
    page.keyboard.type("Belt morgen de school.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert page.evaluate("document.activeElement.matches('a, h1')")
    assert [one.note for one in recorded(work, amina)] == ["Belt morgen de school."]
