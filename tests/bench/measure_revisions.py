"""Pages with answers that were never changed, and the same pages after each answer was changed 39 times."""

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from regions.actions import seat, work_session
from tests import database, factories
from tests.bench.conftest import Add
from tests.bench.measure_answers import open_session, together
from tests.drill import room as rooms
from tests.drill.web import running_web

PART = "Veel wijzigingen"
MORE, TIMES, STATEMENTS = 39, 9, 24
# The present answer gets the last number; what was answered before stands below it.
RENUMBER = "UPDATE regions_answer SET revision = revision + %s"
FORMER = """
INSERT INTO regions_answer (organisation_id, host_id, seat_id, statement_id, revision, value, is_unknown, importance,
    is_limit, note, would_move, wording, screen, given_at, is_current)
SELECT organisation_id, host_id, seat_id, statement_id, step, value, is_unknown, importance, is_limit, note,
    would_move, wording, screen, given_at, false FROM regions_answer, generate_series(1, %s) AS step
"""


def measure_whether_pages_slow_down_with_revisions(transactional_db, tmp_path, add: Add):
    world = factories.world()
    session = open_session(world)
    results = f"/regios/achterhoek/werksessies/{session.number}/uitkomsten/"
    with (
        running_web(tmp_path / "web.log") as web,
        rooms.filled(web.port, session.code, rooms.TOWNS, len(rooms.TOWNS)) as people,
    ):
        leader = signed_in(web.port, world.leader)
        together(people, lambda person: [person.answer(n, person.seat % 5 - 2).took for n in range(1, STATEMENTS + 1)])
        with as_user(world.leader.pk):
            seat.admit_all(session=session, by=world.leader)
        for person in people:
            assert person.browser.post(f"/doe-mee/{session.code}/delen/", {}).status == 302
        with as_user(world.leader.pk):
            work_session.reveal(session=session, by=world.leader)
        pages = {
            "verschillen": (leader, f"{results}verschillen/"),
            "één stelling": (leader, f"{results}stelling/1/"),
            "waar staat mijn gemeente": (people[0].browser, f"/doe-mee/{session.code}/uitkomst/"),
            "controleren": (people[0].browser, f"/doe-mee/{session.code}/controleren/"),
            "een vraag": (people[0].browser, f"/doe-mee/{session.code}/vraag/7/"),
        }
        once = {name: took(*page) for name, page in pages.items()}
        with transaction.atomic(), database.as_owner(), connection.cursor() as cursor:
            cursor.execute(RENUMBER, [MORE])
            cursor.execute(FORMER, [MORE])
        often = {name: took(*page) for name, page in pages.items()}
        leader.close()
    for name in pages:
        figure = f"{1000 * once[name]:.0f} en {1000 * often[name]:.0f} ms"
        add(PART, f"{name} bij 1 en bij {MORE + 1} versies per antwoord (snelste van {TIMES})", figure, "gelijk")


def signed_in(port: int, user: User) -> rooms.Browser:
    device = Client()
    device.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return rooms.Browser(port, {name: device.cookies[name].value})


def took(browser: rooms.Browser, path: str) -> float:
    """Return how many seconds a page takes to begin, the fastest of some: what else the machine does is left out."""
    replies = [browser.get(path) for _ in range(TIMES)]
    assert {reply.status for reply in replies} == {200}, path
    return min(reply.first for reply in replies)
