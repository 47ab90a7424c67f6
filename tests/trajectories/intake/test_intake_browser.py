"""A part of the intake in a real browser: what is typed survives the end of the session."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from tests.browser import assert_accessible
from tests.factories import TODAY
from tests.people import Casework, casework, signed_in
from trajectories.actions import intake
from trajectories.models import BredeIntake, Trajectory

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(server)}])


@pytest.fixture
def people(transactional_db: None) -> Casework:
    return casework()


@pytest.fixture
def made(people: Casework) -> Trajectory:
    with as_user(people.bakker.pk):
        trajectory = people.register()
        intake.start(trajectory=trajectory, on=TODAY, by=people.bakker)
    return trajectory


def test_a_note_survives_the_end_of_the_session(
    page: Page, live_server: LiveServer, people: Casework, made: Trajectory
) -> None:
    sign_in(page, live_server, people.bakker)
    page.goto(f"/trajecten/{made.number}/intake/werk/")
    page.get_by_label("Notitie").fill("Eerste helft")
    expect(page.locator("[data-draft-status]")).to_contain_text("Concept bewaard om")

    page.context.clear_cookies()
    page.get_by_label("Notitie").fill("Eerste helft en tweede helft")
    expect(page.locator("[data-draft-status]")).to_contain_text("je bent uitgelogd")
    page.get_by_label("Nee, later").check()
    page.get_by_role("button", name="Bewaar en ga naar overzicht").click()
    expect(page.get_by_label("Notitie")).to_have_value("Eerste helft en tweede helft")

    sign_in(page, live_server, people.bakker)
    page.get_by_role("button", name="Bewaar en ga naar overzicht").click()
    expect(page.get_by_text("Onderwijs en werk is bewaard")).to_be_visible()
    with as_user(people.bakker.pk):
        assert BredeIntake.objects.get().parts.get(key="werk").note == "Eerste helft en tweede helft"
    assert page.evaluate("localStorage.length") == 0


def test_the_words_about_a_route_survive_it_too(
    page: Page, live_server: LiveServer, people: Casework, made: Trajectory
) -> None:
    sign_in(page, live_server, people.bakker)
    page.goto(f"/trajecten/{made.number}/intake/gevolgen/")
    words = page.locator("#B1_own_words")
    page.locator("#B1_discussed_on").fill("1-11-2026")
    words.fill("Leren en werken tegelijk")

    page.context.clear_cookies()
    page.get_by_role("button", name="Leg vast: B1-route besproken").click()
    expect(page.locator("[data-draft-status]")).to_contain_text("je bent uitgelogd")
    expect(words).to_have_value("Leren en werken tegelijk")

    sign_in(page, live_server, people.bakker)
    page.get_by_role("button", name="Leg vast: B1-route besproken").click()
    expect(page.get_by_text("Besproken op 1 november 2026")).to_be_visible()


PAGES = (
    "intake/", "intake/werk/", "intake/gevolgen/", "intake/snuffelen/", "intake/samen/", "intake/leerbaarheidstoets/",
    "intake/werk/samen/?wijzig=ja", "portfolio/", "portfolio/nieuw/",
)  # fmt: skip


def test_pages_are_accessible_and_fit_a_telephone(
    page: Page, live_server: LiveServer, people: Casework, made: Trajectory
) -> None:
    sign_in(page, live_server, people.bakker)
    page.set_viewport_size({"width": 320, "height": 640})
    for rest in PAGES:
        page.goto(f"/trajecten/{made.number}/{rest}")

        assert page.evaluate("document.documentElement.scrollWidth") <= 320, rest
        assert_accessible(page)
