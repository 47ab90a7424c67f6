"""The whole example region once per module, rolled back afterwards."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from inburgering.documents.models import Document
from inburgering.documents.pdf import Pdf
from inburgering.documents.store import store_pdf
from inburgering.jobs.models import Job
from procurement.actions import besluit, contract, demonstration, link
from procurement.actions import report as report_actions
from procurement.models import Besluit, BoardReport, Scenario, StartMoment
from regions.actions import release, session_export, team
from regions.models import Region, Signaal, WorkSession
from regions.models.invitation import Invitation
from tests.factories import World, reference_data, world


@dataclass(frozen=True)
class Example:
    """Achterhoek with everything in it, a report ready for Aalten, and Twente as a stranger next door."""

    region: Region
    users: dict[str, User]
    stranger: World
    report: BoardReport
    document: Document
    start: StartMoment
    signaal: Signaal

    @property
    def leader(self) -> User:
        return self.users["projectleider"]


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[Example]:
    with django_db_blocker.unblock(), transaction.atomic():
        reference_data()
        today = timezone.localdate()
        region = demonstration.load(on=today, by=CLOCK)
        users = {user.email.split("@")[0]: user for user in team.members(region)}
        with as_user(users["projectleider"].pk):
            report, document = _report(region, users["projectleider"])
            _invited(region)
            start = _bought(region, users["projectleider"], today)
        stranger, signaal = world("AM05", today), _told(region, users["wethouder-aalten"], today)
        connection.check_constraints()  # now, and not again at the end of every test
        yield Example(region, users, stranger, report, document, start, signaal)
        transaction.set_rollback(True)


def _report(region: Region, leader: User) -> tuple[BoardReport, Document]:
    scenarios = list(Scenario.objects.filter(region=region).order_by("number"))
    report = report_actions.request(
        region=region,
        scenarios=scenarios,
        advised=scenarios[1],
        title="Inkoop leerroutes",
        decide_on=timezone.localdate(),
        is_confidential=False,
        request_key=uuid.uuid4(),
        by=leader,
    )
    mine = report.documents.get(municipality__slug="aalten")
    document = store_pdf(
        Pdf(b"%PDF-1.7", 1), organisation=region.organisation, title="Inkoop leerroutes", filename="aalten.pdf"
    )
    mine.document = document
    mine.save(update_fields=["document"])
    regional = report.documents.get(municipality=None)
    regional.document = store_pdf(Pdf(b"%PDF-1.7", 1), organisation=region.organisation, title="x", filename="r.pdf")
    regional.save(update_fields=["document"])
    # The same file as an export of the first session: one number opens both addresses.
    export = session_export.request(session=WorkSession.objects.get(region=region, number=1), kind="PDF", by=leader)
    export.document = document
    export.save(update_fields=["document"])
    Job.objects.filter(organisation=region.organisation).update(state=Job.State.DONE)
    report_actions.share(report=report, by=leader)
    link.make(document=mine, addressees=["lezer@aalten.voorbeeld.invalid"], is_mailed=False, by=leader)
    decided = besluit.Words(Besluit.Body.COLLEGE, timezone.localdate(), Besluit.Outcome.AS_ASKED, "", "")
    besluit.take(report=report, municipality=mine.municipality, words=decided, by=leader)
    return report, document


def _bought(region: Region, leader: User, today: date) -> StartMoment:
    """A contract with one start moment, for every gemeente of the region."""
    provider = contract.add_provider(name="Taalhuis (verzonnen)", region=region, by=leader)
    made = contract.make(
        region=region, provider=provider, title="Leerroutes", components=["B1"],
        municipalities=region.municipalities_on(today), starts_on=today, ends_on=today + timedelta(days=700), by=leader,
    )  # fmt: skip
    return contract.add_start_moment(
        contract=made, component="B1", starts_on=today + timedelta(days=30), places=15, by=leader
    )


def _told(region: Region, alderman: User, today: date) -> Signaal:
    """Aalten sent a signaal, and let the region have its exact counts."""
    aalten = region.memberships.get(municipality__slug="aalten").municipality
    with as_user(alderman.pk):
        release.release(
            region=region, municipality=aalten, purpose="Volgende inkoop", decided_on=today, decided_by="college",
            on=today, by=alderman,
        )  # fmt: skip
        return Signaal.objects.create(
            organisation=aalten.organisation, host=region.organisation, municipality=aalten, kind="NO_PLACE",
            text="Geen groep voor de onderwijsroute", noticed_on=today, sent_by=alderman.audit_name,
        )  # fmt: skip


def _invited(region: Region) -> None:
    """Somebody was asked to the first session, which has closed since."""
    session = region.work_sessions.get(number=1)
    aalten = region.memberships.get(municipality__slug="aalten").municipality
    Invitation.objects.create(
        organisation=region.organisation, session=session, municipality=aalten, email="x@y.invalid", token_sha256="x"
    )
    region.work_sessions.filter(pk=session.pk, answer_by=None).update(answer_by=timezone.localdate())
