"""Every page about persons, found by its address: nothing wrong for axe, nothing sideways, a title of its own."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from inburgering.accounts.models import User
from tests.isolation.person_addresses import LEADER_ONLY, PROVIDER_ONLY, values
from tests.isolation.test_every_person_address import BY_NAME, address
from tests.journeys.looking import look_at
from tests.people import casework, signed_in
from tests.whole_person import whole_person

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, server: LiveServer, user: User) -> Client:
    """Give the browser the session of this user, and return a client with the same one."""
    client = signed_in(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(server)}])
    return client


def pages(client: Client, names: list[str], given: dict[str, dict[str, object]]) -> list[str]:
    """Return the addresses of these names that give a whole page."""
    found = []
    for name in names:
        url = address(name, given[name])
        response = client.get(url)
        if response.status_code == 200 and not response.streaming and b"<html" in response.content:
            found.append(url)
    return found


def test_pages_of_a_klantregisseur_and_a_teamleider(page: Page, live_server: LiveServer) -> None:
    work = casework()
    person = whole_person(work)
    given = {name: values(name, person) for name in BY_NAME}
    own = sorted(set(BY_NAME) - LEADER_ONLY - PROVIDER_ONLY)

    client = sign_in(page, live_server, work.bakker)
    wrong = look_at(page, pages(client, own, given))
    client = sign_in(page, live_server, work.nijhof)
    wrong += look_at(page, pages(client, sorted(LEADER_ONLY), given))

    assert wrong == []
