"""Making the letter of an established PIP."""

from __future__ import annotations

from celery import shared_task

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK, record
from inburgering.documents import pdf
from inburgering.jobs.claim import Claim
from inburgering.jobs.models import Job
from inburgering.jobs.run import run
from trajectories.models import PersonFile, Pip
from trajectories.reports import pip_letter
from trajectories.reports.pip_letter import RENDER_PIP_LETTERS, job_label

TEMPLATE = "documents/pip_letter.html"


@shared_task(name=RENDER_PIP_LETTERS)
def render_pip_letters(job_id: int, organisation_id: int) -> None:
    """Make the letter this job was asked for. Safe to run twice: a letter is stored once."""
    run(job_id, organisation_id, _render_all, refusals=(pdf.CannotRender,))


def _render_all(held: Claim) -> None:
    held.keep("PIP lezen")
    with as_job(held.organisation_id):
        waiting = _asked_for(Job.objects.get(pk=held.job_id).label)
    for key in waiting:
        held.keep("Brief opmaken")
        _render(held, key)
    with as_job(held.organisation_id):
        held.finish()


def _asked_for(label: str) -> list[int]:
    """Return the version that the row of the job names; nothing when its letter is there already."""
    number = label.rsplit(" ", 1)[-1]
    without = Pip.objects.filter(letter=None, trajectory__number=number).exclude(state=Pip.State.CONCEPT)
    return [one.pk for one in without.select_related("trajectory") if job_label(one) == label]


def _render(held: Claim, key: int) -> None:
    with as_job(held.organisation_id):
        found = Pip.objects.select_related("trajectory__inburgeraar", "trajectory__organisation").get(pk=key)
        letter = pip_letter.build(found, found.trajectory, on=found.announced_on or found.dated_on)
    # No transaction is open here: rendering takes a second.
    with held.heartbeat():
        made = pdf.render(pdf.html(TEMPLATE, {"letter": letter, **letter.on_every_page()}))
    with as_job(held.organisation_id):
        current = Pip.objects.select_for_update(no_key=True).get(pk=key)
        if current.letter_id is None:
            store(current, letter, made)


def store(pip: Pip, letter: pip_letter.PipLetter, made: pdf.Pdf) -> PersonFile:
    """Keep the letter with its PIP; call it inside a transaction."""
    kept = PersonFile.of(
        made.content,
        organisation_id=pip.organisation_id,
        trajectory_id=pip.trajectory_id,
        kind=PersonFile.Kind.PIP,
        title=letter.title,
        filename=letter.filename,
        media_type="application/pdf",
        pages=made.pages,
        stored_by=CLOCK.audit_name,
    )
    kept.save(force_insert=True)
    pip.letter = kept
    pip.save(update_fields=["letter"])
    record("trajectory.pip_letter_made", by=CLOCK, about=pip, organisation_id=pip.organisation_id, pages=made.pages)
    return kept
