"""Planning a conversation and taking it from the agenda again."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import Appointment, ContactForm, Phase, Trajectory

CLOSED = "Dit traject is al afgesloten. Plan een gesprek in een lopend traject"
IN_THE_PAST = "Deze dag is al voorbij. Kies vandaag of een dag daarna"
DOUBLE = "Op deze dag staat al een gesprek gepland. Kies een andere dag"
NOT_PLANNED = "Deze afspraak staat niet meer open"


@transaction.atomic
def plan(  # noqa: PLR0913 - what an agenda must know
    *,
    trajectory: Trajectory,
    planned_on: date,
    starts_at: time | None = None,
    form: str = ContactForm.KANTOOR,
    location: str = "",
    user: User | None = None,
    on: date,
    by: User,
) -> Appointment:
    """Return a planned conversation with this user (default: who has the trajectory). Raises NotNow."""
    if trajectory.phase == Phase.CLOSED:
        raise NotNow(CLOSED)
    if planned_on < on:
        raise NotNow(IN_THE_PAST, "planned_on")
    if trajectory.appointments.filter(planned_on=planned_on, state=Appointment.State.PLANNED).exists():
        raise NotNow(DOUBLE, "planned_on")
    made = Appointment.objects.create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        user=user or trajectory.assigned_to or by,
        planned_on=planned_on,
        starts_at=starts_at,
        form=form,
        location=" ".join(location.split())[:120],
    )
    record("trajectory.appointment_planned", by=by, about=trajectory, organisation_id=trajectory.organisation_id)
    bring_up_to_date(trajectory, on=on)
    return made


@transaction.atomic
def cancel(*, appointment: Appointment, on: date, by: User) -> Appointment:
    """Take a planned conversation from the agenda. Raises NotNow when it was held or taken off before."""
    changed = Appointment.objects.filter(pk=appointment.pk, state=Appointment.State.PLANNED).update(
        state=Appointment.State.CANCELLED
    )
    if not changed:
        raise NotNow(NOT_PLANNED)
    trajectory = appointment.trajectory
    record("trajectory.appointment_cancelled", by=by, about=trajectory, organisation_id=trajectory.organisation_id)
    bring_up_to_date(trajectory, on=on)
    appointment.refresh_from_db()
    return appointment
