"""Contracts of a region: making, changing, start moments, and who reads them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.accounts.models import Organisation
from inburgering.audit.models import AuditEvent
from procurement.actions import contract as acts
from procurement.models import Contract
from procurement.reports.places import Places, total_words
from regions.actions.refusal import Changed
from tests.factories import World, world
from tests.people import signed_in

LIST = "/regios/achterhoek/contracten/"


@pytest.fixture
def region(db: None) -> World:
    return world()


def today() -> date:
    return timezone.localdate()


def made(region: World, **other: object) -> Contract:
    with as_user(region.leader.pk):
        provider = acts.add_provider(name="Taalhuis Test", region=region.region, by=region.leader)
        known = {
            "title": "B1-route 2026", "components": ["B1"], "municipalities": [region.municipality("aalten")],
            "starts_on": today() - timedelta(days=10), "ends_on": today() + timedelta(days=700),
        }  # fmt: skip
        return acts.make(region=region.region, provider=provider, by=region.leader, **(known | other))


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"title": " "}, "title"),
        ({"components": []}, "components"),
        ({"components": ["YOGA"]}, "components"),
        ({"municipalities": []}, "municipalities"),
        ({"ends_on": date(2020, 1, 1)}, "ends_on"),
        ({"extend_until_on": date(2020, 1, 1)}, "extend_until_on"),
        ({"ends_on": date(2099, 1, 1)}, "ends_on"),
    ],
)
def test_contracts_that_cannot_be(region: World, other: dict, field: str) -> None:
    with pytest.raises(acts.Refused) as told:
        made(region, **other)

    assert told.value.field == field


def test_a_provider_of_the_same_name_is_the_same(region: World) -> None:
    first = made(region).provider
    with as_user(region.leader.pk):
        again = acts.add_provider(name=" taalhuis  test ", region=region.region, by=region.leader)

    assert first == again
    assert (first.kind, first.is_demonstration) == ("PROVIDER", True)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"component": "MAP"}, "component"),
        ({"starts_on": date(2020, 1, 1)}, "starts_on"),
        ({"places": 0}, "places"),
    ],
)
def test_starts_that_cannot_be(region: World, other: dict, field: str) -> None:
    contract = made(region)
    known = {"component": "B1", "starts_on": today(), "places": 12} | other

    with as_user(region.leader.pk), pytest.raises(acts.Refused) as told:
        acts.add_start_moment(contract=contract, by=region.leader, **known)

    assert told.value.field == field


def test_a_start_is_added_once_and_may_go(region: World) -> None:
    contract = made(region)
    with as_user(region.leader.pk):
        start = acts.add_start_moment(contract=contract, component="B1", starts_on=today(), places=9, by=region.leader)
        with pytest.raises(acts.Refused, match="staat er al"):
            acts.add_start_moment(contract=contract, component="B1", starts_on=today(), places=8, by=region.leader)
        acts.remove_start_moment(start_moment=start, by=region.leader)
        assert not contract.start_moments.exists()
        assert AuditEvent.objects.filter(verb="contract.start_moment_removed").exists()


def test_two_people_change_one_contract(region: World) -> None:
    contract = made(region)
    typed = {
        "contract": contract, "region": region.region, "title": "Nieuw", "components": ["B1", "MAP"],
        "municipalities": [region.municipality("aalten"), region.municipality("doetinchem")],
        "starts_on": contract.starts_on, "ends_on": contract.ends_on, "expected_version": 1, "by": region.leader,
    }  # fmt: skip
    with as_user(region.leader.pk):
        acts.change(**typed)
        assert contract.parties.count() == 2
        with pytest.raises(Changed):
            acts.change(**typed)


@pytest.mark.parametrize(
    ("places", "taken", "words", "taken_words"),
    [
        (12, 0, "nog 12 plaatsen", "niemand"),
        (12, 3, "nog 8 plaatsen of meer", "minder dan 5"),
        (4, 3, "nog plaats", "minder dan 5"),
        (12, 5, "nog 7 plaatsen", "5"),
        (12, 11, "nog 1 plaats", "11"),
        (12, 12, "vol", "12"),
    ],
)
def test_few_people_are_never_counted_precisely(places: int, taken: int, words: str, taken_words: str) -> None:
    found = Places(places, taken)

    assert (found.words, found.taken_words) == (words, taken_words)


@pytest.mark.parametrize(
    ("cells", "words"),
    [([], "niemand"), ([0, 0], "niemand"), ([6, 7], "13"), ([6, 3], "7 of meer"), ([3], "minder dan 5"),
     ([4, 4], "5 of meer"), ([2, 1], "minder dan 5")],
)  # fmt: skip
def test_a_total_never_lets_somebody_subtract(cells: list[int], words: str) -> None:
    assert total_words(cells) == words


def typed(**other: object) -> dict[str, object]:
    return {
        "provider": "nieuw", "provider_name": "Taalhuis Test", "title": "Z-route", "components": ["ZELFREDZAAMHEID"],
        "municipalities": ["aalten", "doetinchem"], "starts_on": "1-1-2027", "ends_on": "31-12-2028",
    } | other  # fmt: skip


def test_a_contract_by_the_form(region: World) -> None:
    client = signed_in(region.leader)

    wrong = client.post(f"{LIST}nieuw/", typed(ends_on="31-2-2028", provider_name=""))
    assert wrong.status_code == 422
    assert "Vul de naam van de aanbieder in" in wrong.content.decode()
    assert "29 februari" not in wrong.content.decode()
    assert 'value="Z-route"' in wrong.content.decode()
    refused = client.post(f"{LIST}nieuw/", typed(ends_on="1-1-2026"))
    assert "ligt na het begin" in refused.content.decode()
    with as_user(region.leader.pk):
        assert not Contract.objects.exists()
        assert not Organisation.objects.filter(kind="PROVIDER", name="Z").exists()
    answer = client.post(f"{LIST}nieuw/", typed())
    page = client.get(answer["Location"]).content.decode()
    assert "Aalten en Doetinchem" in page
    assert "geen start gepland" in page


def test_start_moments_on_the_page_of_a_contract(region: World) -> None:
    contract, client = made(region), signed_in(region.leader)
    where = f"{LIST}{contract.number}/"
    day = f"{today() + timedelta(days=9):%d-%m-%Y}"

    wrong = client.post(where, {"component": "B1", "starts_on": day, "places": "veel"})
    assert (wrong.status_code, "heel getal" in wrong.content.decode()) == (422, True)
    done = client.post(where, {"component": "B1", "starts_on": day, "places": "12", "hours_per_week": "7,5"})
    assert done.status_code == 302
    page = client.get(where).content.decode()
    assert "nog 12 plaatsen" in page
    assert "7,5" in page
    with as_user(region.leader.pk):
        start = contract.start_moments.get()
    assert client.post(f"{where}startmomenten/{start.pk}/weg/").status_code == 302


def reads(client: Client, address: str) -> int:
    return client.get(address).status_code


def test_a_municipality_in_the_contract_reads_and_another_does_not(region: World) -> None:
    contract = made(region)
    where = f"{LIST}{contract.number}/"
    party, other = signed_in(region.adviser("aalten")), signed_in(region.adviser("winterswijk"))

    assert reads(party, where) == reads(party, f"{where}startmomenten.xlsx") == 200
    assert "B1-route 2026" in party.get(LIST).content.decode()
    assert "Leg een contract vast" not in party.get(LIST).content.decode()
    assert reads(other, where) == 404
    assert "B1-route 2026" not in other.get(LIST).content.decode()
    assert b"B1-route 2026" not in other.get(f"{LIST[:-1]}.xlsx").content
    for address in (f"{LIST}nieuw/", f"{where}wijzigen/"):
        assert reads(party, address) == 404
    assert party.post(where, {}).status_code == 404


def test_a_list_asks_little(region: World, django_assert_max_num_queries: object) -> None:
    made(region)
    made(region, title="MAP", components=["MAP"])
    client = signed_in(region.leader)

    with django_assert_max_num_queries(18):
        assert reads(client, LIST) == 200


def test_editing_shows_what_it_was(region: World) -> None:
    contract, client = made(region), signed_in(region.leader)
    where = f"{LIST}{contract.number}/wijzigen/"

    page = client.get(where).content.decode()
    assert 'value="B1-route 2026"' in page
    changed = client.post(where, typed(expected_version=1, title="Anders"))
    assert changed.status_code == 302
    assert client.post(where, typed(expected_version=1, title="Later")).status_code == 409
