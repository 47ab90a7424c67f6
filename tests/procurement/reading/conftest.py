"""A report of which the documents of Aalten, Doetinchem and the region are made, and readers with a link."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.models import AuditEvent
from inburgering.documents.models import Document, LinkCode, ShareLink
from inburgering.jobs.models import Job
from inburgering.mail.models import Message
from procurement.actions import link as acts
from procurement.actions import report as report_acts
from procurement.models import BoardReport, BoardReportDocument
from procurement.reports import link_secret
from tests.procurement.conftest import Buying
from tests.procurement.reports.conftest import asked, document_for

READER = "wethouder@aalten.voorbeeld.invalid"
COLLEAGUE = "collega@aalten.voorbeeld.invalid"
ELSEWHERE = "wethouder@doetinchem.voorbeeld.invalid"


@dataclass
class Desk:
    """The project leader at work on one report, and what the database holds about it."""

    buying: Buying
    report: BoardReport

    def link(self, addressee: str = READER, slug: str | None = "aalten", *, is_mailed: bool = False) -> str:
        """Give somebody a link and return its token."""
        document = document_for(self.buying, self.report, slug)
        with self.buying.seen_by("leader"):
            made = acts.make(document=document, addressees=[addressee], is_mailed=is_mailed, by=self.buying.leader)
        return link_secret.token_of(made[0].link)

    def row(self, token: str) -> ShareLink:
        with self.buying.seen_by("leader"):
            return ShareLink.objects.get(token_sha256=link_secret.hashed(token))

    def change(self, token: str, **fields: object) -> None:
        with self.buying.seen_by("leader"):
            ShareLink.objects.filter(token_sha256=link_secret.hashed(token)).update(**fields)

    def mails(self, recipient: str | None = None) -> list[Message]:
        with self.buying.seen_by("leader"):
            rows = Message.objects.order_by("pk")
            return list(rows.filter(recipient=recipient) if recipient else rows)

    def code(self, recipient: str = READER) -> str:
        """Return the code in the last mail to somebody."""
        found = re.search(r"De code is: ⟦(\d{6})⟧", self.mails(recipient)[-1].body)
        assert found
        return found.group(1)

    def verbs(self) -> list[str]:
        with as_job(self.report.organisation_id):
            return list(AuditEvent.objects.order_by("happened_at").values_list("verb", flat=True))


def made(buying: Buying, **changes: object) -> Desk:
    with buying.seen_by("leader"):
        report = asked(buying, **changes)
    for slug, name in ((None, "regio"), ("aalten", "Aalten"), ("doetinchem", "Doetinchem")):
        _issue(document_for(buying, report, slug), f"Inkoop leerroutes - {name} v1.pdf")
    with buying.seen_by("leader"):
        report_acts.cancel_open(report=report, by=buying.leader)
        report.refresh_from_db()
    return Desk(buying, report)


def _issue(one: BoardReportDocument, filename: str) -> None:
    """Put a document in place that a worker would have made."""
    with as_job(one.organisation_id):
        one.document = Document.objects.create(
            organisation_id=one.organisation_id, title=filename, filename=filename, media_type="application/pdf",
            sha256="0" * 64, size=312_000, pages=14, content=b"%PDF-" + filename.encode(),
        )  # fmt: skip
        one.save(update_fields=["document"])
        Job.objects.filter(pk=one.job_id).update(state=Job.State.DONE, finished_at=timezone.now())


@pytest.fixture
def desk(buying: Buying) -> Desk:
    return made(buying)


@pytest.fixture
def secret_desk(buying: Buying) -> Desk:
    """The same for a confidential report."""
    return made(buying, is_confidential=True)


@pytest.fixture
def shared(desk: Desk) -> Desk:
    with desk.buying.seen_by("leader"):
        report_acts.share(report=desk.report, by=desk.buying.leader)
    return desk


@pytest.fixture
def known(client: Client) -> Callable[..., str]:
    """`known(desk, token)` asks the code, types it on this device and returns it."""

    def enter(desk: Desk, token: str, recipient: str = READER, on: Client = client) -> str:
        on.post(f"/lezen/{token}/code/", {"besluit": "stuur"})
        code = desk.code(recipient)
        response = on.post(f"/lezen/{token}/code/", {"code": code})
        assert response.status_code == 302
        return code

    return enter


@pytest.fixture
def later(as_owner: Callable[..., object]) -> Callable[..., None]:
    """`later(minutes=2)` makes every code that was sent so much older."""

    def shift(**span: int) -> None:
        with as_owner():
            for code in LinkCode.objects.all():
                code.sent_at -= timedelta(**span)
                code.expires_at -= timedelta(**span)
                if code.remembered_until:
                    code.remembered_until -= timedelta(**span)
                code.save()

    return shift
