"""Asking for the letter of an established PIP: rendering takes a second, so a worker does it."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from inburgering.audit.record import Actor, record
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import hint
from trajectories.actions.refusal import NotNow
from trajectories.models import Pip
from trajectories.reports.pip_letter import RENDER_PIP_LETTERS, job_label


@transaction.atomic
def ask(*, pip: Pip, by: Actor) -> Job:
    """Return the job that makes the letter; the one that waits or runs already when there is one.

    Raises NotNow for a concept, and for a letter that is there.
    """
    if not pip.is_frozen:
        raise NotNow("Stel het PIP eerst vast. Daarna komt de brief")
    if pip.letter_id:
        raise NotNow("De brief is al gemaakt")
    label = job_label(pip)
    waiting = Job.objects.filter(organisation_id=pip.organisation_id, kind=RENDER_PIP_LETTERS, label=label)
    for job in waiting.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]):
        return job
    job = Job.objects.create(
        organisation_id=pip.organisation_id, kind=RENDER_PIP_LETTERS, label=label, requested_by=by.audit_name
    )
    record("trajectory.pip_letter_asked", by=by, about=pip, organisation_id=pip.organisation_id, job=job.pk)
    transaction.on_commit(partial(hint, RENDER_PIP_LETTERS, job.pk, pip.organisation_id))
    return job
