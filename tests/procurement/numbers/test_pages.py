"""The two pages of a scenario, numbers and law: who may see them, what they say, and what is said when data fails."""

import io
from decimal import Decimal

import openpyxl
import pytest

from procurement.actions import assumption, scenario
from procurement.models import Assumption, Scenario
from procurement.reports import basis, law, law_lots, numbers
from procurement.reports.law_lots import LotsRow, LotsTable
from procurement.rules.choices import Component, ComponentChoice, Instrument, Scale
from procurement.rules.lots import RouteFacts
from regions.models import ExpectedInflow
from tests import database
from tests.procurement.conftest import TODAY

PAGES = [
    "/regios/achterhoek/scenarios/2/aantallen/",
    "/regios/achterhoek/scenarios/2/aantallen/?gemeente=aalten",
    "/regios/achterhoek/scenarios/2/aantallen.xlsx",
    "/regios/achterhoek/scenarios/2/recht/",
    "/regios/achterhoek/scenarios/2/recht.xlsx",
    "/regios/achterhoek/scenarios/2/recht/eisen.xlsx",
    "/regios/achterhoek/scenarios/2/recht/percelen.xlsx",
]


def seen(client, buying, key):
    client.force_login(buying.users[key])
    return {address: client.get(address).status_code for address in PAGES}


def test_the_leader_sees_both_pages(client, buying):
    assert set(seen(client, buying, "leader").values()) == {200}


def test_a_municipality_sees_them_once_the_scenario_is_shared(client, buying):
    assert set(seen(client, buying, "adviser").values()) == {404}

    with buying.seen_by("leader"):
        scenario.share(scenario=buying.scenarios[1], by=buying.leader)

    assert set(seen(client, buying, "adviser").values()) == {200}


def test_another_region_finds_nothing(client, buying):
    assert set(seen(client, buying, "stranger").values()) == {404}


def test_an_unknown_municipality_is_the_region_and_an_unknown_scenario_is_not_there(client, buying):
    client.force_login(buying.leader)

    assert client.get(f"{PAGES[0]}?gemeente=nergens").context["report"].name == ""
    assert client.get("/regios/achterhoek/scenarios/99/recht/").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_few_queries(client, buying, django_assert_max_num_queries, address):
    client.force_login(buying.leader)

    with django_assert_max_num_queries(15):
        client.get(address)


def report_of(buying, place=1, code=None):
    with buying.seen_by("leader"):
        one = Scenario.objects.select_related("proposal__region").get(pk=buying.scenarios[place].pk)
        ground, chosen = basis.read([one.proposal]), basis.chosen(one)
        return numbers.build(ground, chosen, code=code), law.build(ground, chosen, on=TODAY)


def said(parts):
    return "".join(part.text for part in parts)


def test_every_municipality_stands_in_the_table_and_the_rows_of_the_region_add_up(buying):
    found, _ = report_of(buying, place=0)

    with buying.seen_by("leader"):
        members = {one.name for one in buying.region.municipalities_on(TODAY)}
    assert {row.name for row in found.municipalities} == members
    expected = [row for row in found.table if row[0] == "verwacht"]
    for component in ("B1-route", "Onderwijsroute", "Z-route"):
        rows = [row for row in expected if row[1] == component]
        whole = [row[3] for row in rows if row[2] == "hele regio"]
        parts = [row[3] for row in rows if row[2] != "hele regio"]
        if whole:
            assert sum(parts) == pytest.approx(whole[0], abs=Decimal("0.05"))


def test_few_people_wait_longer_than_many(buying):
    found, _ = report_of(buying)

    waits = {(row[0], row[1], row[2]): row[10] for row in found.table}
    assert all(
        waits["weinig", component, who] > waits["veel", component, who]
        for estimate, component, who in waits
        if estimate == "weinig"
    )


def test_the_page_of_a_municipality_shows_its_own_purchases(client, buying):
    client.force_login(buying.leader)

    page = client.get(f"{PAGES[0]}?gemeente=aalten")

    report = page.context["report"]
    assert said(report.finding).startswith("In Aalten wacht iemand het langst op de ")
    assert len(report.purchases) == 3
    assert [row.name for row in report.municipalities if row.is_mine] == ["Aalten"]
    assert "Inkopen waar Aalten aan meedoet" in page.content.decode()
    assert "aandeel van Aalten" in page.content.decode()


def test_who_waits_of_a_municipality_is_its_share_and_the_shares_add_up(buying):
    whole, _ = report_of(buying, place=0)
    with buying.seen_by("leader"):
        codes = [one.code for one in buying.region.municipalities_on(TODAY)]
    parts = [report_of(buying, place=0, code=code)[0] for code in codes]

    def waiting(report):
        return [float(row.waiting.replace(",", ".")) for row in report.components]

    summed = [sum(column) for column in zip(*map(waiting, parts), strict=True)]
    assert summed == pytest.approx(waiting(whole), abs=0.5)  # eight roundings to one decimal
    assert waiting(parts[0]) != waiting(whole)


def test_the_longest_mean_is_shown_only_beside_other_purchases(client, buying):
    client.force_login(buying.leader)

    found = [client.get(f"{one.get_absolute_url()}aantallen/") for one in buying.scenarios]

    for page in found:
        report = page.context["report"]
        several = any(len(group.rows) > 1 for group in report.purchases)
        assert report.has_longest == several == ("Daar wacht je het langst" in page.content.decode())
    assert {page.context["report"].has_longest for page in found} == {True, False}


def test_the_finding_ends_with_the_leerroute_where_most_start_too_late(buying):
    found, _ = report_of(buying, place=0)

    late = {group.component: row.late.text for group in found.purchases for row in group.rows}
    worst = max(late.values(), key=lambda share: int(share.rstrip("%")))
    assert worst != "0%"
    assert said(found.finding).endswith(f" start {worst} te laat.")


def test_the_finding_counts_who_waits_and_what_bridging_asks(buying):
    found, _ = report_of(buying)

    sentence = said(found.finding)
    assert "gemiddeld" in sentence
    assert "weken overbrugging per jaar." in sentence


def test_the_workbook_holds_the_numbers_of_the_page(client, buying):
    client.force_login(buying.leader)
    report = client.get(PAGES[0]).context["report"]

    book = openpyxl.load_workbook(io.BytesIO(client.get(PAGES[2]).content))

    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert len([row for row in rows if row[0] in numbers.ESTIMATES]) == len(report.table)
    assert next(book.worksheets[0].iter_rows(max_row=1, values_only=True)) == numbers.HEADER
    book.close()


def test_a_municipality_without_a_figure_is_named_and_the_rest_is_computed(buying):
    with database.as_owner():
        ExpectedInflow.objects.filter(municipality__code="GM0197").delete()

    found, _ = report_of(buying)

    assert found.warning.startswith("Van Aalten ontbreekt de verwachte instroom.")
    aalten = next(row for row in found.municipalities if row.name == "Aalten")
    assert aalten.people.text == "ontbreekt"
    assert any("zonder Aalten" in row.note for group in found.purchases for row in group.rows)


def test_no_participants_at_all_is_said_and_not_divided_by(client, buying):
    with database.as_owner():
        ExpectedInflow.objects.update(per_year=0)
    client.force_login(buying.leader)

    page = client.get(PAGES[0])

    assert "nog geen deelnemers" in said(page.context["report"].finding)
    assert page.context["report"].purchases[0].rows[0].mean.text == "–"
    assert client.get(PAGES[2]).status_code == 200
    assert "verwacht" in client.get(PAGES[3]).context["report"].problem


def test_without_a_number_to_compute_with_the_page_says_which_page_repairs_it(client, buying):
    with database.as_owner():
        Assumption.objects.filter(key="route_share_b1").delete()
    client.force_login(buying.leader)

    page = client.get(PAGES[0])

    assert page.context["report"].problem
    assert "/regios/achterhoek/aannames/" in page.content.decode()
    assert client.get(PAGES[2]).status_code == 404


def test_a_year_without_a_threshold_is_said_and_what_the_law_asks_stays(buying):
    with database.as_owner():
        Assumption.objects.filter(key__startswith="threshold_sas").delete()

    _, found = report_of(buying)

    assert found.problem == "Voor 2026 is de Europese drempel nog niet bekend. Vul hem aan."
    assert found.values == ()
    assert found.duties


def test_the_law_page_holds_value_threshold_duties_and_both_ways_to_divide(client, buying):
    client.force_login(buying.leader)

    page = client.get(PAGES[3])

    report, text = page.context["report"], page.content.decode()
    assert report.lots.columns == ("Eén hoofdaannemer", "Losse percelen")
    assert "Hoofdaannemer of losse percelen" in text
    assert "Het eindgesprek van de Z-route voert het college zelf." in text
    assert "Dit is een indicatie, laat het toetsen." in text
    assert [group.name for group in report.duties] == [
        "Dit blijft bij het college", "Wie het mag uitvoeren", "Wat het contract moet regelen", "Hoe je het inkoopt",
    ]  # fmt: skip
    assert {row.threshold.amount for row in report.values} == {Decimal(750_000)}


def test_only_subsidy_and_own_work_has_no_contract_to_compare(buying):
    with buying.seen_by("leader"):
        made = scenario.make(
            proposal=buying.proposal,
            name="Zonder opdracht",
            summary="",
            components=[
                ComponentChoice(Component.B1, Scale.REGIONAAL, Instrument.OPEN_HOUSE),
                ComponentChoice(Component.ONDERWIJS, Scale.REGIONAAL, Instrument.SUBSIDIE),
                ComponentChoice(Component.ZELFREDZAAMHEID, Scale.REGIONAAL, Instrument.INBESTEDEN),
            ],
            by=buying.leader,
        )
    buying.scenarios.append(made)

    _, found = report_of(buying, place=-1)

    assert said(found.finding).startswith("Dit scenario heeft geen overheidsopdracht.")
    assert found.lots is None


def test_the_prefilled_numbers_hold_the_threshold_of_other_services(buying):
    with buying.seen_by("leader"):
        assumption.prefill(region=buying.region, by=buying.leader)
        found = Assumption.objects.get(organisation=buying.region.organisation, key="threshold_services_2026_2027")

    assert found.value == 216_000
    assert not found.is_assumption


@pytest.fixture
def everything(buying):
    """A scenario that arranges all twelve components, of which one is bought that is no social service."""
    with buying.seen_by("leader"):
        made = scenario.make(
            proposal=buying.proposal,
            name="Alles",
            summary="",
            components=[
                ComponentChoice(one, Scale.REGIONAAL, lots=2 if one == Component.B1 else 1) for one in Component
            ],
            by=buying.leader,
        )
    buying.scenarios.append(made)
    return buying


def test_all_twelve_components_have_numbers_and_duties(client, everything):
    client.force_login(everything.leader)
    where = everything.scenarios[-1].get_absolute_url()

    found = client.get(f"{where}aantallen/").context["report"]
    asked = client.get(f"{where}recht/").context["report"]

    assert not found.problem
    assert {group.component for group in found.purchases} >= {"B1-route", "Onderwijsroute", "Z-route"}
    assert any(line.startswith("Klantregie: ") for line in found.without_groups)
    assert not any(line.startswith("Contractmanagement") for line in found.without_groups)
    assert {row.certainty for group in asked.duties for row in group.rows} >= {
        "nagelezen", "uit een tweede bron", "vakkennis, niet zeker",
    }  # fmt: skip


def test_the_rule_of_thumb_and_the_guarantee_speak_of_this_scenario(everything):
    found, _ = report_of(everything, place=-1)

    (rule,) = (line for line in found.thumbs if line.startswith("B1-route"))
    assert "4 startmomenten per jaar, groepen van 8 tot 12." in rule
    assert "Tot 11 deelnemers per jaar helpen meer startmomenten nauwelijks" in rule
    assert "per perceel." in rule
    assert [line.split(":")[0] for line in found.guarantees] == ["B1-route", "Onderwijsroute", "Z-route"]
    assert "zodra de eerste 6 maanden wacht" in found.guarantees[1]


def test_the_page_says_whom_it_does_not_count(everything):
    found, _ = report_of(everything, place=-1)
    routes, _ = report_of(everything, place=0)

    assert any("Gezinsmigranten kopen hun cursus zelf" in line for line in routes.sources)
    assert any("gezinsmigranten en overige migranten" in line.lower() for line in found.sources)
    assert any("berekend, niet gepubliceerd" in line.lower() for line in routes.sources)


def test_all_municipalities_alike_wait_alike(buying):
    with database.as_owner():
        ExpectedInflow.objects.update(per_year=20)

    found, _ = report_of(buying, place=0)

    assert len({row.cells for row in found.municipalities}) == 1


def test_the_words_that_ask_to_write_the_reason_down_lead_to_the_scenario(client, buying):
    with buying.seen_by("leader"):
        scenario.share(scenario=buying.scenarios[0], by=buying.leader)
    page, link = f"{buying.scenarios[0].get_absolute_url()}recht/", ">Schrijf haar op bij het scenario</a>"

    client.force_login(buying.leader)
    assert link in client.get(page).content.decode()
    client.force_login(buying.users["adviser"])
    told = client.get(page).content.decode()
    assert "Schrijf haar op bij het scenario" in told
    assert link not in told


def test_equal_variants_are_told_in_a_line_and_start_moments_are_per_lot():
    same, other = LotsRow("Contracten", ("1", "1")), LotsRow("Contracten", ("1", "3"))

    assert LotsTable(("a", "b"), (same,), ()).is_equal
    assert not LotsTable(("a", "b"), (same, other), ()).is_equal
    assert law_lots._starts(RouteFacts(Component.B1, 2, 8, 4.0, None, None)) == "4 per perceel (2 percelen)"
