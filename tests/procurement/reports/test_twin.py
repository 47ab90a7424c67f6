"""A document of a report as a page: the content of its PDF, for who may read it, without asking the database again."""

import copy
import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from inburgering.documents import pdf
from inburgering.notation import euro
from procurement.actions import report as acts
from procurement.reports import board_first, board_options, board_report, board_scale, twin
from procurement.reports.board_references import references
from procurement.reports.dataset import fingerprint, freeze, thaw
from procurement.rules.choices import Area, Component, ComponentChoice, JointGroup, Scale
from procurement.rules.comparison import Reader
from procurement.rules.cost_groups import joint_groups
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


def test_page_1_says_what_all_stand_for_when_that_was_agreed_and_else_whom_the_advice_fits(report, agreed_report):
    said = twin.build(agreed_report, "GM0222").content.who
    assert "1 van 8 gemeenten is akkoord. Bronckhorst is akkoord mits. Doetinchem is niet akkoord." in said
    assert "past" not in said
    region = twin.build(agreed_report, None).content
    assert (region.numbers[2].large, region.numbers[2].text) == ("1 van 8", "gemeenten zijn akkoord met de afspraken.")
    assert "Het advies past bij 6 gemeenten." in twin.build(report, "GM0222").content.who


def test_nobody_has_to_subtract_what_the_state_pays(report):
    ground = thaw(report.dataset)
    content = board_report.build(ground, code="GM0197", sha256="")
    outcome = ground.basis.outcome(ground.advised)
    left = euro(outcome.cost.mid.of("GM0197") - outcome.spuk["GM0197"])

    assert f"zelf betaalt Aalten ongeveer {left}. Tussen" in content.numbers[0].text
    assert "zelf betalen de gemeenten samen ongeveer" in twin.build(report, None).content.numbers[0].text
    rich = replace(outcome, spuk=dict.fromkeys(outcome.spuk, outcome.cost.mid.of("GM0197") + 1000))
    refs = references(ground)
    cost = board_first.numbers(ground, rich, Reader(ground.basis.names, "GM0197"), refs)[0]
    assert cost.text.startswith("per jaar. Dat is ongeveer €\u00a01.000 lager dan wat het Rijk vergoedt")


def test_an_own_place_is_a_wish_until_it_is_bought(report):
    text = twin.build(report, "GM0197").content.numbers[2].text

    assert text == (
        "Voor de B1-route (met 2 andere gemeenten), als de inkoop dat als voorwaarde stelt. "
        "Onderwijsroute en Z-route: met 7 andere gemeenten."
    )


def test_the_advice_comes_first_and_says_why_it_is_not_the_one_that_fits_most(report):
    options = twin.build(report, "GM0197").content.options

    assert [column.is_advised for column in options.columns] == [True, False, False]
    assert all(row.cells[0].is_advised and not row.cells[1].is_advised for row in options.rows)
    assert re.fullmatch(
        r"Scenario 3 past bij meer gemeenten \(7\), maar kost Aalten €.[\d.]+ en de regio €.[\d.]+ per jaar meer\.",
        options.reason,
    )


def test_the_wait_of_page_2_is_that_of_the_figures(report):
    content = twin.build(report, "GM0197").content
    row = next(row for row in content.options.rows if row.label == "Gemiddeld wachten op een groep")
    table = next(table for table in content.tables if table.title.startswith("Groepen en wachten"))
    waits = sorted(line.cells[1].removesuffix(" maanden") for line in table.rows)

    assert row.cells[0].text == f"{waits[0]} tot {waits[-1]} maanden"


def test_groups_and_other_regions_are_said_in_words(report):
    ground = thaw(report.dataset)
    names, subregions = ground.basis.names, ground.advised.subregions
    area = Area(names, subregions)
    whole = tuple(sorted(names))
    (label, first), *others = subregions.items()
    rest = JointGroup("De rest", tuple(code for _, codes in others for code in codes), Scale.SUBREGIONAAL)
    apart = JointGroup(label, tuple(first), Scale.SUBREGIONAAL)
    beyond = ComponentChoice(Component.ONDERWIJS, Scale.BOVENREGIONAAL)

    assert board_scale.full([rest, apart], area) == f"2 groepen: De rest; {label}"
    assert board_scale.full(joint_groups(ComponentChoice(Component.B1, Scale.SUBREGIONAAL), area), area) == (
        "per subregio"
    )
    assert board_scale.full([JointGroup("x", whole, Scale.BOVENREGIONAAL)], area) == "hele regio, met andere regio’s"
    advised = replace(ground.advised, choices=(beyond,))
    notes = list(board_options.without_others(replace(ground, scenarios=(advised,))))
    not_chosen = "Nog zonder de andere regio’s: welke dat zijn, is nog niet gekozen."
    assert notes == [f"Scenario {advised.number}, de onderwijsroute. {not_chosen}"]


def test_the_proof_is_closed_on_the_page_until_it_is_asked_for_and_open_on_paper(agreed_report):
    found = twin.build(agreed_report, "GM0197")
    body = render_to_string("procurement/twin_body.html", {"twin": found})
    paper = pdf.html("documents/board_report.html", {"report": found.content, **found.content.on_every_page()})

    assert body.count('<details class="rs-fold">') == body.count("</details>") == 3
    assert body.index('id="cijfers"') < body.index("<details")
    assert "<details" not in paper


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
