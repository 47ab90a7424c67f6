"""Changing a statement while people answer it: answers stay, and only who answered is asked again."""

import pytest
from django.db import connection

from inburgering.accounts.context import as_seat
from inburgering.audit.models import AuditEvent
from regions.actions import wording
from regions.actions.refusal import Changed, NotNow
from regions.models import Answer, StatementWording
from regions.reports import questions


def reword(room, number=1, *, text="Nieuwe tekst.", hint="", expected_version=1, **more):
    details = {"short_label": "Kort", "reason": "Er stond een tikfout in"} | more
    statement = room.statement(number)
    with room.as_leader():
        return wording.reword(
            statement=statement, text=text, hint=hint, expected_version=expected_version, by=room.leader, **details
        )


def waiting(room) -> dict[int, list[str]]:
    with room.as_leader():
        return {one.statement.number: [who.words for who in one.waiting] for one in questions.to_confirm(room.session)}


def test_the_former_words_stay_with_the_reason_and_the_answers_move_along(room):
    guest = room.guest()
    room.give(guest)
    old = room.statement(1).text

    assert reword(room).wording == 2

    with room.as_leader():
        kept = StatementWording.objects.get()
        assert (kept.wording, kept.text, kept.reason) == (1, old, "Er stond een tikfout in")
        assert AuditEvent.objects.filter(verb="statement.reworded").count() == 1
    with as_seat(guest.pk):
        standing = Answer.objects.get(seat=guest, is_current=True)
    assert (standing.value, standing.wording) == (1, 1)


def test_only_the_municipalities_that_answered_are_asked_again(room):
    room.share("aalten", {1: 2, 2: 1})
    for name in ("Een", "Twee"):
        room.give(room.guest("winterswijk", name), 1)
    room.share("doetinchem", {2: 1})  # answered another statement
    room.guest("berkelland")  # answered nothing

    with room.as_leader():
        touched = questions.touched_by(room.statement(1))
    assert [one.municipality for one in touched] == ["Aalten", "Winterswijk"]
    assert waiting(room) == {}

    reword(room)

    assert waiting(room) == {1: ["Aalten (1 deelnemer)", "Winterswijk (2 deelnemers)"]}
    with room.as_leader():
        [one] = questions.to_confirm(room.session)
    assert one.sentence.startswith("Nog te bevestigen: Aalten (1 deelnemer) en Winterswijk (2 deelnemers).")


def test_a_municipality_leads_nobody_to_who_answered(room):
    room.share("aalten", {1: 2})
    statement = reword(room)

    with room.as_adviser("doetinchem"), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.answered_by(%s)", [statement.pk])
        assert cursor.fetchall() == []


def test_a_short_label_asks_nobody_anything(room):
    same = room.statement(1)

    changed = reword(room, text=same.text, hint=same.hint, short_label="Andere naam")

    assert (changed.wording, changed.short_label) == (1, "Andere naam")
    assert waiting(room) == {}


def test_the_second_of_two_editors_is_told(room):
    reword(room)

    with pytest.raises(Changed) as refused:
        reword(room, text="Tekst van de tweede.")

    assert refused.value.current.text == "Nieuwe tekst."


def test_words_stand_before_the_opening_after_the_reveal_and_after_closing(prepared):
    with pytest.raises(NotNow, match="nog niet open"):
        reword(prepared)
    room = prepared.open()
    room.share("aalten", {1: 1})
    room.reveal()
    with pytest.raises(NotNow, match="uitkomst is al getoond"):
        reword(room)
    room.close()
    with pytest.raises(NotNow, match="gesloten"):
        reword(room)
