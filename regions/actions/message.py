"""Sending a message again that did not arrive."""

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.mail.models import Message
from regions.actions.refusal import NotNow


@transaction.atomic
def send_again(*, message: Message, by: Actor) -> Message:
    """Put a message that failed back in the queue, from the first attempt on. Raises NotNow for any other message."""
    row = Message.objects.select_for_update(of=("self",), no_key=True).get(pk=message.pk)
    if row.failed_at is None or row.sent_at or row.cancelled_at:
        raise NotNow("Dit bericht is al verzonden of wacht nog. Opnieuw sturen hoeft niet.")
    row.failed_at, row.error, row.attempts, row.send_after = None, "", 0, timezone.now()
    row.save(update_fields=["failed_at", "error", "attempts", "send_after"])
    record("message.sent_again", by=by, about=row, organisation_id=row.organisation_id)
    return row
