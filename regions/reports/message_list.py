"""What was written to whom, and whether it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from inburgering.mail.models import Message, MessageQuerySet
from inburgering.mail.text import as_kept, as_sent
from inburgering.notation import count

ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class MessageRow:
    number: int
    recipient: str
    subject: str
    body: str
    made_at: datetime
    made_by: str
    state: str
    at: datetime
    error: str
    has_file: bool
    may_send_again: bool


@dataclass(frozen=True, slots=True)
class MessageList:
    rows: Sequence[MessageRow]
    page: Page
    finding: str


def build(messages: MessageQuerySet, *, place: str) -> MessageList:
    """Return one page of the messages, newest first; `place` is the page number as it stands in the address."""
    page = Paginator(messages.order_by("-pk"), ON_A_PAGE).get_page(place or 1)
    counted = messages.aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        failed=Count("pk", filter=Q(failed_at__isnull=False, sent_at=None)),
        waiting=Count("pk", filter=Q(sent_at=None, failed_at=None, cancelled_at=None)),
    )
    return MessageList([_row(one) for one in page.object_list], page, _finding(**counted))


def _finding(sent: int, failed: int, waiting: int) -> str:
    if not sent + failed + waiting:
        return "Er zijn nog geen berichten."
    parts = [count(sent, "bericht verzonden", "berichten verzonden")]
    if waiting:
        parts.append(f"{waiting} {'wacht' if waiting == 1 else 'wachten'} op verzenden")
    if failed:
        parts.append(f"{failed} niet aangekomen")
    return ", ".join(parts) + "."


def _row(one: Message) -> MessageRow:
    state, at = _state(one)
    return MessageRow(
        one.pk, one.recipient, one.subject, _body(one), one.made_at, one.made_by.split(" <")[0], state, at,
        one.error, bool(one.calendar), one.failed_at is not None and one.sent_at is None and one.cancelled_at is None,
    )  # fmt: skip


def _body(one: Message) -> str:
    """A code or link to a report is for its addressee alone, also while the message waits."""
    return as_kept(one.body) if one.occasion.startswith("link:") and not one.sent_at else as_sent(one.body)


def _state(one: Message) -> tuple[str, datetime]:
    if one.cancelled_at:
        return "Geannuleerd", one.cancelled_at
    if one.sent_at:
        return "Verzonden", one.sent_at
    if one.failed_at:
        return "Niet gelukt", one.failed_at
    return ("Nieuwe poging volgt" if one.attempts else "Wacht"), one.send_after
