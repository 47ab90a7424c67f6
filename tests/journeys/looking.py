"""Looking at pages as axe and a narrow screen do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import assert_accessible

SIZES = [{"width": 1366, "height": 768}, {"width": 375, "height": 667}]
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


def look_at(page: Page, addresses: list[str]) -> list[str]:
    """Return what is wrong: axe, sideways scrolling at 320 px, focus that cannot be seen."""
    wrong = []
    for address in addresses:
        page.goto(address)
        for size in SIZES:
            page.set_viewport_size(size)
            try:
                assert_accessible(page)
            except pytest.fail.Exception as found:
                wrong.append(f"{address} {size['width']}: {found}")
            if page.evaluate(SIDEWAYS) > 0:
                wrong.append(f"{address} scrolls sideways at {size['width']}")
        page.set_viewport_size({"width": 320, "height": 640})
        if page.evaluate(SIDEWAYS) > 0:
            wrong.append(f"{address} scrolls sideways at 320")
        titles.setdefault(page.title(), address.split("?")[0])
        if titles[page.title()] != address.split("?")[0] and address != "/bestaat-niet/":
            wrong.append(f"{address} has the title of {titles[page.title()]}: {page.title()}")
    return wrong


titles: dict[str, str] = {}
