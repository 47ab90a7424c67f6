"""What stands around the form for a conversation: what was planned, what was typed before, which days are off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.notation import date_with_weekday, time_of_day
from trajectories.models import Appointment, ContactForm, Conversation, Trajectory
from trajectories.rules.public_holidays import next_open_day, why_closed

UNTIL_NEXT = timedelta(weeks=6)  # the usual rhythm of the product; every municipality keeps its own
PAGE = "gesprek"
WEEKEND = "valt in het weekend"
# Headings to write under; nothing about health, which has a place of its own.
NOTE_TEMPLATES = {
    "voortgang": ("Voortgang", "Lessen:\nWat gaat goed:\nWat is lastig:\nHulp nodig bij:"),
    "werk": ("Werk en opleiding", "Wens:\nErvaring en diploma's:\nVolgende stap:"),
    "eerste": ("Eerste gesprek", "Kennisgemaakt:\nUitgelegd wat inburgeren is:\nVragen van de inburgeraar:"),
    "niet-gekomen": ("Niet gekomen", "Geprobeerd te bereiken via:\nReden:\nWat ik doe:"),
}


@dataclass(frozen=True, slots=True)
class Around:
    """`kept_at` is "" without a draft; `planned` names the appointment that this conversation settles."""

    name: str
    first_name: str
    number: str
    team: str
    planned: str
    kept_at: str
    templates: tuple[tuple[str, str, str], ...]


def called(trajectory: Trajectory) -> str:
    """Return the name by which one asks for this person."""
    person = trajectory.inburgeraar
    return person.calling_name or person.full_name


def page_of(known: Conversation | None) -> str:
    """Return the name under which a draft is kept: of a new conversation, or of a correction to this one."""
    return f"{PAGE}:{known.pk}" if known else PAGE


def draft_of(trajectory: Trajectory, user: User, known: Conversation | None = None) -> tuple[dict[str, str], str]:
    """Return the fields that this user typed before, and when: "10.42 uur"; nothing and "" without a draft."""
    kept = trajectory.drafts.filter(user=user, page=page_of(known)).first()
    if kept is None:
        return {}, ""
    moment = timezone.localtime(kept.saved_at)
    clock = time_of_day(moment.time())
    return kept.fields, clock if moment.date() == timezone.localdate() else f"{date_with_weekday(moment)}, {clock}"


def initial(trajectory: Trajectory, *, on: date) -> tuple[dict[str, Any], str]:
    """Return what the form starts with, and the appointment that is still to be recorded in words ("" for none)."""
    planned = list(
        trajectory.appointments.filter(state=Appointment.State.PLANNED).order_by("planned_on", "starts_at")[:20]
    )
    due = [one for one in planned if one.planned_on <= on]
    coming = next((one for one in planned if one.planned_on > on), None)
    held = due[-1] if due else None
    start: dict[str, Any] = {
        "held_on": held.planned_on if held else on,
        "form": held.form if held else ContactForm.KANTOOR.value,
        "with_interpreter": trajectory.inburgeraar.needs_interpreter,
        "next_on": coming.planned_on if coming else proposal(on),
        "next_at": coming.starts_at if coming else None,
    }
    return start, f"Gepland op {date_with_weekday(held.planned_on)}, {held.get_form_display()}." if held else ""


def proposal(on: date) -> date:
    """Return a working day after the usual time, to start a plan with."""
    return next_open_day(on + UNTIL_NEXT)


def around(trajectory: Trajectory, *, planned: str, kept_at: str) -> Around:
    return Around(
        name=trajectory.sort_name,
        first_name=called(trajectory),
        number=trajectory.number,
        team=trajectory.team.name,
        planned=planned,
        kept_at=kept_at,
        templates=tuple((key, label, text) for key, (label, text) in NOTE_TEMPLATES.items()),
    )


@dataclass(frozen=True, slots=True)
class DayWarning:
    """Why a day is unusual for a conversation, and the first working day after it. The day itself stays."""

    text: str
    instead: str
    instead_typed: str


def day_warning(day: date | None) -> DayWarning | None:
    """Return the warning for a weekend or a holiday, None for a working day."""
    if day is None or not (reason := why_closed(day)):
        return None
    better = next_open_day(day)
    return DayWarning(
        f"{date_with_weekday(day)} {WEEKEND if reason in {'zaterdag', 'zondag'} else f'is {reason}'}.",
        date_with_weekday(better),
        f"{better.day}-{better.month}-{better.year}",
    )


@dataclass(frozen=True, slots=True)
class Former:
    """What a conversation said before a change."""

    changed_on: date
    changed_by: str
    rows: tuple[tuple[str, str], ...]


def revisions(conversation: Conversation) -> tuple[Former, ...]:
    """Return the former texts, newest first."""
    known = conversation.revisions.order_by("-changed_at")
    return tuple(
        Former(timezone.localdate(one.changed_at), one.changed_by.split(" <")[0], _former_rows(one.former))
        for one in known
    )


def _former_rows(former: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what was kept, as far as it was: a conversation that came from another gemeente may hold less."""
    rows = []
    if day := former.get("held_on"):
        rows.append(("Datum", f"{date_with_weekday(date.fromisoformat(day))} {day[:4]}"))
    if form := former.get("form"):
        rows.append(("Vorm", ContactForm(form).label))
    if attendance := former.get("attendance"):
        rows.append(("Aanwezig", Conversation.Attendance(attendance).label))
    return (*rows, ("Notitie", former.get("note") or "geen"))
