"""Giving answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inburgering.accounts.context import as_seat
from regions.actions import answer
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
    assert len(first) - 2 <= 4
    assert len(change) - 2 <= 4


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
