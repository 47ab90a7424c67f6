"""Amina from the AZC to her diploma, with another leerroute and a move on the way, as two klantregisseurs do it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.notation import date_long, date_short
from tests.journeys.steps_amina import (
    WAIT,
    act,
    argue,
    choose,
    discuss_routes,
    establish,
    fill,
    new_version,
    pass_exams,
    press,
    rest_of_intake,
    seen,
    sign_in,
    term_row,
)
from tests.journeys.test_decision_clicks import Counter
from tests.people import casework
from tests.trajectories.course.conftest import buy
from trajectories.models import Trajectory

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Haddad, Amina"
TEN_WEEKS = timedelta(weeks=10)


def before(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def trajectory(number: str, user: User) -> Trajectory:
    with as_user(user.pk):
        return Trajectory.objects.get(number=number)


def register(page: Page) -> str:
    """In the AZC: a name, a birth date as far as it is known, and the group of the law. Returns the number."""
    page.goto("/trajecten/nieuw/")
    fill(page, full_name="Amina Haddad", birth="00-04-1992", azc_location="AZC Winterswijk", linked_on=before(80))
    page.get_by_role("radio", name="asielstatushouder", exact=True).check()
    press(page, "Bewaar en open het dossier")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME, timeout=WAIT)
    seen(page, "De inburgeraar staat in Team Aalten.")
    seen(page, "Er loopt nu geen wettelijke termijn")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def arrive(page: Page, number: str) -> None:
    """DUO tells, Amina is registered in Aalten: from the later of the two days the ten weeks run."""
    page.goto(f"/trajecten/{number}/feiten/")
    fill(
        page, registered_on=before(90), azc_location="", kennisgeving_on=before(45), plicht_begins_on=before(45),
        registered_brp_on=before(40),
    )  # fmt: skip
    press(page, "Bekijk wat er verandert")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="PIP vaststellen"))
    expect(row).to_contain_text(date_long(before(40) + TEN_WEEKS), timeout=WAIT)
    press(page, "Bewaar deze feiten")
    seen(page, "De feiten zijn bewaard en de termijnen zijn opnieuw berekend.")


def do_intake(page: Page, number: str, bakker: User) -> None:
    page.goto(f"/trajecten/{number}/intake/")
    press(page, "Begin de brede intake")
    page.get_by_role("link", name="Zelfredzaamheid").click()
    for name in ("post", "reizen", "computer"):
        page.locator(f"main select[name={name}]").select_option(index=1)
    choose(page, digid="ja")
    fill(page, zelf_leren="Wil zelf een afspraak bij de huisarts maken.", held_on=before(20), note="Komt graag vroeg.")
    page.get_by_role("radio", name="Ja", exact=True).check()
    press(page, "Bewaar en ga naar overzicht")
    seen(page, "Zelfredzaamheid is bewaard")
    discuss_routes(page, number, before(16))
    rest_of_intake(trajectory(number, bakker), bakker, on=timezone.localdate())
    page.goto(f"/trajecten/{number}/intake/")
    press(page, "Rond de brede intake af")
    seen(page, "De brede intake is afgerond. Maak nu het PIP.")
    page.goto(f"/trajecten/{number}/")
    seen(page, "Nog open: de keuze van de leerroute.")


def make_first_pip(page: Page, number: str) -> None:
    page.goto(f"/trajecten/{number}/pip/")
    press(page, "Maak een concept")
    page.get_by_role("radio", name="onderwijsroute", exact=True).check()
    choose(page, level="B1")
    fill(page, dated_on=before(14), hours_per_week="12", map_hours="", intensity_hours="", pvt_hours=12)
    argue(page)
    establish(page, 1)
    expect(page.get_by_role("region", name="Versies van het PIP")).to_contain_text("Vastgesteld")


def follow_lessons(page: Page, number: str) -> None:
    """A place in the course that the region bought, and the hours of this month."""
    page.goto(f"/trajecten/{number}/lessen/")
    page.get_by_role("link", name="Bied de start op").first.click()
    press(page, "Leg de plaatsing vast")
    seen(page, "De plaatsing is vastgelegd.")
    expect(page.get_by_role("region", name="Plaatsingen")).to_contain_text("Taalhuis Test")
    page.goto(f"/trajecten/{number}/lessen/uren/")
    fill(page, **{"NT2-followed": 30, "NT2-missed_with_notice": 2, "PVT-followed": 12})
    press(page, "Bewaar de uren")
    expect(page.get_by_role("heading", name="Uren en normen")).to_be_visible(timeout=WAIT)
    page.goto(f"/trajecten/{number}/lessen/uren/")
    expect(page.locator("[name=NT2-followed]")).to_have_value("30")


def talk(page: Page, counter: Counter) -> None:
    """Three clicks from the caseload, and nothing else opens."""
    page.goto("/caseload/?toon=alles")
    counter.start()
    page.get_by_role("link", name=f"Gesprek vastleggen met {NAME}").first.click()
    panel = page.get_by_role("complementary", name="Gesprek vastleggen")
    panel.get_by_text("Ja", exact=True).click()
    panel.get_by_role("button", name="Gesprek opslaan").click()
    seen(page, "Gesprek met Amina Haddad vastgelegd.")
    # A click on a label is followed by one of the browser itself on its radio.
    assert (counter.clicks, counter.pages) in {(3, 0), (4, 0)}


def switch_route(page: Page, number: str) -> None:
    new_version(page, number, "andere leerroute", "De voortgang is lager dan verwacht: nog geen A2.")
    page.get_by_role("radio", name="B1-route", exact=True).check()
    fill(page, dated_on=before(7), intensity_hours=500, map_hours=40)
    establish(page, 2)
    page.get_by_role("link", name="Vergelijk met de vorige").first.click()
    rows = page.locator(".rs-pip-compare tbody tr")
    expect(rows.filter(has=page.get_by_role("rowheader", name="Leerroute", exact=True))).to_contain_text("gewijzigd")
    expect(rows.filter(has=page.get_by_role("rowheader", name="PVT"))).to_contain_text("gelijk")


def announce(page: Page, number: str) -> str:
    """Say that Amina moved to Doetinchem, having read what goes along. Returns the number of the handover."""
    page.goto(f"/trajecten/{number}/overdragen/")
    choose(page, receiver="Doetinchem")
    fill(page, moved_on=before(3))
    press(page, "Bekijk wat er meegaat")
    seen(page, "precies dit, zoals het nu in het dossier staat")
    press(page, "Kondig de overdracht aan")
    seen(page, "De overdracht aan Gemeente Doetinchem is aangekondigd.")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def take_over(page: Page, handover: str) -> str:
    """Ask for the dossier, read it and take it over: it gets a number and a clock of its own. Returns that number."""
    page.goto("/overdrachten/")
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", name="Wat er meekomt")).to_have_count(0)
    press(page, "Wij vragen het dossier op")
    expect(page.get_by_role("heading", name="Wat er meekomt")).to_be_visible(timeout=WAIT)
    press(page, "Neem over")
    seen(page, "De 10 weken voor het PIP lopen.")
    assert page.url.endswith(f"/overdrachten/{handover}/")
    page.locator("main dl").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME, timeout=WAIT)
    expect(term_row(page, "PIP vaststellen")).to_contain_text(date_short(before(3) + TEN_WEEKS))
    return page.url.rstrip("/").rsplit("/", 1)[1]


def is_gone(page: Page, number: str, outcome: str, closed_on: date) -> None:
    """The dossier says why it is closed, and the caseload has forgotten it."""
    page.goto(f"/trajecten/{number}/")
    seen(page, f"Dit traject is afgesloten op {date_long(closed_on)}: {outcome}.")
    page.goto("/caseload/?toon=alles")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("link", name=NAME)).to_have_count(0)


def make_pip_after_move(page: Page, number: str) -> None:
    """Who moved has one reason for a new PIP, so nobody is asked for it; what was decided in Aalten stands in it."""
    page.goto(f"/trajecten/{number}/pip/")
    press(page, "Maak een concept")
    expect(page.get_by_role("radio", name="B1-route", exact=True)).to_be_checked(timeout=WAIT)
    fill(page, reason_words="Amina woont nu in Doetinchem en leert daar verder.")
    fill(page, dated_on=timezone.localdate(), intensity_hours=500, hours_per_week="12", pvt_hours=12, map_hours=40)
    argue(page)
    establish(page, 1)
    page.goto(f"/trajecten/{number}/")
    expect(term_row(page, "PIP vaststellen")).to_contain_text("gedaan")


def finish(page: Page, number: str, yilmaz: User) -> None:
    """The exams, the participatieverklaring and MAP, then the diploma."""
    today = timezone.localdate()
    page.goto("/caseload/?toon=alles")
    expect(page.get_by_role("link", name=NAME).first).to_be_visible(timeout=WAIT)
    page.goto(f"/trajecten/{number}/lessen/examens/nieuw/")
    choose(page, part="lezen", level="B1")
    fill(page, taken_on=today)
    press(page, "Leg het examen vast")
    page.get_by_role("link", name="Uitslag van lezen").click()
    page.get_by_role("radio", name="geslaagd").check()
    press(page, "Bewaar de uitslag")
    seen(page, "De uitslag is bewaard.")
    pass_exams(trajectory(number, yilmaz), yilmaz, {"LU": "B1", "SC": "B1", "SP": "B1", "KNM": ""}, on=today)
    page.goto(f"/trajecten/{number}/lessen/uren/")
    fill(page, **{"MAP-followed": 40})
    press(page, "Bewaar de uren")
    signed, ended = "De ondertekening is vastgelegd.", "Het eindgesprek is vastgelegd."
    act(page, number, "lessen/pvt/ondertekend/", "Leg de ondertekening vast", signed, signed_on=today)
    act(page, number, "lessen/map/", "Bewaar de plekken", "De plekken zijn bewaard.", places="Thuiszorg Doetinchem")
    act(page, number, "lessen/map/eindgesprek/", "Leg het eindgesprek vast", ended, ended_on=today)
    page.goto(f"/trajecten/{number}/afsluiten/")
    expect(page.get_by_text("Kijk dit na.")).to_have_count(0)
    choose(page, outcome="diploma")
    press(page, "Sluit het traject af")
    seen(page, "Het traject is afgesloten.")


def test_amina_from_the_azc_to_her_diploma(
    browser_context: BrowserContext, new_device: Callable[..., BrowserContext], live_server: object
) -> None:
    work = casework()
    buy(work, components=("ONDERWIJS", "B1", "MAP"), on=timezone.localdate())
    aalten = sign_in(browser_context, work.bakker, str(live_server))
    counter = Counter(aalten)

    number = register(aalten)
    arrive(aalten, number)
    do_intake(aalten, number, work.bakker)
    make_first_pip(aalten, number)
    follow_lessons(aalten, number)
    talk(aalten, counter)
    switch_route(aalten, number)
    handover = announce(aalten, number)

    doetinchem = sign_in(new_device(), work.yilmaz, str(live_server))
    new_number = take_over(doetinchem, handover)
    assert new_number != number
    is_gone(aalten, number, "verhuisd naar een andere gemeente", before(3))
    make_pip_after_move(doetinchem, new_number)
    finish(doetinchem, new_number, work.yilmaz)
    is_gone(doetinchem, new_number, "diploma", timezone.localdate())
