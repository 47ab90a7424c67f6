"""A work session as an iCalendar file (RFC 5545): when and where people meet, and until when they may answer.

Nobody who takes part stands in it: whoever opens the file of a colleague learns nothing about people.
"""

from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Alarm, Calendar, Event, vCalAddress

from inburgering.notation import date_long
from regions.models import WorkSession

PRODUCER = "-//Inburgering Regionaal//NL"
USUAL_LENGTH = timedelta(hours=2)  # aanname: a session whose end was not given


def has_dates(session: WorkSession) -> bool:
    return session.starts_at is not None or session.answer_by is not None


def build(session: WorkSession, *, made_at: datetime, is_cancelled: bool = False) -> str:
    """Return the file as text. Its sequence number is the session's version, so a later file replaces an earlier one.

    `made_at` is stamped on the events; cancelling goes one number higher than what stands.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    events = []
    if session.starts_at:
        events.append(_meeting(session, session.starts_at))
    if session.answer_by:
        events.append(_last_day(session, session.answer_by))
    for event in events:
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("sequence", session.version + is_cancelled)
        event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
        event.add("organizer", _organizer(session))
        event.add("url", _host_url(session.get_absolute_url()))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


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


def _host_url(path: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + path
