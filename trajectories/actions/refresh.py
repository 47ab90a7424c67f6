"""Bringing what lists sort and filter on up to date. Every act on a trajectory ends so."""

from datetime import date

from django.db.models import Max, Min

from trajectories.models import Appointment, Conversation, DuoEvent, Trajectory
from trajectories.reports import facts
from trajectories.rules import deadlines, names


def bring_up_to_date(trajectory: Trajectory, *, on: date) -> Trajectory:
    """Compute and save the derived columns of one trajectory; its version does not change. Returns it, fresh."""
    current = Trajectory.objects.select_related("inburgeraar").get(pk=trajectory.pk)
    person = current.inburgeraar
    current.sort_name = person.sort_name
    current.search_text = names.search_text(
        person.full_name, person.calling_name, current.number,
        names.birth_digits(person.birth_year, person.birth_month, person.birth_day),
    )[:400]  # fmt: skip
    seen = current.conversations.filter(attendance=Conversation.Attendance.PRESENT)
    current.last_contact_on = seen.aggregate(last=Max("held_on"))["last"]
    planned = current.appointments.filter(state=Appointment.State.PLANNED)
    current.next_appointment_on = planned.aggregate(first=Min("planned_on"))["first"]
    current.duo_news = current.duo_events.filter(state=DuoEvent.State.NEW).count()
    coming = deadlines.next_deadline(facts.of(current), on=on)
    current.next_deadline_on = coming.due_on if coming else None
    current.next_deadline_kind = coming.kind if coming else ""
    current.save(
        update_fields=[
            "sort_name", "search_text", "last_contact_on", "next_appointment_on", "duo_news", "next_deadline_on",
            "next_deadline_kind",
        ]
    )  # fmt: skip
    return current
