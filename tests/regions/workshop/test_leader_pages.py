"""The pages of the project leader: preparing, leading, the screen in the room."""

import io
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from regions.actions import seat as seats
from regions.models import RegionMembership, Statement, WorkSession
from tests import factories

BASE = "/regios/achterhoek/werksessies/"
PAGES = ["", "wijzigen/", "tonen/", "vragenlijst/", "regie/", "regie/stand/", "scherm/", "scherm/stand/"]
LEADER_ONLY = [page for page in PAGES if page not in {"", "vragenlijst/"}]
POSTS = ["open/", "sluiten/", "heropenen/", "tonen/", "regie/scherm/", "regie/plek/", "stellingen/1/ruilen/"]


@pytest.fixture
def leader(world, client) -> Client:
    client.force_login(world.leader)
    return client


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return response.content.decode()


def main(response) -> str:
    return text(response).split("<main")[1].split("</main>")[0]


# Preparing


def test_before_the_first_session_the_page_says_what_belongs_there(leader):
    page = main(leader.get(BASE))

    assert "Nog geen werksessies." in page
    assert "Maak een werksessie" in page


def test_24_of_30_statements_are_ticked_beforehand(leader):
    page = main(leader.get(f"{BASE}nieuw/"))

    assert page.count('name="keys"') == 30
    assert len(re.findall(r'name="keys"[^>]* checked', page)) == 24
    assert ">24</b> stellingen gekozen" in page


def test_a_session_is_made_from_the_chosen_statements(leader, world):
    response = leader.post(f"{BASE}nieuw/", {"title": "Visie", "keys": ["S01", "S02", "S03", "S04"]}, follow=True)

    assert response.redirect_chain == [(f"{BASE}1/", 302)]
    assert "4 stellingen staan klaar" in main(response)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "", "keys": ["S01", "S02", "S03", "S04"]}, "Vul een titel in"),
        ({"title": "x" * 121, "keys": ["S01", "S02", "S03", "S04"]}, "Titel is te lang (maximaal 120 tekens)"),
        ({"title": "Visie", "keys": ["S01"]}, "Je koos 1 stelling. Kies er minstens 4 en hoogstens 30"),
        ({"title": "Visie", "keys": []}, "Kies minstens 4 stellingen"),
        ({"title": "Visie", "keys": ["S99"]}, "bestaat niet meer"),
    ],
)
def test_a_wrong_choice_is_explained_and_kept(leader, fields, sentence):
    response = leader.post(f"{BASE}nieuw/", fields)

    assert sentence in main(response)
    assert fields["title"] in main(response)
    for key in fields["keys"]:
        if key != "S99":
            assert re.search(rf'value="{key}"[^>]* checked', main(response))


def test_a_statement_is_edited_on_its_own_page(leader, prepared):
    address = f"{BASE}1/stellingen/1/"
    fields = {"text": "Nieuwe tekst.", "hint": "", "short_label": "Kort", "expected_version": "1"}

    assert leader.post(address, fields)["Location"] == f"{BASE}1/vragen/#stelling-1"
    conflict = leader.post(address, fields | {"text": "Van de tweede."})

    assert conflict.status_code == 409
    assert "Nieuwe tekst." in main(conflict)
    assert "Van de tweede." in main(conflict)
    # The page now carries the version that stands: saving again replaces exactly what was shown.
    assert 'name="expected_version" value="2"' in main(conflict)
    assert "Eigen tekst" in main(leader.get(f"{BASE}1/"))


def test_a_statement_is_swapped(leader, prepared):
    leader.post(f"{BASE}1/stellingen/1/ruilen/", {"key": "S30"})

    assert prepared.statement(1).key == "S30"
    assert "Kies eerst een stelling" in text(leader.post(f"{BASE}1/stellingen/1/ruilen/", {"key": ""}, follow=True))


def test_after_opening_words_change_with_a_reason_only(leader, room):
    fields = {"text": "Nieuwe tekst.", "hint": "", "short_label": "Kort", "expected_version": "1"}

    assert "Vul in waarom je de stelling wijzigt" in main(leader.post(f"{BASE}1/stellingen/1/", fields))
    assert "al open" in text(leader.post(f"{BASE}1/stellingen/1/ruilen/", {"key": "S30"}, follow=True))


def test_the_title_can_change(leader, room):
    assert leader.post(f"{BASE}1/wijzigen/", {"title": "Beter", "expected_version": "1"})["Location"] == f"{BASE}1/"
    conflict = leader.post(f"{BASE}1/wijzigen/", {"title": "Slechter", "expected_version": "1"})

    assert conflict.status_code == 409
    assert "Nu staat er: Beter" in main(conflict)


def test_opening_gives_the_code_the_link_and_the_qr(leader, prepared, settings):
    settings.PUBLIC_URL = "https://voorbeeld.invalid"
    assert prepared.session.code not in text(leader.get(f"{BASE}1/"))

    page = main(leader.post(f"{BASE}1/open/", follow=True))

    assert f"https://voorbeeld.invalid/doe-mee/{prepared.session.code}/" in page
    assert "<svg" in page.split("rs-qr")[1][:40]
    assert "Nog niemand doet mee." in page


def test_opening_twice_is_said_not_shown_as_an_error(leader, room):
    assert "al open geweest" in text(leader.post(f"{BASE}1/open/", follow=True))


def test_closing_and_opening_again(leader, room):
    assert "is gesloten" in text(leader.post(f"{BASE}1/sluiten/", follow=True))
    assert "weer open" in text(leader.post(f"{BASE}1/heropenen/", follow=True))


def test_the_question_list_holds_every_statement_with_its_answers(leader, prepared):
    page = main(leader.get(f"{BASE}1/vragenlijst/"))

    assert page.count("Helemaal oneens") == 6
    assert "Onze gemeente wil zelf meebeslissen over inhoud en opzet van de lessen." in page


def test_the_list_opens_in_excel(leader, room):
    response = leader.get(f"{BASE}werksessies.xlsx")

    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[2]][:5] == [1, "Sturen of loslaten", "Open", room.session.code, 6]


# Who may


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_sign_in(room, client, page):
    assert client.get(f"{BASE}1/{page}")["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("page", LEADER_ONLY)
def test_an_adviser_leads_nothing(room, page):
    assert signed_in(room.world.adviser("aalten")).get(f"{BASE}1/{page}").status_code == 404


@pytest.mark.parametrize("page", POSTS)
def test_an_adviser_turns_no_session(room, page):
    assert signed_in(room.world.adviser("aalten")).post(f"{BASE}1/{page}").status_code == 404
    assert room.fresh().state == WorkSession.State.OPEN


@pytest.mark.parametrize("page", [*PAGES, "stellingen/1/"])
def test_another_region_finds_the_same_nothing_as_for_what_never_was(room, world, page):
    stranger = signed_in(strangers_leader())

    foreign, absent = stranger.get(f"{BASE}1/{page}"), stranger.get(f"{BASE}9/{page}")

    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content


def strangers_leader():
    return factories.world("AM05").leader


@pytest.mark.parametrize("page", ["open/", "sluiten/", "heropenen/", "regie/scherm/", "regie/plek/"])
def test_looking_changes_nothing(leader, room, page):
    assert leader.get(f"{BASE}1/{page}").status_code == 405


def test_an_adviser_sees_what_the_session_asks_of_the_municipality(room):
    page = main(signed_in(room.world.adviser("aalten")).get(f"{BASE}1/"))

    assert "heeft <strong>nog niemand geantwoord" in page
    assert f"/doe-mee/{room.session.code}/" in page
    assert "Antwoord namens Aalten" in page
    assert "Doetinchem" not in page
    room.guest(admitted=False)
    again = main(signed_in(room.world.adviser("aalten")).get(f"{BASE}1/"))
    assert "wacht <strong>1 deelnemer</strong> op toelating" in again


def test_a_session_in_preparation_is_the_leaders_own(prepared):
    adviser = signed_in(prepared.world.adviser("aalten"))

    assert "Sturen of loslaten" not in text(adviser.get(BASE))
    assert adviser.get(f"{BASE}1/").status_code == 404


# Leading


def test_leading_shows_progress_and_who_waits_but_no_answer(leader, room):
    taken = room.guest(name="Sanne de Vries", admitted=False)
    room.give(taken, 1, 2, note="Dit blijft bij ons")

    page = main(leader.get(f"{BASE}1/regie/"))

    assert "Sanne de Vries" in page
    assert "Laat toe" in page
    assert "Dit blijft bij ons" not in page
    assert "Helemaal eens" not in page


def test_letting_in_refusing_and_letting_everybody_in(leader, room):
    first, second = room.guest(name="Een", admitted=False), room.guest(name="Twee", admitted=False)
    third, fourth = room.guest(name="Drie", admitted=False), room.guest(name="Vier", admitted=False)
    address = f"{BASE}1/regie/plek/"

    assert "Een is toegelaten" in text(leader.post(address, {"plek": first.pk, "besluit": "toelaten"}, follow=True))
    assert "Twee is niet toegelaten" in text(
        leader.post(address, {"plek": second.pk, "besluit": "weiger"}, follow=True)
    )
    assert "Toegelaten: 2" in text(leader.post(address, {"besluit": "allen"}, follow=True))

    with room.as_leader():
        admitted = {seat.pk for seat in room.session.seats.admitted()}
    assert admitted == {first.pk, third.pk, fourth.pk}
    assert "al toegelaten" in text(leader.post(address, {"plek": first.pk, "besluit": "weiger"}, follow=True))


@pytest.mark.parametrize("seat", ["0", "", "x", "9" * 30, "-1"])
def test_a_seat_that_is_not_there_is_not_found(leader, room, seat):
    assert leader.post(f"{BASE}1/regie/plek/", {"plek": seat, "besluit": "toelaten"}).status_code == 404


def test_a_seat_of_another_session_is_not_found_here(leader, room, new_room):
    other = new_room().open().guest(admitted=False)

    assert leader.post(f"{BASE}1/regie/plek/", {"plek": other.pk, "besluit": "toelaten"}).status_code == 404


def test_after_sharing_the_leader_reads_answer_and_note(leader, room):
    taken = room.guest(name="Sanne de Vries")
    room.give(taken, 1, -2, is_limit=True, importance="ZWAAR", note="Niet zonder eigen locatie")
    room.share_seat(taken)
    leader.post(f"{BASE}1/regie/scherm/", {"number": 1})

    page = main(leader.get(f"{BASE}1/regie/"))

    for words in ("Niet zonder eigen locatie", "Helemaal oneens", "hier ligt een grens", "weegt zwaar"):
        assert words in page
    assert "Sanne" not in page


def test_the_screen_follows_the_buttons(leader, room):
    leader.post(f"{BASE}1/regie/scherm/", {"number": 3})
    assert room.fresh().shown_number == 3
    assert "Volgende: stelling 4" in main(leader.get(f"{BASE}1/regie/"))

    leader.post(f"{BASE}1/regie/scherm/", {"number": 6})
    assert "Naar de startpagina" in main(leader.get(f"{BASE}1/regie/"))
    for number in ("31", "-1", "x", ""):
        assert "Kies een stelling" in text(leader.post(f"{BASE}1/regie/scherm/", {"number": number}, follow=True))
    assert "zit niet in de werksessie" in text(leader.post(f"{BASE}1/regie/scherm/", {"number": 20}, follow=True))


def test_names_cannot_be_shown_before_the_reveal(leader, room):
    response = leader.post(f"{BASE}1/regie/scherm/", {"number": 1, "names": "on"}, follow=True)

    assert "Namen zijn pas te zien" in text(response)


def test_the_reveal_is_asked_first_and_says_who_is_missing(leader, room):
    assert "Er is nog niets om te tonen" in main(leader.get(f"{BASE}1/tonen/"))
    room.share("aalten", {1: 2})

    page = main(leader.get(f"{BASE}1/tonen/"))

    assert "1 van de 8" in page
    assert "Nog niet: Doetinchem" in page
    assert "Dit kun je niet terugdraaien" in page
    assert not room.fresh().is_revealed
    leader.post(f"{BASE}1/tonen/")
    assert room.fresh().is_revealed
    assert "al getoond" in main(leader.get(f"{BASE}1/tonen/"))


def test_the_reveal_of_nothing_is_refused_in_words(leader, room):
    assert "Nog geen gemeente heeft antwoorden gedeeld" in text(leader.post(f"{BASE}1/tonen/", follow=True))


# The screen in the room

EIGHT = {"aalten": 2, "doetinchem": -2, "winterswijk": 1, "oude-ijsselstreek": 1, "oost-gelre": 1, "berkelland": 0}
NAMES = [
    "Aalten",
    "Doetinchem",
    "Winterswijk",
    "Oude IJsselstreek",
    "Oost Gelre",
    "Berkelland",
    "Bronckhorst",
    "Montferland",
]


def shared_by(room, count):
    for slug, value in list(EIGHT.items())[:count]:
        room.share(slug, {1: value})


def screen(leader, number=1):
    leader.post(f"{BASE}1/regie/scherm/", {"number": number})
    return text(leader.get(f"{BASE}1/scherm/"))


def names_in(page: str) -> list[str]:
    return [name for name in NAMES if name in page]


def test_the_start_shows_code_address_and_progress(leader, room):
    page = screen(leader, 0)

    assert room.session.code in page
    assert "/doe-mee/" in page
    assert "rs-beamer-qr" in page
    assert "Nog niemand doet mee." in page
    assert "0 van 8" in page


def test_below_four_municipalities_the_room_sees_no_counts(leader, room):
    shared_by(room, 3)

    page = screen(leader)

    assert "3 van de 8 gemeenten hebben antwoorden gedeeld." in page
    assert "rs-beamer-columns" not in page
    assert names_in(page) == []


def test_from_four_on_the_facilitator_shows_a_nameless_count(leader, room):
    shared_by(room, 4)
    assert "rs-beamer-columns" not in screen(leader)
    leader.post(f"{BASE}1/regie/beeld/", {"besluit": "bevries"})

    page = screen(leader)

    assert page.count("is-nameless") == 4
    assert "Deels verdeeld." in page
    assert "3 gemeenten eens, 1 oneens." in page
    assert names_in(page) == []


def test_after_the_reveal_each_municipality_is_a_block_with_its_name(leader, room):
    shared_by(room, 6)
    room.reveal()
    leader.post(f"{BASE}1/regie/scherm/", {"number": 1, "names": "on"})

    page = text(leader.get(f"{BASE}1/scherm/"))

    assert set(names_in(page)) == {
        "Aalten",
        "Doetinchem",
        "Winterswijk",
        "Oude IJsselstreek",
        "Oost Gelre",
        "Berkelland",
    }
    assert "4 gemeenten eens, 1 oneens, 1 neutraal." in page


def test_names_can_be_hidden_again(leader, room):
    shared_by(room, 2)
    room.reveal()

    assert names_in(screen(leader)) == []


def test_a_limit_shows_only_with_names(leader, room):
    taken = room.guest()
    room.give(taken, 1, 2, is_limit=True)
    room.share_seat(taken)
    room.reveal()

    assert "grens" not in screen(leader).split("<main")[1]
    leader.post(f"{BASE}1/regie/scherm/", {"number": 1, "names": "on"})
    assert "hier ligt een grens" in text(leader.get(f"{BASE}1/scherm/"))


def test_divided_and_weet_niet_stand_apart(leader, room):
    room.share("aalten", {1: None})
    room.share("doetinchem", {1: 2})
    room.reveal()

    assert "1 gemeente eens. 1 weet het niet." in screen(leader)
    assert "Zonder standpunt" not in screen(leader)
    leader.post(f"{BASE}1/regie/scherm/", {"number": 1, "names": "on"})
    assert "Zonder standpunt: Aalten" in text(leader.get(f"{BASE}1/scherm/"))


def test_the_screen_answers_304_until_something_changes(leader, room):
    address = f"{BASE}1/scherm/stand/"
    first = leader.get(address)

    same = leader.get(address, headers={"If-None-Match": first["ETag"]})
    room.guest(name="Nieuw")
    changed = leader.get(address, headers={"If-None-Match": first["ETag"]})

    # The minute stands on the screen; at its turn the screen rightly changes.
    assert same.status_code == 304 or same["ETag"] != first["ETag"]
    assert changed.status_code == 200
    assert "0 van 1" in text(changed)
    assert "Stand van" in text(changed)
    assert "<html" not in text(changed)


def test_every_page_says_something_when_nobody_answered(leader, room):
    room.close()

    for page in ("", "regie/", "scherm/", "tonen/", "vragenlijst/"):
        assert leader.get(f"{BASE}1/{page}").status_code == 200
    assert "De werksessie is gesloten" in screen(leader, 0)


def test_lists_ask_the_database_the_same_however_long_they_are(leader, room, new_room, django_assert_max_num_queries):
    for _ in range(3):
        new_room().open()
    for name in ("Een", "Twee", "Drie"):
        room.guest(name=name, admitted=False)
    for page in (BASE, f"{BASE}1/", f"{BASE}1/regie/", f"{BASE}1/scherm/"):
        with django_assert_max_num_queries(24):
            assert leader.get(page).status_code == 200


def test_the_fragment_for_the_screen_asks_little(leader, room, django_assert_max_num_queries):
    leader.post(f"{BASE}1/regie/scherm/", {"number": 1})

    with django_assert_max_num_queries(14):
        leader.get(f"{BASE}1/scherm/stand/")


def test_a_region_of_one_municipality_can_hold_a_session(room, as_owner):
    """Reference data may merge a region to a single municipality; nothing then divides by the others."""
    with as_owner():
        RegionMembership.objects.filter(region=room.world.region).exclude(municipality__slug="aalten").delete()
    room.share("aalten", {1: 2})
    room.reveal()
    client = signed_in(room.leader)
    client.post(f"{BASE}1/regie/scherm/", {"number": 1, "names": "on"})

    for page in ("", "regie/", "scherm/", "tonen/"):
        assert client.get(f"{BASE}1/{page}").status_code == 200
    assert "Alle gemeenten hebben hun antwoorden gedeeld." in main(client.get(f"{BASE}1/"))
    with room.as_leader():
        assert Statement.objects.filter(session=room.session).count() == 6
        assert seats.admit_all(session=room.session, by=room.leader) == []
