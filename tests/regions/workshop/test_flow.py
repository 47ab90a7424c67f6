"""One session from preparation to reveal, at the level of the acts."""

from inburgering.accounts.context import as_seat
from regions.actions import screen
from regions.models import AnswerSheet
from regions.reports import beamer
from regions.reports.answers import shared_answers


def test_from_prepared_to_revealed(prepared):
    room = prepared.open()
    aalten = room.share("aalten", {1: 2, 2: -1})
    room.share("doetinchem", {1: -2, 2: -1})

    with as_seat(aalten.pk):
        assert AnswerSheet.objects.count() == 1
    room.reveal()

    with as_seat(aalten.pk):
        assert {one.code for one in shared_answers(room.fresh()).municipalities} == {"GM0197", "GM0222"}
    with room.as_leader():
        screen.show(session=room.session, number=1, names=True, by=room.leader)
        stand = beamer.build(room.fresh())
    assert [column.count for column in stand.columns] == [1, 0, 0, 0, 1]
    assert stand.columns[4].blocks[0].name == "Aalten"
