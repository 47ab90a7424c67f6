"""T13: a list of 400 rows with 9 errors comes in, is repaired and comes in again: at most 6 clicks on 4 pages."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.db import connection
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page

from inburgering.accounts.context import as_user
from inburgering.jobs.models import Job
from tests.browser import assert_accessible
from tests.people import Casework, casework, signed_in
from tests.trajectories.imports.conftest import PAGE, person, workbook
from trajectories.models import Trajectory
from trajectories.schedule import exchange

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, WRONG = 400, 9
COUNT_CLICKS = """addEventListener("click", (event) => { if (event.isTrusted) window.clicked() }, true)"""
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def work() -> Casework:
    return casework()


@pytest.fixture
def worker(work: Casework):
    """Work off what is asked for, as a worker beside the web server does."""
    done = Event()

    def loop() -> None:
        while not done.wait(0.1):
            with as_user(work.nijhof.pk):
                waiting = list(Job.objects.filter(state=Job.State.QUEUED))
            for job in waiting:
                exchange.work_import(job.pk, job.organisation_id)
        connection.close()

    thread = Thread(target=loop)
    thread.start()
    yield
    done.set()
    thread.join()


def rows() -> list[dict[str, object]]:
    wrong = {7: {"BSN": "123456789"}, 40: {"Geboortedatum": 45612}, 41: {"Geboortedatum": "31-2-1990"}}
    wrong |= {line: {"Doelgroep": "toerist"} for line in (99, 100, 180)}
    wrong |= {line: {"Volledige naam": "=A1"} for line in (220, 300, 399)}
    assert len(wrong) == WRONG
    found = []
    for number in range(ROWS):
        row = person(0, BSN="", **{"V-nummer": f"{number + 1_000_000_000}"})
        found.append(row | {"Volledige naam": f"Persoon {number}"} | wrong.get(number, {}))
    return found


def repaired(file: Path) -> None:
    """Do what the first column says, in every red cell; the rest stays."""
    book = load_workbook(file)
    sheet = book["Invullen"]
    assert sheet.max_row == WRONG + 1
    right = {"Geboortedatum": "1-5-1990", "Doelgroep": "asielstatushouder", "Volledige naam": "Hersteld", "BSN": None}
    for line in sheet.iter_rows(min_row=2):
        red = [cell for cell in line if cell.comment]
        assert red, "elke foute rij heeft een rode cel"
        for cell in red:
            cell.value = right[sheet.cell(1, cell.column).value]
    book.save(file)


def choose(page: Page, label: str, file: Path) -> None:
    with page.expect_file_chooser() as asked:
        page.get_by_label(label).click()
    asked.value.set_files(file)


def test_a_list_with_errors_is_in_after_six_clicks(
    browser_context: BrowserContext, work: Casework, worker: None, live_server, tmp_path: Path
) -> None:
    name = settings.SESSION_COOKIE_NAME
    cookie = signed_in(work.nijhof).cookies[name].value
    browser_context.add_cookies([{"name": name, "value": cookie, "url": str(live_server)}])
    clicks: list[int] = []
    browser_context.expose_function("clicked", lambda: clicks.append(1))
    browser_context.add_init_script(COUNT_CLICKS)
    page = browser_context.new_page()
    page.set_default_timeout(60_000)
    (tmp_path / "lijst.xlsx").write_bytes(workbook(rows()))
    page.goto(PAGE)
    assert_accessible(page)
    pages: list[str] = []
    page.on("framenavigated", lambda frame: pages.append(frame.url))

    choose(page, "Ingevuld bestand", tmp_path / "lijst.xlsx")
    page.get_by_role("button", name="Bekijk de proefrun").click()
    page.get_by_role("button", name="Lees de 391 goede rijen in").click()
    page.get_by_text("Ingelezen: 391 nieuw en 0 gewijzigd").wait_for()
    assert "400 rijen gelezen: 391 goed, 9 met een fout" in page.inner_text("main")
    with page.expect_download() as returned:
        page.get_by_role("link", name="Download het foutbestand").click()
    returned.value.save_as(tmp_path / "fout.xlsx")
    repaired(tmp_path / "fout.xlsx")
    choose(page, "Hersteld bestand", tmp_path / "fout.xlsx")
    page.get_by_text("Ingelezen: 9 nieuw en 0 gewijzigd").wait_for()

    with as_user(work.nijhof.pk):
        assert Trajectory.objects.count() == ROWS
    assert_accessible(page)
    for width in (1366, 375, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate(SIDEWAYS) <= 0, width
    assert len(clicks) <= 6, "kiezen van een bestand meegeteld"
    assert len(pages) <= 4, pages
