"""Filling a database with trajectories, and a web server over it for who measures. See caseload.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
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
from tests.drill.web import running_web
from trajectories.models import Team, TeamMember, Trajectory

FEW_PLACES = 4  # so that a klantregisseur has as many people in the small set as in the large one
NATIONAL = "landelijk@land"
PEOPLE = {"worker": "klantregisseur-1@utrecht", "leader": "teamleider-1@utrecht", "national": NATIONAL}
OURS = {
    "caseload, eerste bladzijde": ("worker", "/caseload/?toon=alles"),
    "caseload, laatste bladzijde": ("worker", "/caseload/?toon=alles&pagina=9999"),
    "caseload, filter": ("worker", "/caseload/?leerroute=b1-route&fase=lopend&toon=alles"),
    "lijst van het team": ("worker", "/caseload/?van=team&toon=alles"),
    "vandaag": ("worker", "/vandaag/"),
    "team": ("leader", "/team/"),
}


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


@contextmanager
def serving(rows: int, directory: Path) -> Iterator[dict[str, Any]]:
    """Start the web server over this database, and beside the large set the stock admin; yield who may ask it what.

    Nobody measured is an example user: the switch of roles, with every colleague in it, is not there in real work.
    """
    with database.as_owner():
        standing = Trajectory.objects.count()
        User.objects.filter(email__in=[user(start).email for start in PEOPLE.values()]).update(is_demonstration=False)
    if standing != rows:
        raise SystemExit(f"Er staan {standing} trajecten. Eerst: python -m tests.bench.caseload seed")
    number, name = example_of(user(PEOPLE["worker"]))
    found = {
        "rows": rows, "number": number, "part": name[1:5], "server": server_version(),
        "cookies": {who: signed_in(user(start)) for who, start in PEOPLE.items()},
        "queries": {what: queries(user(PEOPLE[who]), path) for what, (who, path) in OURS.items()},
    }  # fmt: skip
    with ExitStack() as running:
        found["port"] = running.enter_context(running_web(directory / f"web-{rows}.log")).port
        if rows != FEW:  # as the owner: no row-level security slows it down
            environment = {"DJANGO_SETTINGS_MODULE": "tests.bench.admin_settings", "DATABASE_URL": owner_url()}
            found["admin"] = running.enter_context(running_web(directory / "admin.log", **environment)).port
        yield found


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


def signed_in(who: User) -> dict[str, str]:
    """Return the cookies of somebody who signed in."""
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}


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
