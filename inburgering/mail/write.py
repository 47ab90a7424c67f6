"""Putting a message ready. Sending follows by the clock, so the page of whoever acts never waits for a mail server."""

from datetime import datetime

from django.utils import timezone

from inburgering.audit.record import Actor
from inburgering.mail.models import Message

LONGEST_SUBJECT = 200


def write(  # noqa: PLR0913 - a message has this many parts
    organisation_id: int,
    occasion: str,
    recipient: str,
    subject: str,
    body: str,
    by: Actor,
    calendar: str = "",
    send_after: datetime | None = None,
) -> Message | None:
    """Put one message ready and return it; None when this recipient got, or will get, one on this occasion already.

    The name and address of the recipient are the only personal data a body may hold. A personal link in it is marked
    with inburgering.mail.text.personal, so that it goes once the message is sent.
    """
    # The constraint decides: of two clocks that write at once, the second finds the row of the first.
    message, is_new = Message.objects.get_or_create(
        organisation_id=organisation_id,
        occasion=occasion,
        recipient=recipient,
        defaults={
            "subject": " ".join(subject.split())[:LONGEST_SUBJECT],
            "body": body,
            "calendar": calendar,
            "send_after": send_after or timezone.now(),
            "made_by": by.audit_name[:250],
        },
    )
    return message if is_new else None
