"""Giving answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inburgering.accounts.context import as_seat
from regions.actions import answer, wording
from regions.actions import seat as seats
from regions.actions.refusal import NotNow
from regions.models import Answer, Seat, Statement


def current(taken, number=1):
    with as_seat(taken.pk):
        return Answer.objects.get(seat=taken, statement__number=number, is_current=True)


def answered(taken):
    with as_seat(taken.pk):
        return Seat.objects.get(pk=taken.pk).answered


def test_an_answer_is_kept_with_all_its_parts(room):
    taken = room.guest()

    room.give(taken, 1, -2, importance="ZWAAR", is_limit=True, note="Niet zonder eigen locatie.")

    kept = current(taken)
    assert (kept.value, kept.importance, kept.is_limit, kept.note) == (-2, "ZWAAR", True, "Niet zonder eigen locatie.")
    assert (kept.revision, answered(taken)) == (1, 1)


def test_a_change_is_a_new_revision_and_the_former_stays(room):
    taken = room.guest()
    room.give(taken, 1, 1)

    room.give(taken, 1, 2, replaces=1)

    with as_seat(taken.pk):
        revisions = Answer.objects.order_by("revision").values_list("revision", "value", "is_current")
        assert list(revisions) == [(1, 1, False), (2, 2, True)]
    assert answered(taken) == 1


def test_a_double_click_makes_no_second_revision(room):
    taken = room.guest()

    first, second = room.give(taken, 1, 1), room.give(taken, 1, 1)

    assert first.pk == second.pk


def test_an_answer_changed_elsewhere_is_not_overwritten(room):
    taken = room.guest()
    room.give(taken, 1, 1)
    room.give(taken, 1, 2, replaces=1)

    with pytest.raises(answer.AnswerChanged, match="Kies welk antwoord blijft") as refused:
        room.give(taken, 1, -1, replaces=1)

    assert refused.value.current.value == 2
    assert current(taken).value == 2


def test_a_lost_reply_of_the_same_window_is_no_conflict(room):
    taken = room.guest()
    room.give(taken, 1, 1, screen="laptop")  # the server has it, the reply never came

    kept = room.give(taken, 1, 2, replaces=0, screen="laptop")

    assert (kept.revision, kept.value, answered(taken)) == (2, 2, 1)
    for other in ("telefoon", ""):
        with pytest.raises(answer.AnswerChanged):
            room.give(taken, 1, -1, replaces=1, screen=other)
    assert current(taken).value == 2


def test_two_windows_without_a_name_are_not_the_same_window(room):
    taken = room.guest()
    room.give(taken, 1, 1)

    with pytest.raises(answer.AnswerChanged):
        room.give(taken, 1, 2)


def reword(room, text, number=1):
    former = room.statement(number)
    with room.as_leader():
        return wording.reword(
            statement=former, text=text, hint="", short_label=former.short_label, reason="Was niet duidelijk.",
            expected_version=former.version, by=room.leader,
        )  # fmt: skip


def test_an_answer_remembers_which_words_were_answered(room):
    taken = room.guest()
    assert room.give(taken, 1, 1).wording == 1
    reword(room, "Elke gemeente kiest zelf.")

    # A page that was open shows the former words still.
    assert room.give(taken, 1, 2, replaces=1, wording=1).wording == 1
    assert room.give(taken, 1, 2, replaces=2, wording=2).revision == 3
    assert room.give(taken, 1, 2, replaces=3, wording=1).revision == 3
    assert current(taken).wording == 2
    assert answered(taken) == 1


def test_confirming_keeps_everything_but_the_words(room):
    taken = room.guest()
    room.give(taken, 1, -2, importance="ZWAAR", is_limit=True, note="Nee", would_move="Een busje")
    reword(room, "Elke gemeente kiest zelf.")
    statement = room.statement()

    with as_seat(taken.pk):
        kept = answer.confirm(seat=taken, statement=statement, revision=1, wording=2, by=taken)
        with pytest.raises(answer.AnswerChanged):
            answer.confirm(seat=taken, statement=statement, revision=1, wording=2, by=taken)

    assert (kept.revision, kept.wording, kept.value, kept.importance) == (2, 2, -2, "ZWAAR")
    assert (kept.is_limit, kept.note, kept.would_move) == (True, "Nee", "Een busje")


def test_a_statement_of_another_session_is_not_answered_here(room, new_room):
    taken, other = room.guest(), new_room().open()

    with as_seat(taken.pk), pytest.raises(Statement.DoesNotExist):
        answer.give(
            seat=taken, statement=other.statement(), value=1, is_unknown=False, importance="GEWOON", is_limit=False,
            note="", replaces=0, by=taken,
        )  # fmt: skip


def test_weet_niet_counts_as_answered_and_has_no_value(room):
    taken = room.guest()

    room.give(taken, 1, None)

    assert (current(taken).is_unknown, current(taken).value, answered(taken)) == (True, None, 1)


def test_a_note_alone_is_kept_but_is_no_answer(room):
    taken = room.guest()
    room.give(taken, 1, 1)

    room.give(taken, 1, None, replaces=1, is_unknown=False, note="Later")
    room.give(taken, 2, None, is_unknown=False, note="Eerst vragen")

    assert answered(taken) == 0


def test_a_closed_session_keeps_the_answers_and_takes_no_more(room):
    taken = room.guest()
    room.give(taken, 1, 1)
    room.close()

    with pytest.raises(NotNow, match="eerdere antwoorden zijn bewaard"):
        room.give(taken, 1, 2, replaces=1)

    assert current(taken).value == 1


def test_a_refused_seat_answers_no_more(room):
    taken = room.guest(admitted=False)
    with room.as_leader():
        seats.refuse(seat=taken, by=room.leader)

    with pytest.raises(NotNow, match="niet toegelaten"):
        room.give(taken, 1, 1)


def test_a_seat_cannot_answer_for_another(room):
    mine, other = room.guest(), room.guest("doetinchem")
    statement = room.statement()

    with as_seat(mine.pk), pytest.raises(Seat.DoesNotExist):
        answer.give(
            seat=other, statement=statement, value=1, is_unknown=False, importance="GEWOON", is_limit=False, note="",
            replaces=0, by=mine,
        )  # fmt: skip


def test_saving_asks_the_database_little(room):
    taken = room.guest()
    with as_seat(taken.pk):
        statement = Statement.objects.get(session=room.session, number=1)
        content = {"is_unknown": False, "importance": "GEWOON", "is_limit": False, "note": ""}

        with CaptureQueriesContext(connection) as first:
            answer.give(seat=taken, statement=statement, value=1, replaces=0, by=taken, **content)
        with CaptureQueriesContext(connection) as change:
            answer.give(seat=taken, statement=statement, value=2, replaces=1, by=taken, **content)

    # Two of each are the savepoint around the act.
    assert len(first) - 2 == len(change) - 2 == 1


STEPS = st.lists(st.tuples(st.sampled_from([-2, -1, 0, 1, 2, None]), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_answered_one_answer_stands_and_nothing_is_lost(room, steps):
    taken = room.guest()
    seen, distinct = 0, 0
    for value, is_limit in steps:
        kept = room.give(taken, 1, value, replaces=seen, is_limit=is_limit)
        distinct += kept.revision > seen
        seen = kept.revision

    with as_seat(taken.pk):
        rows = Answer.objects.filter(seat=taken).order_by("revision")
        assert [row.revision for row in rows] == list(range(1, distinct + 1))
        assert [row.is_current for row in rows] == [False] * (distinct - 1) + [True]
    assert (current(taken).value, current(taken).is_limit) == steps[-1]
    assert answered(taken) == 1
