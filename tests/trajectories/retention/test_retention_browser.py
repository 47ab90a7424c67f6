"""Letting a dossier go, as the teamleider does it: the pages hold for everybody, also on a small telephone."""

from datetime import date

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import assert_accessible
from tests.people import Casework, casework, signed_in
from tests.trajectories.retention.conftest import close, work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db: None) -> Casework:
    return casework()


def looks_right(page: Page) -> None:
    """Hold a page against axe, and against the width of a small telephone."""
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1366, "height": 768})


def test_a_dossier_is_held_another_goes_and_a_record_stays(
    page: Page, live_server: LiveServer, people: Casework
) -> None:
    held, going = (people.register(name, on=date(2020, 2, 3)) for name in ("Blijft Nog", "Gaat Weg"))
    for one in (held, going):
        close(people, one)
    session = signed_in(people.nijhof).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])

    page.goto("/beheer/bewaartermijnen/")
    looks_right(page)
    page.get_by_role("link", name=f"Stel uit {held.number}").click()
    page.get_by_label("er loopt een bezwaar of beroep").check()
    page.get_by_role("button", name="Stel de vernietiging uit").click()
    looks_right(page)
    expect(page.get_by_text("Vul de datum in").first).to_be_visible()
    page.get_by_label("Uitgesteld tot").fill("1-6-2099")
    page.get_by_role("button", name="Stel de vernietiging uit").click()
    expect(page.get_by_role("heading", name="Uitgesteld")).to_be_visible()
    looks_right(page)

    page.get_by_role("link", name="Kijk na en vernietig dit dossier").click()
    looks_right(page)
    page.get_by_label("Ik heb de lijst nagekeken").check()
    page.get_by_role("button", name="Vernietig dit dossier").click()
    expect(page.get_by_text("0 van de 1 dossiers vernietigd.")).to_be_visible()
    looks_right(page)

    made = work_off(people)
    expect(page.get_by_text("1 dossier vernietigd op")).to_be_visible()
    looks_right(page)
    page.goto("/beheer/bewaartermijnen/verklaringen/")
    expect(page.get_by_role("link", name=made.number)).to_be_visible()
    looks_right(page)
