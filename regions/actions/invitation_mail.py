"""Writing one message to somebody who was invited."""

from django.db import transaction

from inburgering.audit.record import Actor
from inburgering.mail.write import write
from regions.models import WorkSession
from regions.models.invitation import Invitation
from regions.reports import invitation_link, invitations
from regions.reports.invitation_text import Text


@transaction.atomic
def mail(
    *, session: WorkSession, invited: Invitation, occasion: str, text: Text, by: Actor, calendar: str = ""
) -> bool:
    """Write one message, once per occasion; False when this person has it already.

    The link in the text is the one whose hash is kept; the hash follows when the secret key was replaced.
    """
    current = invitation_link.hashed(invitation_link.token_of(invited))
    if invited.token_sha256 != current:
        Invitation.objects.filter(pk=invited.pk).update(token_sha256=current)
    name = invitations.occasion(session, occasion)
    message = write(session.organisation_id, name, invited.email, text.subject, text.body, by, calendar=calendar)
    return message is not None
