"""Thirty people behind one address answer at the same time, with a web server that is killed meanwhile."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from inburgering.accounts.models import Share
from regions.models import AnswerSheet, LibraryStatement, Seat
from tests import database
from tests.drill import room as rooms
from tests.drill.web import running_web

PEOPLE, STATEMENTS = 30, 24
KILLED_AFTER = 250  # acknowledged answers
TOWNS = ["aalten", "doetinchem", "winterswijk", "oude-ijsselstreek", "oost-gelre", "berkelland", "bronckhorst"]


class Tally:
    """Counts what was acknowledged, and lets a waiting saboteur know."""

    def __init__(self) -> None:
        self._count, self._changed = 0, threading.Condition()

    def add(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._count >= count, timeout=60), f"{self._count} bewaard"


def answer_all(person: rooms.Participant, tally: Tally) -> None:
    """Answer every statement, and every fifth once more: there the last answer must stand."""
    for number in range(1, STATEMENTS + 1):
        values = [(person.seat + number) % 5 - 2]
        values += [(values[0] + 3) % 5 - 2] if number % 5 == 0 else []
        for value in values:
            person.answer(number, value)
            tally.add()


def test_nothing_is_lost_when_thirty_people_answer_at_once_and_the_web_server_is_killed(
    transactional_db, new_room, tmp_path
):
    keys = list(LibraryStatement.objects.filter(in_default=True).values_list("key", flat=True))
    room = new_room(keys=keys).open()
    tally = Tally()
    with (
        running_web(tmp_path / "web.log") as web,
        rooms.filled(web.port, room.session.code, TOWNS, PEOPLE) as people,
        rooms.at_once(people, lambda person: answer_all(person, tally)),
    ):
        tally.wait_for(KILLED_AFTER)
        web.kill()
        web.start()

    found = rooms.audit(people)

    assert len(keys) == STATEMENTS
    assert len({person.seat for person in people}) == PEOPLE  # one address, no limit on who has the code
    assert found == rooms.Audit(lost=[], extra=[], not_latest=[])
    assert max(one.tries for person in people for one in person.acknowledged) > 1  # the kill was felt
    with transaction.atomic(), database.as_owner():
        assert set(Seat.objects.values_list("answered", flat=True)) == {STATEMENTS}


def test_two_colleagues_who_share_for_the_first_time_at_once_make_one_sheet(transactional_db, new_room):
    room = new_room().open()
    first, second = room.guest("aalten", "Sanne"), room.guest("aalten", "Bram")
    for guest in (first, second):
        room.give(guest)
    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            room.share_seat(first)
            sharing = elsewhere.submit(committed, lambda: room.share_seat(second))
            wait_until_somebody_waits()
        sharing.result()

    with transaction.atomic(), database.as_owner():
        assert AnswerSheet.objects.count() == 1
        assert Share.objects.filter(kind=Share.Kind.ANSWER_SHEET).count() == 1
        assert not Seat.objects.filter(shared_at=None).exists()


def committed(act: Callable[[], object]) -> None:
    try:
        act()
    finally:
        connection.close()


def wait_until_somebody_waits() -> None:
    """Look until another transaction stands in the queue for what this one holds."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
    limit = time.monotonic() + 3  # less than the lock_timeout of the one who waits
    with connection.cursor() as cursor:
        found = 0
        while not found:
            assert time.monotonic() < limit
            cursor.execute(waiting)
            found = cursor.fetchone()[0]
            time.sleep(0.02)
