"""Asking how firmly a proposal stands, and stopping it. The worker does it in pieces and keeps each piece."""

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.jobs.models import Job
from inburgering.jobs.tasks import hint
from regions.actions.refusal import NotNow
from regions.models import RobustnessRun, SubregionProposal
from regions.reports import subregion_question
from regions.tasks import MEASURE_ROBUSTNESS

FEWEST = 4  # with fewer municipalities there is nothing to tell structure from chance


@transaction.atomic
def request(*, proposal: SubregionProposal, by: Actor) -> RobustnessRun:
    """Ask for the run of this proposal; whoever asks again while it goes on, or after it ended well, finds that one.

    Raises NotNow when there are too few municipalities to say anything.
    """
    proposal = SubregionProposal.objects.select_for_update(of=("self",), no_key=True).get(pk=proposal.pk)
    question = subregion_question.thaw(proposal.question)
    if len(question.shared.municipalities) < FEWEST:
        raise NotNow(f"Met minder dan {FEWEST} gemeenten zegt dit niets: elke indeling kan dan toeval zijn.")
    runs = RobustnessRun.objects.filter(proposal=proposal).select_related("job")
    standing = runs.exclude(job__state__in=[Job.State.FAILED, Job.State.CANCELLED]).first()
    if standing is not None:
        return standing
    job = Job.objects.create(
        organisation_id=proposal.organisation_id,
        kind=MEASURE_ROBUSTNESS,
        label=f"Stevigheid van voorstel {proposal.number}",
        requested_by=by.audit_name[:250],
    )
    # The number of the proposal is the seed: the same proposal always gives the same outcome.
    run = RobustnessRun.objects.create(
        organisation_id=proposal.organisation_id,
        proposal=proposal,
        job=job,
        seed=proposal.number,
        asked_by=by.audit_name[:250],
    )
    record("robustness.requested", by=by, about=run, organisation_id=run.organisation_id, proposal=proposal.number)
    transaction.on_commit(lambda: hint(MEASURE_ROBUSTNESS, job.pk, job.organisation_id), robust=True)
    return run


@transaction.atomic
def cancel(*, run: RobustnessRun, by: Actor) -> Job:
    """Stop the run; what was computed is not shown."""
    job = Job.objects.select_for_update(no_key=True).get(pk=run.job_id)
    if not job.is_open:
        raise NotNow("Deze berekening is al klaar of gestopt.")
    job.state, job.lease, job.lease_until, job.finished_at = Job.State.CANCELLED, None, None, timezone.now()
    job.save(update_fields=["state", "lease", "lease_until", "finished_at"])
    record("robustness.cancelled", by=by, about=run, organisation_id=run.organisation_id)
    return job
