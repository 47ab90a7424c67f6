"""The numbers a region computes with, and changing one."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from inburgering.audit.models import AuditEvent
from procurement.actions import assumption as acts
from procurement.models import Assumption, ScenarioComponent
from procurement.reports import assumption_list
from procurement.reports import basis as grounds
from procurement.rules.choices import CannotCalculate, Component
from procurement.rules.switching_risks import cost_risks
from regions.actions import demand
from regions.actions.refusal import Changed
from regions.models import ExpectedInflow
from tests import database

BASE = "/regios/achterhoek/aannames/"


def typed(**changes: object) -> dict[str, object]:
    return {
        "value": "1.234,50",
        "source": "Offerte taalschool",
        "source_on": "1-10-2026",
        "expected_version": 1,
    } | changes


def price(buying) -> Assumption:
    with buying.seen_by("leader"):
        return Assumption.objects.get(organisation=buying.region.organisation, key="price_b1")


def test_a_dutch_amount_is_accepted(client, buying):
    client.force_login(buying.leader)

    response = client.post(f"{BASE}price_b1/", typed())

    assert response["Location"] == BASE
    assert price(buying).value == Decimal("1234.50")
    assert price(buying).source == "Offerte taalschool"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "abc"}, "Vul een bedrag in, bijvoorbeeld 12.500,50"),
        ({"value": ""}, "Vul een bedrag in, bijvoorbeeld 12.500,50"),
        ({"value": "1.234"}, "Bedoel je 1.234,00 of 1,234?"),
        ({"value": "-5"}, "Het getal ligt tussen 0 en"),
        ({"source": ""}, "Vul in waar dit getal vandaan komt"),
        ({"source_on": "32-1-2026"}, "Vul de datum in als dag-maand-jaar"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_kept(client, buying, changes, sentence):
    client.force_login(buying.leader)

    page = client.post(f"{BASE}price_b1/", typed(**changes)).content.decode()

    assert sentence in page
    assert all(f'value="{value}"' in page for value in changes.values() if value)
    assert "<title>Fout:" in page
    assert price(buying).value == Decimal(11_600)


@pytest.mark.parametrize("key", ["route_share_b1", "asylum_share", "fit_level"])
def test_a_share_is_at_most_one(client, buying, key):
    client.force_login(buying.leader)

    assert "Een aandeel ligt tussen 0 en 1" in client.post(f"{BASE}{key}/", typed(value="60")).content.decode()


def test_what_the_form_shows_can_be_sent_back(client, buying):
    client.force_login(buying.leader)

    with buying.seen_by("leader"):
        known = list(Assumption.objects.values_list("key", "value"))
    for key, value in known:
        form = client.get(f"{BASE}{key}/").context["form"]
        sent = typed(value=form["value"].value())
        client.post(f"{BASE}{key}/", sent)
        with buying.seen_by("leader"):
            assert Assumption.objects.get(key=key).value == value, key


def test_who_comes_second_is_told(client, buying):
    client.force_login(buying.leader)
    client.post(f"{BASE}price_b1/", typed())

    response = client.post(f"{BASE}price_b1/", typed(value="99,00"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "1.234,50" in page
    assert 'value="99,00"' in page
    assert price(buying).value == Decimal("1234.50")


def test_shares_that_are_not_whole_are_said_everywhere(client, buying):
    client.force_login(buying.leader)
    client.post(f"{BASE}route_share_b1/", typed(value="0,5"))

    assert "samen 90%. Maak er samen 100% van." in client.get(BASE).content.decode()
    page = client.get("/regios/achterhoek/scenarios/vergelijken/").content.decode()
    assert "De aandelen van de leerroutes zijn samen geen 100%." in page


def test_another_asylum_share_computes_the_expectation_again_but_leaves_what_people_gave(buying):
    with buying.seen_by("leader"):
        aalten = ExpectedInflow.objects.get(municipality__slug="aalten")
        demand.change(
            inflow=aalten, per_year=Decimal(40), source="eigen telling", source_on=timezone.localdate(),
            expected_version=1, by=buying.leader,
        )  # fmt: skip
        before = ExpectedInflow.objects.get(municipality__slug="winterswijk").per_year
        share = Assumption.objects.get(key="asylum_share")
        acts.change(
            assumption=share, value=Decimal("0.35"), source="eigen raming", source_on=timezone.localdate(),
            expected_version=1, by=buying.leader,
        )  # fmt: skip

        assert ExpectedInflow.objects.get(municipality__slug="aalten").per_year == 40
        after = ExpectedInflow.objects.get(municipality__slug="winterswijk").per_year
        assert abs(after - before / 2) <= Decimal("0.01")


def test_filling_in_again_changes_nothing_that_is_there(buying):
    with buying.seen_by("leader"):
        acts.change(
            assumption=Assumption.objects.get(key="price_b1"), value=Decimal(9_000), source="contract",
            source_on=timezone.localdate(), expected_version=1, by=buying.leader,
        )  # fmt: skip

        assert acts.prefill(region=buying.region, by=buying.leader) == []
        assert Assumption.objects.get(key="price_b1").value == 9_000


def test_the_expected_number_is_changed_on_its_own_page(client, buying):
    client.force_login(buying.leader)

    client.post(f"{BASE}instroom/aalten/", typed(value="31,5"))

    with buying.seen_by("leader"):
        aalten = ExpectedInflow.objects.get(municipality__slug="aalten")
        assert (aalten.per_year, aalten.is_computed, aalten.version) == (Decimal("31.50"), False, 2)
        assert AuditEvent.objects.filter(verb="demand.changed").count() == 1


def test_an_old_expectation_is_refused(buying):
    with buying.seen_by("leader"), pytest.raises(Changed):
        demand.change(
            inflow=ExpectedInflow.objects.get(municipality__slug="aalten"), per_year=Decimal(1), source="x",
            source_on=timezone.localdate(), expected_version=9, by=buying.leader,
        )  # fmt: skip


def test_every_number_names_its_kind_and_source(buying):
    with buying.seen_by("leader"):
        known = list(Assumption.objects.all())

    assert all(one.source for one in known)
    assert {one.is_assumption for one in known} == {True, False}
    assert {one.key for one in known} >= {"price_b1", "spuk_2026_asielstatushouder_year_t", "threshold_sas_2026_2027"}


@pytest.mark.parametrize("path", ["price_b1/", "instroom/aalten/", "invullen/"])
@pytest.mark.parametrize("key", ["adviser", "stranger"])
def test_others_change_nothing(client, buying, path, key):
    client.force_login(buying.users[key])

    assert client.post(f"{BASE}{path}", typed()).status_code == 404


def new(**changes: object) -> dict[str, object]:
    """What somebody types for a number that nobody published."""
    return {"value": "450,00", "unit": "euro per persoon", "source": "Raming regio", "source_on": "1-10-2026"} | changes


def pvt(buying) -> list[Assumption]:
    with buying.seen_by("leader"):
        return list(Assumption.objects.filter(key="price_pvt"))


def with_pvt(buying) -> None:
    """Scenario 1 also does the participatieverklaringstraject, with the whole region."""
    with transaction.atomic(), database.as_owner():
        first = buying.scenarios[0]
        ScenarioComponent.objects.create(
            organisation=first.organisation, scenario=first, component="PVT", scale="REGIONAAL", instrument="SUBSIDIE"
        )


def test_what_nobody_published_is_listed_with_a_link(client, buying):
    with_pvt(buying)
    client.force_login(buying.leader)

    report = client.get(BASE).context["report"]

    assert pvt(buying) == []
    assert "".join(part.text for part in report.finding).endswith("Een scenario wacht nog op 1 getal.")
    assert (report.missing[0].label, report.missing[0].scenarios) == (
        "Prijs, participatieverklaringstraject", "scenario 1",
    )  # fmt: skip
    assert report.missing[0].url == f"{BASE}price_pvt/"
    assert {"Prijs, maatschappelijke begeleiding", "Lesdagen per traject"} <= {one.label for one in report.missing}


def test_a_scenario_without_its_price_says_which_one(client, buying):
    with_pvt(buying)

    with buying.seen_by("leader"):
        ground = grounds.read([buying.proposal])
        with pytest.raises(CannotCalculate, match="Voor het participatieverklaringstraject ontbreekt een prijs"):
            ground.outcome(grounds.chosen(buying.scenarios[0]))


def test_a_number_is_added_and_the_scenario_computes(client, buying):
    with_pvt(buying)
    client.force_login(buying.leader)

    response = client.post(f"{BASE}price_pvt/", new(value="20,00", unit="euro per uur"))

    (added,) = pvt(buying)
    assert response["Location"] == BASE
    assert (added.value, added.unit, added.source, added.is_assumption) == (20, "euro per uur", "Raming regio", True)
    with buying.seen_by("leader"):
        assert AuditEvent.objects.filter(verb="assumption.added").count() == 1
        ground = grounds.read([buying.proposal])
        cost = ground.outcome(grounds.chosen(buying.scenarios[0])).cost.mid
    (bought,) = cost.of_component(Component.PVT)
    # Everybody, with 0,63 family and other migrants beside each asielstatushouder; 12 hours of 20 euros.
    assert bought.price == 240
    assert bought.expected == sum(ground.per_year.values()) * Decimal("1.63")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"unit": ""}, "Kies waarvoor de prijs geldt"),
        ({"value": ""}, "Vul een bedrag in, bijvoorbeeld 12.500,50"),
        ({"value": "-1"}, "Het getal ligt tussen 0 en"),
        ({"source": ""}, "Vul in waar dit getal vandaan komt"),
    ],
)
def test_a_number_to_add_that_cannot_be_read_is_refused_and_kept(client, buying, changes, sentence):
    client.force_login(buying.leader)

    page = client.post(f"{BASE}price_pvt/", new(**changes)).content.decode()

    assert sentence in page
    assert "<title>Fout:" in page
    assert pvt(buying) == []


def test_a_made_up_unit_or_number_is_refused(client, buying):
    client.force_login(buying.leader)

    assert client.get(f"{BASE}price_something/").status_code == 404
    client.post(f"{BASE}price_pvt/", new(unit="euro per maand"))
    assert pvt(buying) == []


def test_who_fills_in_second_sees_the_number_of_the_first(client, buying):
    client.force_login(buying.leader)
    client.post(f"{BASE}price_pvt/", new())

    response = client.post(f"{BASE}price_pvt/", new(value="99,00"))

    assert response.status_code == 409
    assert "450" in response.content.decode()
    assert pvt(buying)[0].value == 450


@pytest.mark.parametrize("key", ["adviser", "stranger"])
def test_others_add_nothing(client, buying, key):
    client.force_login(buying.users[key])

    assert client.post(f"{BASE}price_pvt/", new()).status_code == 404
    assert pvt(buying) == []


def test_all_groups_stand_on_the_page_and_in_the_file(client, buying):
    client.force_login(buying.leader)

    report = client.get(BASE).context["report"]
    rows = assumption_list.table(report)

    assert [group.name for group in report.groups] == [
        "Prijzen", "Aantallen", "Verdeling", "Wisselen en afschalen", "Reizen", "SPUK", "Drempels",
    ]  # fmt: skip
    assert len(rows) == len(report.inflow) + sum(len(group.rows) for group in report.groups) + len(report.missing)
    assert {row[0] for row in rows} >= {"Verwachte asielstatushouders", "Reizen", "Nog in te vullen"}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("cost_share_year_1", "0,3", "De delen van de kosten per jaar zijn samen 96%"),
        ("extra_client_resultaat", "0,25", "bij betaling per behaald resultaat is het deel voor de gemeenten plus het"),
        ("price_factor_low", "1,2", "Zet de prijs als het meevalt op 1 of lager"),
    ],
)
def test_numbers_that_contradict_each_other_are_said(client, buying, key, value, sentence):
    client.force_login(buying.leader)
    client.post(f"{BASE}{key}/", typed(value=value))

    assert sentence in client.get(BASE).context["report"].problem


def test_the_basis_knows_inhabitants_distances_spans_and_years(buying):
    with buying.seen_by("leader"):
        ground = grounds.read([buying.proposal])
        chosen = grounds.chosen(buying.scenarios[0])
    cost = ground.outcome(chosen).cost
    found = ground.interval(chosen)

    # Aalten and Winterswijk are neighbours in the east; Montferland is at the other end.
    assert ground.inhabitants["GM0197"] > 20_000
    assert 5_000 < ground.distances["GM0197"]["GM0294"] < ground.distances["GM0197"]["GM1955"] < 60_000
    # With certain prices the span is the cost at the low, middle and high inflow.
    assert (found.region.low, found.region.mid, found.region.high) == (cost.low.total, cost.mid.total, cost.high.total)
    years = ground.spuk_per_year(cost.mid)["GM0197"]
    assert sum(one.cost for one in years) == cost.mid.of("GM0197")
    assert cost_risks(cost.mid) == ()


def test_the_list_needs_few_queries(client, buying, django_assert_max_num_queries):
    client.force_login(buying.leader)

    with django_assert_max_num_queries(15):
        client.get(BASE)


def test_the_example_costs_what_was_worked_out_by_hand(buying):
    # The sums stand in tests/journeys/test_whole_line.py: the new aannames change none of them.
    with buying.seen_by("leader"):
        ground = grounds.read([buying.proposal])
        first, second = (ground.outcome(grounds.chosen(one)).cost.mid for one in buying.scenarios[:2])

    assert (first.of("GM0197"), first.of("GM0222")) == (362_777, 792_087)
    assert (second.of("GM0197"), second.of("GM0222")) == (376_158, 795_711)
