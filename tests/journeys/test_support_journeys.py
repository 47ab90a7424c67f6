"""What stands around an inburgeraar, walked in a browser: a supplier, a portfolio, a colleague who is away."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from inburgering.accounts.context import as_user
from inburgering.audit.models import AuditEvent
from inburgering.logs import WithoutSecrets
from tests import database
from tests.journeys.conftest import SignedIn
from tests.people import Casework, casework
from trajectories.actions import health
from trajectories.models import DossierOpening, PortfolioShare, Trajectory

pytestmark = pytest.mark.django_db(transaction=True)
NewDevice = Callable[..., BrowserContext]


@pytest.fixture
def work() -> Casework:
    return casework()


def typed(day: date) -> str:
    return f"{day:%d-%m-%Y}"


# A supplier refuses

SUPPLIER, REFUSAL = "Oostenergie (verzonnen)", "Wij sluiten alleen een contract met de bewoner zelf."
ANSWER = "We spreken de leverancier hierover op 1 december."


def test_a_supplier_that_refuses_reaches_the_region_and_an_answer_returns(at_work: SignedIn, work: Casework) -> None:
    today = timezone.localdate()
    month_ago = today - timedelta(days=30)
    amina = work.register(bijstand_from_on=month_ago, registered_on=month_ago, on=today)
    page, here = at_work(work.bakker), f"/trajecten/{amina.number}/ontzorgen/"

    page.goto(here)
    page.get_by_role("link", name="Neem een rekening over").click()
    page.get_by_role("radio", name="gas, water en stroom").check()
    page.get_by_label("Leverancier").fill(SUPPLIER)
    page.get_by_role("button", name="Leg de aanvraag vast").click()
    expect(page.get_by_text("De aanvraag is vastgelegd.")).to_be_visible()
    expect(page.get_by_role("button", name="Maak signaal")).to_have_count(0)  # nobody refused yet

    page.get_by_role("link", name="Gas, water en stroom: weigering vastleggen").click()
    page.get_by_label("Reden van de leverancier").fill(REFUSAL)
    page.get_by_role("button", name="Leg de weigering vast").click()
    page.get_by_role("button", name="Maak signaal").click()
    expect(page.get_by_text("Het signaal staat bij de regio, zonder gegevens van de inburgeraar.")).to_be_visible()
    expect(page.get_by_role("button", name="Maak signaal")).to_have_count(0)

    leader = at_work(work.world.leader)
    leader.goto("/regios/achterhoek/signalen/")
    row = leader.get_by_role("listitem").filter(has_text=REFUSAL)
    expect(row).to_contain_text(SUPPLIER)
    expect(row).to_contain_text("Aalten")
    for personal in ("Amina", "Haddad", amina.number, "1992"):
        assert personal not in leader.content()
    assert leader.goto(here).status == 404

    leader.goto("/regios/achterhoek/signalen/")
    leader.get_by_role("button", name=f"Pak op: {SUPPLIER}").click()
    expect(row).to_contain_text("Opgepakt.")
    page.goto(here)
    expect(page.get_by_text("opgepakt.")).to_be_visible()
    leader.get_by_role("link", name=f"Antwoord Aalten over {SUPPLIER}").click()
    leader.get_by_label("Antwoord van de regio").fill(ANSWER)
    leader.get_by_role("button", name="Bewaar het antwoord").click()
    expect(leader.get_by_text("Aalten leest nu het antwoord.")).to_be_visible()

    page.goto(here)
    bill = page.get_by_role("listitem").filter(has_text=SUPPLIER)
    expect(bill).to_contain_text("De regio antwoordde op")
    expect(bill).to_contain_text(ANSWER)
    elsewhere = at_work(work.yilmaz)
    elsewhere.goto("/regios/achterhoek/signalen/")
    assert REFUSAL not in elsewhere.content()


# A portfolio behind a link


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the log of the installation gets, through its own handlers."""
    handlers = [
        one for one in logging.getLogger().handlers
        if isinstance(one, logging.StreamHandler) and any(isinstance(kept, WithoutSecrets) for kept in one.filters)
    ]  # fmt: skip
    assert handlers
    written = StringIO()
    former = [(one, one.setStream(written)) for one in handlers]
    yield written
    for one, stream in former:
        one.setStream(stream)


def shared_with(page: Page, trajectory: Trajectory, who: str) -> str:
    """Share the whole portfolio for a month by the page; return the path of the link that it shows."""
    today = timezone.localdate()
    page.goto(f"/trajecten/{trajectory.number}/portfolio/")
    page.get_by_role("link", name="Deel het portfolio").click()
    page.get_by_text("Het hele portfolio", exact=True).click()
    page.get_by_label("Met wie?").fill(who)
    page.get_by_label("Tot en met").fill(typed(today + timedelta(days=30)))
    page.get_by_label("De inburgeraar vroeg dit op").fill(typed(today))
    page.get_by_role("button", name="Maak de link").click()  # the PDF is made at this moment
    expect(page.get_by_text("De link is klaar.")).to_be_visible()
    shown = page.get_by_role("row").filter(has_text=who).locator(".rs-portfolio-link").inner_text()
    return urlsplit(shown).path


def assert_gone(visitor: Page, path: str) -> None:
    for address in (path, f"{path}pdf/"):
        answer = visitor.goto(address)
        assert answer.status == 404
        expect(visitor.get_by_role("heading", level=1)).to_have_text("Met deze link kun je niets meer openen")
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_portfolio_opens_elsewhere_until_it_is_withdrawn_or_its_last_day_is_over(
    at_work: SignedIn, new_device: NewDevice, work: Casework, log: StringIO, tmp_path: Path
) -> None:
    amina = work.register(on=timezone.localdate())
    page = at_work(work.bakker)
    page.goto(f"/trajecten/{amina.number}/portfolio/")
    page.get_by_role("link", name="Voeg toe").first.click()
    page.get_by_label("Leefgebied").select_option(index=1)
    page.get_by_label("Wat laat je zien?").fill("Drie dagen bakkerij")
    page.get_by_label("In eigen woorden").fill("Ik stond om vijf uur op en ik kon het.")
    page.get_by_role("button", name="Bewaar in het portfolio").click()
    path = shared_with(page, amina, "Bakkerij Jansen")
    token = path.split("/")[2]

    visitor = new_device().new_page()
    visitor.set_default_timeout(60_000)
    answer = visitor.goto(path)
    assert answer.status == 200
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "no-store" in answer.headers["cache-control"]
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name="Download").click()
    file = tmp_path / "portfolio.pdf"
    download.value.save_as(file)
    assert download.value.suggested_filename == "portfolio.pdf"
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    assert "Drie dagen bakkerij" in text
    with visitor.expect_request(lambda asked: asked.is_navigation_request()) as next_page:
        visitor.locator("a[href='/']").first.click()
    assert "referer" not in next_page.value.all_headers()

    page.get_by_role("row").filter(has_text="Bakkerij Jansen").get_by_role("button").click()  # Trek in
    expect(page.get_by_text("De link werkt niet meer.")).to_be_visible()
    assert_gone(visitor, path)

    later = shared_with(page, amina, "De school")
    assert visitor.goto(later).status == 200
    with database.as_owner():
        yesterday = timezone.localdate() - timedelta(days=1)
        assert PortfolioShare.objects.filter(shared_with="De school").update(until_on=yesterday, asked_on=yesterday)
    assert_gone(visitor, later)
    page.reload()
    expect(page.get_by_role("row").filter(has_text="De school")).to_contain_text("verlopen")

    said = log.getvalue()
    assert "/portfolio/(geheim)/" in said  # a page that is not there is a line in the log
    with as_user(work.bakker.pk):
        trail = str(list(AuditEvent.objects.values_list("about", "details")))
    for secret in (token, later.split("/")[2]):
        assert secret not in said
        assert secret not in trail


# A colleague who covers

REMARK = "Hoort aan één kant niet. Vooraan zitten helpt."


def test_a_deputy_sees_the_caseload_and_health_until_the_colleague_is_back(at_work: SignedIn, work: Casework) -> None:
    today = timezone.localdate()
    amina = work.register(on=today, registered_on=today - timedelta(days=20))
    work.register("Omar Khalil", by=work.dewit, on=today, registered_on=today - timedelta(days=20))
    with as_user(work.bakker.pk):
        health.add(trajectory=amina, text=REMARK, on=today, by=work.bakker)
    about_health = f"/trajecten/{amina.number}/gezondheid/"
    deputy = at_work(work.dewit)
    assert deputy.goto(about_health).status == 404  # of the same team, and not for him

    leader = at_work(work.nijhof)
    leader.goto("/team/afwezig/")
    leader.get_by_label("Wie is afwezig?").select_option(label=work.bakker.name)
    leader.get_by_label("Eerste dag").fill(typed(today))
    leader.get_by_label("Waarnemer in Aalten").select_option(label=work.dewit.name)
    leader.get_by_role("button", name="Leg afwezigheid vast").click()
    expect(leader.get_by_role("row").filter(has_text=work.bakker.name)).to_contain_text(work.dewit.name)

    deputy.goto("/caseload/?toon=alles")
    rows = deputy.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Haddad, Amina")).to_contain_text("waarneming voor J. Bakker")
    expect(rows.filter(has_text="Khalil, Omar")).not_to_contain_text("waarneming")
    deputy.get_by_role("link", name="Haddad, Amina", exact=True).click()
    expect(deputy.get_by_text("Je bekijkt dit dossier als waarnemer. Dit wordt vastgelegd.")).to_be_visible()
    deputy.get_by_text("Meer", exact=True).click()
    deputy.get_by_role("link", name="Gezondheid").click()
    expect(deputy.get_by_text(REMARK)).to_be_visible()

    leader.goto(f"/trajecten/{amina.number}/wie-keek-mee/")
    looked = leader.get_by_role("row").filter(has_text=work.dewit.name).filter(has_text="Gezondheid")
    expect(looked).to_have_count(1)
    expect(looked).to_contain_text("waarnemer")
    assert leader.goto(about_health).status == 404  # who leads the team does not cover

    back = at_work(work.bakker)
    back.goto("/team/afwezig/")
    back.get_by_role("button", name="Is terug").click()
    expect(back.get_by_text("De waarneming is gestopt.")).to_be_visible()
    assert deputy.goto(about_health).status == 404
    deputy.goto("/caseload/?toon=alles")
    expect(rows).to_have_count(1)
    with as_user(work.bakker.pk):
        seen = DossierOpening.objects.filter(user=work.dewit, purpose="Gezondheid")
        assert [one.relation for one in seen] == ["DEPUTY"]
