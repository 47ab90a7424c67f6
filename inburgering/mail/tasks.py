"""Sending what waits: started by the clock, organisation by organisation, every message at most once."""

import logging
from datetime import timedelta
from time import monotonic

from celery import shared_task
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.mail.deliver import NotSent, Uncertain, deliver
from inburgering.mail.models import Message
from inburgering.mail.text import as_kept

log = logging.getLogger(__name__)
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)]
MOST_ATTEMPTS = len(PAUSES) + 1
BROKEN_OFF = "Het verzenden brak af. Het is niet zeker dat dit bericht is aangekomen."
# Well within the time limit of a task, with room for one last message to a mail server that hangs.
LONGEST = 45.0  # seconds


@shared_task
def send_due() -> int:
    """Send what is due and return how many messages left. Safe to run twice at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.mail_waiting()")
        waiting: list[int] = cursor.fetchone()[0]
    until = monotonic() + LONGEST
    return sum(_send_of(organisation_id, until) for organisation_id in waiting)


def _send_of(organisation_id: int, until: float) -> int:
    sent = 0
    while monotonic() < until and (message := _claim(organisation_id)):
        sent += _send(message)
    return sent


def _claim(organisation_id: int) -> Message | None:
    """Take one message out of the queue before it is sent.

    It is marked as broken off, and committed so: whoever is killed while sending leaves a message that tells it, never
    one that goes out a second time.
    """
    now = timezone.now()
    with as_job(organisation_id):
        waiting = Message.objects.due(now).select_for_update(skip_locked=True, of=("self",))
        message = waiting.select_related("organisation").first()
        if message is None:
            return None
        message.attempts += 1
        message.failed_at, message.error = now, BROKEN_OFF
        message.save(update_fields=["attempts", "failed_at", "error"])
    return message


def _send(message: Message) -> bool:
    try:
        deliver(message)
    except NotSent as reason:
        _put_back(message, str(reason), may_retry=reason.may_retry)
        return False
    except Uncertain:
        log.warning("message %s broke off while it was being sent", message.pk)
        return False
    body = message.body if message.organisation.is_demonstration else as_kept(message.body)
    _update(message, sent_at=timezone.now(), failed_at=None, error="", body=body)
    return True


def _put_back(message: Message, reason: str, *, may_retry: bool) -> None:
    log.warning("message %s was not sent, attempt %s: %s", message.pk, message.attempts, reason)
    if may_retry and message.attempts < MOST_ATTEMPTS:
        pause = PAUSES[message.attempts - 1]
        _update(message, failed_at=None, error=reason, send_after=timezone.now() + pause)
    else:
        tried = f" Na {message.attempts} pogingen zijn we gestopt." if may_retry else ""
        _update(message, error=f"{reason}{tried}")


def _update(message: Message, **changes: object) -> None:
    with as_job(message.organisation_id):
        Message.objects.filter(pk=message.pk).update(**changes)
