"""The confirmation by mail of answers that were shared."""

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import Actor
from inburgering.mail.models import Message
from inburgering.mail.write import write
from regions.models import Seat
from regions.models.invitation import Invitation
from regions.reports import invitation_text, invitations


@transaction.atomic
def receipt_message(*, seat: Seat, by: Actor) -> Message | None:
    """Confirm that this seat shared: number and time, never an answer. None when nobody knows an address for the seat.

    The message is the region's, like the address; it is written in the region's own context.
    """
    if seat.invitation_id is None or seat.shared_at is None:
        return None
    at = timezone.localtime(seat.shared_at)
    with as_job(seat.host_id):
        invited = Invitation.objects.select_related("municipality").get(pk=seat.invitation_id)
        text = invitation_text.receipt(invited, seat, at)
        name = invitations.occasion(seat.session, f"ontvangst:{seat.pk}:{at:%Y%m%d%H%M%S}")
        return write(seat.host_id, name, invited.email, text.subject, text.body, by)
