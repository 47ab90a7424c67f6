"""How long the lists of a klantregisseur take among 2,500 and among 250,000 trajectories, beside Django's admin.

Run as: ./run bench caseload. Fewer rows for a first look: BENCH_ROWS=20000.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inburgering import embedded
from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from tests import database, factories
from tests.bench.conftest import Add
from tests.drill.room import Browser
from tests.drill.web import running_web
from trajectories.actions import demonstration
from trajectories.models import Team, TeamMember, Trajectory

PART = "Caseload"
FEW, MANY = 2_500, int(os.environ.get("BENCH_ROWS", "250000"))
FEW_PLACES = 4  # so that a klantregisseur has as many people in the small set as in the large one
TIMES = 30
OURS = {
    "caseload, eerste bladzijde": "/caseload/?toon=alles",
    "caseload, laatste bladzijde": "/caseload/?toon=alles&pagina=9999",
    "caseload, filter": "/caseload/?leerroute=B1&fase=LEARNING",
    "lijst van het team": "/caseload/?van=team&toon=alles",
    "vandaag": "/vandaag/",
    "team": "/team/",
}
ADMIN = "/stock/trajectories/trajectory/"
Times = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds per page, and how many questions each asked the database."""

    times: Times
    queries: dict[str, int]


def measure_caseload_among_few_and_many(transactional_db, tmp_path, add: Add) -> None:
    factories.reference_data()
    few = among(FEW, FEW_PLACES, tmp_path)
    with transaction.atomic():
        demonstration.remove(by=CLOCK)
    began = time.perf_counter()
    many = among(MANY, None, tmp_path, lambda: add(PART, "maken", f"{time.perf_counter() - began:.0f} s", ""))
    for name, times in many.times.items():
        slower = p95(times) / p95(few.times[name])
        add(PART, f"{name}: {FEW} rijen, p50 en p95", ms(few.times[name]), "")
        add(PART, f"{name}: {MANY} rijen, p50 en p95", ms(times), "")
        add(PART, f"{name}: p95 keer die bij {FEW}", f"{slower:.2f}×; {many.queries[name]} vragen", "≤ 1,25×; ≤ 10")
    stock = beside_admin(tmp_path)
    whole = whole_country(tmp_path)
    pairs = {
        "eerste bladzijde": ("caseload, eerste bladzijde", 3),
        "laatste bladzijde": ("caseload, laatste bladzijde", 8),
        "deel van een naam": ("zoeken op deel van een naam", 8),
        "een nummer": ("zoeken op nummer", 30),
    }
    for name, (ours, goal) in pairs.items():
        add(PART, f"beheerlijst van Django, {name}, p50 en p95", ms(stock[name]), "")
        ratio = median(stock[name]) / median(many.times[ours])
        add(PART, f"{name}: klantregisseur, keer sneller dan die lijst", f"{ratio:.1f}×", f"≥ {goal}×")
        ratio = median(stock[name]) / median(whole[name])
        figure = f"{ms(whole[name])}; {ratio:.1f}×"
        add(PART, f"{name}: wie voor het hele land werkt, p50 en p95, keer sneller", figure, "")


def among(rows: int, places: int | None, tmp_path: Path, made: Callable[[], None] = lambda: None) -> Measured:
    """Fill the database and measure the pages of one klantregisseur and one teamleider of Utrecht."""
    call_command("seed_national", rows=rows, municipalities=places, verbosity=0)
    made()
    tidy()
    worker, leader = user("klantregisseur-1@utrecht"), user("teamleider-1@utrecht")
    times: Times = {}
    asked: dict[str, int] = {}
    with running_web(tmp_path / "web.log") as web:
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
    return Measured(times, asked)


def beside_admin(tmp_path: Path) -> Times:
    """Measure the stock changelist over all rows, as the owner: no row-level security slows it down."""
    worker = user("klantregisseur-1@utrecht")
    number, name = example_of(worker)
    owner = embedded.database_url("test", "app_owner").replace("/inburgering?", f"/{database.database_name()}?")
    paths = {
        "eerste bladzijde": ADMIN,
        "laatste bladzijde": f"{ADMIN}?p={-(-MANY // 100)}",
        "deel van een naam": f"{ADMIN}?q={name[1:5]}",
        "een nummer": f"{ADMIN}?q={number}",
    }
    environment = {"DJANGO_SETTINGS_MODULE": "tests.bench.admin_settings", "DATABASE_URL": owner}
    with running_web(tmp_path / "admin.log", **environment) as web, device(worker, web.port) as browser:
        return {what: repeated(lambda path=path: page(browser, path), 8) for what, path in paths.items()}


def whole_country(tmp_path: Path) -> Times:
    """Measure our own list for somebody who works in every team of the country."""
    worker = user("klantregisseur-1@utrecht")
    number, name = example_of(worker)
    with database.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_membership (user_id, organisation_id, role) SELECT %s, id, 'CASE_MANAGER' "
            "FROM accounts_organisation WHERE kind = 'MUNICIPALITY' ON CONFLICT DO NOTHING", [worker.pk],
        )  # fmt: skip
        places = [TeamMember(organisation_id=one.organisation_id, team=one, user=worker) for one in Team.objects.all()]
        TeamMember.objects.bulk_create(places, ignore_conflicts=True)
    tidy()
    team = "/caseload/?van=team&toon=alles"
    with running_web(tmp_path / "whole.log") as web, device(worker, web.port) as browser:
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


def tidy() -> None:
    """Do what autovacuum does in the first minutes."""
    address = embedded.database_url("test", "app_owner").replace("/inburgering?", f"/{database.database_name()}?")
    with closing(psycopg2.connect(address)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def ms(times: list[float]) -> str:
    return f"{1000 * median(times):.0f} en {1000 * p95(times):.0f} ms"
