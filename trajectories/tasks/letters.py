"""Making the letters of established PIPs that have none yet."""

from __future__ import annotations

from celery import shared_task

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK, record
from inburgering.documents import pdf
from inburgering.jobs.claim import Claim
from inburgering.jobs.run import run
from trajectories.models import PersonFile, Pip
from trajectories.reports import pip_letter

RENDER_PIP_LETTERS = "trajectories.tasks.pip_letters"
TEMPLATE = "documents/pip_letter.html"


def job_label(pip: Pip) -> str:
    """Return what the row of the job says: numbers only."""
    return f"Brief bij PIP {pip.number} van {pip.trajectory.number}"


@shared_task(name=RENDER_PIP_LETTERS)
def render_pip_letters(job_id: int, organisation_id: int) -> None:
    """Make every letter this organisation waits for. Safe to run twice: a letter is stored once."""
    run(job_id, organisation_id, _render_all, refusals=(pdf.CannotRender,))


def _render_all(held: Claim) -> None:
    held.keep("PIP lezen")
    with as_job(held.organisation_id):
        waiting = list(Pip.objects.filter(letter=None).exclude(state=Pip.State.CONCEPT).values_list("pk", flat=True))
    for key in waiting:
        held.keep("Brief opmaken")
        _render(held, key)
    with as_job(held.organisation_id):
        held.finish()


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
