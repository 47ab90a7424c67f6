"""What people expect of a list of people, in a browser: sorting, views, counters, acts on many, who was opened last."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from inburgering.accounts.context import as_user
from tests.journeys.conftest import SignedIn
from tests.journeys.test_decision_clicks import Counter
from tests.people import Casework, casework
from tests.trajectories.pip.conftest import drafted, established
from trajectories.actions import closure
from trajectories.models import DossierOpening, Trajectory

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/caseload/?toon=alles"


@pytest.fixture
def work() -> Casework:
    return casework()


def people(work: Casework) -> list[Trajectory]:
    """Eighteen inburgeraars; some late, some soon, some not seen for long, some in a route."""
    today = timezone.localdate()
    made = []
    for place in range(18):
        facts = {"leerroute": "B1", "phase": "LEARNING"} if place % 3 == 0 else {}
        days = 80 if place < 4 else 5
        made.append(
            work.register(
                f"Persoon {place:02d}", kennisgeving_on=today - timedelta(days=days),
                registered_on=today - timedelta(days=days), **facts,
            )
        )  # fmt: skip
    return made


def names(page: Page) -> list[str]:
    return page.locator("tbody th a").all_inner_texts()


def test_sorting_counters_views_and_files_follow_what_one_sees(
    at_work: SignedIn, work: Casework, tmp_path: Path
) -> None:
    """C4, C5, C8, C10, I5."""
    people(work)
    page = at_work(work.bakker)
    page.goto(LIST)
    heading = page.get_by_role("columnheader", name="Naam")
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert names(page) == sorted(names(page))
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert names(page) == sorted(names(page), reverse=True)
    assert "sorteer=-naam" in page.url

    page.goto(LIST)
    tabs = page.get_by_role("navigation", name="Groepen").get_by_role("link")
    told = [text.split(maxsplit=1) for text in tabs.all_inner_texts()]
    assert {"4", "18"} <= {number for number, _ in told}
    for place, (number, label) in enumerate(told):
        tabs.nth(place).click()
        expect(tabs.nth(place)).to_have_attribute("aria-current", "page")
        assert page.locator("tbody tr").count() == int(number), label
    page.goto("/caseload/?toon=te-laat")
    assert all(re.search(r"te laat: \d+ dag", text) for text in page.locator("tbody .rs-due").all_inner_texts())

    page.goto(LIST)
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Leerroute").select_option(label="B1-route")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("tbody tr")).to_have_count(6)
    shown = names(page)
    page.locator("summary", has_text="Meer").first.click()
    with page.expect_download() as file:
        page.get_by_role("link", name="Deze lijst naar Excel").click()
    sheet = load_workbook(BytesIO(Path(file.value.path()).read_bytes())).active
    rows = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows[: rows.index(None)] == shown  # below an empty row stands what was filtered

    page.locator("summary", has_text="Weergave").click()
    page.get_by_role("link", name="Bewaar deze weergave").click()
    page.get_by_label("Naam van deze weergave").fill("Alleen B1")
    page.get_by_label("Open de caseload voortaan met deze weergave").check()
    page.get_by_role("button", name="Bewaar weergave").click()
    expect(page.get_by_text("opent als eerste")).to_be_visible()
    again = at_work(work.bakker)  # another session, at another machine
    again.goto("/caseload/")
    expect(again.locator("tbody tr")).to_have_count(6)
    expect(again.get_by_role("link", name=re.compile("B1-route.*verwijder dit filter"))).to_be_visible()


def test_an_act_on_many_tells_who_could_not_and_goes_back(at_work: SignedIn, work: Casework) -> None:
    """C6 and T6: 17 go and 1 does not, in at most four clicks on two pages; then one click takes them back."""
    made, today = people(work), timezone.localdate()
    page = at_work(work.bakker)
    counter = Counter(page)
    page.goto(LIST)
    with as_user(work.bakker.pk):  # meanwhile one was closed elsewhere
        closure.close(trajectory=made[0], outcome="OVERIG", closed_on=today, on=today, by=work.bakker)
    counter.start()
    page.get_by_label("Selecteer alle rijen van deze pagina").click()
    page.get_by_role("button", name="Draag over").click()
    page.get_by_role("radio", name="S. de Wit").click()
    page.get_by_role("button", name="Draag over").click()
    expect(page.get_by_text("17 trajecten overgedragen aan S. de Wit.")).to_be_visible()
    expect(page.get_by_text("1 niet: al afgesloten")).to_be_visible()
    assert (counter.clicks, counter.pages) <= (4, 2)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("17 trajecten zijn terug bij wie het eerder had.")).to_be_visible()


def test_who_covers_is_logged_and_finds_the_last_dossiers_again(at_work: SignedIn, work: Casework) -> None:
    """C11 and C7: part of a name without diacritics; a colleague without relation says why; both are in the log."""
    kov = work.register("Iryna Kovalénko", registered_on=timezone.localdate())
    page = at_work(work.dewit)
    page.goto("/zoeken/")
    page.locator("main [name=q]").fill("kovalen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Kovalénko, Iryna").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kovalénko, Iryna")
    page.goto("/caseload/recent/")
    expect(page.get_by_role("link", name="Kovalénko, Iryna")).to_be_visible()

    other = at_work(work.elsewhere)
    other.goto(f"/trajecten/{kov.number}/")
    expect(other.get_by_role("heading", level=1)).not_to_have_text("Kovalénko, Iryna")
    with as_user(work.bakker.pk):
        assert [one.user for one in DossierOpening.objects.all()] == [work.dewit]


def test_two_people_in_one_pip_see_both_texts(at_work: SignedIn, work: Casework, live_server: LiveServer) -> None:
    """S5 and D3: nothing is written over unseen, and nothing that was typed is lost."""
    today = timezone.localdate()
    amina = work.register(kennisgeving_on=today - timedelta(days=120), plicht_begins_on=today - timedelta(days=150))
    established(work, amina, on=today - timedelta(days=60))
    drafted(work, amina, "OTHER", on=today, reason_words="Er is een kind geboren.")
    address = f"/trajecten/{amina.number}/pip/versies/2/wijzigen/"
    mine, theirs = at_work(work.bakker), at_work(work.dewit)
    for page in (mine, theirs):
        page.goto(address)
    theirs.locator("#id_support").fill("Tekst van S.")
    theirs.get_by_role("button", name="Bewaar en controleer").click()
    expect(theirs.locator("#id_support")).to_have_value("Tekst van S.")
    mine.locator("#id_support").fill("Tekst van J.")
    mine.get_by_role("button", name="Bewaar en controleer").click()
    expect(mine.get_by_text("S. de Wit heeft dit om").first).to_be_visible()
    expect(mine.locator("main")).to_contain_text("Tekst van S.")
    expect(mine.locator("#id_support")).to_have_value("Tekst van J.")
    with as_user(work.bakker.pk):
        assert amina.pips.get(number=2).support == "Tekst van S."

    mine.goto(f"/trajecten/{amina.number}/pip/versies/1/wijzigen/")
    expect(mine.locator("#id_support")).to_have_count(0)  # a decision is read
