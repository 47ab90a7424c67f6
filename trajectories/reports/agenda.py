"""Somebody's appointments as an iCalendar file (RFC 5545): a number, a moment and a place, never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone
from icalendar import Calendar, Event

from trajectories.models import ContactForm

PRODUCER = "-//Inburgering Regionaal//NL"
USUAL_LENGTH = timedelta(hours=1)  # aanname: an appointment keeps no end
REFRESH = timedelta(hours=1)
# A room at the office or at a school is public; what stands there for a home or a call may be an address or a number.
_PUBLIC = {ContactForm.KANTOOR, ContactForm.LESLOCATIE}


@dataclass(frozen=True, slots=True)
class Planned:
    """One appointment as the database gives it to who knows the token."""

    pk: int
    number: str
    planned_on: date
    starts_at: time | None
    form: str
    location: str
    state: str


def planned(token_sha256: str) -> list[Planned] | None:
    """Return the appointments behind a token; None for one that does not exist or was revoked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.calendar_known(%s)", [token_sha256])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(
            "SELECT id, number, planned_on, starts_at, form, location, state FROM app.calendar_of(%s) "
            "ORDER BY planned_on, starts_at",
            [token_sha256],
        )
        return [Planned(*row) for row in cursor.fetchall()]


def build(appointments: list[Planned], *, made_at: datetime) -> bytes:
    """Return the file. An appointment without an hour lasts the day and keeps nobody busy."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Inburgering: mijn gesprekken")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for one in appointments:
        calendar.add_component(_event(one, made_at))
    return bytes(calendar.to_ical())


def _event(one: Planned, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"gesprek-{one.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", f"Gesprek {one.number}")
    event.add("url", f"{settings.PUBLIC_URL.rstrip('/')}/trajecten/{one.number}/")
    event.add("class", "PRIVATE")
    if one.starts_at:
        starts = timezone.make_aware(datetime.combine(one.planned_on, one.starts_at))
        event.add("dtstart", starts.astimezone(UTC))
        event.add("dtend", (starts + USUAL_LENGTH).astimezone(UTC))
    else:
        event.add("dtstart", one.planned_on)
        event.add("dtend", one.planned_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    place = _place(one)
    if place:
        event.add("location", place)
    return event


def _place(one: Planned) -> str:
    label = str(ContactForm(one.form).label)
    return one.location if one.form in _PUBLIC and one.location else label
