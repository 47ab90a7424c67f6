"""A room full of people at one address: each a browser with cookies that keeps sending until the server has it."""

from __future__ import annotations

import http.client
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.db import transaction

from regions.models import Answer
from tests import database
from tests.drill.web import HOST

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEAT = re.compile(r'data-autosave="\w+-(\d+)/')
PATIENCE = 90  # seconds that one person keeps trying
TOWNS = ["aalten", "doetinchem", "winterswijk", "oude-ijsselstreek", "oost-gelre", "berkelland", "bronckhorst"]


@dataclass(slots=True)
class Browser:
    """One device: cookies, one connection that is kept, and the token of the last page with a form."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Reply:
        try:
            reply = self._send("GET", path, None, {})
        except (OSError, http.client.HTTPException):
            reply = self._send("GET", path, None, {})  # the server lets go of a connection that was silent for a while
        if found := TOKEN.search(reply.text):
            self.token = found[1]
        return reply

    def post(self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Reply:
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, body, kind | dict(headers or {}))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(HOST, self.port, timeout=20)
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        began = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers | cookie)
            answer = self._connection.getresponse()
            first = time.perf_counter() - began
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for given in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(given).items()}
        return Reply(answer.status, answer.headers, text, first, time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `first` is the number of seconds until the first byte, `took` until the last."""

    status: int
    headers: http.client.HTTPMessage
    text: str
    first: float
    took: float


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An answer that the server said it has, with how long that took; `tries` is more than 1 after a fault."""

    seat: int
    number: int
    revision: int
    value: int
    took: float
    tries: int

    @property
    def row(self) -> tuple[int, int, int, int]:
        return self.seat, self.number, self.revision, self.value


@dataclass(slots=True)
class Participant:
    """Somebody with the code who takes a seat and answers."""

    browser: Browser
    code: str
    municipality: str
    name: str
    seat: int = 0
    acknowledged: list[Acknowledged] = field(default_factory=list)
    _seen: dict[int, int] = field(default_factory=dict)

    def join(self) -> None:
        door = f"/doe-mee/{self.code}/"
        assert self.browser.get(door).status == 200
        taken = self.browser.post(door, {"municipality": self.municipality, "name": self.name})
        assert taken.status == 302, taken.text
        question = self.browser.get(taken.headers["Location"])
        self.seat = int(SEAT.search(question.text)[1])

    def answer(self, number: int, value: int) -> Acknowledged:
        """Send one answer as the page does: the same again, with the same `replaces`, until the server has it."""
        fields = self._fields(number, value)
        limit = time.monotonic() + PATIENCE
        tries = 1
        while (reply := self._try(f"/doe-mee/{self.code}/vraag/{number}/", fields)) is None:
            tries += 1
            assert time.monotonic() < limit, f"{self.name} wacht al {PATIENCE} seconden op vraag {number}"
            time.sleep(0.05)  # the page waits longer; a room of impatient people is harder
        assert reply.status == 200, f"{reply.status}: {reply.text[:500]}"
        self._seen[number] = int(reply.headers["X-Version"])
        known = Acknowledged(self.seat, number, self._seen[number], value, reply.took, tries)
        self.acknowledged.append(known)
        return known

    def send_nothing(self) -> Reply:
        """Send the same to an address that does nothing with it; only a server for measuring has one."""
        while (reply := self._try(f"/doe-mee/{self.code}/niets/", self._fields(1, 1))) is None:
            time.sleep(0.05)  # the server let go of a connection that was silent for a while
        assert reply.status == 204, reply.status
        return reply

    def _fields(self, number: int, value: int) -> dict[str, str]:
        seen = {"replaces": str(self._seen.get(number, 0)), "wording": "1", "screen": f"scherm-{self.seat}"}
        return {"value": str(value), "importance": "GEWOON", "note": "", **seen}

    def _try(self, path: str, fields: Mapping[str, str]) -> Reply | None:
        try:
            reply = self.browser.post(path, fields, {"X-Autosave": "1", "X-CSRFToken": self.browser.token})
        except (OSError, http.client.HTTPException):
            return None
        return None if reply.status >= 500 or reply.status == 429 else reply


@contextmanager
def filled(port: int, code: str, municipalities: list[str], count: int) -> Iterator[list[Participant]]:
    """Let so many people take a seat, all at the same time and from one address; they leave when the block ends."""
    with ExitStack() as browsers:
        people = [
            Participant(
                browsers.enter_context(closing(Browser(port))),
                code,
                municipalities[place % len(municipalities)],
                f"Deelnemer {place}",
            )
            for place in range(1, count + 1)
        ]
        with at_once(people, Participant.join):
            pass
        yield people


@contextmanager
def at_once(people: list[Participant], act: Callable[[Participant], object]) -> Iterator[None]:
    """Let everybody act at the same time; go on while they do, and end when all are ready. Raises what went wrong."""
    with ThreadPoolExecutor(len(people)) as threads:
        running = [threads.submit(act, person) for person in people]
        yield
        for one in running:
            one.result()


@dataclass(frozen=True, slots=True)
class Audit:
    """What the database holds against what was acknowledged."""

    lost: list[Acknowledged]
    extra: list[tuple[int, int, int, int | None]]
    not_latest: list[Acknowledged]


Row = tuple[int, int, int, int | None, bool]  # seat, number of the statement, revision, value, whether it stands


def rows_of(people: list[Participant]) -> list[Row]:
    with transaction.atomic(), database.as_owner():
        found = Answer.objects.filter(seat__in=[person.seat for person in people])
        return list(found.values_list("seat_id", "statement__number", "revision", "value", "is_current"))


def audit(people: list[Participant], rows: list[Row] | None = None) -> Audit:
    """Compare each acknowledged answer with its row, each row with an acknowledgement, and the latest of each."""
    rows = rows_of(people) if rows is None else rows
    times = Counter(row[:4] for row in rows)
    current = {row[:4] for row in rows if row[4]}
    said = [one for person in people for one in person.acknowledged]
    known = {one.row for one in said}
    latest = {(one.seat, one.number): one for one in said}
    return Audit(
        lost=[one for one in said if not times[one.row]],
        extra=[row for row, found in times.items() if row not in known or found > 1],
        not_latest=[one for one in latest.values() if one.row not in current],
    )
