"""Tasks of one trajectory: adding, finishing, and putting back what was finished by mistake."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import Actor, record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import Conversation, FollowUp, Trajectory, TrajectorySignal


@transaction.atomic
def add(  # noqa: PLR0913 - the columns of a task
    *,
    trajectory: Trajectory,
    what: str,
    who: str,
    who_name: str = "",
    user: User | None = None,
    due_on: date | None = None,
    conversation: Conversation | None = None,
    signal: TrajectorySignal | None = None,
    is_visible_to_inburgeraar: bool = False,
    on: date,
    by: Actor,
) -> FollowUp:
    """Return a new open task. One for the klantregisseur without a name is for who the trajectory is assigned to.

    Raises NotNow for an empty task, and for a task of somebody else without a name.
    """
    words = " ".join(what.split())
    if not words:
        raise NotNow("Vul in wat er moet gebeuren", "what")
    if who == FollowUp.Who.ANDERE and not who_name.strip():
        raise NotNow("Vul in wie dit doet", "who_name")
    is_ours = who == FollowUp.Who.KLANTREGISSEUR
    made = FollowUp.objects.create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        what=words[:200],
        who=who,
        who_name=who_name.strip()[:80],
        user=(user or trajectory.assigned_to) if is_ours else None,
        due_on=due_on,
        conversation=conversation,
        signal=signal,
        is_visible_to_inburgeraar=is_visible_to_inburgeraar or who == FollowUp.Who.INBURGERAAR,
        made_by=by.audit_name[:250],
    )
    _trace("trajectory.task_added", made, by)
    bring_up_to_date(trajectory, on=on)
    return made


@transaction.atomic
def finish(*, follow_up: FollowUp, on: date, by: Actor) -> FollowUp:
    """Return the task, done today. Done twice by two people is done once."""
    task = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if task.done_on is None:
        task.done_on, task.done_by = on, by.audit_name[:250]
        task.save(update_fields=["done_on", "done_by"])
        _trace("trajectory.task_finished", task, by)
        bring_up_to_date(task.trajectory, on=on)
    return task


@transaction.atomic
def reopen(*, follow_up: FollowUp, on: date, by: Actor) -> FollowUp:
    """Return the task, open again."""
    task = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if task.done_on is not None:
        task.done_on, task.done_by = None, ""
        task.save(update_fields=["done_on", "done_by"])
        _trace("trajectory.task_reopened", task, by)
        bring_up_to_date(task.trajectory, on=on)
    return task


def _trace(verb: str, task: FollowUp, by: Actor) -> None:
    record(verb, by=by, about=task.trajectory, organisation_id=task.organisation_id, task=task.pk)
