"""Scenarios beside each other, and what a move does to the costs: page, workbook and rules say the same."""

import io

import openpyxl
import pytest

from inburgering.notation import euro
from procurement.reports import basis, consequences, scenario_comparison
from regions.models import Placement

PAGE = "/regios/achterhoek/scenarios/vergelijken/"


@pytest.fixture
def ground(buying):
    with buying.seen_by("leader"):
        return basis.read([buying.proposal]), [basis.chosen(one) for one in buying.scenarios]


def test_the_finding_names_the_trade_off_for_the_municipality(ground):
    read, chosen = ground

    report = scenario_comparison.build(read, chosen, code="GM0197", advised=2)

    said = "".join(part.text for part in report.finding)
    assert said.startswith("Voor Aalten kost scenario 2 €")
    assert "meer dan alles samen." in said
    assert [part.text for part in report.finding if part.mark] == ["Aalten"]


def test_equal_rows_are_folded_until_asked_for(client, buying):
    client.force_login(buying.leader)

    short, long = (client.get(f"{PAGE}{query}") for query in ("", "?rijen=alles"))

    hidden = short.context["report"].hidden
    assert hidden > 0
    assert f"{hidden} rijen zijn in alle scenario’s gelijk" in short.content.decode()
    rows = [sum(len(group.rows) for group in page.context["report"].groups) for page in (short, long)]
    assert rows[1] == rows[0] + hidden


def test_the_workbook_holds_the_numbers_of_the_page(client, buying):
    client.force_login(buying.leader)
    page = client.get(f"{PAGE}?gemeente=aalten").content.decode()

    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/regios/achterhoek/scenarios/vergelijken.xlsx?gemeente=aalten").content)
    )

    rows = {row[1]: row[2:] for row in book.worksheets[0].iter_rows(values_only=True) if row[1]}
    costs = rows["Kosten voor Aalten per jaar"]
    assert all(euro(amount) in page for amount in costs)
    book.close()


def test_at_most_four_stand_beside_each_other(client, buying):
    client.force_login(buying.leader)
    for _ in range(3):
        client.post("/regios/achterhoek/scenarios/1/kopie/")

    assert len(client.get(PAGE).context["chosen"]) == 4
    assert client.get(f"{PAGE}?s=1,3").context["chosen"] == [1, 3]


def test_an_unknown_municipality_or_number_is_no_fault(client, buying):
    client.force_login(buying.leader)

    assert client.get(f"{PAGE}?gemeente=nergens&s=99,x").status_code == 200
    assert client.get("/regios/achterhoek/subregios/voorstel-1/gevolgen/?gemeente=nergens&naar=99").status_code == 200


def test_amounts_of_the_municipalities_add_up_to_the_region(ground):
    read, chosen = ground

    for one in chosen:
        outcome = read.outcome(one)
        assert sum(outcome.cost.mid.of(code) for code in read.names) == outcome.cost.mid.total


def test_a_move_costs_nothing_when_nothing_is_bought_per_subregion(buying):
    with buying.seen_by("leader"):
        own = Placement.objects.get(proposal=buying.proposal, municipality__slug="aalten")
        others = Placement.objects.exclude(group=own.group).order_by("group")
        report = consequences.build(
            buying.proposal, buying.scenarios, gemeente="aalten", naar=others[0].group_name, scenario="1"
        )

    assert {row.difference for row in report.rows} == {0}
    assert "verandert er niets" in report.note


def test_a_move_shows_before_and_after_for_everyone(buying):
    with buying.seen_by("leader"):
        own = Placement.objects.get(proposal=buying.proposal, municipality__slug="aalten")
        other = Placement.objects.exclude(group=own.group).order_by("group")[0]
        report = consequences.build(
            buying.proposal, buying.scenarios, gemeente="aalten", naar=other.group_name, scenario="3"
        )

    assert len(report.rows) == 8
    assert sum(row.difference for row in report.rows) == report.total.difference != 0
    assert [row.name for row in report.rows if row.is_mine] == ["Aalten"]


def test_a_move_to_its_own_subregion_is_said(buying):
    with buying.seen_by("leader"):
        own = Placement.objects.get(proposal=buying.proposal, municipality__slug="aalten")
        report = consequences.build(
            buying.proposal, buying.scenarios, gemeente="aalten", naar=own.group_name, scenario=""
        )

    assert report.problem == f"Aalten staat al in {own.group_name}. Kies een andere subregio."
