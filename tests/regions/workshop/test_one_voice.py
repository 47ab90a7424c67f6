"""A municipality speaks with one voice: what its colleagues, outsiders and the calculations see of it, and when."""

import pytest

from inburgering.accounts.context import as_seat, as_user
from regions.models import Answer, MunicipalAnswer
from regions.reports import municipal_sheet
from regions.reports.answers import shared_answers
from tests.regions.workshop.test_sheets import set_answer, share


@pytest.fixture
def two_colleagues(room):
    """Aalten sits with two people who are far apart on statement 1 and one step apart on statement 2."""
    for name, values in (("Maaike", {1: 2, 2: 2}), ("Yusuf", {1: -1, 2: 1})):
        taken = room.guest(name=name)
        for number, value in values.items():
            room.give(taken, number, value)
    return room


def positions(room) -> dict[str, tuple[int | None, bool]]:
    shared = shared_answers(room.session)
    return {key: (one.value, one.is_divided) for (code, key), one in shared.answers.items() if code == "GM0197"}


def test_colleagues_lie_side_by_side_for_the_municipality_alone(two_colleagues):
    room = two_colleagues
    with room.as_adviser("aalten"):
        rows = municipal_sheet.build(room.session, room.world.municipality("aalten")).rows
    assert [[one.name for one in row.colleagues] for row in rows[:2]] == [["Maaike", "Yusuf"], ["Maaike", "Yusuf"]]

    share(room)
    room.reveal()
    for outsider in (room.leader, room.world.adviser("doetinchem"), room.world.alderman("doetinchem")):
        with as_user(outsider.pk):
            assert not Answer.objects.exists()


def test_outsiders_see_one_value_and_only_after_sharing(two_colleagues):
    room = two_colleagues
    with room.as_leader():
        assert positions(room) == {}

    share(room)

    with room.as_leader():
        assert MunicipalAnswer.objects.filter(statement__number=2).count() == 1
        assert sorted(positions(room).values(), key=str) == [(1, False), (None, True)]


def test_a_guest_of_another_municipality_sees_it_only_after_the_reveal(two_colleagues):
    room = two_colleagues
    share(room)
    neighbour, unknown = room.guest("doetinchem"), room.guest("doetinchem", "Onbekend", admitted=False)

    for seat in (neighbour, unknown):
        with as_seat(seat.pk):
            assert not MunicipalAnswer.objects.exists()
    room.reveal()
    with as_seat(neighbour.pk):
        assert MunicipalAnswer.objects.count() == 2
        assert not Answer.objects.exists()
    with as_seat(unknown.pk):
        assert not MunicipalAnswer.objects.exists()


def test_the_calculations_take_one_position_per_municipality_and_miss_who_is_divided(two_colleagues):
    room = two_colleagues
    share(room)
    room.share("doetinchem", {1: 2, 2: 2})

    with room.as_leader():
        shared = shared_answers(room.session)

    given = shared.by_municipality()
    assert set(given) == {"GM0197", "GM0222"}
    first = next(one.key for one in shared.statements if one.number == 1)
    assert (given["GM0197"][first], given["GM0222"][first]) == (None, 2)


def test_once_somebody_with_the_mandate_chooses_it_counts(two_colleagues):
    room = two_colleagues
    share(room)

    set_answer(room, 1)

    with room.as_leader():
        assert (1, False) in positions(room).values()
        assert (None, True) not in positions(room).values()
