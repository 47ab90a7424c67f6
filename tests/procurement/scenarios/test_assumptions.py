"""The numbers a region computes with, and changing one."""

from decimal import Decimal

import pytest
from django.utils import timezone

from inburgering.audit.models import AuditEvent
from procurement.actions import assumption as acts
from procurement.models import Assumption
from regions.actions import demand
from regions.actions.refusal import Changed
from regions.models import ExpectedInflow

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
