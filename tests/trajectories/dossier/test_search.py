"""Finding somebody by part of a name, by number or by birth date; and what one opened last."""

import pytest

from tests.people import Casework, signed_in


def found(work: Casework, typed: str, user: object = None) -> str:
    return signed_in(user or work.bakker).post("/zoeken/", {"q": typed}, follow=True).content.decode()


@pytest.mark.parametrize(
    "typed", ["kovalén", "iryna kov", "KOVALENKO", "17-04-1992", "17041992", "17/4/1992", "1992", "kovalenko 4-1992"]
)
def test_a_part_is_enough(work: Casework, typed: str) -> None:
    work.register("Iryna Kovalenko")
    work.register("Amina Haddad", person={"birth_year": 1980})

    text = found(work, typed)

    assert "Kovalenko, Iryna" in text
    assert "Haddad" not in text


def test_a_whole_number_opens_its_dossier_and_a_part_lists_it(work: Casework) -> None:
    one = work.register()

    answer = signed_in(work.bakker).post("/zoeken/", {"q": one.number.lower()})
    assert answer["Location"] == one.get_absolute_url()
    assert f"/trajecten/{one.number}/" in found(work, one.number[2:7].lower())
    assert one.number not in found(work, one.number, user=work.yilmaz).split("<main")[1].replace(
        f'value="{one.number}"', ""
    )


def test_a_name_never_stands_in_the_address(work: Casework) -> None:
    work.register()
    client = signed_in(work.bakker)

    sent = client.post("/zoeken/", {"q": "Haddad"})

    assert "haddad" not in sent["Location"].lower()
    assert "Haddad, Amina" in client.get(sent["Location"]).content.decode()
    # Another session that guesses the address sees an empty page, and so does an address with a name typed into it.
    for address in (sent["Location"], "/zoeken/?q=Haddad"):
        assert "Haddad" not in signed_in(work.dewit).get(address).content.decode()


def test_of_another_team_only_number_and_team_show(work: Casework) -> None:
    one = work.register()

    text = found(work, "haddad", user=work.elsewhere)

    assert f"/trajecten/{one.number}/reden/" in text
    assert "Team Aalten" in text
    assert "Amina" not in text
    assert one.number not in found(work, "haddad", user=work.yilmaz)
    assert one.number not in found(work, "haddad", user=work.world.leader)


def test_a_bsn_is_no_search(work: Casework) -> None:
    work.register(person={"bsn": "999990019"})
    answer = signed_in(work.bakker).post("/zoeken/", {"q": "9999 90 019"})

    assert answer["Location"] == "/zoeken/"
    text = found(work, "999990019")
    assert "Zoek niet op BSN" in text
    assert "999990019" not in text


def test_a_search_asks_few_queries(work: Casework, django_assert_max_num_queries: object) -> None:
    for number in range(5):
        work.register(f"Naam Nummer{number}")
    client = signed_in(work.bakker)

    sent = client.post("/zoeken/", {"q": "naam"})
    with django_assert_max_num_queries(16):
        client.get(sent["Location"])


def test_what_was_opened_last_stands_first(work: Casework) -> None:
    one, other = work.register(), work.register("Samir Touma")
    client = signed_in(work.bakker)
    for number in (one.number, other.number, one.number):
        client.get(f"/trajecten/{number}/")

    text = client.get("/caseload/recent/").content.decode()

    assert text.index("Haddad, Amina") < text.index("Touma, Samir")
    assert client.get("/caseload/recent/excel/").status_code == 200
    assert "Haddad" not in signed_in(work.dewit).get("/caseload/recent/").content.decode()
