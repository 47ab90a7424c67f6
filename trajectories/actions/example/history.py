"""What happened before: conversations every few weeks, and the appointments that stand now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from trajectories.actions.example import Invented, rows
from trajectories.models import Appointment, ContactForm, Conversation

BEFORE_PIP, AFTER_PIP = timedelta(weeks=3), timedelta(weeks=6)
SILENT_FOR = timedelta(weeks=10)
SILENT = {7, 19, 33, 48}  # places in the file of those who were not seen for long
TODAY_AT = [time(9, 0), time(10, 0), time(11, 15), time(13, 30), time(15, 0)]
LATE_TO_RECORD = 5
_FORMS = [ContactForm.KANTOOR, ContactForm.KANTOOR, ContactForm.HUIS, ContactForm.TELEFOON, ContactForm.LESLOCATIE]
_STEPS_AHEAD = 37  # days over which the next appointments are spread


def conversations(people: list[Invented], on: date) -> None:
    """Write what was talked about. Call it per person's own klantregisseur."""
    notes = rows("demonstration_notes.csv")
    Conversation.objects.bulk_create(one for person in people for one in _of(person, notes, on))


def _of(person: Invented, notes: list[dict[str, str]], on: date) -> Iterator[Conversation]:
    for turn, held_on in enumerate(_days(person, on)):
        phase = _phase(person, held_on, on)
        fitting = [row["note"] for row in notes if row["phase"] == phase]
        attendance = _attendance(person.number, turn)
        yield Conversation(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            held_on=held_on,
            form=_FORMS[(person.number + turn) % len(_FORMS)],
            attendance=attendance,
            with_interpreter=person.row["interpreter"] == "ja",
            note=fitting[(person.number + turn) % len(fitting)] if attendance == "PRESENT" else "",
            recorded_at=timezone.make_aware(datetime.combine(held_on, time(16, 10))),
            recorded_by=person.user.audit_name,
            recorder=person.user,
        )


def _days(person: Invented, on: date) -> Iterator[date]:
    """Yield working days from the first acquaintance until shortly before today."""
    pip = person.day("pip", on)
    day = person.trajectory.registered_on + timedelta(days=9 + person.number % 5)
    last = on - (SILENT_FOR if person.number in SILENT else timedelta(days=2 + person.number % 12))
    while day <= last:
        yield day - timedelta(days=max(0, day.weekday() - 4))
        day += AFTER_PIP if pip and day >= pip else BEFORE_PIP


def _phase(person: Invented, held_on: date, on: date) -> str:
    kennisgeving, pip = person.day("kennisgeving", on), person.day("pip", on)
    if kennisgeving is None or held_on < kennisgeving:
        return "REGISTERED"
    if pip is None or held_on < pip - timedelta(days=10):
        return "INTAKE"
    if held_on <= pip:
        return "PIP"
    return "COMPLETION" if person.kind == "COMPLETION" and (on - held_on).days < 120 else "LEARNING"  # noqa: PLR2004


def _attendance(number: int, turn: int) -> str:
    if number in {11, 27} and turn % 3 == 0:
        return Conversation.Attendance.ABSENT_WITHOUT_NOTICE
    if (number + turn) % 13 == 0:
        return Conversation.Attendance.ABSENT_WITH_NOTICE
    return Conversation.Attendance.PRESENT


def appointments(people: list[Invented], on: date) -> None:
    """Plan the next conversation of everybody: some today, some in the past and still to be recorded."""
    Appointment.objects.bulk_create(
        Appointment(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            user=person.user,
            planned_on=_planned(place, person, on),
            starts_at=TODAY_AT[place % len(TODAY_AT)],
            form=ContactForm.KANTOOR,
            location=f"gemeentehuis {person.trajectory.team.name.removeprefix('Team ')}",
        )
        for place, person in enumerate(people)
        if person.number not in SILENT
    )


def _planned(place: int, person: Invented, on: date) -> date:
    if place < len(TODAY_AT):
        return on
    if place < len(TODAY_AT) + LATE_TO_RECORD:
        return on - timedelta(days=1 + place % 2)
    day = on + timedelta(days=1 + (person.number * 7) % _STEPS_AHEAD)
    return day - timedelta(days=max(0, day.weekday() - 4))
