"""What the screen in the room shows, steered by the facilitator."""

from django.db import transaction

from inburgering.audit.record import Actor, record
from regions.actions.refusal import NotNow
from regions.models import WorkSession


@transaction.atomic
def show(*, session: WorkSession, number: int, names: bool, by: Actor) -> WorkSession:
    """Set what the screen in the room shows: a statement (0 is the start page), with names only after the reveal."""
    session = _locked(session)
    if names and not session.is_revealed:
        raise NotNow("Namen zijn pas te zien nadat je de uitkomst hebt getoond.")
    if number and not session.statements.filter(number=number).exists():
        raise NotNow("Deze stelling zit niet in de werksessie.")
    session.shown_number, session.names_shown = number, names
    session.save(update_fields=["shown_number", "names_shown"])
    record(
        "work_session.shown", by=by, about=session, organisation_id=session.organisation_id, number=number, names=names
    )
    return session


def _locked(session: WorkSession) -> WorkSession:
    return WorkSession.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=session.pk)
