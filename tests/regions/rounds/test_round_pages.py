"""The pages of rounds: for the leader, for a municipality, and for a stranger; before and after the reveal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from regions.models import WorkSession
from tests import factories
from tests.regions.rounds.conftest import KEYS, Rounds

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
FIRST, SECOND = "/regios/achterhoek/werksessies/1/rondes/", "/regios/achterhoek/werksessies/2/rondes/"
LATER = {
    "aalten": {"S01": 1, "S02": -1, "S05": 2, "S06": 0},
    "doetinchem": {"S01": -1, "S02": 1, "S05": 1, "S06": 1},
    "winterswijk": {"S01": 2, "S02": -2, "S05": None, "S06": 1},
}


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_leader_makes_the_next_round_from_what_differed(rounds_world: Rounds, signed_in: SignIn) -> None:
    client = signed_in(rounds_world.leader)
    page = body(client, FIRST)

    assert "Deze werksessie heeft 1 ronde. Die is gesloten en de uitkomst is getoond." in page
    # S01 and S02 divide the municipalities, S05 and S06 do not but a round has at least 4; S07 was not answered.
    assert page.count(" checked") == 4

    response = client.post(FIRST, {"title": "Ronde twee", "keys": ["S01", "S02", "S05", "S06"]})
    assert (response.status_code, response.headers["Location"]) == (302, "/regios/achterhoek/werksessies/2/")
    assert "Een volgende ronde maak je zodra ronde 2 open is geweest, gesloten is en de uitkomst is getoond." in body(
        client, FIRST
    )


def test_too_few_statements_keep_what_was_typed(rounds_world: Rounds, signed_in: SignIn) -> None:
    response = signed_in(rounds_world.leader).post(FIRST, {"title": "Mijn titel", "keys": ["S01"]})
    page = response.content.decode()

    assert "Je koos 1 stelling. Kies er minstens 4" in page
    assert "Mijn titel" in page
    assert page.count(" checked") == 1


def test_a_second_next_round_is_refused_with_the_reason(rounds_world: Rounds, signed_in: SignIn) -> None:
    rounds_world.next_round()
    page = signed_in(rounds_world.leader).post(FIRST, {"title": "Nog een", "keys": KEYS}).content.decode()

    assert "Er is al een volgende ronde: werksessie 2." in page


def test_a_concept_round_is_thrown_away_after_a_question(rounds_world: Rounds, signed_in: SignIn) -> None:
    rounds_world.next_round(opened=False)
    client = signed_in(rounds_world.leader)

    assert "Verwijder werksessie 2" in body(client, f"{SECOND}verwijderen/")
    client.post(f"{SECOND}verwijderen/")
    with as_user(rounds_world.leader.pk):
        assert [one.number for one in WorkSession.objects.all()] == [1]
    # What was open stays, whatever is posted.
    assert "Verwijderen kan niet meer" in body(client, f"{FIRST}verwijderen/")
    assert "al open geweest" in client.post(f"{FIRST}verwijderen/", follow=True).content.decode()


def test_a_municipality_reads_the_rounds_and_makes_none(rounds_world: Rounds, signed_in: SignIn) -> None:
    rounds_world.next_round(opened=False)
    client = signed_in(rounds_world.world.adviser("aalten"))
    page = body(client, FIRST)

    assert "Tweede ronde" not in page  # in preparation: the region's own
    assert "Volgende ronde" not in page
    assert client.post(FIRST, {"title": "Twee", "keys": KEYS}).status_code == 404
    assert client.get(SECOND).status_code == 404
    assert {client.get(f"{FIRST}verwijderen/").status_code, client.post(f"{FIRST}verwijderen/").status_code} == {404}


def test_before_and_after_once_both_were_shown(
    rounds_world: Rounds, signed_in: SignIn, django_assert_max_num_queries: object
) -> None:
    second = rounds_world.next_round()
    rounds_world.answered(second, LATER)
    rounds_world.finish(second)
    client = signed_in(rounds_world.world.adviser("aalten"))
    with django_assert_max_num_queries(45):
        page = body(client, f"{SECOND}voor-en-na/")

    assert "Tussen ronde 1 en 2 schoven <strong>2 gemeenten op bij 2 stellingen</strong>." in page
    assert "Aalten schoof op bij stelling 1." in page
    assert "van helemaal eens naar eens, 1 stap naar oneens" in page
    assert "weet niet" in page
    assert 'class="round-change"' in page
    assert "2 gemeenten op bij 2 stellingen" in body(client, f"{FIRST}voor-en-na/")  # also from the first round
    assert "Berkelland" in page  # answered once: named, not counted


def test_a_municipality_waits_for_the_reveal_and_the_leader_sees_what_was_shared(
    rounds_world: Rounds, signed_in: SignIn
) -> None:
    second = rounds_world.next_round()
    rounds_world.answered(second, LATER)
    member = signed_in(rounds_world.world.adviser("aalten"))
    page = body(member, f"{SECOND}voor-en-na/")

    assert "Nog even geduld" in page
    assert "stap naar" not in page
    assert "doetinchem" not in page.split("<main", 1)[1]
    assert member.get(f"{SECOND}voor-en-na.xlsx").status_code == 302

    leader = signed_in(rounds_world.leader)
    assert "Alleen jij ziet dit" in body(leader, f"{SECOND}voor-en-na/")
    assert leader.get(f"{SECOND}voor-en-na.xlsx").headers["Content-Type"].startswith("application/vnd.openxml")


def test_one_round_has_nothing_to_compare(rounds_world: Rounds, signed_in: SignIn) -> None:
    assert "Er is nog geen tweede ronde" in body(signed_in(rounds_world.leader), f"{FIRST}voor-en-na/")


def test_a_stranger_gets_what_does_not_exist(rounds_world: Rounds, signed_in: SignIn) -> None:
    rounds_world.next_round()
    client = signed_in(factories.world("AM05").leader)
    absent = client.get("/regios/achterhoek/werksessies/99/rondes/").content
    for url in ("", "rondes.xlsx", "verwijderen/", "voor-en-na/", "voor-en-na.xlsx"):
        response = client.get(f"{SECOND}{url}")
        assert (response.status_code, response.content) == (404, absent)


def test_rounds_go_to_excel(rounds_world: Rounds, signed_in: SignIn) -> None:
    assert signed_in(rounds_world.leader).get(f"{FIRST}rondes.xlsx").status_code == 200
