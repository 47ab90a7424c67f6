"""Every page of buying together opens for who may see it, and for nobody else."""

from django.test import Client

from procurement.actions import scenario as acts
from tests.procurement.conftest import Buying

PAGES = [
    "/regios/achterhoek/scenarios/",
    "/regios/achterhoek/scenarios.xlsx",
    "/regios/achterhoek/scenarios/2/",
    "/regios/achterhoek/scenarios/vergelijken/",
    "/regios/achterhoek/scenarios/vergelijken/?s=1,2&gemeente=aalten&rijen=alles",
    "/regios/achterhoek/scenarios/vergelijken.xlsx?s=1&s=2",
    "/regios/achterhoek/aannames/",
    "/regios/achterhoek/aannames.xlsx",
    "/regios/achterhoek/subregios/voorstel-1/gevolgen/?gemeente=aalten&naar=2",
]
LEADERS_PAGES = [
    "/regios/achterhoek/scenarios/nieuw/",
    "/regios/achterhoek/scenarios/2/wijzigen/",
    "/regios/achterhoek/aannames/price_b1/",
    "/regios/achterhoek/aannames/instroom/aalten/",
    "/regios/achterhoek/rapporten/nieuw/",
]


def opened(client: Client, buying: Buying, key: str) -> Client:
    client.force_login(buying.users[key])
    return client


def statuses(client: Client, addresses: list[str]) -> dict[str, int]:
    return {address: client.get(address).status_code for address in addresses}


def test_the_leader_opens_every_page(client, buying):
    found = statuses(opened(client, buying, "leader"), PAGES + LEADERS_PAGES)

    assert set(found.values()) == {200}, found


def test_a_municipality_reads_what_was_shared_and_does_not_build(client, buying):
    with buying.seen_by("leader"):
        for one in buying.scenarios:
            acts.share(scenario=one, by=buying.leader)

    reader = opened(client, buying, "adviser")

    assert set(statuses(reader, PAGES).values()) == {200}
    assert set(statuses(reader, LEADERS_PAGES).values()) == {404}


def test_a_municipality_sees_nothing_before_it_is_shared(client, buying):
    reader = opened(client, buying, "adviser")

    assert "Nog geen scenario" in reader.get("/regios/achterhoek/scenarios/").content.decode()
    assert reader.get("/regios/achterhoek/scenarios/2/").status_code == 404


def test_another_region_finds_nothing(client, buying):
    found = statuses(opened(client, buying, "stranger"), PAGES + LEADERS_PAGES)

    assert set(found.values()) == {404}, found
