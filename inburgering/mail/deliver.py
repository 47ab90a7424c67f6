"""Handing one message to the mail server, and telling apart what may be tried again from what may not."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from inburgering.mail.models import Message
from inburgering.mail.text import as_sent

SECONDS = 10  # a mail server that hangs may not hold a worker
_PERMANENT = 500  # from this reply on, asking again is no use (RFC 5321, 4.2.1)


class NotSent(Exception):
    """The message did certainly not leave; `may_retry` says whether trying again makes sense."""

    def __init__(self, sentence: str, *, may_retry: bool) -> None:
        super().__init__(sentence)
        self.may_retry = may_retry


class Uncertain(Exception):
    """The line broke while the message was being handed over: it may have arrived, so it is not sent again."""


def deliver(message: Message) -> None:
    """Hand the message to the mail server, outside any transaction. Raises NotSent or Uncertain.

    Nothing of a demonstration organisation is ever sent: its people do not exist.
    """
    if message.organisation.is_demonstration:
        return
    server = get_connection(timeout=SECONDS)
    try:
        server.open()
    except (SMTPException, OSError) as reason:
        raise NotSent("De mailserver is niet bereikbaar.", may_retry=True) from reason
    try:
        server.send_messages([_email(message, server)])
    except SMTPRecipientsRefused as reason:
        raise _refused(max(code for code, _ in reason.recipients.values())) from reason
    except SMTPResponseException as reason:
        raise _refused(reason.smtp_code) from reason
    except (SMTPException, OSError) as reason:
        raise Uncertain from reason
    finally:
        server.close()


def _refused(code: int) -> NotSent:
    may_retry = code < _PERMANENT
    what = "nam dit bericht nog niet aan" if may_retry else "weigerde dit bericht"
    return NotSent(f"De mailserver {what} (antwoord {code}).", may_retry=may_retry)


def _email(message: Message, server: BaseEmailBackend) -> EmailMessage:
    headers = {
        "Auto-Submitted": "auto-generated",  # no out-of-office replies (RFC 3834)
        "Message-ID": f"<bericht-{message.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>",
    }
    email = EmailMessage(message.subject, as_sent(message.body), to=[message.recipient], headers=headers)
    email.connection = server
    if message.calendar:
        email.attach("werksessie.ics", message.calendar, "text/calendar")
    return email
