"""Scenarios beside each other, and what a move does to the costs: page, workbook and rules say the same."""

import io

import openpyxl
import pytest

from inburgering.accounts.context import as_user
from inburgering.notation import euro
from procurement.actions import scenario
from procurement.models import Assumption, ScenarioComponent
from procurement.reports import basis, consequences, numbers, scenario_comparison
from procurement.reports.numbers_rows import column
from procurement.rules.comparison import Reader
from procurement.rules.comparison_waiting import wait_months
from procurement.rules.weighing_criteria import criteria
from regions.actions import wish
from regions.models import ExpectedInflow, Municipality, Placement
from tests import database

PAGE = "/regios/achterhoek/scenarios/vergelijken/"
KEYS = [one.key for one in criteria(Reader({}))]


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


def test_waiting_is_that_of_the_page_with_numbers(ground):
    read, chosen = ground
    (scenario_1, *_) = chosen

    outcome, page = read.outcome(scenario_1), numbers.build(read, scenario_1)

    shown = {(row[1], row[2]): row[10] for row in page.table if row[0] == "verwacht"}
    waits = [(p, wait_months(p)) for p in outcome.cost.mid.purchases]
    assert [shown[column(p.choice.component), p.label] for p, _ in waits] == [round(months, 2) for _, months in waits]


def test_the_advice_that_does_not_win_is_named_under_the_weighing(ground):
    read, chosen = ground
    asked = scenario_comparison.Asked(weights={key: "niet" for key in KEYS if key != "kosten"})

    report = scenario_comparison.build(read, chosen, advised=3, asked=asked)

    assert report.weighing.verdict.opening == ("Het advies is scenario 3. Bij deze weging staat scenario 1 bovenaan.")


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
    assert "Je ziet de eerste 4." in client.get(f"{PAGE}?s=1&s=2&s=3&s=4&s=5").content.decode()


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


def lacking(buying, number, component="B1", *, codes=()):
    """Let a scenario name groups that leave everybody else out."""
    with database.as_owner():
        row = ScenarioComponent.objects.get(scenario=buying.scenarios[number - 1], component=component)
        row.groups = [{"label": "Deel", "codes": sorted(codes), "scale": "SUBREGIONAAL"}]
        row.save()


def test_the_weights_in_the_address_decide_the_sentence(client, buying):
    client.force_login(buying.leader)
    alike = "&".join(f"weeg-{key}=niet" for key in KEYS if key != "kosten")

    cheapest = client.get(f"{PAGE}?{alike}").context["report"].weighing
    usual = client.get(PAGE).context["report"].weighing

    # only the costs count: alles samen is the cheapest
    assert cheapest.verdict.text.startswith("Bij deze weging staat scenario 1 bovenaan.")
    assert [row.weight for row in usual.criteria] == ["gewoon"] * len(KEYS)
    assert [place.rank for place in usual.ranking] == [1, 2, 3]


def test_nonsense_weights_are_told_and_count_as_usual(client, buying):
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?weeg-kosten=drie&weeg-niets=zwaar&weeg-wachten=%3Cb%3E")

    assert page.context["report"].weighing.verdict == client.get(PAGE).context["report"].weighing.verdict
    assert "is geen weging. Kies telt niet, gewoon of zwaar." in page.content.decode()
    assert "<b>’" not in page.content.decode()


def test_when_nothing_counts_the_page_says_so(client, buying):
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?{'&'.join(f'weeg-{key}=niet' for key in KEYS)}")

    assert "Laat minstens één punt meetellen." in page.content.decode()


def test_one_scenario_is_read_alone_and_not_ranked(client, buying):
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?s=2")

    report = page.context["report"]
    assert "Kies er een scenario bij" in page.content.decode()
    assert report.weighing.note.startswith("Wegen kan met minstens twee")
    assert report.gains is None
    assert len(report.groups) == 6


def test_copies_of_one_scenario_tie(client, buying):
    client.force_login(buying.leader)
    client.post("/regios/achterhoek/scenarios/1/kopie/")

    report = client.get(f"{PAGE}?s=1,4").context["report"]

    assert report.weighing.verdict.text == "Op deze punten zijn de scenario’s gelijk. Geen weging maakt verschil."
    assert [place.rank for place in report.weighing.ranking] == [1, 1]
    assert report.gains.finding.endswith(": voor elke gemeente blijft het gelijk.")


def test_an_incomplete_scenario_is_shown_and_not_ranked(client, buying):
    lacking(buying, 2, codes=["GM0222", "GM0294"])
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?gemeente=aalten")

    report = page.context["report"]
    assert [bool(column.gaps) for column in report.columns] == [False, True, False]
    assert report.weighing.numbers == [1, 3]
    assert "scenario 2" not in "".join(part.text for part in report.finding)
    assert "Niet compleet" in page.content.decode()
    assert "Scenario 2 doet niet mee: daar ontbreekt nog iets." in page.content.decode()


def test_who_stands_in_no_group_at_all_reads_that_it_does_not_take_part(client, buying):
    for component in ("B1", "ONDERWIJS", "ZELFREDZAAMHEID"):
        lacking(buying, 2, component, codes=["GM0222", "GM0294"])
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?gemeente=aalten&rijen=alles")

    found = {row.key: row.cells[1].text for group in page.context["report"].groups for row in group.rows}
    assert {found[key] for key in ("with", "risk", "scale_B1", "wait_B1", "cost_B1")} == {"doet niet mee"}


def test_a_municipality_without_expected_people_is_no_fault(client, buying):
    with database.as_owner():
        ExpectedInflow.objects.filter(municipality__slug="aalten").update(per_year=0)
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?gemeente=aalten&s=1,3&rijen=alles").content.decode()

    assert "Geen deelnemers verwacht" in page


def test_a_scenario_that_cannot_be_computed_hides_no_other(client, buying):
    lacking(buying, 2, codes=["GM9999"])
    client.force_login(buying.leader)

    report = client.get(PAGE).context["report"]

    assert [column.number for column in report.columns] == [1, 3]
    assert report.problems[0].startswith("Scenario 2 is nog niet te berekenen.")


def test_when_none_can_be_computed_the_reason_stands_there_also_for_the_workbook(client, buying):
    with database.as_owner():
        Assumption.objects.filter(organisation=buying.region.organisation, key="price_b1").delete()
    client.force_login(buying.leader)

    assert "nog niet te vergelijken" in client.get(PAGE).content.decode()
    export = client.get("/regios/achterhoek/scenarios/vergelijken.xlsx?gemeente=aalten")
    assert (export.status_code, export.url) == (302, f"{PAGE}?gemeente=aalten")


def test_scenarios_with_different_components_stand_beside_each_other(client, buying):
    with database.as_owner():
        row = ScenarioComponent.objects.get(scenario=buying.scenarios[0], component="B1")
        row.pk, row.component = None, "PVT"
        row.save()
        Assumption.objects.create(
            organisation=buying.region.organisation, key="price_pvt", label="Prijs PVT", value=500, unit="euro",
            source="test", note="", position=999,
        )  # fmt: skip
    client.force_login(buying.leader)

    page = client.get(PAGE).content.decode()

    assert "niet in dit scenario" in page
    assert "De weging kijkt alleen naar de onderdelen die in elk scenario zitten." in page


def test_a_municipality_of_elsewhere_is_told(client, buying):
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?gemeente=zwolle")

    assert "‘zwolle’ is geen gemeente van deze regio." in page.content.decode()
    assert page.context["mine"] == ""


def test_who_works_for_a_municipality_sees_its_side_at_once(client, buying):
    with buying.seen_by("leader"):
        for one in buying.scenarios:
            scenario.share(scenario=one, by=buying.leader)
    client.force_login(buying.users["adviser"])

    own, region = (client.get(f"{PAGE}{query}") for query in ("", "?gemeente="))

    assert (own.context["mine"], region.context["mine"]) == ("aalten", "")
    assert "Kosten voor Aalten per jaar" in own.content.decode()
    # other municipalities' wishes are not hers to read as long as no plan lies before her
    assert own.context["asked"].wishes is None


def test_who_gains_is_told_for_the_two_that_are_chosen(client, buying):
    client.force_login(buying.leader)

    report = client.get(f"{PAGE}?van=3&naar=1&gemeente=aalten").context["report"]

    assert report.gains.finding.startswith("Van scenario 3 naar 1: ")
    assert len(report.gains.rows) == 8
    assert report.gains.mine == "GM0197"
    for query in ("?van=9&naar=x", "?van=2&naar=2"):
        assert client.get(f"{PAGE}{query}").context["report"].gains is not None


def test_the_workbook_holds_the_weights_and_the_sentence(client, buying):
    client.force_login(buying.leader)

    answer = client.get("/regios/achterhoek/scenarios/vergelijken.xlsx?weeg-kosten=zwaar&van=1&naar=3")

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0]]
    assert [row[2] for row in rows if row[0] == "Weging: zwaar"] == [1]
    told = [row[2] for row in rows if row[:2] == ("Weging", "Uitkomst")]
    assert told[0] == client.get(f"{PAGE}?weeg-kosten=zwaar").context["report"].weighing.verdict.text
    assert len([row for row in rows if row[0] == "Van scenario 1 naar 3"]) == 8
    book.close()


def test_a_broken_wish_is_a_row(client, buying):
    with as_user(buying.users["adviser"].pk):
        wish.give(
            municipality=Municipality.objects.get(slug="aalten"), host=buying.region.organisation, kind="KEEP_LOCAL",
            component="ONDERWIJS", other=None, text="", is_hard=True, by=buying.users["adviser"],
        )  # fmt: skip
    client.force_login(buying.leader)

    page = client.get(f"{PAGE}?rijen=alles&gemeente=aalten").content.decode()

    assert "Wensen van Aalten die niet passen" in page
    assert "Aalten wil bij de onderwijsroute" in page or "Aalten wil de onderwijsroute lokaal houden" in page


def test_the_page_asks_the_database_a_fixed_number_of_times(client, buying, django_assert_max_num_queries):
    client.force_login(buying.leader)

    with django_assert_max_num_queries(21):  # session, user, context and menu included, and one per scenario
        client.get(f"{PAGE}?gemeente=aalten")
