"""People behind one address who answer at the same time, against an empty 204 of the same server and the same seat."""

import time
from collections.abc import Callable
from statistics import median, quantiles

from inburgering.accounts.context import as_user
from regions.actions import work_session
from regions.models import LibraryStatement, WorkSession
from tests import factories
from tests.bench.conftest import Add
from tests.drill import room as rooms
from tests.drill.web import running_web

PART = "Antwoord bewaren"
PEOPLE, STATEMENTS = 30, 24
SETTINGS = "tests.bench.empty_settings"


def measure_how_fast_a_room_can_answer(transactional_db, tmp_path, add: Add):
    code = open_session(factories.world()).code
    with (
        running_web(tmp_path / "web.log", DJANGO_SETTINGS_MODULE=SETTINGS) as web,
        rooms.filled(web.port, code, rooms.TOWNS, PEOPLE) as people,
    ):
        together(
            people, lambda person: [person.send_nothing().took for _ in range(2)]
        )  # every thread has its connection
        empty = together(people, lambda person: [person.send_nothing().took for _ in range(STATEMENTS)])
        saving = together(people, lambda person: [person.answer(n, n % 5 - 2).took for n in range(1, STATEMENTS + 1)])
        again = together(people, lambda person: [person.answer(n, n % 3 - 1).took for n in range(1, STATEMENTS + 1)])
        one = people[0]
        alone_empty = [one.send_nothing().took for _ in range(2 * STATEMENTS)]
        alone = [one.answer(n, value).took for value in (2, -2) for n in range(1, STATEMENTS + 1)]
    found = rooms.audit(people)

    assert (found.lost, found.extra) == ([], [])
    add(PART, f"{PEOPLE} mensen × {STATEMENTS} antwoorden, mediaan en 95e percentiel", ms(saving.times), "95e ≤ 500 ms")
    add(PART, "een lege 204 op dezelfde plek, zelfde mensen", ms(empty.times), "")
    add(PART, "per seconde: lege 204, antwoorden, wijzigingen", per_second(empty, saving, again), "")
    share = (saving.per_second + again.per_second) / 2 / empty.per_second
    add(PART, "deel van het tempo van de lege 204", f"{share:.2f}", "≥ 0,30")
    add(PART, "één mens alleen, mediaan en 95e percentiel", ms(alone), "")
    add(PART, "één mens alleen, keer de lege 204", f"{median(alone) / median(alone_empty):.1f}×", "≤ 3,3×")
    add(PART, "bevestigd en kwijt; dubbel of onbekend", f"{len(found.lost)}; {len(found.extra)}", "0; 0")


def open_session(world: factories.World) -> WorkSession:
    """Return an open work session with the usual statements."""
    keys = LibraryStatement.objects.filter(in_default=True).values_list("key", flat=True)
    with as_user(world.leader.pk):
        session = work_session.prepare(region=world.region, title="Samen", keys=list(keys), by=world.leader)
        return work_session.open_session(session=session, by=world.leader)


class Together:
    """What everybody measured while all were busy."""

    def __init__(self, times: list[float], seconds: float) -> None:
        self.times, self.per_second = times, len(times) / seconds


def together(people: list[rooms.Participant], act: Callable[[rooms.Participant], list[float]]) -> Together:
    times: list[float] = []
    began = time.perf_counter()
    with rooms.at_once(people, lambda person: times.extend(act(person))):
        pass
    return Together(times, time.perf_counter() - began)


def per_second(*measured: Together) -> str:
    return ", ".join(f"{one.per_second:.0f}" for one in measured)


def ms(times: list[float]) -> str:
    return f"{1000 * median(times):.0f} en {1000 * quantiles(times, n=20)[-1]:.0f} ms"
