"""Acts of the project leader on a work session."""

import pytest

from inburgering.accounts.models import Share
from inburgering.audit.models import AuditEvent
from regions.actions import screen, work_session
from regions.actions.refusal import Changed, NotNow
from regions.models import Statement, WorkSession


def edit(room, number=1, *, expected_version=1, text="Nieuwe tekst."):
    statement = room.statement(number)
    with room.as_leader():
        return work_session.edit_statement(
            statement=statement,
            text=text,
            hint="",
            short_label="Kort",
            expected_version=expected_version,
            by=room.leader,
        )


def test_a_session_copies_the_library_in_its_own_order(prepared):
    with prepared.as_leader():
        rows = list(Statement.objects.filter(session=prepared.session).order_by("number").values_list("number", "key"))

    assert rows == [(1, "S01"), (2, "S02"), (3, "S05"), (4, "S06"), (5, "S07"), (6, "S09")]


def test_sessions_count_within_their_region(new_room):
    assert [new_room().session.number for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize("count", [0, 3])
def test_too_few_statements_are_refused(new_room, count):
    with pytest.raises(NotNow, match="minstens 4 en hoogstens 30"):
        new_room(keys=["S01", "S02", "S05"][:count])


def test_preparing_leaves_one_event(prepared):
    with prepared.as_leader():
        assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["work_session.prepared"]


def test_a_statement_can_be_edited_until_the_session_opens(prepared):
    assert edit(prepared).is_edited

    prepared.open()

    with pytest.raises(NotNow, match="al open"):
        edit(prepared, expected_version=2)


def test_the_second_of_two_editors_is_told(prepared):
    edit(prepared, text="Tekst van de eerste.")

    with pytest.raises(Changed) as refused:
        edit(prepared, text="Tekst van de tweede.")

    assert refused.value.current.text == "Tekst van de eerste."
    assert prepared.statement().text == "Tekst van de eerste."


def test_swapping_takes_another_statement_and_never_one_twice(prepared):
    with prepared.as_leader():
        swapped = work_session.swap_statement(statement=prepared.statement(2), key="S30", by=prepared.leader)
        with pytest.raises(NotNow, match="zit al in de werksessie"):
            work_session.swap_statement(statement=prepared.statement(1), key="S30", by=prepared.leader)

    assert (swapped.number, swapped.key) == (2, "S30")


def test_renaming_asks_for_the_version_that_was_read(prepared):
    with prepared.as_leader():
        work_session.rename(session=prepared.session, title="Eerste", expected_version=1, by=prepared.leader)
        with pytest.raises(Changed) as refused:
            work_session.rename(session=prepared.session, title="Tweede", expected_version=1, by=prepared.leader)

    assert refused.value.current.title == "Eerste"


def test_opening_invites_every_municipality_of_the_region(prepared):
    with prepared.as_adviser("aalten"):
        assert not WorkSession.objects.exists()

    prepared.open()

    with prepared.as_leader():
        assert Share.objects.filter(kind=Share.Kind.WORK_SESSION).count() == 8
    with prepared.as_adviser("aalten"):
        assert WorkSession.objects.get().title == "Sturen of loslaten"


def test_opening_twice_is_refused(room):
    with pytest.raises(NotNow, match="al open geweest"):
        room.open()


def test_a_session_closes_and_opens_again(room):
    room.close()
    assert room.fresh().state == WorkSession.State.CLOSED
    with room.as_leader():
        with pytest.raises(NotNow, match="open werksessie"):
            work_session.close_session(session=room.session, by=room.leader)
        work_session.reopen_session(session=room.session, by=room.leader)
        with pytest.raises(NotNow, match="gesloten werksessie"):
            work_session.reopen_session(session=room.session, by=room.leader)
    assert room.fresh().closed_at is None


def test_revealing_before_anybody_shared_is_refused(room):
    room.give(room.guest())

    with pytest.raises(NotNow, match="Nog geen gemeente heeft antwoorden gedeeld"):
        room.reveal()


def test_revealing_happens_once(room):
    room.share("aalten", {1: 1})
    first = room.reveal().session.revealed_at

    assert room.reveal().session.revealed_at == first
    with room.as_leader():
        assert AuditEvent.objects.filter(verb="work_session.revealed").count() == 1


def test_names_show_only_after_the_reveal(room):
    with room.as_leader(), pytest.raises(NotNow, match="Namen zijn pas te zien"):
        screen.show(session=room.session, number=1, names=True, by=room.leader)


def test_the_screen_shows_only_statements_of_this_session(room):
    with room.as_leader(), pytest.raises(NotNow, match="zit niet in de werksessie"):
        screen.show(session=room.session, number=7, names=False, by=room.leader)


def test_a_stranger_finds_no_session_to_act_on(room):
    with room.as_adviser("aalten"), pytest.raises(WorkSession.DoesNotExist):
        work_session.close_session(session=room.session, by=room.world.adviser("aalten"))

    assert room.fresh().is_open
