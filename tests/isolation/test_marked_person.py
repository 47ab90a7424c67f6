"""A marked BSN and a marked remark about health turn up only where they may: in pages, files, mails, logs and trail."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import get_resolver, reverse

from inburgering.accounts.context import as_job, as_user
from inburgering.audit.models import AuditEvent
from inburgering.documents.pdf import load_weasyprint
from inburgering.mail.models import Message
from tests.factories import TODAY
from tests.isolation.person_addresses import LEADER_ONLY, OPEN, PROVIDER_ONLY, RECEIVER_ONLY, values
from tests.isolation.test_every_address import patterns
from tests.isolation.test_every_person_address import BY_NAME, address
from tests.people import Casework, casework, signed_in
from tests.whole_person import BSN, HEALTH, MARK, V_NUMBER, WholePerson, whole_person
from trajectories.actions import digest

pytestmark = pytest.mark.django_db
SECRETS = (BSN, V_NUMBER, HEALTH)
# Where they may stand: the page of health itself for who may see it, and the inzage that holds everything by law.
HEALTH_PAGES = {"show_health", "remove_health"}


@pytest.fixture(scope="module")
def marked(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[tuple[Casework, WholePerson]]:
    with django_db_blocker.unblock(), transaction.atomic():
        work = casework()
        person = whole_person(work)
        connection.check_constraints()  # now, and not again at the end of every test
        yield work, person
        transaction.set_rollback(True)


def unpacked(response: HttpResponse) -> bytes:
    """Return what a reader sees: the parts of a workbook, the words of a page."""
    content = b"".join(response) if response.streaming else response.content
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("name", sorted(set(BY_NAME) - PROVIDER_ONLY - RECEIVER_ONLY))
def test_the_klantregisseur_meets_a_secret_only_where_it_was_asked_for(
    marked: tuple[Casework, WholePerson], name: str
) -> None:
    work, person = marked
    user = work.nijhof if name in LEADER_ONLY else work.bakker

    seen = unpacked(signed_in(user).get(address(name, values(name, person))))

    found = {secret for secret in SECRETS if secret.encode() in seen}
    assert found <= ({HEALTH} if name in HEALTH_PAGES else set())


@pytest.mark.parametrize("colleague", ["dewit", "nijhof"])
def test_a_colleague_of_the_team_finds_no_health(marked: tuple[Casework, WholePerson], colleague: str) -> None:
    work, person = marked
    client = signed_in(getattr(work, colleague))

    for name in sorted(set(BY_NAME) - PROVIDER_ONLY - RECEIVER_ONLY - LEADER_ONLY):
        assert HEALTH.encode() not in unpacked(client.get(address(name, values(name, person)))), name
    assert client.get(reverse("show_health", args=[person.trajectory.number])).status_code == 404


def test_no_page_of_the_region_holds_the_person(marked: tuple[Casework, WholePerson]) -> None:
    """Everything outside the dossiers, as everybody who works there: also as the klantregisseur."""
    work, _ = marked
    plain = [pattern for pattern in patterns(get_resolver()) if not pattern.pattern.regex.groupindex]
    for user in (work.bakker, work.world.leader, work.world.alderman("aalten"), work.world.adviser("aalten")):
        client = signed_in(user)
        for pattern in plain:
            if pattern.name in {"logout", *OPEN}:
                continue
            assert MARK.encode() not in unpacked(client.get(reverse(pattern.name))), (user.email, pattern.name)


def test_mail_trail_and_log_hold_nobody(marked: tuple[Casework, WholePerson], caplog: pytest.LogCaptureFixture) -> None:
    work, person = marked
    caplog.set_level(logging.DEBUG)
    client = signed_in(work.bakker)
    client.get(person.trajectory.get_absolute_url())
    client.get("/bestaat-niet/")
    with as_job(person.trajectory.organisation_id):
        digest.send(user=work.bakker, on=TODAY, by=work.bakker)

    with as_user(work.bakker.pk):
        trail = " ".join(f"{event.about} {event.details}" for event in AuditEvent.objects.all())
    with as_job(person.trajectory.organisation_id):
        mails = " ".join(f"{mail.subject} {mail.body} {mail.calendar}" for mail in Message.objects.all())
    for text in (trail, mails, caplog.text):
        assert not [secret for secret in (*SECRETS, MARK, "Naamsdochter") if secret in text]


def test_a_copy_of_the_database_shows_no_secret(marked: tuple[Casework, WholePerson]) -> None:
    """Every column of every table about persons, read by the owner as text."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE app_owner")
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'trajectories\\_%'")
        tables = [row[0] for row in cursor.fetchall()]
        assert len(tables) > 40
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608 - names of tables
            rows = " ".join(row[0] for row in cursor.fetchall())
            assert not [secret for secret in SECRETS if secret in rows or secret.encode().hex() in rows], table
        cursor.execute("SET ROLE app")


def test_the_paper_summary_holds_no_secret(marked: tuple[Casework, WholePerson]) -> None:
    load_weasyprint()
    pypdfium2 = pytest.importorskip("pypdfium2")
    work, person = marked

    response = signed_in(work.bakker).get(reverse("print_summary", args=[person.trajectory.number]))

    document = pypdfium2.PdfDocument(response.content)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Naamsdochter" in words
    assert not [secret for secret in SECRETS if secret in words]
