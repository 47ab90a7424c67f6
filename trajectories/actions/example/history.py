"""What happened before: conversations every few weeks, and the appointments that stand now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from trajectories.actions.example import Invented, rows, workday
from trajectories.actions.example.lessons import Lessons
from trajectories.models import Appointment, ContactForm, Conversation

BEFORE_PIP, AFTER_PIP = timedelta(weeks=3), timedelta(weeks=6)
SILENT_FOR = timedelta(weeks=10)
SILENT = {19, 28, 33, 58}  # places in the file of those who were not seen for long
MISSES = {27, 43}  # who missed two of the last conversations
TODAY_AT = [time(9, 0), time(10, 0), time(11, 15), time(13, 30), time(15, 0)]
LATE_TO_RECORD = 5
PAID_SINCE, PAID_UNTIL = timedelta(days=30), timedelta(days=150)  # within the six months of ontzorgen
_FORMS = [ContactForm.KANTOOR, ContactForm.KANTOOR, ContactForm.HUIS, ContactForm.TELEFOON, ContactForm.LESLOCATIE]
_STEPS_AHEAD = 37  # days over which the next appointments are spread


def conversations(people: list[Invented], lessons: dict[int, list[Lessons]], on: date) -> None:
    """Write what was talked about. Call it per person's own klantregisseur."""
    notes = rows("demonstration_notes.csv")
    Conversation.objects.bulk_create(
        one for person in people for one in _of(person, lessons.get(person.number, []), notes, on)
    )


def _of(
    person: Invented, lessons: list[Lessons], notes: list[dict[str, str]], on: date
) -> Iterator[Conversation]:  # fmt: skip
    days = list(_days(person, on))
    for turn, held_on in enumerate(days):
        phase, times = _phase(person, held_on, on), _times(person, lessons, held_on)
        fitting = [row["note"] for row in notes if row["phase"] == phase and _fits(row, person, times)]
        attendance = _attendance(person.number, turn, len(days) - turn)
        yield Conversation(
            organisation_id=person.trajectory.organisation_id,
            trajectory=person.trajectory,
            held_on=held_on,
            form=_form(person.number + turn, phase, times),
            attendance=attendance,
            with_interpreter=person.has_interpreter and attendance == Conversation.Attendance.PRESENT,
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
        yield workday(day)
        day += AFTER_PIP if pip and day >= pip else BEFORE_PIP


def _phase(person: Invented, held_on: date, on: date) -> str:
    kennisgeving, pip = person.day("kennisgeving", on), person.day("pip", on)
    if kennisgeving is None or held_on < kennisgeving or person.kind == "REGISTERED":
        return "REGISTERED"
    if pip is None or held_on < pip - timedelta(days=10):
        return "INTAKE"
    if held_on <= pip:
        return "PIP"
    return "COMPLETION" if person.kind == "COMPLETION" and (on - held_on).days < 120 else "LEARNING"  # noqa: PLR2004


def _times(person: Invented, lessons: list[Lessons], day: date) -> set[str]:
    """Return what is going on around a day: lessons that wait, run or are over, and bills that are paid."""
    since = person.trajectory.bijstand_from_on
    begun = [one for one in lessons if one.starts_on <= day]
    found = {"LESSONS" if any(one.runs_on(day) for one in begun) else "AFTER" if begun else "BEFORE"}
    is_paid = person.is_asylum and since is not None and PAID_SINCE <= day - since <= PAID_UNTIL
    return found | ({"ONTZORGEN"} if is_paid else set())


def _fits(note: dict[str, str], person: Invented, times: set[str]) -> bool:
    return (
        note["set"] in {"", person.life}
        and note["group"] in {"", person.row["indeling"]}
        and (not note["when"] or note["when"] in times)
    )


def _form(turn: int, phase: str, times: set[str]) -> str:
    form = _FORMS[turn % len(_FORMS)]
    if form == ContactForm.LESLOCATIE and "LESSONS" not in times:
        return ContactForm.KANTOOR
    return ContactForm.TELEFOON if form == ContactForm.HUIS and phase == "REGISTERED" else form


def _attendance(number: int, turn: int, from_last: int) -> str:
    if number in MISSES and from_last in {1, 3}:
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
        return workday(on - timedelta(days=1 + place % 2))
    return max(on, workday(on + timedelta(days=1 + (person.number * 7) % _STEPS_AHEAD)))
