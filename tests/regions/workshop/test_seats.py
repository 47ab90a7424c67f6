"""Taking a place and being let in."""

import pytest

from inburgering.accounts.context import as_seat, as_user, context
from inburgering.accounts.models import WrongCode
from inburgering.audit.models import AuditEvent
from regions.actions import seat as seats
from regions.actions import sheet
from regions.actions.refusal import NotNow
from regions.models import Answer, AnswerSheet, Seat
from tests.regions.workshop.conftest import Guest


def take(room, by, slug="aalten", code=None, name="Sanne"):
    return seats.take(code=code or room.session.code, municipality=room.world.municipality(slug), name=name, by=by)


def test_a_guest_gets_a_seat_that_waits(room):
    taken = take(room, Guest("Sanne"))

    assert (taken.name, taken.is_admitted, taken.user) == ("Sanne", False, None)
    with context("none"):
        assert not Seat.objects.exists()
    with as_seat(taken.pk):
        assert Seat.objects.get() == taken


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: f" {code[:3]} {code[3:]} ", lambda code: f"{code[:3]}-{code[3:]}"]
)
def test_a_code_may_be_typed_in_lower_case_and_with_spaces(room, change):
    assert take(room, Guest("Sanne"), code=change(room.session.code)).session_id == room.session.pk


def test_an_unknown_code_is_said_so(room):
    with pytest.raises(seats.UnknownCode, match="kennen deze code niet"):
        take(room, Guest("Sanne"), code="AAAAAA")


def test_the_code_of_a_session_in_preparation_opens_nothing(prepared):
    with pytest.raises(seats.UnknownCode):
        take(prepared, Guest("Sanne"))


def test_a_closed_session_takes_nobody(room):
    room.close()

    with pytest.raises(NotNow, match="gesloten"):
        take(room, Guest("Sanne"))


def test_a_municipality_of_another_region_is_refused(room):
    with pytest.raises(NotNow, match="Gemeente Utrecht hoort niet bij regio Achterhoek"):
        take(room, Guest("Sanne"), slug="utrecht")


def test_a_known_member_is_admitted_at_once_and_has_one_seat(room):
    adviser = room.world.adviser("aalten")

    first = take(room, adviser)
    again = take(room, adviser, name="Sanne op de telefoon")

    assert first.is_admitted
    assert first.user == adviser
    assert again.pk == first.pk


def test_a_member_of_another_municipality_is_a_guest_here(room):
    taken = take(room, room.world.adviser("doetinchem"))

    assert (taken.is_admitted, taken.user) == (False, None)


def test_the_facilitator_admits_and_the_trail_of_the_region_tells(room):
    taken = room.guest(admitted=False)

    admitted = room.admit(taken)

    assert admitted.admitted_by.startswith("Projectleider")
    with room.as_leader():
        assert AuditEvent.objects.filter(verb="seat.admitted").count() == 1


def test_a_member_admits_and_the_trail_of_the_municipality_tells(room):
    taken = room.guest(admitted=False)

    with room.as_adviser("aalten"):
        assert seats.admit(seat=taken, by=room.world.adviser("aalten")).is_admitted
        assert AuditEvent.objects.filter(verb="seat.admitted").count() == 1


def test_admitting_twice_is_one_admission(room):
    taken = room.guest()

    room.admit(taken)

    with room.as_leader():
        assert AuditEvent.objects.filter(verb="seat.admitted").count() == 1


def test_a_stranger_cannot_admit(room):
    taken = room.guest(admitted=False)

    with room.as_adviser("doetinchem"), pytest.raises(Seat.DoesNotExist):
        seats.admit(seat=taken, by=room.world.adviser("doetinchem"))


def test_everybody_who_waits_is_let_in_but_not_who_was_refused(room):
    first, second = room.guest(name="Een", admitted=False), room.guest("doetinchem", "Twee", admitted=False)
    refused = room.guest(name="Drie", admitted=False)
    with room.as_leader():
        seats.refuse(seat=refused, by=room.leader)

        admitted = seats.admit_all(session=room.session, by=room.leader)

    assert [seat.pk for seat in admitted] == [first.pk, second.pk]


def test_who_is_in_cannot_be_refused(room):
    taken = room.guest()

    with room.as_leader(), pytest.raises(NotNow, match="al toegelaten"):
        seats.refuse(seat=taken, by=room.leader)


def test_a_refused_seat_can_still_be_let_in(room):
    taken = room.guest(admitted=False)
    with room.as_leader():
        seats.refuse(seat=taken, by=room.leader)

    assert room.admit(taken).refused_at is None


def test_a_wish_to_share_is_carried_out_on_admission(room):
    taken = room.guest(admitted=False)
    room.give(taken, 1, 2)
    with as_seat(taken.pk):
        assert sheet.share_from_seat(seat=taken, by=taken) is None
    with room.as_leader():
        assert not AnswerSheet.objects.exists()

    room.admit(taken)

    with room.as_leader():
        assert AnswerSheet.objects.get().shared_by == taken.audit_name
    with room.as_adviser("aalten"):
        verbs = AuditEvent.objects.filter(verb__startswith="answers.").order_by("happened_at")
        assert [event.verb for event in verbs] == ["answers.share_wished", "answers.shared"]


def test_a_wish_is_carried_out_also_after_closing(room):
    taken = room.guest(admitted=False)
    room.give(taken, 1, 2)
    with as_seat(taken.pk):
        sheet.share_from_seat(seat=taken, by=taken)
    room.close()

    room.admit(taken)

    with room.as_leader():
        assert AnswerSheet.objects.count() == 1


def test_a_waiting_guest_reads_nobody_elses_answers(room):
    colleague = room.guest(name="Collega")
    room.give(colleague, 1, 2)

    waiting = room.guest(name="Wachter", admitted=False)

    with as_seat(waiting.pk):
        assert not Answer.objects.exists()
        assert list(Seat.objects.all()) == [waiting]


def test_wrong_codes_older_than_a_day_are_forgotten(db, as_owner):
    with as_owner():
        WrongCode.objects.create(address_hash="oud", tried_at="2020-01-01T00:00:00Z")

    seats.note_wrong_code(address="192.0.2.1", by=Guest("bezoeker"))

    assert WrongCode.objects.count() == 1
    assert "192.0.2.1" not in WrongCode.objects.get().address_hash


def test_the_request_of_a_user_keeps_its_own_context_after_taking_a_seat(room):
    adviser = room.world.adviser("aalten")

    with as_user(adviser.pk):
        take(room, adviser)
        assert Seat.objects.get().user == adviser
