"""The page of a document in a real browser: axe finds nothing, nothing scrolls sideways, sources are one click away."""

import re
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from inburgering.documents import pdf
from procurement import tasks
from procurement.actions import report as acts
from tests import factories
from tests.browser import assert_accessible
from tests.procurement.conftest import arranged

pytestmark = pytest.mark.django_db(transaction=True)
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch, browser_context: BrowserContext, live_server) -> str:
    """Return the page of Aalten's document, opened by the project leader; its PDF is not made for real."""
    factories.reference_data()
    buying = arranged()
    monkeypatch.setattr(pdf, "render", lambda markup: pdf.Pdf(content=b"%PDF-", pages=14))
    monkeypatch.setattr("procurement.actions.report.hint", lambda *told: None)
    with buying.seen_by("leader"):
        report = acts.request(
            region=buying.region, scenarios=buying.scenarios, advised=buying.scenarios[1], title="Inkoop leerroutes",
            decide_on=timezone.localdate() + timedelta(days=18), is_confidential=False, request_key=uuid.uuid4(),
            by=buying.leader,
        )  # fmt: skip
        job = report.documents.get(municipality__slug="aalten").job
    tasks.render_board_document(job.pk, job.organisation_id)
    with buying.seen_by("leader"):
        number = report.documents.get(municipality__slug="aalten").document.number
    client = Client()
    client.force_login(buying.leader)
    name = settings.SESSION_COOKIE_NAME
    browser_context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": str(live_server)}])
    return f"/rapporten/{report.number}/{number}/"


def test_the_page_is_accessible_fits_and_leads_to_its_sources(browser_context: BrowserContext, address: str, tmp_path):
    page = browser_context.new_page()
    for width, height in ((1366, 768), (768, 1024), (375, 667), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        assert page.evaluate(SIDEWAYS) <= 0, width
        assert_accessible(page)
        page.screenshot(path=tmp_path / f"{width}.png", full_page=True)

    expect(page.get_by_role("link", name=re.compile(r"Lees de PDF \(14 pagina’s, \d+ kB\)"))).to_be_visible()
    page.get_by_role("link", name="bron 3", exact=True).first.click()
    expect(page).to_have_url(re.compile("#bron-3$"))
    expect(page.locator("#bron-3")).to_be_in_viewport()
