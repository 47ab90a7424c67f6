"""T6: seventeen trajectories go to a colleague in four clicks over two pages, and back in one."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inburgering.accounts.context import as_user
from tests.browser import assert_accessible
from tests.people import Casework, casework, signed_in
from trajectories.models import Trajectory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db: None) -> Casework:
    return casework()


def test_seventeen_go_in_four_clicks(page: Page, live_server: LiveServer, people: Casework) -> None:
    for number in range(17):
        people.register(f"Persoon Nummer{number}")
    session = signed_in(people.bakker).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
    page.goto("/caseload/?toon=alles")

    page.get_by_label("Selecteer alle rijen van deze pagina").check()
    page.get_by_role("button", name="Draag over").click()
    expect(page.get_by_text("0,0 → 25,5")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("radio", name="S. de Wit").check()
    page.get_by_role("button", name="Draag over").click()

    expect(page.get_by_text("17 trajecten overgedragen aan S. de Wit.")).to_be_visible()
    with as_user(people.dewit.pk):
        assert Trajectory.objects.filter(assigned_to=people.dewit).count() == 17
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("17 trajecten zijn terug bij wie het eerder had.")).to_be_visible()
