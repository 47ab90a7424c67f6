"""Asking people to a session, as the tests need it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.mail import tasks
from inburgering.mail.models import Message
from regions.actions import invitation, meeting, work_session
from regions.actions.invitation import Person
from regions.models import WorkSession
from regions.models.invitation import Invitation
from regions.reports import invitation_link
from tests.factories import World

KEYS = ["S01", "S02", "S04", "S07"]
PEOPLE = [Person("jo@aalten.nl", "Jo Smit", "GM0197"), Person("bo@winterswijk.nl", "", "GM0294")]
Owner = Callable[[], AbstractContextManager[None]]


class Visitor:
    audit_name = "bezoeker"


def opened(place: World, *, answer_in: int | None = 10) -> WorkSession:
    with as_user(place.leader.pk):
        session = work_session.prepare(region=place.region, title="Samen", keys=KEYS, by=place.leader)
        if answer_in is not None:
            session = dated(session, answer_in, place)
        return work_session.open_session(session=session, by=place.leader)


def dated(session: WorkSession, answer_in: int, place: World, where: str = "Doetinchem") -> WorkSession:
    start = timezone.now().replace(microsecond=0) + timedelta(days=20)
    return meeting.agree(
        session=session, starts_at=start, ends_at=None, place=where, by=place.leader,
        answer_by=timezone.localdate() + timedelta(days=answer_in), expected_version=session.version,
    )  # fmt: skip


def asked(place: World, session: WorkSession) -> list[Invitation]:
    with as_user(place.leader.pk):
        return invitation.invite(session=session, people=PEOPLE, by=place.leader)


def link(one: Invitation) -> str:
    return invitation_link.url(one).replace("http://127.0.0.1:8000", "")


def leading(place: World) -> Client:
    client = Client()
    client.force_login(place.leader, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send_all(place: World) -> int:
    """Let the clock send. One test is one transaction, in which the database's own clock stands still."""
    with as_user(place.leader.pk):
        Message.objects.filter(sent_at=None).update(send_after=timezone.now() - timedelta(days=1))
    return tasks.send_due()


def messages(place: World) -> list[Message]:
    with as_user(place.leader.pk):
        return list(Message.objects.order_by("pk"))
