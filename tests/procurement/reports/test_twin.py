"""A document of a report as a page: the content of its PDF, for who may read it, without asking the database again."""

import copy
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from inburgering.documents import pdf
from procurement.actions import report as acts
from procurement.reports import board_report, twin
from procurement.reports.dataset import fingerprint, freeze, thaw
from tests.procurement.reports.conftest import document_for, work

OLD = json.loads((Path(__file__).parent / "frozen_by_0_2_0.json").read_text())
SLUGS = (None, "aalten", "doetinchem")


@pytest.fixture
def shared(buying, agreed_report, quick_pdf):
    for slug in SLUGS:
        work(document_for(buying, agreed_report, slug))
    with buying.seen_by("leader"):
        acts.cancel_open(report=agreed_report, by=buying.leader)
        acts.share(report=agreed_report, by=buying.leader)
    return agreed_report


def address(buying, report, slug) -> str:
    return f"/rapporten/{report.number}/{document_for(buying, report, slug).document.number}/"


def words(markup: str) -> list[str]:
    body = re.sub(r"(?s)<head>.*?</head>|<[^>]+>", " ", markup)
    return re.findall(r"\S+", body)


@pytest.mark.parametrize("code", ["GM0197", None])
def test_the_page_holds_every_word_of_the_pdf_in_the_same_order(agreed_report, code, django_assert_num_queries):
    with django_assert_num_queries(0):
        found = twin.build(agreed_report, code)
        body = render_to_string("procurement/twin_body.html", {"twin": found})
        paper = pdf.html("documents/board_report.html", {"report": found.content, **found.content.on_every_page()})

    assert words(body) == words(paper)
    assert found.map_small.startswith("data:image/svg+xml")
    assert "<h1" not in body


def test_every_figure_leads_to_its_formula_and_source(agreed_report):
    body = render_to_string("procurement/twin_body.html", {"twin": twin.build(agreed_report, "GM0197")})

    asked, given = set(re.findall(r'href="#([^"]+)"', body)), set(re.findall(r'id="([^"]+)"', body))
    assert asked <= given
    assert {f"bron-{number}" for number in range(1, 5)} <= asked
    content = twin.build(agreed_report, "GM0197").content
    rows = [*content.money.rows, *(row for table in content.tables for row in table.rows)]
    assert len(rows) > 20
    assert all(row.ref for row in rows)
    assert all(one.formula and one.source for one in content.references)


def test_minorities_are_told_with_their_reason_and_as_large(agreed_report):
    content = twin.build(agreed_report, "GM0222").content

    finding = "".join(part.text for part in content.standpunten.finding)
    assert finding.startswith("1 van 8 gemeenten is akkoord. Bronckhorst is akkoord mits. Doetinchem is niet akkoord.")
    by_name = {row.name: row for row in content.standpunten.rows}
    assert len(by_name) == 8
    assert by_name["Doetinchem"].reason == "Wij willen een eigen leslocatie en zien dat niet terug"
    assert by_name["Doetinchem"].is_own
    assert by_name["Montferland"].label == "Nog geen reactie"
    assert "Winterswijk" in content.wishes[0].name
    assert content.standpunten.still_open == ("Wie wordt trekker van de aanbesteding?",)


def test_the_agreement_stays_as_it_was_in_a_report_that_was_made(buying, agreed_report, agreeing, checkpoint):
    before = twin.build(agreed_report, None).content
    agreeing.stands("montferland", "NOT_AGREED", "Wij doen het liever zelf")
    with buying.seen_by("leader"):
        agreed_report.refresh_from_db()

    assert twin.build(agreed_report, None).content == before
    assert agreed_report.dataset["checkpoint"]["sha256"] == checkpoint.sha256
    assert fingerprint(agreed_report.dataset["checkpoint"]["frozen"]) == checkpoint.sha256


def test_a_report_of_before_still_opens_without_what_it_did_not_have():
    ground = thaw(copy.deepcopy(OLD["dataset"]))
    content = board_report.build(ground, code="GM0197", sha256=OLD["sha256"])

    assert content.standpunten is None
    assert ground.intervals == {}
    assert [anchor for anchor, _ in content.contents][2] == "verschillen"
    assert content.numbers[0].large == "€\u00a0376.158"
    assert set(OLD["dataset"]) <= set(freeze(ground))


def test_an_alderman_reads_his_own_page_and_that_of_the_region(client, buying, shared):
    addresses = {slug: address(buying, shared, slug) for slug in SLUGS}
    client.force_login(buying.users["alderman"])

    found = {slug: client.get(one).status_code for slug, one in addresses.items()}

    assert found == {None: 200, "aalten": 200, "doetinchem": 404}
    page = client.get(addresses["aalten"]).content.decode()
    assert "Ter besluit, college van Aalten" in page
    assert "Lees de PDF (1 pagina," in page


def test_a_stranger_and_a_wrong_number_find_nothing(client, buying, shared):
    one = address(buying, shared, None)
    client.force_login(buying.users["stranger"])
    assert client.get(one).status_code == 404
    assert client.get(f"/rapporten/{shared.number}/rekenblad.xlsx").status_code == 404

    client.force_login(buying.leader)
    assert client.get(f"/rapporten/{shared.number}/D-99999999/").status_code == 404


def test_the_page_asks_few_questions(client, buying, shared, django_assert_max_num_queries):
    one = address(buying, shared, "aalten")
    client.force_login(buying.users["alderman"])

    with django_assert_max_num_queries(15):
        client.get(one)


def test_the_workbook_is_for_who_reads_the_document_of_the_region_and_in_the_zip(client, buying, shared):
    client.force_login(buying.users["alderman"])

    book = client.get(f"/rapporten/{shared.number}/rekenblad.xlsx")
    archive = client.get(f"/rapporten/{shared.number}/alles.zip")

    assert book.status_code == 200
    assert "rekenblad" in book["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(book.content)) as found:
        assert "xl/workbook.xml" in found.namelist()
    with zipfile.ZipFile(BytesIO(archive.content)) as found:
        assert len([name for name in found.namelist() if name.endswith(".xlsx")]) == 1


def test_the_workbook_waits_for_the_document_of_the_region(client, buying, agreed_report, quick_pdf):
    work(document_for(buying, agreed_report, "aalten"))
    with buying.seen_by("leader"):
        acts.cancel_open(report=agreed_report, by=buying.leader)
    client.force_login(buying.leader)

    assert client.get(f"/rapporten/{agreed_report.number}/rekenblad.xlsx").status_code == 404
