"""Asking for the session as a file: the results are frozen now, the worker makes the file afterwards."""

from django.db import transaction

from inburgering.audit.record import Actor, record
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import hint
from regions.actions.refusal import NotNow
from regions.models import SessionExport, WorkSession
from regions.reports import session_report
from regions.tasks import MAKE_SESSION_EXPORT


@transaction.atomic
def request(*, session: WorkSession, kind: str, by: Actor) -> SessionExport:
    """Freeze what the session says now and ask for a file of it; a double click finds the one that is being made.

    Raises NotNow as long as the results were not shown: the file names municipalities.
    """
    session = (
        WorkSession.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=session.pk)
    )
    if not session.is_revealed:
        raise NotNow("Toon eerst de uitkomst. Een verslag noemt de gemeenten bij naam.")
    waiting = SessionExport.objects.filter(
        session=session, kind=kind, job__state__in=[Job.State.QUEUED, Job.State.RUNNING]
    )
    if asked := waiting.first():
        return asked
    label = SessionExport.Kind(kind).label
    job = Job.objects.create(
        organisation_id=session.organisation_id,
        kind=MAKE_SESSION_EXPORT,
        label=f"{label.capitalize()} van werksessie {session.number}",
        requested_by=by.audit_name[:250],
    )
    export = SessionExport.objects.create(
        organisation_id=session.organisation_id,
        session=session,
        kind=kind,
        content=session_report.build(session).frozen(),
        job=job,
        requested_by=by.audit_name[:250],
    )
    record("session_export.requested", by=by, about=export, organisation_id=session.organisation_id, kind=kind)
    transaction.on_commit(lambda: hint(MAKE_SESSION_EXPORT, job.pk, job.organisation_id), robust=True)
    return export
