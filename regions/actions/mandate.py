"""Refuse whoever may not speak for a municipality, with the sentence that says who can."""

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor
from regions.actions.refusal import NotNow
from regions.models import AnswerSheet, Seat
from regions.reports.mandate import who_can

NOT_ADMITTED = "Je plek spreekt nu niet namens de gemeente. Vraag een collega of de begeleider om je toe te laten."


def must_hold(sheet: AnswerSheet, permission: Permission, actor: Actor) -> None:
    """Raise NotNow with who can, unless this member holds the permission. An admitted seat may give answers only."""
    if isinstance(actor, Seat):
        if permission != Permission.GIVE_ANSWERS or not _speaks_for(actor, sheet):
            raise NotNow(NOT_ADMITTED)
        return
    own = Organisation.objects.filter(pk=sheet.organisation_id)
    if not (isinstance(actor, User) and own.where(actor, permission).exists()):
        raise NotNow(who_can(sheet.organisation_id, permission))


def _speaks_for(seat: Seat, sheet: AnswerSheet) -> bool:
    # Read again: the seat in hand may be older than its admission.
    own = Seat.objects.admitted().filter(pk=seat.pk, organisation_id=sheet.organisation_id)
    return own.filter(session_id=sheet.session_id, refused_at=None).exists()
