"""Agreeing when and where a session meets, and until when people may answer."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from regions.actions.refusal import Changed, NotNow
from regions.models import WorkSession


@transaction.atomic
def agree(
    *,
    session: WorkSession,
    starts_at: datetime | None,
    ends_at: datetime | None,
    place: str,
    answer_by: date | None,
    expected_version: int,
    by: Actor,
) -> WorkSession:
    """Set date, time, place and last day to answer. Who was invited hears of it when the leader says so.

    Raises NotNow for times that do not fit, and Changed when a colleague changed the session in between.
    """
    if starts_at and ends_at and ends_at <= starts_at:
        raise NotNow("De eindtijd ligt voor de begintijd. Kies een latere eindtijd.")
    if answer_by and answer_by != session.answer_by and answer_by < timezone.localdate():
        raise NotNow("De laatste dag om te antwoorden ligt voor vandaag. Kies vandaag of later.")
    changed = WorkSession.objects.filter(pk=session.pk, version=expected_version).update(
        starts_at=starts_at, ends_at=ends_at, place=place, answer_by=answer_by, version=expected_version + 1
    )
    current = WorkSession.objects.select_related("region").get(pk=session.pk)
    if not changed:
        raise Changed("Een collega heeft deze werksessie net gewijzigd. Kijk wat er nu staat", current)
    record("meeting.agreed", by=by, about=current, organisation_id=current.organisation_id)
    return current
