"""A full room for minutes on end: a hundred people answer every six seconds, and the screen asks for the stand."""

import os
import time
from collections.abc import Callable
from itertools import count
from statistics import median, quantiles
from threading import Event

from regions.models import WorkSession
from tests import factories
from tests.bench.conftest import Add
from tests.bench.measure_answers import open_session
from tests.bench.measure_revisions import signed_in
from tests.drill import room as rooms
from tests.drill.web import running_web

PART = "Volle zaal"
PEOPLE, STATEMENTS, EVERY, POLL_EVERY = 100, 24, 6.0, 3.0
SECONDS = float(os.environ.get("INBURGERING_ROOM_SECONDS", "30"))


def measure_a_full_room(transactional_db, tmp_path, add: Add):
    world = factories.world()
    session = open_session(world)
    with (
        running_web(tmp_path / "web.log") as web,
        rooms.filled(web.port, session.code, rooms.TOWNS, PEOPLE) as people,
    ):
        screen = signed_in(web.port, world.leader)
        began, stop, polls = time.monotonic(), Event(), []
        with rooms.at_once([*people, screen], lambda one: act(one, session, began, stop, polls)):
            stop.wait(SECONDS)
            stop.set()
        screen.close()
    found = rooms.audit(people)

    took = [one.took for person in people for one in person.acknowledged]
    middle, high = median(took), quantiles(took, n=20)[-1]
    what = f"{PEOPLE} mensen, elke {EVERY:.0f} s, {SECONDS:.0f} s lang: {len(took)} keer bewaard"
    add(PART, f"{what}, mediaan en 95e percentiel", f"{1000 * middle:.0f} en {1000 * high:.0f} ms", "95e ≤ 150 ms")
    asked, slow = len(polls), max(polls)
    add(PART, f"het scherm vroeg intussen {asked} keer de stand, langste", f"{1000 * slow:.0f} ms", "")
    add(PART, "bevestigd en kwijt; dubbel of onbekend; oud", figures(found), "0; 0; 0")


def act(
    one: rooms.Participant | rooms.Browser, session: WorkSession, began: float, stop: Event, polls: list[float]
) -> None:
    if isinstance(one, rooms.Browser):
        every(POLL_EVERY, began, stop, lambda turn: polls.append(poll(one, session)))
        return
    # Everybody has a rhythm of their own; together they are spread over the six seconds.
    offset = EVERY * (one.seat % PEOPLE) / PEOPLE
    every(EVERY, began + offset, stop, lambda turn: one.answer(turn % STATEMENTS + 1, (one.seat + turn) % 5 - 2))


def every(seconds: float, began: float, stop: Event, do: Callable[[int], object]) -> None:
    for turn in count():
        if stop.wait(max(0.0, began + turn * seconds - time.monotonic())):
            return
        do(turn)


def poll(screen: rooms.Browser, session: WorkSession) -> float:
    reply = screen.get(f"/regios/achterhoek/werksessies/{session.number}/scherm/stand/")
    assert reply.status == 200, reply.status
    return reply.took


def figures(found: rooms.Audit) -> str:
    return f"{len(found.lost)}; {len(found.extra)}; {len(found.not_latest)}"
