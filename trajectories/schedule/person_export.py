"""What a worker does when a person asks for everything: read with the eyes of who asked, make, keep."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from inburgering.accounts.context import as_job, as_user
from inburgering.documents import pdf
from inburgering.jobs.claim import Claim
from inburgering.jobs.models import Job
from inburgering.jobs.run import run
from trajectories.actions import person_export
from trajectories.actions.refusal import NotNow
from trajectories.reports.person_export_page import MAKE_PERSON_EXPORT


@shared_task(name=MAKE_PERSON_EXPORT)
def make_person_export(job_id: int, organisation_id: int) -> None:
    """Make both files of one request. Safe to run twice: files are stored with the end of the job, or not at all."""
    run(job_id, organisation_id, _make, refusals=(NotNow, pdf.CannotRender))


def _make(held: Claim) -> None:
    today = timezone.localdate()
    held.keep("Gegevens verzamelen")
    with as_job(held.organisation_id):
        asked = person_export.asked_by(Job.objects.get(pk=held.job_id))
    # Remarks about health are closed to a job: it reads as the user who asked, and who may no longer, gets a sentence.
    with as_user(asked.user.pk):
        export = person_export.gather(asked, on=today)
    held.keep("PDF en zip maken")
    # No transaction is open here: rendering takes seconds.
    with held.heartbeat():
        files = person_export.made(asked, export, on=today)
    with as_job(held.organisation_id):
        person_export.keep(trajectory=asked.trajectory, files=files, on=today, by=asked.user)
        held.finish()
