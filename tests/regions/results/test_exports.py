"""A session as a report and as slides, and each figure as PNG, SVG and Excel."""

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import page as page_validation
import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook
from pptx import Presentation

from inburgering.accounts.context import as_job, as_user
from inburgering.accounts.models import User
from inburgering.documents.models import Document
from inburgering.jobs.models import Job
from regions import tasks
from regions.actions import session_export
from regions.actions.refusal import NotNow
from regions.models import SessionExport
from regions.reports import figures, session_report
from regions.reports.session_content import thaw
from tests.regions.results.conftest import Workshop

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]

EXPORTS = "/regios/achterhoek/werksessies/1/verslag/"
FIGURE = "/regios/achterhoek/werksessies/1/uitkomsten/figuur/"


def asked(workshop: Workshop, kind: str) -> SessionExport:
    with as_user(workshop.world.leader.pk):
        return session_export.request(session=workshop.session, kind=kind, by=workshop.world.leader)


def made(export: SessionExport) -> Document:
    tasks.make_session_export(export.job_id, export.organisation_id)
    with as_job(export.organisation_id):
        job = Job.objects.get(pk=export.job_id)
        assert job.state == Job.State.DONE, job.error
        return SessionExport.objects.get(pk=export.pk).document


def test_the_report_is_tagged_and_begins_with_the_finding(revealed: Workshop, tmp_path: Path) -> None:
    document = made(asked(revealed, "PDF"))

    file = tmp_path / "verslag.pdf"
    file.write_bytes(bytes(document.content))
    checked = page_validation.validate_pdf(str(file), profile=page_validation.ValidationProfile.PDF_UA_1)
    first = subprocess.run(["pdftotext", "-l", "1", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert checked.is_compliant, checked.failures
    assert "Over 10 van de 24 stellingen zijn alle" in first
    assert "Voorbeeldgegevens: de antwoorden zijn verzonnen" in first
    assert document.filename == "Werksessie 1: Sturen of loslaten - regio Achterhoek.pdf"
    assert document.size < 1_000_000


def test_the_slides_open_and_say_one_thing_each(revealed: Workshop) -> None:
    document = made(asked(revealed, "PPTX"))

    book = Presentation(io.BytesIO(bytes(document.content)))
    titles = [page.shapes.title.text_frame.text for page in book.slides]
    assert titles[0] == "Werksessie 1: Sturen of loslaten"
    assert titles[1].startswith("Over 10 van de 24 stellingen")
    assert len(titles) == len(set(titles)) == document.pages
    for page in book.slides:
        assert any("verzonnen" in shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def test_what_changes_later_does_not_reach_a_file_that_was_asked_for(revealed: Workshop) -> None:
    export = asked(revealed, "PDF")
    with as_user(revealed.world.leader.pk):
        export.refresh_from_db()  # as JSON keeps it
    before = export.content

    for slug in ("aalten", "winterswijk"):
        revealed.answer(slug, 1, value=0)

    with as_user(revealed.world.leader.pk):
        assert SessionExport.objects.get(pk=export.pk).content == before
        assert session_report.build(revealed.session).frozen() != before
        assert json.loads(json.dumps(thaw(before).frozen())) == before


def test_a_double_click_asks_for_one_file(revealed: Workshop) -> None:
    assert asked(revealed, "PDF").pk == asked(revealed, "PDF").pk
    assert asked(revealed, "PPTX").pk != asked(revealed, "PDF").pk


def test_before_the_reveal_there_is_no_report(answered: Workshop, signed_in: SignIn) -> None:
    with pytest.raises(NotNow, match="Toon eerst de uitkomst"):
        asked(answered, "PDF")

    page = signed_in(answered.world.leader).post(EXPORTS, {"soort": "PDF"}, follow=True)

    assert "Toon eerst de uitkomst" in page.content.decode()
    assert "Maak het verslag" not in page.content.decode()


def test_the_page_asks_waits_and_gives_the_file(revealed: Workshop, signed_in: SignIn) -> None:
    leader = signed_in(revealed.world.leader)
    waiting = leader.post(EXPORTS, {"soort": "PPTX"}, follow=True).content.decode()
    assert "data-poll" in waiting
    assert leader.get(f"{EXPORTS}stand/").status_code == 200
    with as_user(revealed.world.leader.pk):
        export = SessionExport.objects.get()

    document = made(export)

    assert leader.get(f"{EXPORTS}stand/").status_code == 286
    assert "1 bestand staat klaar" in leader.get(EXPORTS).content.decode()
    file = leader.get(f"{EXPORTS}{document.number}/?opslaan=ja")
    assert file.content[:2] == b"PK"
    assert "attachment" in file.headers["Content-Disposition"]


@pytest.mark.parametrize("name", [*(one for one in figures.BUILDERS if one != "voor-en-na"), "stelling-6"])
def test_every_figure_comes_as_drawing_and_as_numbers(revealed: Workshop, signed_in: SignIn, name: str) -> None:
    leader = signed_in(revealed.world.leader)

    svg = leader.get(f"{FIGURE}{name}.svg?gemeente=aalten")
    book = load_workbook(io.BytesIO(leader.get(f"{FIGURE}{name}.xlsx").content))

    assert svg.content.startswith(b"<svg")
    assert len(svg.content) > 1_000
    assert book.worksheets[0].max_row > 3
    assert "verzonnen" in str(book.worksheets[0].cell(book.worksheets[0].max_row, 1).value)


def test_a_figure_comes_as_an_image(revealed: Workshop, signed_in: SignIn) -> None:
    image = signed_in(revealed.world.adviser("aalten")).get(f"{FIGURE}stelling-1.png")

    assert image.content.startswith(b"\x89PNG")
    assert len(image.content) > 1_000


@pytest.mark.parametrize("name", ["stelling-99", "bestaat-niet", "voor-en-na"])
def test_a_figure_that_is_not_there_is_not_found(revealed: Workshop, signed_in: SignIn, name: str) -> None:
    assert signed_in(revealed.world.leader).get(f"{FIGURE}{name}.svg").status_code == 404


def test_a_municipality_gets_no_figure_before_the_reveal(answered: Workshop, signed_in: SignIn) -> None:
    client = signed_in(answered.world.adviser("aalten"))
    told: list[HttpResponse] = [client.get(f"{FIGURE}verschillen.{kind}") for kind in ("svg", "xlsx", "png")]

    assert {response.status_code for response in told} == {302}


def test_a_municipality_has_no_page_with_reports(revealed: Workshop, signed_in: SignIn) -> None:
    export = asked(revealed, "PDF")
    client = signed_in(revealed.world.adviser("aalten"))

    assert client.get(EXPORTS).status_code == client.post(EXPORTS, {"soort": "PDF"}).status_code == 404
    with as_user(revealed.world.adviser("aalten").pk):
        assert not SessionExport.objects.filter(pk=export.pk).exists()
