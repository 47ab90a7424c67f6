"""Asking for pages in turns: the small set, the large set and the stock admin, so that all have the same weather."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing
from typing import Any

from tests.bench.national_caseload import OURS
from tests.drill.room import Browser

ADMIN = "/stock/trajectories/trajectory/"
TEAM = "/caseload/?van=team&toon=alles"
WARM, TIMES, WHOLE_TIMES = 4, 60, 10
Times = dict[str, list[float]]
Ask = Callable[[], float]


def measured(few: dict[str, Any], many: dict[str, Any]) -> dict[str, Times]:
    """Return seconds per page: of the small and the large set, of the stock admin, and of who works everywhere."""
    with ExitStack() as open_ones:

        def device(server: dict[str, Any], who: str, port: str = "port") -> Browser:
            browser = Browser(server[port], dict(server["cookies"][who]))
            return open_ones.enter_context(closing(browser))

        own = {
            kind: {name: asking(device(one, who), path) for name, (who, path) in OURS.items()} | searches(one, device)
            for kind, one in (("few", few), ("many", many))
        }
        found = in_turns(own | {"admin": stock(many, device)}, TIMES)
        whole = in_turns({"whole": everywhere(many, device)}, WHOLE_TIMES)
    return found | whole


def in_turns(acts: dict[str, dict[str, Ask]], times: int) -> dict[str, Times]:
    """Do every act of every kind once, and again, so many times; the first rounds warm up and do not count."""
    found: dict[str, Times] = {kind: defaultdict(list) for kind in acts}
    names = list(dict.fromkeys(name for of_kind in acts.values() for name in of_kind))
    for turn in range(WARM + times):
        for name in names:
            for kind in acts:
                if name in acts[kind]:
                    took = acts[kind][name]()
                    if turn >= WARM:
                        found[kind][name].append(took)
    return found


def asking(browser: Browser, path: str) -> Ask:
    def ask() -> float:
        reply = browser.get(path)
        assert reply.status == 200, (path, reply.status)
        return reply.first

    return ask


def searches(server: dict[str, Any], device: Callable[..., Browser]) -> dict[str, Ask]:
    """Look for somebody as the form does: a POST, and where it leads to."""
    browser = device(server, "worker")
    browser.get("/caseload/?toon=alles")  # the token of the form
    return {
        "zoeken op deel van een naam": searching(browser, server["part"]),
        "zoeken op nummer: gevonden": searching(browser, server["number"], follow=False),
        "zoeken op nummer: dossier open": searching(browser, server["number"]),
    }


def searching(browser: Browser, words: str, within: str = "", *, follow: bool = True) -> Ask:
    path = f"/caseload/zoeken/{within.removeprefix('/caseload/')}"

    def ask() -> float:
        browser.close()  # a connection that waited for the others may be gone, and a POST is not sent twice
        sent = browser.post(path, {"naam": words, "van": "team" if within else ""})
        assert sent.status == 302, sent.status
        return sent.first + (asking(browser, sent.headers["Location"])() if follow else 0)

    return ask


def stock(server: dict[str, Any], device: Callable[..., Browser]) -> dict[str, Ask]:
    """Ask the same list of Django's own admin, over all rows."""
    browser = device(server, "worker", "admin")
    return {
        "caseload, eerste bladzijde": asking(browser, ADMIN),
        "caseload, laatste bladzijde": asking(browser, f"{ADMIN}?p={-(-server['rows'] // 100)}"),
        "zoeken op deel van een naam": asking(browser, f"{ADMIN}?q={server['part']}"),
        "zoeken op nummer: gevonden": asking(browser, f"{ADMIN}?q={server['number']}"),
    }


def everywhere(server: dict[str, Any], device: Callable[..., Browser]) -> dict[str, Ask]:
    """Ask our own list for somebody who works in every team of the country; nobody does, but the rows are the same."""
    browser = device(server, "national")
    browser.get(TEAM)
    return {
        "caseload, eerste bladzijde": asking(browser, TEAM),
        "caseload, laatste bladzijde": asking(browser, f"{TEAM}&pagina=99999"),
        "zoeken op deel van een naam": searching(browser, server["part"], TEAM),
        "zoeken op nummer: gevonden": searching(browser, server["number"], TEAM, follow=False),
    }
