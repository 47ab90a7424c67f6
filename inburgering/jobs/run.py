"""Doing a job: whoever holds the claim works, and every way to end is told in the row."""

import logging
from collections.abc import Callable

from inburgering.jobs.claim import Claim, LeaseLost, claim
from inburgering.public_number import code

log = logging.getLogger(__name__)


def run(
    job_id: int, organisation_id: int, work: Callable[[Claim], None], *, refusals: tuple[type[Exception], ...]
) -> None:
    """Claim the job and do the work. Safe to call twice: only who holds the claim works.

    The sentence of one of the `refusals` is meant for the asker. Anything else is a fault: it is logged, and the asker
    gets a reference to report.
    """
    held = claim(job_id, organisation_id)
    if held is None:
        return
    try:
        work(held)
    except LeaseLost:
        log.info("job %s was taken over or stopped; nothing is stored", job_id)
    except refusals as reason:
        _fail(held, str(reason))
    except Exception:
        reference = code(4)
        log.exception("job %s failed, reference %s", job_id, reference)
        _fail(
            held,
            f"Er ging iets mis bij het maken. Probeer het opnieuw. Meld dit nummer als het vaker gebeurt: {reference}",
        )


def _fail(held: Claim, reason: str) -> None:
    try:
        held.fail(reason)
    except LeaseLost:
        log.info("job %s ended elsewhere before it could be marked as failed", held.job_id)
