"""Recording what was said, who was there and what was agreed; and correcting it with what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.audit.record import record as write_trail
from inburgering.notation import date_long
from trajectories.actions import draft, follow_up, signals
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import (
    Appointment,
    ContactForm,
    Conversation,
    ConversationRevision,
    FollowUp,
    Phase,
    Trajectory,
)

PAGE = "gesprek"  # of the draft
FIRST_LAW = date(2013, 1, 1)  # Wet inburgering 2013; nobody had a trajectory before
IN_THE_FUTURE = "Deze dag komt nog. Plan een afspraak, of vul de dag in waarop jullie elkaar spraken"
TOO_LONG_AGO = "Controleer het jaar: voor 2013 waren er nog geen trajecten"
CLOSED = "Dit traject is afgesloten op {day}. Een gesprek dat daarna was, hoort er niet bij"
NEXT_TOO_EARLY = "Het volgende gesprek moet na dit gesprek komen"
TWICE = timedelta(minutes=1)  # the same words of the same person within it are a second click
CHANGED = "{who} heeft dit gesprek intussen gewijzigd. Kies welke tekst blijft"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What two people agreed: what, who does it (FollowUp.Who), the name of somebody else, and before when."""

    what: str
    who: str = FollowUp.Who.KLANTREGISSEUR
    who_name: str = ""
    due_on: date | None = None


@transaction.atomic
def record(  # noqa: PLR0913 - one conversation is recorded in one go
    *,
    trajectory: Trajectory,
    held_on: date,
    form: str,
    attendance: str,
    note: str = "",
    agreements: Sequence[Agreed] = (),
    next_on: date | None = None,
    next_at: time | None = None,
    is_visible_to_inburgeraar: bool = False,
    with_interpreter: bool = False,
    on: date,
    by: User,
) -> Conversation:
    """Return the recorded conversation: its appointment is held, the next one planned, what was agreed are tasks.

    A second click gives the conversation of the first. Raises NotNow for a day that cannot be.
    """
    _refuse_impossible(trajectory, held_on, next_on, on)
    said = {
        "held_on": held_on, "form": form, "attendance": attendance, "with_interpreter": with_interpreter,
        "note": note.strip(), "is_visible_to_inburgeraar": is_visible_to_inburgeraar, "recorder": by,
    }  # fmt: skip
    Trajectory.objects.select_for_update(no_key=True).get(pk=trajectory.pk)
    if again := trajectory.conversations.filter(**said, recorded_at__gt=timezone.now() - TWICE).first():
        return again
    made = Conversation.objects.create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        is_progress_talk=form != ContactForm.BERICHT,  # a message is no conversation that the PIP promised
        recorded_by=by.audit_name,
        **said,
    )
    _hold(trajectory, made)
    _plan_next(made, next_on, next_at, by)
    _agree(made, agreements, on, by)
    draft.forget(trajectory=trajectory, page=PAGE, by=by)
    write_trail(
        "trajectory.conversation_recorded", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        conversation=made.pk,
    )  # fmt: skip
    bring_up_to_date(trajectory, on=on)
    signals.notice(trajectory=trajectory, on=on)
    return made


@transaction.atomic
def change(  # noqa: PLR0913 - everything that may have been typed wrong
    *,
    conversation: Conversation,
    held_on: date,
    form: str,
    attendance: str,
    note: str,
    is_visible_to_inburgeraar: bool,
    with_interpreter: bool,
    expected_version: int,
    on: date,
    by: User,
) -> Conversation:
    """Return the corrected conversation; what it said before stays readable. Raises Changed, NotNow."""
    known = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if known.version != expected_version:
        last = known.revisions.order_by("-changed_at").first()
        who = last.changed_by.split(" <")[0] if last else "Iemand"
        raise Changed(CHANGED.format(who=who), known)
    _refuse_impossible(conversation.trajectory, held_on, None, on)
    ConversationRevision.objects.create(
        organisation_id=known.organisation_id, conversation=known, former=_former(known), changed_by=by.audit_name
    )
    Conversation.objects.filter(pk=known.pk).update(
        held_on=held_on, form=form, attendance=attendance, note=note.strip(), with_interpreter=with_interpreter,
        is_visible_to_inburgeraar=is_visible_to_inburgeraar, is_progress_talk=form != ContactForm.BERICHT,
        version=F("version") + 1,
    )  # fmt: skip
    trajectory = conversation.trajectory
    draft.forget(trajectory=trajectory, page=f"{PAGE}:{known.pk}", by=by)
    write_trail(
        "trajectory.conversation_changed", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        conversation=known.pk,
    )  # fmt: skip
    bring_up_to_date(trajectory, on=on)
    signals.notice(trajectory=trajectory, on=on)
    known.refresh_from_db()
    return known


def _refuse_impossible(trajectory: Trajectory, held_on: date, next_on: date | None, on: date) -> None:
    if held_on > on:
        raise NotNow(IN_THE_FUTURE, "held_on")
    if held_on < FIRST_LAW:
        raise NotNow(TOO_LONG_AGO, "held_on")
    if trajectory.phase == Phase.CLOSED and trajectory.closed_on and (held_on > trajectory.closed_on or next_on):
        raise NotNow(CLOSED.format(day=date_long(trajectory.closed_on)), "held_on")
    if next_on and next_on <= held_on:
        raise NotNow(NEXT_TOO_EARLY, "next_on")


def _hold(trajectory: Trajectory, made: Conversation) -> None:
    """The appointment of that day, or the last one before it, is the one that was held."""
    planned = trajectory.appointments.filter(state=Appointment.State.PLANNED, planned_on__lte=made.held_on)
    if kept := planned.order_by("-planned_on", "-pk").first():
        kept.state, kept.conversation = Appointment.State.HELD, made
        kept.save(update_fields=["state", "conversation"])


def _plan_next(made: Conversation, next_on: date | None, next_at: time | None, by: User) -> None:
    if next_on is None:
        return
    trajectory = made.trajectory
    there = trajectory.appointments.filter(planned_on=next_on, state=Appointment.State.PLANNED)
    if there.exists():
        there.filter(starts_at=None).update(starts_at=next_at)
        return
    Appointment.objects.create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        user=trajectory.assigned_to or by,
        planned_on=next_on,
        starts_at=next_at,
    )


def _agree(made: Conversation, agreements: Sequence[Agreed], on: date, by: User) -> None:
    for one in agreements:
        follow_up.add(
            trajectory=made.trajectory,
            what=one.what,
            who=one.who,
            who_name=one.who_name,
            user=by if one.who == FollowUp.Who.KLANTREGISSEUR else None,
            due_on=one.due_on,
            conversation=made,
            is_visible_to_inburgeraar=made.is_visible_to_inburgeraar,
            on=on,
            by=by,
        )


def _former(known: Conversation) -> dict[str, object]:
    return {
        "held_on": known.held_on.isoformat(),
        "form": known.form,
        "attendance": known.attendance,
        "note": known.note,
        "with_interpreter": known.with_interpreter,
        "is_visible_to_inburgeraar": known.is_visible_to_inburgeraar,
    }
