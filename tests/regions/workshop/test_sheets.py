"""The answer of a municipality: made of its people's, shared, settled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_seat, as_user
from inburgering.accounts.models import Share
from inburgering.audit.models import AuditEvent
from regions.actions import sheet
from regions.actions.refusal import Changed, NotNow
from regions.models import AnswerSheet, MunicipalAnswer, StatementWording

OFFICIAL, ADOPTED = AnswerSheet.Status.OFFICIAL, AnswerSheet.Status.ADOPTED


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


def settle(room, status=OFFICIAL, *, days=0, body="", slug="aalten", by=None):
    who = by or (room.world.alderman(slug) if status == ADOPTED else room.world.adviser(slug))
    with as_user(who.pk):
        shared = AnswerSheet.objects.get(session=room.session, municipality__slug=slug)
        on = timezone.localdate() + timedelta(days=days)
        return sheet.settle(sheet=shared, status=status, settled_on=on, body=body, by=who)


def reopen(room, reason="Het college wil stelling 1 opnieuw bespreken.", *, by=None):
    who = by or room.world.adviser("aalten")
    with as_user(who.pk):
        shared = AnswerSheet.objects.get(session=room.session, municipality__slug="aalten")
        return sheet.reopen_sheet(sheet=shared, reason=reason, by=who)


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

    settled = settle(room, ADOPTED, body="college van burgemeester en wethouders")

    assert settled.body == "college van burgemeester en wethouders"
    with pytest.raises(NotNow, match="wijzigen niet meer"):
        set_answer(room, 1)
    with pytest.raises(NotNow, match="wijzigen niet meer"):
        share(room)


def test_first_ambtelijk_then_bestuurlijk_and_not_back(room):
    room.share("aalten", {1: 2})

    settle(room)
    adopted = settle(room, ADOPTED, body="college")

    adviser, alderman = room.world.adviser("aalten").audit_name, room.world.alderman("aalten").audit_name
    assert (adopted.aligned_by, adopted.aligned_on) == (adviser, timezone.localdate())
    assert (adopted.settled_by, adopted.settled_on) == (alderman, timezone.localdate())
    with pytest.raises(NotNow, match="al bestuurlijk vastgesteld"):
        settle(room)


def test_without_the_mandate_settling_is_refused_with_who_can(room):
    room.share("aalten", {1: 2})

    with pytest.raises(NotNow, match=r"Bestuurlijk vaststellen kan alleen: Wethouder van Aalten\."):
        settle(room, ADOPTED, body="college", by=room.world.adviser("aalten"))
    with pytest.raises(NotNow, match=r"Ambtelijk afstemmen kan alleen: Beleidsadviseur Aalten\."):
        settle(room, by=room.world.alderman("aalten"))


def test_reopening_makes_it_concept_again_and_keeps_the_reason_in_the_trail(room):
    room.share("aalten", {1: 2})
    settle(room)

    reopened = reopen(room)

    assert (reopened.status, reopened.settled_on, reopened.aligned_on) == (AnswerSheet.Status.PROVISIONAL, None, None)
    assert set_answer(room, -1).value == -1
    with room.as_adviser("aalten"):
        details = AuditEvent.objects.get(verb="answers.reopened").details
    assert details["reason"] == "Het college wil stelling 1 opnieuw bespreken."
    assert details["former"]["settled_by"] == room.world.adviser("aalten").audit_name


def test_what_the_board_adopted_only_the_board_takes_back(room):
    room.share("aalten", {1: 2})
    with pytest.raises(NotNow, match="al concept"):
        reopen(room)
    settle(room, ADOPTED, body="college")

    with pytest.raises(NotNow, match="kan alleen: Wethouder van Aalten"):
        reopen(room)
    with pytest.raises(NotNow, match="Vul in waarom"):
        reopen(room, " ", by=room.world.alderman("aalten"))

    assert reopen(room, by=room.world.alderman("aalten")).status == AnswerSheet.Status.PROVISIONAL


def change_text(room, number=1):
    """Give statement 1 a new text, as the leader does in an open session."""
    with room.as_leader():
        statement = room.session.statements.get(number=number)
        StatementWording.objects.create(
            organisation_id=statement.organisation_id, statement=statement, wording=statement.wording,
            text=statement.text, reason="Onduidelijk", replaced_by="leider",
        )  # fmt: skip
        statement.text, statement.wording = "Onze gemeente beslist zelf over de lessen.", statement.wording + 1
        statement.save(update_fields=["text", "wording"])


def confirm(room, number=1, by=None):
    who = by or room.world.adviser("aalten")
    with as_user(who.pk):
        mine = AnswerSheet.objects.get(session=room.session, municipality__slug="aalten")
        return sheet.confirm_wording(sheet=mine, statement=room.session.statements.get(number=number), by=who)


def test_a_changed_text_asks_the_municipality_again_and_one_act_confirms(room):
    room.share("aalten", {1: 2, 2: 1})
    change_text(room)
    with pytest.raises(NotNow, match="De tekst van stelling 1 is gewijzigd"):
        settle(room)

    confirm(room)
    share(room)

    assert [(answers(room)[n].wording, answers(room)[n].value) for n in (1, 2)] == [(2, 2), (1, 1)]
    with pytest.raises(NotNow, match="al bevestigd"):
        confirm(room)
    settle(room)
    with room.as_adviser("aalten"):
        assert AuditEvent.objects.get(verb="municipal_answer.confirmed").details == {"number": 1, "wording": 2}


def test_confirming_asks_a_mandate_an_answer_and_the_right_moment(room):
    room.share("aalten", {1: 2})
    change_text(room)

    with pytest.raises(NotNow, match="Antwoorden namens de gemeente kan alleen: Beleidsadviseur Aalten"):
        confirm(room, by=room.world.alderman("aalten"))
    with pytest.raises(NotNow, match="Kies eerst een antwoord bij stelling 3"):
        confirm(room, 3)
    room.close()
    with pytest.raises(NotNow, match="niet open"):
        confirm(room)


def test_setting_an_answer_by_hand_answers_the_text_of_now(room):
    room.share("aalten", {1: 2})
    change_text(room)

    assert set_answer(room, 1).wording == 2


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
