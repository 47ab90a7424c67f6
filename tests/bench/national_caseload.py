"""Filling a database with trajectories, and how long the lists of a klantregisseur take in it. See caseload.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inburgering import embedded
from inburgering.accounts.models import User
from tests import database, factories
from tests.bench.national_table import FEW
from tests.drill.room import Browser
from tests.drill.web import running_web
from trajectories.models import Team, TeamMember, Trajectory

FEW_PLACES = 4  # so that a klantregisseur has as many people in the small set as in the large one
TIMES = 30
OURS = {
    "caseload, eerste bladzijde": "/caseload/?toon=alles",
    "caseload, laatste bladzijde": "/caseload/?toon=alles&pagina=9999",
    "caseload, filter": "/caseload/?leerroute=b1-route&fase=lopend&toon=alles",
    "lijst van het team": "/caseload/?van=team&toon=alles",
    "vandaag": "/vandaag/",
    "team": "/team/",
}
NATIONAL = "landelijk@land"
ADMIN = "/stock/trajectories/trajectory/"
Times = dict[str, list[float]]


def seed(rows: int) -> bool:
    """Fill this database; False when it was filled before."""
    with database.as_owner():
        if Trajectory.objects.count() == rows:
            return False
    factories.reference_data()
    call_command("seed_national", rows=rows, municipalities=FEW_PLACES if rows == FEW else None, verbosity=0)
    everywhere()
    with closing(psycopg2.connect(owner_url())) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what autovacuum does in the first minutes
    return True


def everywhere() -> None:
    """Let somebody work in every team of the country."""
    worker = User.objects.create(email=f"{NATIONAL}.voorbeeld.invalid", name="Landelijk", is_demonstration=True)
    with database.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_membership (user_id, organisation_id, role) SELECT %s, id, 'CASE_MANAGER' "
            "FROM accounts_organisation WHERE kind = 'MUNICIPALITY'", [worker.pk],
        )  # fmt: skip
        TeamMember.objects.bulk_create(
            TeamMember(organisation_id=one.organisation_id, team=one, user=worker) for one in Team.objects.all()
        )


def measured(rows: int, directory: Path) -> dict[str, Any]:
    """Return the seconds per page and the queries per page; of the large set also the stock admin."""
    with database.as_owner():
        standing = Trajectory.objects.count()
    if standing != rows:
        raise SystemExit(f"Er staan {standing} trajecten. Eerst: python -m tests.bench.caseload seed")
    times, asked = own_pages(directory)
    found: dict[str, Any] = {"rows": rows, "times": times, "queries": asked, "server": server_version()}
    if rows != FEW:
        found |= {"admin": beside_admin(rows, directory), "whole": whole_country(directory)}
    return found


def own_pages(directory: Path) -> tuple[Times, dict[str, int]]:
    """Measure the pages of one klantregisseur and one teamleider of Utrecht."""
    worker, leader = user("klantregisseur-1@utrecht"), user("teamleider-1@utrecht")
    times: Times = {}
    asked: dict[str, int] = {}
    with running_web(directory / "web.log") as web:
        for name, path in OURS.items():
            who = leader if name == "team" else worker
            with device(who, web.port) as browser:
                times[name] = repeated(lambda path=path, browser=browser: page(browser, path))
            asked[name] = queries(who, path)
        number, name = example_of(worker)
        with device(worker, web.port) as browser:
            browser.get("/caseload/?toon=alles")
            times["zoeken op deel van een naam"] = repeated(lambda: search(browser, name[1:5]))
            times["zoeken op nummer"] = repeated(lambda: search(browser, number))
        asked |= dict.fromkeys(["zoeken op deel van een naam", "zoeken op nummer"], asked["caseload, filter"])
    return times, asked


def beside_admin(rows: int, directory: Path) -> Times:
    """Measure the stock changelist over all rows, as the owner: no row-level security slows it down."""
    worker = user("klantregisseur-1@utrecht")
    number, name = example_of(worker)
    paths = {
        "eerste bladzijde": ADMIN,
        "laatste bladzijde": f"{ADMIN}?p={-(-rows // 100)}",
        "deel van een naam": f"{ADMIN}?q={name[1:5]}",
        "een nummer": f"{ADMIN}?q={number}",
    }
    environment = {"DJANGO_SETTINGS_MODULE": "tests.bench.admin_settings", "DATABASE_URL": owner_url()}
    with running_web(directory / "admin.log", **environment) as web, device(worker, web.port) as browser:
        return {what: repeated(lambda path=path: page(browser, path), 8) for what, path in paths.items()}


def whole_country(directory: Path) -> Times:
    """Measure our own list for somebody who works in every team of the country."""
    worker = user(NATIONAL)
    number, name = example_of(user("klantregisseur-1@utrecht"))
    team = "/caseload/?van=team&toon=alles"
    with running_web(directory / "whole.log") as web, device(worker, web.port) as browser:
        return {
            "eerste bladzijde": repeated(lambda: page(browser, team), 8),
            "laatste bladzijde": repeated(lambda: page(browser, f"{team}&pagina=99999"), 8),
            "deel van een naam": repeated(lambda: search(browser, name[1:5], team), 8),
            "een nummer": repeated(lambda: search(browser, number, team), 8),
        }


def user(start: str) -> User:
    return User.objects.get(email__startswith=f"{start}.")


def example_of(worker: User) -> tuple[str, str]:
    """Return the number and the name of somebody in this caseload."""
    with database.as_owner():
        mine = Trajectory.objects.filter(
            assigned_to=worker, team__in=TeamMember.objects.filter(user=worker).values("team")
        )
        found = mine.order_by("number").values_list("number", "sort_name").first()
    assert found is not None
    return found


@contextmanager
def device(who: User, port: int) -> Iterator[Browser]:
    signed_in = Client()
    signed_in.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    browser = Browser(port, {name: signed_in.cookies[name].value})
    yield browser
    browser.close()


def page(browser: Browser, path: str) -> float:
    reply = browser.get(path)
    assert reply.status == 200, (path, reply.status)
    return reply.first


def search(browser: Browser, words: str, within: str = "") -> float:
    """Look for somebody as the form does: a POST, and the list that it leads to."""
    path = f"/caseload/zoeken/{within.removeprefix('/caseload/')}"
    sent = browser.post(path, {"naam": words, "van": "team" if within else ""})
    assert sent.status == 302, sent.status
    return sent.first + page(browser, sent.headers["Location"])


def repeated(act: Callable[[], float], times: int = TIMES) -> list[float]:
    for _ in range(3):
        act()  # both workers have read what they need
    return [act() for _ in range(times)]


def queries(who: User, path: str) -> int:
    """Count the questions, those about session, user and context included."""
    signed_in = Client()
    signed_in.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    signed_in.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert signed_in.get(path).status_code == 200
    return len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def owner_url() -> str:
    return embedded.database_url("test", "app_owner").replace("/inburgering?", f"/{database.database_name()}?")


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0]
