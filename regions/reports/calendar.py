"""A work session as an iCalendar file (RFC 5545): when and where people meet, and until when they may answer.

Nobody who takes part stands in it: whoever opens the file of a colleague learns nothing about people.
"""

from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Alarm, Calendar, Event, vCalAddress, vDDDTypes, vInt, vText

from inburgering.mail.models import Message
from inburgering.notation import date_long
from regions.models import WorkSession

PRODUCER = "-//Inburgering Regionaal//NL"
USUAL_LENGTH = timedelta(hours=2)  # aanname: a session whose end was not given


def has_dates(session: WorkSession) -> bool:
    return session.starts_at is not None or session.answer_by is not None


def build(session: WorkSession, *, made_at: datetime) -> str:
    """Return the file as text. The sequence number is the session's version: a later file replaces an earlier one."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    events = []
    if session.starts_at:
        events.append(_meeting(session, session.starts_at))
    if session.answer_by:
        events.append(_last_day(session, session.answer_by))
    for event in events:
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("sequence", session.version)
        event.add("status", "CONFIRMED")
        event.add("organizer", _organizer(session))
        event.add("url", settings.PUBLIC_URL.rstrip("/") + session.get_absolute_url())
        calendar.add_component(event)
    return calendar.to_ical().decode()


def cancel(text: str, *, made_at: datetime) -> str:
    """Return the file that takes the events of an earlier file out of the agenda again."""
    calendar = Calendar.from_ical(text)
    calendar["method"] = vText("CANCEL")
    for event in calendar.events:
        event["sequence"] = vInt(event["sequence"] + 1)
        event["status"] = vText("CANCELLED")
        event["dtstamp"] = vDDDTypes(made_at.astimezone(UTC))
    return calendar.to_ical().decode()


def fingerprint(text: str) -> str:
    """Return the same few characters for files that say the same, whenever each was made."""
    said = [line for line in text.splitlines() if not line.startswith(("DTSTAMP", "SEQUENCE"))]
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def last_sent(session: WorkSession) -> dict[str, str]:
    """Return by address the file that went along last, or waits to go along, with a message about this session."""
    about = Message.objects.filter(
        organisation_id=session.organisation_id, occasion__startswith=f"werksessie:{session.pk}/", cancelled_at=None
    )
    return {one.recipient: one.calendar for one in about.exclude(calendar="").order_by("pk")}


def _meeting(session: WorkSession, starts_at: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(session, "bijeenkomst"))
    event.add("summary", f"Werksessie {session.number}: {session.title}")
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", (session.ends_at or starts_at + USUAL_LENGTH).astimezone(UTC))
    if session.place:
        event.add("location", session.place)
    if session.answer_by:
        event.add("description", f"Geef je antwoorden uiterlijk op {date_long(session.answer_by)}.")
    return event


def _last_day(session: WorkSession, answer_by: date) -> Event:
    event = Event()
    event.add("uid", _uid(session, "antwoorden"))
    event.add("summary", f"Laatste dag voor je antwoorden: werksessie {session.number}, {session.title}")
    event.add("dtstart", answer_by)
    event.add("dtend", answer_by + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a whole day, but nobody is busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Geef je antwoorden: {session.title}")
    alarm.add("trigger", timedelta(days=-1, hours=9))
    event.add_component(alarm)
    return event


def _organizer(session: WorkSession) -> vCalAddress:
    """The region, with the address that this installation sends from; a published event must have one (RFC 5546)."""
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["cn"] = f"Regio {session.region.name}"
    return organizer


def _uid(session: WorkSession, what: str) -> str:
    return f"werksessie-{session.pk}-{what}@{urlsplit(settings.PUBLIC_URL).hostname}"
