"""What the inburgeraar says is not right while reading the plan together: a task, so that nobody forgets it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from inburgering.audit.record import Actor, record
from trajectories.actions import follow_up
from trajectories.actions.refusal import NotNow
from trajectories.models import FollowUp, Pip

ABOUT = {
    "ROUTE": "mijn route",
    "LESSEN": "mijn lessen",
    "GESPREKKEN": "de gesprekken",
    "TIJD": "de tijd die ik heb",
    "ANDERS": "iets anders",
}
LONGEST = 140
WITHIN = timedelta(days=7)


@transaction.atomic
def ask_otherwise(*, pip: Pip, about: str, words: str, on: date, by: Actor) -> FollowUp:
    """Return the task that holds what must be otherwise. The decision itself changes only by a version of the PIP.

    Raises NotNow without a subject or without words.
    """
    if about not in ABOUT:
        raise NotNow("Kies waar het over gaat", "about")
    said = " ".join(words.split())
    if not said:
        raise NotNow("Schrijf wat er anders moet", "words")
    if len(said) > LONGEST:
        raise NotNow(f"Deze tekst is {len(said) - LONGEST} tekens te lang (maximaal {LONGEST})", "words")
    made = follow_up.add(
        trajectory=pip.trajectory, what=f"Plan klopt niet ({ABOUT[about]}): {said}",
        who=FollowUp.Who.KLANTREGISSEUR, due_on=on + WITHIN, is_visible_to_inburgeraar=True, on=on, by=by,
    )  # fmt: skip
    record("trajectory.pip_remark_recorded", by=by, about=pip, organisation_id=pip.organisation_id, number=pip.number,
           task=made.pk)  # fmt: skip
    return made
