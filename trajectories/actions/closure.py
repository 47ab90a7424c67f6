"""Acts at the end of a trajectory: the last part, closing, opening a wrong closing, and what became of somebody."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from inburgering.audit.record import Actor, record
from inburgering.notation import date_long
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import CoursePlacement, Outcome, Phase, Trajectory
from trajectories.reports import course_facts
from trajectories.rules.calendar_days import months_later
from trajectories.rules.clock import ZELFREDZAAMHEID

AFTERWARDS = {
    "WERK": "betaald werk",
    "OPLEIDING": "opleiding",
    "VRIJWILLIGERSWERK": "vrijwilligerswerk of participatie",
    "GEEN": "geen van deze",
}
BY_CLOSING = "traject afgesloten"
SIX, TWELVE = 6, 12


@transaction.atomic
def begin_completion(*, trajectory: Trajectory, on: date, by: Actor) -> Trajectory:
    """Let the last part (afronding) of a running trajectory begin. Raises NotNow."""
    moved = Trajectory.objects.filter(pk=trajectory.pk, phase=Phase.LEARNING).update(
        phase=Phase.COMPLETION, version=F("version") + 1
    )
    if not moved:
        raise NotNow("De afronding begint vanuit een lopend traject")
    record("trajectory.completion_began", by=by, about=trajectory, organisation_id=trajectory.organisation_id)
    return bring_up_to_date(trajectory, on=on)


@transaction.atomic
def begin_due(*, organisation_id: int, on: date, by: Actor) -> int:
    """Let the afronding begin for everybody whose last six months of the term run; returns how many."""
    running = Trajectory.objects.filter(organisation_id=organisation_id, phase=Phase.LEARNING)
    due = [
        one
        for one in running.exclude(first_pip_dated_on=None, duo_term_ends_on=None)
        if course_facts.is_last_part(one, on=on)
    ]
    for trajectory in due:
        begin_completion(trajectory=trajectory, on=on, by=by)
    return len(due)


@transaction.atomic
def close(*, trajectory: Trajectory, outcome: str, closed_on: date, on: date, by: Actor) -> Trajectory:
    """Close a trajectory with its outcome. Courses that still wait or run end with it. Raises NotNow."""
    current = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    _refuse_closing(current, outcome, closed_on, on)
    ending = current.placements.filter(state__in=[CoursePlacement.State.WAITING, CoursePlacement.State.RUNNING])
    closing = {"ended_on": closed_on, "end_reason": BY_CLOSING, "version": F("version") + 1}
    ending.filter(state=CoursePlacement.State.RUNNING).update(state=CoursePlacement.State.ENDED, **closing)
    ending.filter(state=CoursePlacement.State.WAITING).update(state=CoursePlacement.State.CANCELLED, **closing)
    former = current.phase
    current.phase, current.outcome, current.closed_on = Phase.CLOSED, outcome, closed_on
    current.version += 1
    current.save(update_fields=["phase", "outcome", "closed_on", "version"])
    record(
        "trajectory.closed", by=by, about=current, organisation_id=current.organisation_id, outcome=outcome,
        former_phase=former,
    )  # fmt: skip
    return bring_up_to_date(current, on=on)


@transaction.atomic
def reopen(*, trajectory: Trajectory, on: date, by: Actor) -> Trajectory:
    """Undo a wrong closing; courses that ended by it go on. Raises NotNow."""
    current = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    if current.phase != Phase.CLOSED:
        raise NotNow("Dit traject is niet afgesloten")
    if current.outcome == Outcome.VERHUISD:
        raise NotNow("Na een verhuizing ligt het traject bij de nieuwe gemeente. Die draagt het zo nodig terug over")
    other = Trajectory.objects.filter(inburgeraar_id=current.inburgeraar_id).exclude(pk=current.pk).current()
    if other.exists():
        raise NotNow("Deze inburgeraar heeft intussen een ander lopend traject")
    ended = current.placements.filter(end_reason=BY_CLOSING, ended_on=current.closed_on)
    again = {"ended_on": None, "end_reason": "", "version": F("version") + 1}
    ended.filter(state=CoursePlacement.State.ENDED).update(state=CoursePlacement.State.RUNNING, **again)
    ended.filter(state=CoursePlacement.State.CANCELLED).update(state=CoursePlacement.State.WAITING, **again)
    current.phase, current.outcome, current.closed_on = _phase_before(current, on), "", None
    current.after_6_months = current.after_12_months = ""
    current.version += 1
    current.save(
        update_fields=["phase", "outcome", "closed_on", "after_6_months", "after_12_months", "version"]
    )  # fmt: skip
    record("trajectory.reopened", by=by, about=current, organisation_id=current.organisation_id)
    return bring_up_to_date(current, on=on)


@transaction.atomic
def record_afterwards(*, trajectory: Trajectory, months: int, status: str, on: date, by: Actor) -> Trajectory:
    """Record what somebody does 6 or 12 months after the end; "" for unknown. Raises NotNow before that day."""
    if months not in {SIX, TWELVE}:
        raise NotNow("Dit wordt na 6 en na 12 maanden vastgelegd", "months")
    if status and status not in AFTERWARDS:
        raise NotNow("Kies een mogelijkheid uit de lijst", "status")
    if trajectory.closed_on is None:
        raise NotNow("Sluit het traject eerst af")
    day = months_later(trajectory.closed_on, months)
    if on < day:
        raise NotNow(f"Dit kun je vastleggen vanaf {date_long(day)}, {months} maanden na de afsluiting", "status")
    column = "after_6_months" if months == SIX else "after_12_months"
    Trajectory.objects.filter(pk=trajectory.pk).update(**{column: status, "version": F("version") + 1})
    record("trajectory.afterwards", by=by, about=trajectory, organisation_id=trajectory.organisation_id, months=months)
    return bring_up_to_date(trajectory, on=on)


def _refuse_closing(current: Trajectory, outcome: str, closed_on: date, on: date) -> None:
    if current.phase == Phase.CLOSED:
        raise NotNow("Dit traject is al afgesloten")
    if outcome not in Outcome.values:
        raise NotNow("Kies waarom het traject eindigt", "outcome")
    if closed_on > on:
        raise NotNow("De afsluiting ligt niet in de toekomst", "closed_on")
    if closed_on < current.registered_on:
        raise NotNow(f"De afsluiting ligt niet voor de aanmelding op {date_long(current.registered_on)}", "closed_on")
    if outcome == Outcome.CERTIFICAAT and (current.leerroute != ZELFREDZAAMHEID or current.z_ended_on is None):
        raise NotNow("Een certificaat hoort bij de Z-route, na het eindgesprek. Leg dat eerst vast", "outcome")
    if outcome == Outcome.DIPLOMA and current.leerroute == ZELFREDZAAMHEID:
        raise NotNow("De Z-route eindigt met een certificaat. Kies certificaat, of wissel eerst", "outcome")


def _phase_before(current: Trajectory, on: date) -> Phase:
    if course_facts.is_last_part(current, on=on):
        return Phase.COMPLETION
    if current.first_pip_dated_on:
        return Phase.LEARNING
    return Phase.PIP if current.pips.exists() else Phase.INTAKE if hasattr(current, "intake") else Phase.REGISTERED
