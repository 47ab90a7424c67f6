"""The embedded servers: private, real, shared by processes, and able to get up after a kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from inburgering import embedded
from inburgering.embedded import places, postgres, programs, sharing
from inburgering.embedded.places import private_home, server_account, socket_dir, state_dir
from tests import database


def one(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_every_test_asks_the_database_as_app():
    assert one("SELECT current_user") == "app"
    assert (
        one("SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = 'app'")
        is False
    )


@pytest.mark.django_db
def test_app_cannot_change_the_schema():
    with pytest.raises(Exception, match="permission denied"):
        one("CREATE TABLE mine (id int)")


@pytest.mark.django_db
def test_row_level_security_holds_for_app_and_not_for_the_owner(as_owner):
    tables = "SELECT string_agg(relname, ',') FROM pg_class WHERE relrowsecurity AND row_security_active(oid)"

    assert "accounts_membership" in one(tables)
    with as_owner():
        assert one(tables) is None
    assert one("SELECT current_user") == "app"


@pytest.mark.django_db
def test_an_error_while_arranging_gives_the_role_back(as_owner):
    with pytest.raises(ZeroDivisionError), as_owner():
        raise ZeroDivisionError

    assert one("SELECT current_user") == "app"


@pytest.mark.django_db
def test_another_process_signs_in_as_app_and_has_the_same_defaults():
    with psycopg2.connect(database.database_url()) as other, other.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, current_user, current_database(), has_table_privilege('accounts_user', 'INSERT')"
        )
        assert cursor.fetchone() == ("app", "app", connection.settings_dict["NAME"], True)


@pytest.mark.django_db
def test_text_sorts_as_in_production():
    ours = "FROM pg_database WHERE datname = current_database()"
    assert one(f"SELECT datlocprovider::text || datlocale {ours}") == "bC.UTF-8"
    assert one(
        "SELECT string_agg(w, ' ' ORDER BY lower(unaccent(w))) FROM (VALUES ('zz'), ('Álvarez'), ('ba')) v(w)"
    ) == ("Álvarez ba zz")


def test_servers_listen_on_a_private_socket_only():
    for part in ("db", "broker"):
        directory = socket_dir("test", part)
        assert directory.stat().st_mode & 0o077 == 0
    with psycopg2.connect(embedded.database_url("test")) as server, server.cursor() as cursor:
        cursor.execute("SELECT current_setting('listen_addresses')")
        assert cursor.fetchone() == ("",)
    assert "virtual_host" in settings.CELERY_BROKER_URL


def test_another_process_that_leaves_does_not_stop_the_servers():
    leave = "from inburgering import embedded as e; e.start_database('test'); print(e.stop_database('test'))"

    left = subprocess.run(
        [sys.executable, "-c", leave], cwd=database.CHECKOUT, capture_output=True, text=True, check=True
    )

    assert left.stdout == "False\n"
    assert embedded.is_running("test")


def test_a_killed_server_starts_again_and_keeps_what_was_committed(elsewhere):
    embedded.start_database()
    embedded.start_broker()
    server = psycopg2.connect(embedded.database_url(role="app_owner"))
    with server, server.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 1 AS one")
    pid_file = postgres._data(private_home("main", "db", server_account())) / "postmaster.pid"
    os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
    os.kill(int((socket_dir("main", "broker") / "broker.pid").read_text()), signal.SIGKILL)

    embedded.start_database()
    embedded.start_broker()

    with psycopg2.connect(embedded.database_url(role="app")) as again, again.cursor() as cursor:
        cursor.execute("SELECT one FROM kept")
        assert cursor.fetchone() == (1,)
    assert embedded.broker_is_running()


def test_a_stale_pid_of_a_living_stranger_does_not_keep_the_server_down(elsewhere):
    embedded.start_database()
    embedded.stop_database()
    pid_file = postgres._data(private_home("main", "db", server_account())) / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n")

    embedded.start_database()

    assert embedded.is_running()


def test_two_checkouts_never_share_a_server(elsewhere, monkeypatch):
    here = embedded.database_url()

    monkeypatch.setattr(places, "CHECKOUT", elsewhere / "other")
    there = embedded.database_url()
    monkeypatch.setattr(places, "CHECKOUT", elsewhere)

    assert there != here


def test_a_long_path_gets_a_short_socket(monkeypatch, tmp_path):
    monkeypatch.setattr(places.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(places, "CHECKOUT", tmp_path / ("long" * 40))

    assert len(str(socket_dir("main", "db") / ".s.PGSQL.5432.lock")) <= places.SOCKET_PATH_LIMIT
    assert socket_dir("main", "db") != socket_dir("main", "broker")


def test_a_directory_that_others_can_read_is_refused(elsewhere):
    directory = state_dir() / "main" / "broker"
    directory.mkdir(parents=True)
    directory.chmod(0o755)

    with pytest.raises(embedded.EmbeddedServerError, match="niet van ons alleen"):
        embedded.start_broker()
    directory.chmod(0o700)


def test_a_server_that_does_not_start_says_why(elsewhere, monkeypatch):
    monkeypatch.setattr(postgres, "UNSAFE_BUT_FAST", {"shared_buffers": "onzin"})

    with pytest.raises(embedded.EmbeddedServerError, match="shared_buffers"):
        embedded.start_database("test")


def test_a_missing_package_is_named_in_a_sentence():
    with pytest.raises(embedded.EmbeddedServerError, match=r"pakket bestaat_niet ontbreekt"):
        programs.package_dir("bestaat_niet")


def test_locks_belong_to_their_own_server(elsewhere):
    with sharing.alone("main"):
        sharing.use("main-db")

    assert sharing.leave("main-broker")
    assert sharing.leave("main-db")


def test_the_log_tail_names_its_file(tmp_path: Path):
    log = tmp_path / "some.log"
    log.write_text("een\ntwee\ndrie\n")

    assert embedded.last_lines(log, 2) == f"Laatste regels van {log}:\ntwee\ndrie"
