"""The pages of somebody who joins with a code."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from inburgering.accounts.context import SEAT_COOKIE, as_seat
from inburgering.accounts.models import WrongCode
from regions.actions import round as rounds
from regions.actions import seat as seats
from regions.actions import work_session
from regions.forms.answer import OwnAnswerForm, Sent
from regions.models import Answer, AnswerSheet, Seat
from tests.regions.workshop.conftest import KEYS, Room
from tests.regions.workshop.test_answers import reword


@pytest.fixture
def guest(room, client):
    """A browser that holds an admitted seat for Aalten."""
    return sit(room, client)


def sit(room, client, *, slug="aalten", name="Sanne", admitted=True) -> Client:
    client.post(f"/doe-mee/{room.session.code}/", {"municipality": slug, "name": name})
    client.seat = signing.loads(client.cookies[SEAT_COOKIE].value, salt=SEAT_COOKIE)[room.session.code]
    if admitted:
        with room.as_leader():
            seats.admit(seat=Seat.objects.get(pk=client.seat), by=room.leader)
    return client


def at(room, rest=""):
    return f"/doe-mee/{room.session.code}/{rest}"


def content(**changes):
    return {"value": "1", "importance": "GEWOON", "note": "", "replaces": "0"} | changes


def autosave(client, room, number=1, **changes):
    return client.post(at(room, f"vraag/{number}/"), content(**changes), headers={"X-Autosave": "1"})


def text(response) -> str:
    return response.content.decode()


def test_the_code_leads_to_the_door(room, client):
    response = client.post("/doe-mee/", {"code": f" {room.session.code.lower()} "})

    assert response["Location"] == at(room)


def test_a_wrong_code_is_explained_and_stays_in_the_field(db, client):
    response = client.post("/doe-mee/", {"code": "ZZZZZZ"})

    assert response.status_code == 404
    assert "We kennen deze code niet" in text(response)
    assert 'value="ZZZZZZ"' in text(response)


def test_an_empty_code_asks_for_one(db, client):
    assert "Vul de code in" in text(client.post("/doe-mee/", {"code": ""}))


def test_only_wrong_codes_are_limited_and_only_for_a_while(room, settings, guest):
    settings.JOIN_CODE_LIMIT = 3
    other = Client()
    for _ in range(3):
        assert other.post("/doe-mee/", {"code": "ZZZZZZ"}).status_code == 404

    refused = other.post("/doe-mee/", {"code": room.session.code})

    assert refused.status_code == 429
    assert "Wacht 10 minuten" in text(refused)
    # Who is in notices nothing, though the room shares one address.
    assert guest.get(at(room, "vraag/1/")).status_code == 200
    WrongCode.objects.update(tried_at=timezone.now() - timedelta(minutes=11))
    assert other.post("/doe-mee/", {"code": room.session.code}).status_code == 302


def test_a_wrong_code_in_the_address_counts_too(room, settings, client):
    settings.JOIN_CODE_LIMIT = 1

    assert client.get("/doe-mee/ZZZZZZ/").status_code == 404
    assert client.get(at(room)).status_code == 429


def test_the_door_says_what_it_is_about_and_who_sees_what(room, client):
    page = text(client.get(at(room)))

    for words in (
        "Sturen of loslaten",
        "6 stellingen",
        "ongeveer 5 minuten",
        "Wie ziet wat?",
        "Aalten",
        "Winterswijk",
    ):
        assert words in page
    assert client.get(at(room).lower()).status_code == 302


def test_three_fields_and_one_click_to_the_first_question(room, client):
    response = client.post(at(room), {"municipality": "aalten", "name": "Sanne"})

    assert response["Location"] == at(room, "vraag/1/")
    assert "Je antwoordt voor" in text(client.get(response["Location"]))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"municipality": "aalten", "name": "  "}, "Vul je naam in"),
        ({"municipality": "aalten", "name": "x" * 81}, "Je naam is te lang (maximaal 80 tekens)"),
        ({"municipality": "", "name": "Sanne"}, "Kies je gemeente"),
        ({"municipality": "utrecht", "name": "Sanne"}, "Kies een gemeente uit de lijst"),
    ],
)
def test_a_wrong_field_is_explained_and_what_was_typed_stays(room, client, fields, sentence):
    response = client.post(at(room), fields)

    assert text(response).count(f">{sentence}<") >= 2  # in the summary and at the field
    assert fields["name"].strip() in text(response)
    assert "<title>Fout:" in text(response)
    assert SEAT_COOKIE not in client.cookies


def test_a_closed_session_says_so_at_the_door(room, client):
    room.close()

    page = text(client.get(at(room)))

    assert "Deze werksessie is gesloten" in page
    assert "gesloten" in text(client.post(at(room), {"municipality": "aalten", "name": "Sanne"}))


def test_who_holds_a_seat_goes_on(room, guest):
    assert guest.get(at(room))["Location"] == at(room, "vraag/1/")


def test_an_altered_cookie_holds_no_seat(room, guest):
    guest.cookies[SEAT_COOKIE] = guest.cookies[SEAT_COOKIE].value[:-3] + "abc"

    assert guest.get(at(room, "vraag/1/"))["Location"] == at(room)


@pytest.mark.parametrize("rest", ["vraag/1/", "vragen/", "controleren/", "klaar/", "uitkomst/"])
def test_without_a_seat_every_page_leads_to_the_door(room, client, rest):
    assert client.get(at(room, rest))["Location"] == at(room)


def test_a_seat_of_one_session_opens_no_other(room, guest, new_room):
    other = new_room().open()

    assert guest.get(at(other, "vraag/1/"))["Location"] == at(other)


def test_a_signed_in_adviser_finds_the_fields_filled_and_is_admitted(room, client):
    client.force_login(room.world.adviser("aalten"))

    page = text(client.get(at(room)))
    client.post(at(room), {"municipality": "aalten", "name": "Sanne"})

    assert '<option value="aalten" selected>' in page
    assert "wacht op toelating" not in text(client.get(at(room, "vragen/")))


def test_a_guest_who_waits_is_told_so(room, client):
    sit(room, client, admitted=False)

    assert "Je plek wacht op toelating" in text(client.get(at(room, "vragen/")))
    assert "alleen jij" in text(client.get(at(room, "vraag/1/")))


# Answering


def test_an_answer_saves_itself(room, guest):
    response = autosave(guest, room, value="2", importance="ZWAAR", is_limit="on", note="Want…")

    assert response.status_code == 200
    assert text(response).startswith("Opgeslagen om ")
    assert response["X-Version"] == "1"
    with as_seat(guest.seat):
        kept = Answer.objects.get()
        assert (kept.value, kept.importance, kept.is_limit, kept.note) == (2, "ZWAAR", True, "Want…")


def test_saving_by_itself_is_one_question_to_the_database(room, guest, django_assert_num_queries):
    around = 4  # who is asking: a transaction and its context, and back

    with django_assert_num_queries(around + 1):
        autosave(guest, room)
    with django_assert_num_queries(around + 1):
        autosave(guest, room, value="2", replaces="1")


ANSWERS = st.fixed_dictionaries(
    {
        "value": st.sampled_from(["", "-2", "2", "3", "weet-niet", " 1", "\u0661"]),
        "importance": st.sampled_from(["MINDER", "GEWOON", "ZWAAR", "", "zwaar"]),
        "note": st.text(alphabet="a \r\n\t\x00é", max_size=4) | st.just("x" * 500) | st.just("x" * 501),
        "replaces": st.sampled_from(["0", "3", "", "-1", "x", "99999", "2.0", " 3 "]),
    },
    optional={
        "is_limit": st.sampled_from(["on", "", "true", "False"]),
        "would_move": st.text(alphabet="b \r\n", max_size=4) | st.just("y" * 501),
        "wording": st.sampled_from(["", "1", "x", "-1"]),
        "screen": st.sampled_from(["", "abc-1", "a b", "z" * 37]),
    },
)


@given(fields=ANSWERS)
def test_the_short_way_reads_an_answer_as_the_form_does(fields):
    posted = QueryDict(urlencode(fields))

    plain, form = Sent.plainly(posted), OwnAnswerForm(posted)

    if plain is not None:
        assert form.is_valid()
        assert plain == form.sent


def test_an_ordinary_answer_takes_the_short_way():
    ordinary = {**content(), "wording": "1", "screen": "k2j4-9", "is_limit": "on", "would_move": "Een busje"}

    assert Sent.plainly(QueryDict(urlencode(ordinary))) is not None


def test_without_javascript_the_button_saves_and_goes_on(room, guest):
    response = guest.post(at(room, "vraag/1/"), content(naar="volgende"))

    assert response["Location"] == at(room, "vraag/2/")
    assert guest.post(at(room, "vraag/2/"), content(naar="vorige"))["Location"] == at(room, "vraag/1/")
    assert guest.post(at(room, "vraag/3/"), content(naar="vragen"))["Location"] == at(room, "vragen/")
    assert guest.post(at(room, "vraag/6/"), content(naar="controleren"))["Location"] == at(room, "controleren/")


def test_a_change_from_the_check_page_leads_back_to_it(room, guest):
    autosave(guest, room)
    check = text(guest.get(at(room, "controleren/")))
    assert at(room, "vraag/1/?terug=controleren") in check

    page = text(guest.get(at(room, "vraag/1/?terug=controleren")))
    assert "Bewaar en ga terug" in page
    assert "Volgende vraag" not in page
    response = guest.post(at(room, "vraag/1/?terug=controleren"), content(value="2", replaces="1", naar="controleren"))

    assert response.headers["Location"] == at(room, "controleren/")
    assert "Helemaal eens" in text(guest.get(at(room, "controleren/")))


def test_a_question_may_be_passed_over(room, guest):
    response = guest.post(at(room, "vraag/1/"), content(value=""))

    assert response["Location"] == at(room, "vraag/2/")
    with as_seat(guest.seat):
        assert not Answer.objects.exists()


def test_the_page_shows_the_kept_answer_and_its_time(room, guest):
    autosave(guest, room, value="-2", note="Bewaar dit")

    page = text(guest.get(at(room, "vraag/1/")))

    assert 'value="-2" id="id_value_0" data-key="1" checked' in page
    assert "Bewaar dit</textarea>" in page
    assert "Opgeslagen om" in page


def test_a_note_that_is_far_too_long_is_explained_and_stays(room, guest):
    note = "y" * 10_000

    page = guest.post(at(room, "vraag/1/"), content(note=note))
    fragment = autosave(guest, room, note=note)

    for response in (page, fragment):
        assert response.status_code == 422
        assert "De toelichting is 9.500 tekens te lang (maximaal 500)" in text(response)
    assert note in text(page)
    assert 'data-key="4" checked' in text(page)
    with as_seat(guest.seat):
        assert not Answer.objects.exists()


def test_a_line_end_counts_as_one_sign(room, guest):
    assert autosave(guest, room, note="a\r\n" * 250).status_code == 200


@pytest.mark.parametrize("changes", [{"value": "7"}, {"importance": "ENORM"}, {"replaces": "x"}, {"importance": ""}])
def test_what_no_button_sends_is_refused_in_words(room, guest, changes):
    response = autosave(guest, room, **changes)

    assert response.status_code == 422
    assert "Nog niet opgeslagen" in text(response)


def test_a_change_elsewhere_asks_which_answer_stays(room, guest):
    autosave(guest, room, value="1", note="De eerste")
    autosave(guest, room, value="2", note="De tweede", replaces="1")

    for response in (autosave(guest, room, value="-2", note="De derde", replaces="1"),
                     guest.post(at(room, "vraag/1/"), content(value="-2", note="De derde", replaces="1"))):  # fmt: skip
        assert response.status_code == 409
        for words in ("Kies welk antwoord blijft", "Helemaal eens", "De tweede", "Helemaal oneens", "De derde"):
            assert words in text(response)
    chosen = guest.post(at(room, "vraag/1/"), content(value="-2", note="De derde", replaces="2", naar="hier"))
    assert chosen["Location"] == at(room, "vraag/1/")
    assert "De derde</textarea>" in text(guest.get(at(room, "vraag/1/")))


def test_a_double_click_is_one_answer(room, guest):
    first, second = autosave(guest, room), autosave(guest, room)

    assert (first["X-Version"], second["X-Version"]) == ("1", "1")


def test_a_changed_statement_is_laid_beside_the_former_and_confirmed_with_a_button(room, guest):
    autosave(guest, room, value="2", note="Zo is het", wording="1")
    autosave(guest, room, number=2, value="1", wording="1")
    reword(room, "Elke gemeente kiest haar eigen lessen.")
    old = room.statement(2).text
    reword(room, "De regio kiest.", number=2)

    page = text(guest.get(at(room, "vraag/2/")))
    for words in (
        "De stelling is gewijzigd",
        "Was niet duidelijk.",
        old,
        "De regio kiest.",
        "Je antwoordde: <b>Eens</b>",
    ):
        assert words in page
    for rest in ("vragen/", "controleren/"):
        listed = text(guest.get(at(room, rest)))
        assert listed.index("Opnieuw bevestigen") < listed.index("/vraag/4/")
    # Going on is not confirming, and neither is a button on a page that shows other words.
    guest.post(at(room, "vraag/1/"), content(value="2", note="Zo is het", replaces="1", wording="2"))
    guest.post(at(room, "vraag/1/"), {"naar": "blijft", "revision": "1", "wording": "1"})
    assert "De stelling is gewijzigd" in text(guest.get(at(room, "vraag/1/")))

    response = guest.post(at(room, "vraag/1/"), {"naar": "blijft", "revision": "1", "wording": "2"})

    assert response["Location"] == at(room, "vraag/2/")
    assert "De stelling is gewijzigd" not in text(guest.get(at(room, "vraag/1/")))
    again = guest.post(at(room, "vraag/2/"), {"naar": "blijft", "revision": "1", "wording": "2"})
    assert again["Location"] == at(room, "controleren/")
    assert "Opnieuw bevestigen" not in text(guest.get(at(room, "controleren/")))


def test_a_statement_that_is_not_there_is_not_found(room, guest):
    assert guest.get(at(room, "vraag/7/")).status_code == 404
    assert guest.get(at(room, "vraag/99999999999999999999/")).status_code == 404


def test_a_closed_session_shows_the_answers_and_takes_none(room, guest):
    autosave(guest, room, value="2", note="Blijft staan")
    room.close()

    page = text(guest.get(at(room, "vraag/1/")))
    refused = autosave(guest, room, value="1", replaces="1")

    assert "De werksessie is gesloten" in page
    assert "Helemaal eens" in page
    assert "Blijft staan" in page
    assert "<form" not in page.split("<main")[1]
    assert refused.status_code == 422
    assert "Je eerdere antwoorden zijn bewaard" in text(refused)
    late = guest.post(at(room, "vraag/1/"), content(value="-2", note="Te laat getypt", replaces="1"))
    assert late.status_code == 422
    for words in ("Dit is niet opgeslagen", "Helemaal oneens\nTe laat getypt</textarea>", "Blijft staan"):
        assert words in text(late)


def test_a_script_in_a_note_is_only_text(room, guest):
    autosave(guest, room, note="<script>alert(1)</script>")

    for rest in ("vraag/1/", "controleren/"):
        assert "<script>alert" not in text(guest.get(at(room, rest)))


# Overview, check, sharing, receipt


def test_the_overview_tells_what_is_open(room, guest):
    autosave(guest, room)

    page = text(guest.get(at(room, "vragen/")))

    assert "5 van de 6" in page
    assert page.count("Nog doen") == 5
    assert "Regie en nabijheid" in page


def test_going_on_at_another_device(room, guest):
    autosave(guest, room, note="Van de laptop")
    link = guest.get(at(room, "vragen/")).context["link"]
    phone = Client()

    asked = phone.get(link)
    assert "Ga verder als Sanne" in text(asked)
    assert SEAT_COOKIE not in phone.cookies
    phone.post(link)

    assert "Van de laptop" in text(phone.get(at(room, "vraag/1/")))


def test_an_altered_personal_link_opens_nothing(room, guest):
    link = guest.get(at(room, "vragen/")).context["link"]
    stranger = Client()

    for wrong in (link[:-4] + "xyz/", link.replace(room.session.code, "ZZZZZZ")):
        for response in (stranger.get(wrong), stranger.post(wrong)):
            assert response.status_code == 404
            assert "Deze link werkt niet meer" in text(response)
            assert "Sanne" not in text(response)


def test_the_check_page_has_the_open_ones_on_top(room, guest):
    autosave(guest, room, number=2, value="weet-niet")

    page = text(guest.get(at(room, "controleren/")))

    assert "Nog 5 open" in page
    assert page.index("Nog open") < page.index("Weet ik niet")
    assert "voorlopig antwoord van gemeente Aalten" in page


def test_sharing_gives_a_receipt(room, guest):
    autosave(guest, room)

    response = guest.post(at(room, "delen/"), follow=True)

    page = text(response)
    assert "Antwoorden gedeeld" in page
    assert f"{room.session.code}-{guest.seat}" in page
    assert "Wat gebeurt er nu?" in page
    with room.as_leader():
        assert AnswerSheet.objects.count() == 1


def test_sharing_nothing_is_refused_in_words(room, guest):
    response = guest.post(at(room, "delen/"), follow=True)

    assert "Je hebt nog geen stelling beantwoord" in text(response)


def test_a_guest_who_waits_wishes_to_share(room, client):
    waiting = sit(room, client, admitted=False)
    autosave(waiting, room)

    page = text(waiting.post(at(room, "delen/"), follow=True))

    assert "zodra je bent toegelaten" in page
    with room.as_leader():
        assert not AnswerSheet.objects.exists()
        seats.admit_all(session=room.session, by=room.leader)
        assert AnswerSheet.objects.count() == 1


def test_changing_after_sharing_is_pointed_out(room, guest):
    autosave(guest, room)
    guest.post(at(room, "delen/"))
    autosave(guest, room, value="2", replaces="1")

    page = text(guest.get(at(room, "controleren/")))

    assert "Je wijzigde iets na het delen" in page
    assert "Antwoorden opnieuw delen" in page


def test_there_is_no_receipt_before_sharing(room, guest):
    page = text(guest.get(at(room, "klaar/")))

    assert "Je antwoorden zijn bewaard, maar nog niet gedeeld." in page
    assert f"{room.session.code}-{guest.seat}" not in page


def test_own_position_only_after_the_reveal_and_once_admitted(room, guest, new_room):
    for number in range(1, 7):
        autosave(guest, room, number=number, value="-2" if number == 1 else "1")
    guest.post(at(room, "delen/"))
    room.share("doetinchem", {number: 2 for number in range(1, 7)})
    waiting = sit(room, Client(), name="Wachter", admitted=False)

    assert "De uitkomst komt later" in text(guest.get(at(room, "uitkomst/")))
    room.reveal()

    page = text(guest.get(at(room, "uitkomst/")))
    assert "Waar staat Aalten?" in page
    assert "<strong>Doetinchem</strong> (63% gelijk)" in page
    assert page.index("Hier verschilt Aalten het meest") < page.index("zelf meebeslissen")
    later = text(waiting.get(at(room, "uitkomst/")))
    assert "je plek is nog niet toegelaten" in later
    assert "Doetinchem" not in later


def test_pages_of_a_guest_ask_little_of_the_database(room, guest, django_assert_max_num_queries):
    for rest in ("vraag/1/", "vragen/", "controleren/"):
        with django_assert_max_num_queries(8):
            guest.get(at(room, rest))


def test_a_next_round_shows_the_former_answer_and_asks_what_would_make_people_move(
    room, client, django_assert_max_num_queries
):
    for town, value in (("doetinchem", 2), ("winterswijk", -2), ("berkelland", 1), ("aalten", -1)):
        room.share(town, dict.fromkeys(range(1, 7), value))
    assert "doen bewegen" not in text(sit(room, Client(), name="Eerste").get(at(room, "vraag/1/")))
    room.close().reveal()
    with room.as_leader():
        made = rounds.prepare_next(session=room.fresh(), keys=KEYS, title="Tweede ronde", by=room.leader)
        again = Room(room.world, work_session.open_session(session=made, by=room.leader))
    guest = sit(again, client)

    with django_assert_max_num_queries(9):
        page = text(guest.get(at(again, "vraag/1/")))
    for words in ("Vorige ronde antwoordde Aalten: Oneens.", "Zo antwoordde de groep", "Wat zou jullie doen bewegen?"):
        assert words in page
    autosave(guest, again, value="1", would_move="Een buslijn in de avond")
    assert "Een buslijn in de avond</textarea>" in text(guest.get(at(again, "vraag/1/")))
    assert "Zou bewegen als: “Een buslijn in de avond”" in text(guest.get(at(again, "controleren/")))


def test_a_late_joiner_answers_and_shares_after_the_outcome_was_shown(room, client):
    room.share("doetinchem", {1: 2})
    room.reveal()
    late = sit(room, client)

    assert autosave(late, room).status_code == 200
    assert "Antwoorden gedeeld" in text(late.post(at(room, "delen/"), follow=True))


def test_every_question_and_note_says_who_sees_it(room, guest):
    autosave(guest, room)

    for rest in ("vraag/1/", "controleren/"):
        page = text(guest.get(at(room, rest)))
        for words in ("Wie ziet dit?", "alleen gemeente Aalten", "Dit geldt in deze toepassing", "/privacy/#woo"):
            assert words in page
