"""Taking the place that a personal link stands for."""

from django.db import transaction

from inburgering.accounts.context import as_job
from inburgering.audit.record import Actor, record
from regions.actions import seat as seats
from regions.actions.invitation import stop_reminders
from regions.actions.refusal import NotNow
from regions.models import Seat
from regions.models.invitation import Invitation
from regions.reports import invitation_link, joining
from regions.reports.invitation_link import Invitee


class UnknownLink(Exception):
    """Nobody made this link, or it was taken back: from outside there is no difference."""


@transaction.atomic
def accept(*, token: str, name: str, by: Actor) -> Seat:
    """Return the place of whoever was invited: the one taken before with this link, or a new one, admitted.

    The facilitator asked this very address, so nobody has to let its holder in. Raises UnknownLink, and NotNow when the
    session closed before a place was taken.
    """
    invitee, door = _opened(token)
    # The invitation is the region's; locking it makes two clicks at once into one place.
    with as_job(door.host_id):
        invitation = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitee.invitation_id)
        held = Seat.objects.filter(session_id=door.session_id, invitation_id=invitation.pk, refused_at=None)
        seat = held.select_related("municipality", "session__region").first()
    if seat:
        return seat
    if not door.is_open:
        raise NotNow("Deze werksessie is gesloten. Antwoorden kan niet meer.")
    seat = seats.take(code=door.code, municipality=invitee.municipality, name=name, by=by, invitation=invitation)
    with as_job(door.host_id):
        record(
            "invitation.accepted", by=seat, about=invitation, organisation_id=door.host_id, session=door.session_id,
            municipality=invitee.municipality.name,
        )  # fmt: skip
    return seat


@transaction.atomic
def stop(*, token: str, by: Actor) -> None:
    """Stop the reminders of whoever holds the link, because that person says so. Raises UnknownLink."""
    invitee, door = _opened(token)
    with as_job(door.host_id):
        stop_reminders(invitation=Invitation.objects.get(pk=invitee.invitation_id), by=by)


def _opened(token: str) -> tuple[Invitee, joining.Door]:
    invitee = invitation_link.invitee(token)
    door = joining.door(invitee.code) if invitee else None
    if invitee is None or door is None:
        raise UnknownLink
    return invitee, door
