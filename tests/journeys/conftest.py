"""What the walks about persons share: somebody who is signed in at a device of his own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from inburgering.accounts.models import User
from tests.people import signed_in

SignedIn = Callable[[User], Page]


@pytest.fixture
def at_work(new_device: Callable[..., BrowserContext], live_server: LiveServer) -> SignedIn:
    """`at_work(user)` gives a page at this user's own device, signed in."""

    def page_of(user: User) -> Page:
        device = new_device()
        device.set_default_timeout(60_000)  # the first page of all, and a PDF made at once, take long on a busy machine
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        device.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
        return device.new_page()

    return page_of
