"""Opening a completed brede intake again: what was wrong or missing is added, and why stays beside it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering.audit.record import Actor, record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import BredeIntake, Phase, Trajectory
from trajectories.reports import intake_page

LONGEST_REASON = 300
DECIDED = "Het PIP is vastgesteld met deze intake. Leg nieuwe informatie vast in een gesprek, of wijzig het PIP"


@transaction.atomic
def reopen(*, intake: BredeIntake, reason: str, on: date, by: Actor) -> BredeIntake:
    """Open a completed intake again, with the reason kept beside the day on which it was completed.

    Raises NotNow without a reason, and once a PIP of here stands on it: the grounds of a decision do not change.
    """
    now = (
        BredeIntake.objects.select_for_update(of=("self",), no_key=True).select_related("trajectory").get(pk=intake.pk)
    )
    words = " ".join(reason.split())
    _refuse_reopening(now, words)
    told = {"on": on.isoformat(), "completed_on": now.completed_on.isoformat(), "reason": words, "by": by.audit_name}
    now.reopenings = [*now.reopenings, told]
    now.completed_on, now.completed_in_absence = None, False
    now.save(update_fields=["reopenings", "completed_on", "completed_in_absence"])
    if not now.trajectory.pips.exists() and now.trajectory.first_pip_dated_on is None:
        Trajectory.objects.filter(pk=now.trajectory_id, phase=Phase.PIP).update(phase=Phase.INTAKE)
        now.trajectory.refresh_from_db(fields=["phase"])
    record("trajectory.intake_reopened", by=by, about=now.trajectory, organisation_id=now.organisation_id,
           number=len(now.reopenings))  # fmt: skip
    bring_up_to_date(now.trajectory, on=on)
    return now


def _refuse_reopening(intake: BredeIntake, words: str) -> None:
    if intake.completed_on is None:
        raise NotNow("De brede intake is nog open")
    if intake.trajectory.phase == Phase.CLOSED:
        raise NotNow("Dit traject is afgesloten. De intake blijft zoals hij is")
    if not intake_page.may_reopen(intake.trajectory):
        raise NotNow(DECIDED)
    if not words:
        raise NotNow("Schrijf waarom je de intake weer opent", "reason")
    if len(words) > LONGEST_REASON:
        raise NotNow(f"De reden is {len(words) - LONGEST_REASON} tekens te lang (maximaal {LONGEST_REASON})", "reason")
