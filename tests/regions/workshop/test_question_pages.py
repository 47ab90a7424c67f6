"""The pages on which a leader puts a questionnaire together."""

import io
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from regions.models import Statement
from tests.regions.workshop.test_wording import reword

BASE = "/regios/achterhoek/werksessies/1/"
QUESTIONS = f"{BASE}vragen/"
LEADER_ONLY = [
    QUESTIONS, f"{QUESTIONS}eigen/", f"{QUESTIONS}voorbeeld/", f"{QUESTIONS}bestand/", f"{BASE}vragen.xlsx",
    f"{BASE}dupliceren/", f"{BASE}stellingen/1/",
]  # fmt: skip
POSTS = [f"{QUESTIONS}{part}/" for part in ("wijzigen", "toevoegen", "feiten-en-taken")]
OWN = {"theme": "Maatwerk en groepen", "text": "Een eigen zin.", "hint": "", "short_label": "Eigen", "other_theme": ""}


@pytest.fixture
def leader(world, client) -> Client:
    client.force_login(world.leader)
    return client


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


def order(room) -> list[str]:
    with room.as_leader():
        return list(Statement.objects.filter(session=room.session).order_by("number").values_list("key", flat=True))


def test_the_questionnaire_says_first_how_much_it_asks(leader, prepared, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        page = main(leader.get(QUESTIONS))

    assert re.search(r'rs-finding">\s*<strong>6 stellingen</strong>, ongeveer 5 minuten\.', page)
    assert "Van 1 paar vraag je maar 1 kant." in page
    assert "Tegenover elkaar" in page
    assert page.count('name="keys"') == 25  # 24 of the library, and the missing half of a pair
    assert page.count('name="tasks"') == 28


def test_buttons_move_split_and_remove(leader, prepared):
    moved = leader.post(f"{QUESTIONS}wijzigen/", {"omlaag": "S01"})
    leader.post(f"{QUESTIONS}wijzigen/", {"per-leerroute": "S09"})
    leader.post(f"{QUESTIONS}wijzigen/", {"weg": "S05"})

    assert moved["Location"] == f"{QUESTIONS}#stelling-2"
    assert order(prepared) == ["S02", "S01", "S06", "S07", "S09.B1", "S09.OND", "S09.ZRT"]
    gone = leader.post(f"{QUESTIONS}wijzigen/", {"weg": "S05"}, follow=True)
    assert "staat niet meer in de vragenlijst" in main(gone)


def test_statements_are_added_and_a_theme_is_taken_out(leader, prepared):
    leader.post(f"{QUESTIONS}toevoegen/", {"keys": ["S08", "S30"]})
    page = leader.post(f"{QUESTIONS}toevoegen/", {"thema-weg": "Regie en nabijheid"}, follow=True)

    assert order(prepared) == ["S05", "S06", "S07", "S08", "S09", "S30"]
    assert "2 stellingen van ‘Regie en nabijheid’ uit de vragenlijst gehaald." in main(page)
    assert "Vink eerst een stelling aan" in main(leader.post(f"{QUESTIONS}toevoegen/", {}, follow=True))


def test_an_own_statement_is_checked_and_kept_as_typed(leader, prepared):
    wrong = leader.post(f"{QUESTIONS}eigen/", OWN | {"theme": "ander", "text": "Blijft staan."})

    assert "Vul de naam van het nieuwe thema in" in main(wrong)
    assert "Blijft staan." in main(wrong)
    assert leader.post(f"{QUESTIONS}eigen/", OWN)["Location"] == f"{QUESTIONS}#stelling-7"
    leader.post(f"{QUESTIONS}eigen/", OWN | {"theme": "ander", "other_theme": "Wonen"})
    assert order(prepared)[-2:] == ["E01", "E02"]
    assert "Wonen" in main(leader.get(f"{QUESTIONS}eigen/"))


def test_facts_and_tasks_are_chosen_and_stand_on_paper(leader, prepared):
    chosen = {"facts": ["leslocatie"], "tasks": ["T5", "T11"], "expected_version": prepared.fresh().version}
    assert "zijn bewaard" in main(leader.post(f"{QUESTIONS}feiten-en-taken/", chosen, follow=True))
    assert "net gewijzigd" in main(leader.post(f"{QUESTIONS}feiten-en-taken/", chosen, follow=True))
    strange = leader.post(f"{QUESTIONS}feiten-en-taken/", chosen | {"tasks": ["T99"]}, follow=True)
    assert "Kies opnieuw" in main(strange)

    paper = main(leader.get(f"{BASE}vragenlijst/"))
    assert "Heeft de gemeente een eigen leslocatie?" in paper
    assert paper.count("<td></td><td></td>") == 2
    assert "Waarom?" in paper


def test_the_preview_shows_the_question_and_cannot_send_it(leader, prepared):
    page = main(leader.get(f"{QUESTIONS}voorbeeld/?vraag=3"))

    assert prepared.statement(3).text in page
    assert page.count('type="radio"') == 9
    assert 'method="post"' not in page
    assert prepared.statement(1).text in main(leader.get(f"{QUESTIONS}voorbeeld/?vraag=onzin"))


def test_an_open_session_asks_for_a_reason_and_says_who_is_asked_again(leader, room):
    room.share("aalten", {1: 2})
    address = f"{BASE}stellingen/1/"
    fields = {"text": "Nieuwe tekst.", "hint": "", "short_label": "Kort", "reason": "", "expected_version": "1"}

    assert "<strong>1 gemeente</strong> antwoordde al en" in main(leader.get(address))
    assert "Vul in waarom je de stelling wijzigt" in main(leader.post(address, fields))
    assert leader.post(address, fields | {"reason": "Tikfout"}).status_code == 302
    page = main(leader.get(QUESTIONS))
    assert "Nog te bevestigen: Aalten (1 deelnemer)." in page
    assert "Onze gemeente wil zelf meebeslissen" in page
    assert "Haal weg" not in page
    assert leader.post(address, fields | {"reason": "Nog een"}).status_code == 409
    assert "al open" in main(leader.post(f"{QUESTIONS}wijzigen/", {"weg": "S01"}, follow=True))


def test_after_the_reveal_the_page_says_why_words_stand(leader, room):
    room.share("aalten", {1: 2})
    room.reveal()

    page = main(leader.get(f"{BASE}stellingen/1/"))

    assert "De uitkomst is al getoond." in page
    assert 'name="reason"' not in page


def test_a_copy_is_made_on_its_own_page(leader, room):
    made = leader.post(f"{BASE}dupliceren/", {"title": "Tweede keer"}, follow=True)

    assert "Werksessie 2 staat klaar" in main(made)
    assert "Vul een titel in" in main(leader.post(f"{BASE}dupliceren/", {"title": ""}))


def test_the_library_says_what_was_asked_and_how_divided_they_were(leader, room, django_assert_max_num_queries):
    for slug, value in {"aalten": 2, "doetinchem": -2, "winterswijk": 1}.items():
        room.share(slug, {1: value})
    hidden = main(leader.get("/regios/achterhoek/vragenlijsten/"))
    room.reveal()
    with django_assert_max_num_queries(24):
        page = main(leader.get("/regios/achterhoek/vragenlijsten/"))

    assert "<strong>30 stellingen</strong> in 9 thema’s. De regio vroeg er al 6." in page
    assert "Werksessie 1</a>: sterk verdeeld" in page
    assert "sterk verdeeld" not in hidden
    book = load_workbook(io.BytesIO(leader.get("/regios/achterhoek/vragenlijsten/stellingen.xlsx").content))
    assert book.worksheets[0].max_row == 33
    assert book.worksheets[0]["K2"].value == "werksessie 1: sterk verdeeld"


def test_an_adviser_reads_the_library_and_finds_no_page_of_the_leader(room):
    adviser = Client()
    adviser.force_login(room.world.adviser("aalten"))

    assert adviser.get("/regios/achterhoek/vragenlijsten/").status_code == 200
    assert {address: adviser.get(address).status_code for address in LEADER_ONLY} == dict.fromkeys(LEADER_ONLY, 404)
    assert {address: adviser.post(address).status_code for address in POSTS} == dict.fromkeys(POSTS, 404)


def test_a_reworded_statement_stands_where_it_stood(room):
    reword(room, 2)

    assert order(room) == ["S01", "S02", "S05", "S06", "S07", "S09"]
