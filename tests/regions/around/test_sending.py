"""A message leaves at most once: with two workers, a mail server that is away, and a worker that is killed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.accounts.models import Organisation
from inburgering.audit.record import CLOCK
from inburgering.mail import tasks
from inburgering.mail.models import Message
from inburgering.mail.text import personal
from inburgering.mail.write import write

Owner = Callable[[], AbstractContextManager[None]]
LINK = "https://regio.voorbeeld.invalid/x/"


@pytest.fixture
def office(as_owner: Owner) -> Organisation:
    with as_owner():
        return Organisation.objects.create(kind="REGION", name="Regio Proef")


def put(office: Organisation, number: int = 1, occasion: str = "proef") -> Message | None:
    with as_job(office.pk):
        return write(
            office.pk, occasion, f"p{number}@voorbeeld.invalid", "Proef\nregel 2", f"Kijk: {personal(LINK)}", CLOCK,
            send_after=timezone.now() - timedelta(hours=1),
        )  # fmt: skip


def only(office: Organisation) -> Message:
    with as_job(office.pk):
        return Message.objects.get()


@pytest.mark.django_db
def test_one_occasion_is_one_message(office: Organisation) -> None:
    assert put(office) is not None
    assert put(office) is None
    assert tasks.send_due() == 1
    assert tasks.send_due() == 0

    (sent,) = mail.outbox
    assert (sent.subject, sent.body) == ("Proef regel 2", f"Kijk: {LINK}")
    assert only(office).body == "Kijk: (persoonlijke link)"


@pytest.mark.django_db
def test_a_demonstration_sends_nothing_and_shows_the_link(office: Organisation, as_owner: Owner) -> None:
    put(office)
    with as_owner():
        Organisation.objects.filter(pk=office.pk).update(is_demonstration=True)

    assert tasks.send_due() == 1
    assert mail.outbox == []
    assert LINK in only(office).body


class Failing(EmailBackend):
    at_open: Exception | None = None
    at_send: Exception | None = None

    def open(self) -> None:
        if self.at_open:
            raise self.at_open

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:
        if self.at_send:
            raise self.at_send
        return super().send_messages(messages)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at_open", "at_send", "error", "retries"),
    [
        (ConnectionRefusedError(), None, "De mailserver is niet bereikbaar.", True),
        (None, SMTPDataError(451, b"later"), "De mailserver nam dit bericht nog niet aan (antwoord 451).", True),
        (None, SMTPRecipientsRefused({"p": (550, b"no")}), "De mailserver weigerde dit bericht (antwoord 550).", False),
        (None, SMTPServerDisconnected(), tasks.BROKEN_OFF, False),
        (None, TimeoutError(), tasks.BROKEN_OFF, False),
    ],
)
def test_what_may_be_tried_again(
    office: Organisation, monkeypatch: pytest.MonkeyPatch, at_open: Exception, at_send: Exception, error: str,
    retries: bool,
) -> None:  # fmt: skip
    put(office)
    monkeypatch.setattr(Failing, "at_open", at_open)
    monkeypatch.setattr(Failing, "at_send", at_send)
    monkeypatch.setattr("inburgering.mail.deliver.get_connection", lambda **options: Failing())

    tasks.send_due()

    left = only(office)
    assert (left.error, left.failed_at is None, left.sent_at) == (error, retries, None)
    assert (left.send_after > timezone.now()) == retries
    assert LINK in left.body, "it may still be sent"


@pytest.mark.django_db
def test_it_stops_after_five_attempts(office: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    put(office)
    monkeypatch.setattr(Failing, "at_open", OSError())
    monkeypatch.setattr("inburgering.mail.deliver.get_connection", lambda **options: Failing())

    for _ in range(7):
        tasks.send_due()
        with as_job(office.pk):
            Message.objects.update(send_after=timezone.now() - timedelta(hours=1))

    left = only(office)
    assert (left.attempts, left.error) == (5, "De mailserver is niet bereikbaar. Na 5 pogingen zijn we gestopt.")


@pytest.mark.django_db
def test_a_worker_that_is_killed_while_sending_leaves_a_message_that_says_so(
    office: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office)
    monkeypatch.setattr(tasks, "deliver", lambda message: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        tasks.send_due()
    monkeypatch.undo()

    assert tasks.send_due() == 0
    assert mail.outbox == []
    assert only(office).error == tasks.BROKEN_OFF


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_message_once(office: Organisation) -> None:
    total = 12
    for number in range(total):
        put(office, number)
    together = Barrier(2, timeout=20)
    sent: list[int] = []

    def work() -> None:
        try:
            together.wait()
            sent.append(tasks.send_due())
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)

    assert sum(sent) == total
    assert sorted(one.to[0] for one in mail.outbox) == sorted(f"p{number}@voorbeeld.invalid" for number in range(total))
