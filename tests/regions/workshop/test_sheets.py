"""The answer of a municipality: made of its people's, shared, settled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_seat
from inburgering.accounts.models import Share
from inburgering.audit.models import AuditEvent
from regions.actions import sheet
from regions.actions.refusal import Changed, NotNow
from regions.models import AnswerSheet, MunicipalAnswer


def share(room, slug="aalten"):
    with room.as_adviser(slug):
        municipality = room.world.municipality(slug)
        return sheet.share(session=room.session, municipality=municipality, by=room.world.adviser(slug))


def set_answer(room, value=2, *, number=1, expected_version=1, slug="aalten"):
    adviser = room.world.adviser(slug)
    statement = room.statement(number)
    with room.as_adviser(slug):
        drafted = sheet.begin(session=room.session, municipality=room.world.municipality(slug), by=adviser)
        return sheet.set_answer(
            sheet=drafted, statement=statement, value=value, is_unknown=False, importance="ZWAAR", is_limit=False,
            note="", expected_version=expected_version, by=adviser,
        )  # fmt: skip


def settle(room, status=AnswerSheet.Status.OFFICIAL, *, days=0, body="", slug="aalten"):
    adviser = room.world.adviser(slug)
    with room.as_adviser(slug):
        shared = AnswerSheet.objects.get(session=room.session, municipality__slug=slug)
        on = timezone.localdate() + timedelta(days=days)
        return sheet.settle(sheet=shared, status=status, settled_on=on, body=body, by=adviser)


def answers(room, slug="aalten"):
    with room.as_adviser(slug):
        rows = MunicipalAnswer.objects.filter(sheet__municipality__slug=slug).order_by("statement__number")
        return {row.statement.number: row for row in rows.select_related("statement")}


def test_sharing_makes_one_provisional_answer_that_the_region_sees(room):
    room.share("aalten", {1: 2, 3: -1})

    with room.as_leader():
        rows = MunicipalAnswer.objects.order_by("statement__number").values_list("statement__number", "value")
        assert list(rows) == [(1, 2), (3, -1)]
        assert AnswerSheet.objects.get().status == AnswerSheet.Status.PROVISIONAL


def test_before_sharing_the_region_sees_no_answer(room):
    room.give(room.guest(), 1, 2)
    set_answer(room)

    with room.as_leader():
        assert not AnswerSheet.objects.exists()
        assert not MunicipalAnswer.objects.exists()


def test_before_the_reveal_another_municipality_sees_nothing(room):
    room.share("aalten", {1: 2})

    with room.as_adviser("doetinchem"):
        assert not MunicipalAnswer.objects.exists()
    room.reveal()
    with room.as_adviser("doetinchem"):
        assert MunicipalAnswer.objects.count() == 1


def test_a_draft_stays_hidden_after_the_reveal(room):
    room.share("doetinchem", {1: 2})
    room.give(room.guest(), 1, -2)
    set_answer(room)
    room.reveal()

    with room.as_adviser("doetinchem"):
        assert {row.sheet.municipality.slug for row in MunicipalAnswer.objects.all()} == {"doetinchem"}


def test_colleagues_far_apart_are_divided_and_count_as_missing(room):
    room.give(room.guest(name="Een"), 1, 2)
    room.give(room.guest(name="Twee"), 1, -1)

    share(room)

    assert (answers(room)[1].is_divided, answers(room)[1].value) == (True, None)


def test_a_waiting_guest_does_not_count(room):
    room.give(room.guest(name="Een"), 1, 2)
    room.give(room.guest(name="Twee", admitted=False), 1, -2)

    share(room)

    assert answers(room)[1].value == 2


def test_the_shared_note_carries_no_name(room):
    room.give(room.guest(name="Maaike"), 1, 2, note="Eigen locatie.")
    room.give(room.guest(name="Yusuf"), 1, 1, note="Dicht bij huis.")

    share(room)

    assert answers(room)[1].note == "Eigen locatie.\nDicht bij huis."


def test_nothing_answered_is_nothing_to_share(room):
    with pytest.raises(NotNow, match="nog geen stelling beantwoord"):
        share(room)
    taken = room.guest()
    with as_seat(taken.pk), pytest.raises(NotNow, match="nog geen stelling beantwoord"):
        sheet.share_from_seat(seat=taken, by=taken)


def test_a_closed_session_shares_nothing_more(room):
    room.give(room.guest(), 1, 2)
    room.close()

    with pytest.raises(NotNow, match="niet open"):
        share(room)


def test_sharing_again_takes_new_answers_and_keeps_one_share(room):
    taken = room.share("aalten", {1: 2})
    room.give(taken, 1, 1, replaces=1)
    with as_seat(taken.pk):
        sheet.share_from_seat(seat=taken, by=taken)

    assert answers(room)[1].value == 1
    with room.as_leader():
        assert Share.objects.filter(kind=Share.Kind.ANSWER_SHEET).count() == 1


def test_an_answer_set_by_hand_stays_when_shared_again(room):
    taken = room.share("aalten", {1: 2})
    set_answer(room, -1)

    with as_seat(taken.pk):
        sheet.share_from_seat(seat=taken, by=taken)

    assert answers(room)[1].value == -1


def test_the_second_of_two_colleagues_is_asked_and_hears_who_was_first(room):
    room.give(room.guest(), 1, 2)
    set_answer(room, -1)

    with pytest.raises(Changed, match="Beleidsadviseur Aalten heeft dit antwoord om") as refused:
        set_answer(room, 1)

    assert refused.value.current.value == -1
    assert answers(room)[1].value == -1


def test_choosing_ends_the_division(room):
    room.give(room.guest(name="Een"), 1, 2)
    room.give(room.guest(name="Twee"), 1, -1)
    share(room)

    set_answer(room, 1)

    assert (answers(room)[1].is_divided, answers(room)[1].value) == (False, 1)


def test_a_stranger_can_neither_draft_nor_set_nor_share(room):
    room.share("aalten", {1: 2})
    stranger = room.world.adviser("doetinchem")
    statement = room.statement()
    with room.as_adviser("aalten"):
        target = AnswerSheet.objects.get()
    content = {"value": 1, "is_unknown": False, "importance": "GEWOON", "is_limit": False, "note": ""}

    with room.as_adviser("doetinchem"), pytest.raises(AnswerSheet.DoesNotExist):
        sheet.set_answer(sheet=target, statement=statement, expected_version=1, by=stranger, **content)


def test_the_facilitator_reads_but_never_writes_an_answer(room):
    room.share("aalten", {1: 2})
    statement = room.statement()
    with room.as_leader():
        target = AnswerSheet.objects.get()
    content = {"value": 1, "is_unknown": False, "importance": "GEWOON", "is_limit": False, "note": ""}

    # A locking read asks the right to change the row, so the sheet is not even found.
    with room.as_leader(), pytest.raises(AnswerSheet.DoesNotExist):
        sheet.set_answer(sheet=target, statement=statement, expected_version=1, by=room.leader, **content)

    assert answers(room)[1].value == 2


def test_settling_names_day_and_body_and_freezes(room):
    room.share("aalten", {1: 2})

    settled = settle(room, AnswerSheet.Status.ADOPTED, body="college van burgemeester en wethouders")

    assert settled.body == "college van burgemeester en wethouders"
    with pytest.raises(NotNow, match="wijzigen niet meer"):
        set_answer(room, 1)
    with pytest.raises(NotNow, match="wijzigen niet meer"):
        share(room)


def test_first_ambtelijk_then_bestuurlijk_and_not_back(room):
    room.share("aalten", {1: 2})

    settle(room)
    settle(room, AnswerSheet.Status.ADOPTED, body="college")

    with pytest.raises(NotNow, match="al bestuurlijk vastgesteld"):
        settle(room)


def test_settling_in_the_future_is_refused(room):
    room.share("aalten", {1: 2})

    with pytest.raises(NotNow, match="in de toekomst"):
        settle(room, days=1)


def test_a_divided_municipality_chooses_before_it_settles(room):
    room.give(room.guest(name="Een"), 1, 2)
    room.give(room.guest(name="Twee"), 1, -1)
    share(room)

    with pytest.raises(NotNow, match="Intern verdeeld bij stelling 1"):
        settle(room)


def test_what_was_not_shared_cannot_be_settled(room):
    room.give(room.guest(), 1, 2)
    set_answer(room, 1)

    with pytest.raises(NotNow, match="Deel de antwoorden eerst"):
        settle(room)


def test_each_act_leaves_its_trace_with_the_municipality(room):
    room.give(room.guest(), 1, 2)
    set_answer(room, 1)
    share(room)
    settle(room)

    with room.as_adviser("aalten"):
        verbs = AuditEvent.objects.order_by("happened_at").values_list("verb", flat=True)
        assert list(verbs) == [
            "seat.taken", "answers.drafted", "municipal_answer.set", "answers.shared", "answers.settled",
        ]  # fmt: skip
