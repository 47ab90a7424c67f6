"""The page on which a municipality makes its answer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from regions.actions import round as rounds
from regions.actions import work_session
from regions.models import AnswerSheet, MunicipalAnswer, StatementWording
from tests.regions.workshop.conftest import KEYS

PAGE = "/regios/achterhoek/werksessies/1/namens/aalten/"
POSTS = ["stellingen/1/", "delen/", "plek/", "ambtelijk-vaststellen/", "bestuurlijk-vaststellen/",
         "terug-naar-concept/", "stellingen/1/bevestigen/"]  # fmt: skip


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def adviser(room) -> Client:
    return signed_in(room.world.adviser("aalten"))


@pytest.fixture
def alderman(room) -> Client:
    return signed_in(room.world.alderman("aalten"))


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


def content(value="2", **changes):
    return {"value": value, "importance": "ZWAAR", "note": "", "replaces": "0"} | changes


def kept(room) -> MunicipalAnswer:
    with room.as_adviser("aalten"):
        return MunicipalAnswer.objects.get(sheet__municipality__slug="aalten", statement__number=1)


def test_the_first_sentence_says_what_it_is_and_who_sees_it(room, adviser):
    assert "Dit wordt het voorlopige antwoord van Aalten. Nu zien alleen jullie het" in main(adviser.get(PAGE))

    room.share("aalten", {1: 2})

    assert "Dit is het voorlopige antwoord van Aalten. Het is gedeeld met de regio." in main(adviser.get(PAGE))


def test_colleagues_stand_side_by_side_and_division_is_marked(room, adviser):
    room.give(room.guest(name="Maaike"), 1, 2, note="Dicht bij huis")
    room.give(room.guest(name="Yusuf"), 1, -1)
    adviser.post(f"{PAGE}delen/")

    page = main(adviser.get(PAGE))

    for words in ("Maaike", "Helemaal eens", "Dicht bij huis", "Yusuf", "Oneens", "Intern verdeeld"):
        assert words in page
    assert "1 van 6 beantwoord, 1 intern verdeeld" in page


def test_who_waits_is_let_in_here(room, adviser):
    waiting = room.guest(name="Onbekende", admitted=False)
    assert "Onbekende" in main(adviser.get(PAGE))

    adviser.post(f"{PAGE}plek/", {"plek": waiting.pk, "besluit": "toelaten"})

    with room.as_adviser("aalten"):
        assert waiting.session.seats.admitted().filter(pk=waiting.pk).exists()


def test_a_seat_of_another_municipality_is_not_found_here(room, adviser):
    waiting = room.guest("doetinchem", admitted=False)

    assert adviser.post(f"{PAGE}plek/", {"plek": waiting.pk, "besluit": "toelaten"}).status_code == 404


def test_an_answer_is_set_before_anything_was_shared(room, adviser):
    form = main(adviser.get(f"{PAGE}stellingen/1/"))
    assert "Bewaar als antwoord van Aalten" in form

    response = adviser.post(f"{PAGE}stellingen/1/", content())

    assert response["Location"] == f"{PAGE}#stelling-1"
    assert kept(room).value == 2
    with room.as_leader():
        assert not AnswerSheet.objects.exists()


def test_the_first_hand_set_answer_replaces_what_was_worked_out(room, adviser):
    room.give(room.guest(), 1, -2)

    adviser.post(f"{PAGE}stellingen/1/", content("1"))

    assert kept(room).value == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": ""}, "Kies een van de zes antwoorden"),
        ({"value": "9"}, "Kies een van de zes antwoorden"),
        ({"note": "x" * 2001}, "1 teken te lang (maximaal 2.000)"),
    ],
)
def test_a_wrong_answer_is_explained_and_what_was_typed_stays(room, adviser, changes, sentence):
    response = adviser.post(f"{PAGE}stellingen/1/", content(**changes))

    assert response.status_code == 422
    assert sentence in main(response)
    assert changes.get("note", "") in main(response)


def test_the_second_of_two_colleagues_chooses(room, adviser):
    adviser.post(f"{PAGE}stellingen/1/", content("2", note="Van de eerste"))
    adviser.post(f"{PAGE}stellingen/1/", content("1", note="Weer de eerste", replaces=kept(room).version))

    conflict = adviser.post(f"{PAGE}stellingen/1/", content("-2", note="Van de tweede", replaces="2"))

    assert conflict.status_code == 409
    for words in ("Beleidsadviseur Aalten heeft dit antwoord om", "Weer de eerste", "Van de tweede", "Helemaal oneens"):
        assert words in main(conflict)
    assert kept(room).value == 1
    adviser.post(f"{PAGE}stellingen/1/", content("-2", note="Van de tweede", replaces=kept(room).version))
    assert kept(room).value == -2


def test_two_colleagues_who_both_start_empty_do_not_overwrite_each_other(room, adviser):
    adviser.post(f"{PAGE}stellingen/1/", content("2"))

    conflict = adviser.post(f"{PAGE}stellingen/1/", content("-2"))

    assert conflict.status_code == 409
    assert kept(room).value == 2


def test_sharing_and_settling_first_ambtelijk_then_bestuurlijk(room, adviser, alderman):
    room.give(room.guest(), 1, 2)
    assert "als voorlopig antwoord" in main(adviser.post(f"{PAGE}delen/", follow=True))
    today = f"{timezone.localdate():%d-%m-%Y}"

    assert "Aalten zijn ambtelijk afgestemd" in main(
        adviser.post(f"{PAGE}ambtelijk-vaststellen/", {"settled_on": today}, follow=True)
    )
    settled = alderman.post(
        f"{PAGE}bestuurlijk-vaststellen/", {"settled_on": today, "body": "het college"}, follow=True
    )

    assert "het college, vastgelegd door Wethouder van Aalten" in main(settled)
    assert "De antwoorden wijzigen niet meer." in main(settled)
    page = main(adviser.get(PAGE))
    assert "Beleidsadviseur Aalten" in page
    assert "Terugzetten naar concept kan alleen: Wethouder van Aalten." in page
    assert "Leg " not in page
    assert "Bewaar als antwoord" not in main(adviser.get(f"{PAGE}stellingen/1/"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"settled_on": "", "body": "college"}, "Vul de datum in als dag-maand-jaar"),
        ({"settled_on": "31-02-2026", "body": "college"}, "dag-maand-jaar"),
        ({"settled_on": "01-10-2026", "body": ""}, "Vul in wie heeft besloten"),
        ({"settled_on": "morgen", "body": "college"}, "dag-maand-jaar"),
    ],
)
def test_a_decision_names_a_real_day_and_who_decided(room, alderman, fields, sentence):
    room.share("aalten", {1: 2})

    assert sentence in main(alderman.post(f"{PAGE}bestuurlijk-vaststellen/", fields))


def test_a_decision_in_the_future_is_refused(room, alderman):
    room.share("aalten", {1: 2})
    later = f"{timezone.localdate() + timedelta(days=1):%d-%m-%Y}"

    page = main(alderman.post(f"{PAGE}bestuurlijk-vaststellen/", {"settled_on": later, "body": "college"}))

    assert "De datum ligt in de toekomst" in page


def test_an_alderman_reads_and_adopts_but_does_not_answer(room, alderman):
    room.share("aalten", {1: 2})

    page = main(alderman.get(PAGE))

    assert "Leg besluit van het bestuur vast" in page
    assert "Ambtelijk afstemmen kan alleen: Beleidsadviseur Aalten." in page
    assert "Bewaar als antwoord" not in page
    for refused in (
        alderman.get(f"{PAGE}stellingen/1/"),
        alderman.post(f"{PAGE}stellingen/1/", content()),
        alderman.get(f"{PAGE}ambtelijk-vaststellen/"),
    ):
        assert refused.status_code == 403
        assert "kan alleen: Beleidsadviseur Aalten." in main(refused)
    assert kept(room).value == 2


def test_taking_back_asks_a_reason_and_leads_back_to_concept(room, adviser):
    room.share("aalten", {1: 2})
    adviser.post(f"{PAGE}ambtelijk-vaststellen/", {"settled_on": f"{timezone.localdate():%d-%m-%Y}"})
    assert "Vul in waarom" in main(adviser.post(f"{PAGE}terug-naar-concept/", {"reason": ""}))

    page = main(adviser.post(f"{PAGE}terug-naar-concept/", {"reason": "Nog een overleg."}, follow=True))

    assert "zijn weer concept" in page
    assert "Leg ambtelijke afstemming vast" in page


def test_a_changed_text_lies_beside_the_old_one_and_one_button_confirms(room, adviser):
    room.share("aalten", {1: 2})
    old = change_text(room)

    page = main(adviser.get(PAGE))
    for words in ("Opnieuw bevestigen", old, "Onze gemeente beslist zelf over de lessen.", "1 opnieuw te bevestigen"):
        assert words in page

    after = main(adviser.post(f"{PAGE}stellingen/1/bevestigen/", follow=True))
    assert "geldt nu voor de nieuwe tekst" in after
    assert "Opnieuw bevestigen" not in after


def change_text(room) -> str:
    with room.as_leader():
        statement = room.session.statements.get(number=1)
        old = statement.text
        StatementWording.objects.create(
            organisation_id=statement.organisation_id, statement=statement, wording=1, text=old,
            reason="Onduidelijk", replaced_by="leider",
        )  # fmt: skip
        statement.text, statement.wording = "Onze gemeente beslist zelf over de lessen.", 2
        statement.save(update_fields=["text", "wording"])
    return old


def test_a_closed_session_is_read_only(room, adviser):
    room.share("aalten", {1: 2})
    room.close()

    page = main(adviser.get(PAGE))

    assert "De werksessie is gesloten" in page
    assert "delen met de regio" not in page
    assert "niet open" in main(adviser.post(f"{PAGE}delen/", follow=True))
    adviser.post(f"{PAGE}stellingen/1/", content("1"))
    assert kept(room).value == 2


@pytest.mark.parametrize("who", ["projectleider", "adviseur-doetinchem", "wethouder-doetinchem"])
def test_nobody_else_finds_the_page_or_its_acts(room, who):
    room.share("aalten", {1: 2})
    client = signed_in(room.world.users[who])

    assert client.get(PAGE).status_code == 404
    for rest in POSTS:
        assert client.post(PAGE + rest, content()).status_code == 404
    assert kept(room).value == 2


def test_a_visitor_is_asked_to_sign_in(room, client):
    assert client.get(PAGE)["Location"].startswith("/inloggen/")


def test_the_page_asks_the_database_the_same_however_many_answered(room, adviser, django_assert_max_num_queries):
    for name in ("Een", "Twee", "Drie"):
        taken = room.guest(name=name)
        for number in range(1, 7):
            room.give(taken, number, 1)
    adviser.post(f"{PAGE}delen/")

    with django_assert_max_num_queries(30):
        adviser.get(PAGE)


def test_in_a_next_round_the_former_answer_lies_beside_and_moving_is_asked(room, adviser):
    room.share("aalten", {1: -2})
    room.close().reveal()
    with room.as_leader():
        following = rounds.prepare_next(session=room.session, keys=KEYS, title="Nog eens", by=room.leader)
        work_session.open_session(session=following, by=room.leader)
    page = f"/regios/achterhoek/werksessies/{following.number}/namens/aalten/stellingen/1/"

    assert "Vorige ronde antwoordde Aalten: Helemaal oneens" in main(adviser.get(page))
    adviser.post(page, content("-1") | {"would_move": "Een proef van een jaar"})

    with room.as_adviser("aalten"):
        kept = MunicipalAnswer.objects.get(sheet__session=following)
        assert (kept.value, kept.would_move) == (-1, "Een proef van een jaar")
