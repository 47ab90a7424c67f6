"""From answers to a decided report: three subregions, two of which go on together while the third joins on two parts.

The case that this product came from. Everything is done on the pages, by the people whose work it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from inburgering.mail.models import Message
from tests import database
from tests.factories import reference_data
from tests.journeys.example import REGION, as_leader, stop_the_example, switch_role
from tests.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)

READER = "wethouder@winterswijk.voorbeeld.invalid"
MUNICIPALITIES = (
    "Aalten", "Berkelland", "Bronckhorst", "Doetinchem", "Montferland", "Oost Gelre", "Oude IJsselstreek",
    "Winterswijk",
)  # fmt: skip
PHONE = {"width": 375, "height": 667}


def test_from_answers_to_a_decided_report(
    page: Page, new_device: Callable[..., BrowserContext], celery_worker_process: Worker
) -> None:
    reference_data()
    as_leader(page)
    stop_the_example(page)

    divide(page)
    plan = agree_per_component(page)
    take_standpunten(page, plan)
    drive_checkpoint(page, plan)
    follow_in_a_scenario(page)
    ask_report(page)
    link = give_a_link(page)
    react(new_device(viewport=PHONE).new_page(), link)
    decide(page)


def divide(leader: Page) -> None:
    leader.goto(f"{REGION}subregios/")
    leader.get_by_role("button", name="Maak voorstel met 3 subregio’s").click()
    expect(leader.locator(".rs-finding").first).to_contain_text("Drie subregio’s")
    leader.get_by_role("link", name="Bespreken met de gemeenten").click()
    leader.locator("main").get_by_role("button").click()
    expect(leader.get_by_text("Ter bespreking").first).to_be_visible()


def agree_per_component(leader: Page) -> str:
    leader.goto(f"{REGION}samenwerking/")
    leader.get_by_label("Naam").fill("Twee samen, een op onderdelen")
    leader.get_by_role("button", name="Maak de samenwerking").click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("Twee samen, een op onderdelen")
    plan = re.sub(r"^https?://[^/]+", "", leader.url).split("?")[0]
    together = {
        "B1-route": "Noord en West samen, Oost apart",
        "Onderwijsroute": "De hele regio samen",
        "Z-route": "De hele regio samen",
    }
    for component, structure in together.items():
        leader.goto(plan)
        leader.locator("table").first.get_by_role("link", name=component, exact=True).click()
        leader.get_by_role("radio", name=structure).check()
        leader.get_by_role("button", name="Bewaar deze indeling").click()
    leader.goto(plan)
    expect(leader.locator(".rs-finding").first).to_contain_text("Noord en West trekken samen op bij alle leerroutes")
    expect(leader.locator(".rs-finding").first).to_contain_text("Oost doet mee bij de onderwijsroute en de Z-route")
    leader.goto(f"{plan}bespreken/")
    leader.get_by_role("button", name="Samenwerking delen met de regio").click()
    return plan


def take_standpunten(page: Page, plan: str) -> None:
    switch_role(page, "Maaike Hoekman, beleidsadviseur Aalten")
    page.goto(f"{plan}standpunten/aalten/")
    page.get_by_role("radio", name="Akkoord", exact=True).check()
    page.get_by_role("button", name="Bewaar het standpunt").click()
    switch_role(page, "M. ter Horst, projectleider")
    page.goto(f"{plan}standpunten/berkelland/")
    page.get_by_role("radio", name="Niet akkoord").check()
    page.get_by_role("button", name="Noteer het standpunt").click()
    expect(page.locator(".rs-error-summary")).to_be_visible()  # a minority view has its reason
    page.get_by_label("Reden").fill("Wij doen de B1-route liever met Oost Gelre.")
    page.get_by_role("button", name="Noteer het standpunt").click()
    page.goto(plan)
    expect(page.get_by_text("Wij doen de B1-route liever met Oost Gelre.")).to_be_visible()


def drive_checkpoint(leader: Page, plan: str) -> None:
    leader.goto(f"{plan}piketpaaltje/")
    leader.get_by_role("button", name="Verder: kijk of het klopt").click()
    leader.get_by_role("button", name="Sla het piketpaaltje").click()
    expect(leader.get_by_text("Heel en actueel")).to_be_visible()
    expect(leader.locator("main")).to_contain_text("Berkelland is niet akkoord")


def follow_in_a_scenario(leader: Page) -> None:
    leader.get_by_role("link", name="Maak een scenario").click()
    leader.get_by_label("Naam").fill("Twee samen")
    leader.get_by_role("button", name="Bewaar het scenario").click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("Twee samen")
    body = leader.locator("main").inner_text()
    assert body.count("zoals afgesproken") == 3
    assert "Noord en West" in body


def ask_report(leader: Page) -> None:
    leader.get_by_role("link", name="Maak een rapport").click()
    leader.get_by_label("Titel").fill("Twee samen, een op onderdelen")
    boxes = leader.get_by_role("group", name=re.compile("Scenario")).get_by_role("checkbox")
    for index in range(boxes.count()):
        boxes.nth(index).set_checked(index in (0, boxes.count() - 1))
    leader.get_by_role("radio", name=re.compile("Twee samen")).check()
    leader.get_by_label("Datum van het besluit").fill("8 december 2099")
    leader.get_by_role("button", name="Maak het rapport").click()
    expect(leader.get_by_role("link", name=re.compile("^Lees de PDF van"))).to_have_count(9, timeout=240_000)
    leader.get_by_role("button", name="Deel met de gemeenten").click()


def give_a_link(leader: Page) -> str:
    leader.get_by_role("link", name="Geef lezers een link").first.click()
    leader.locator("textarea").fill(f"Wethouder Winterswijk <{READER}>")
    leader.get_by_role("button", name="Controleer de adressen").click()
    leader.locator("main select").first.select_option(label="Winterswijk")
    leader.get_by_role("checkbox", name=re.compile("^Mail iedere lezer")).uncheck()
    leader.get_by_role("button", name="Geef deze lezers een link").click()
    found = re.search(r"/lezen/[\w-]+/", leader.locator("main").inner_html())
    assert found
    return found.group()


def react(reader: Page, link: str) -> None:
    """Mail to the asked decision: one click, one page, no account; reacting takes a code."""
    reader.goto(link)
    expect(reader.get_by_text("Gevraagd besluit").first).to_be_visible()
    expect(reader.locator("main")).to_contain_text("Winterswijk")
    reader.get_by_role("link", name="Reageer op dit document").click()
    reader.get_by_role("button", name="Mail de code").click()
    with database.as_owner():
        body = Message.objects.get(recipient=READER).body
    reader.get_by_label("Code").fill(re.search(r"\b(\d{6})\b", body).group(1))
    reader.get_by_role("button", name="Ga naar de reactie").click()
    reader.get_by_role("radio", name="Ik kan instemmen, mits").check()
    reader.get_by_label("Reden").fill("Onze leslocatie blijft open.")
    reader.get_by_role("button", name="Bewaar de reactie").click()
    expect(reader.locator("main")).to_contain_text("mits")


def decide(leader: Page) -> None:
    leader.goto("/rapporten/")
    leader.get_by_role("link", name="Twee samen, een op onderdelen").first.click()
    report = leader.url
    expect(leader.locator("main")).to_contain_text("Onze leslocatie blijft open.")
    for name in MUNICIPALITIES:
        leader.goto(f"{report}besluiten/nieuw/")
        leader.get_by_label("Gemeente", exact=True).select_option(label=name)
        leader.get_by_role("radio", name=re.compile("^College")).check()
        leader.get_by_label("Datum van het besluit").fill(timezone.localdate().strftime("%d-%m-%Y"))
        leader.get_by_role("radio", name="Besloten zoals gevraagd").check()
        leader.get_by_role("button", name="Leg het besluit vast").click()
        expect(leader.get_by_role("region", name="Besluiten")).to_contain_text(name)
    leader.goto(report)
    expect(leader.locator(".rs-finding").first).to_contain_text("Alle 8 gemeenten hebben besloten")
