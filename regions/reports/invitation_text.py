"""What the mails around a session say. Never an answer; of people only the name of whom it is for and who asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from inburgering.mail.text import personal
from inburgering.notation import count, date_long, time_of_day
from regions.models import Seat, WorkSession
from regions.models.invitation import Invitation
from regions.reports import invitation_link
from regions.reports.joining import SECONDS_EACH
from regions.rules.reminders import Reminder

WHO_SEES = (
    "Wie ziet je antwoorden? Collega's van je gemeente die ook meedoen. De regio ziet ze pas als je ze deelt. "
    "Let op: overheden moeten documenten soms openbaar maken (Wet open overheid)."
)
NO_ANSWER = "Dit bericht is automatisch gemaakt. Je kunt er niet op antwoorden."


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str


def invitation(invited: Invitation, session: WorkSession, questions: int) -> Text:
    """Return the first mail to somebody, with the personal link."""
    minutes = ceil(questions * SECONDS_EACH / 300) * 5
    asked = count(questions, "stelling", "stellingen")
    return _text(
        f"Uitnodiging: {_named(session)}",
        _greeting(invited),
        f"Regio {session.region.name} vraagt wat gemeente {invited.municipality.name} wil met inburgering. "
        f"Je krijgt {asked}. Dat kost ongeveer {minutes} minuten.",
        _link("Begin hier", invited),
        _when(session, attached=True),
        WHO_SEES,
        f"Vragen? Neem contact op met {invited.added_by}.",
    )


def reminder(invited: Invitation, session: WorkSession, seat: Seat | None, due: Reminder | None, total: int) -> Text:
    """Return a reminder; `due` is None when there is no last day or somebody asked for it by hand after it."""
    left = due.words if due else "Herinnering"
    return _text(
        f"{left}: {_named(session)}",
        _greeting(invited),
        f"{left}. {_state(invited, seat, total)}" if due else _state(invited, seat, total),
        _link("Ga verder" if seat else "Begin hier", invited),
        _when(session),
        "Geen herinneringen meer? Dat zeg je op de pagina achter de link.",
    )


def _state(invited: Invitation, seat: Seat | None, total: int) -> str:
    name = invited.municipality.name
    if seat is None:
        return f"Wij hebben voor gemeente {name} nog geen antwoord van jou."
    if seat.answered < total:
        return f"Je hebt {seat.answered} van de {total} stellingen beantwoord voor gemeente {name}."
    return f"Je hebt alle stellingen beantwoord. De antwoorden van gemeente {name} zijn nog niet gedeeld."


def withdrawal(invited: Invitation, session: WorkSession) -> Text:
    return _text(
        f"Ingetrokken: uitnodiging voor {_named(session)}",
        _greeting(invited),
        f"Je uitnodiging voor {_named(session)} is ingetrokken. De link in eerdere berichten werkt niet meer.",
        "Had je al antwoorden gegeven? Die blijven bewaard bij je gemeente.",
    )


def change(invited: Invitation, session: WorkSession) -> Text:
    """Return the mail that goes with a changed date or place."""
    return _text(
        f"Gewijzigd: {_named(session)}",
        _greeting(invited),
        f"De afspraken voor {_named(session)} zijn gewijzigd.",
        _when(session, attached=True) or "Er is nog geen nieuwe datum.",
        _link("Je eigen link blijft", invited),
    )


def results_for_invited(invited: Invitation, session: WorkSession, *, has_seat: bool) -> Text:
    """Return the mail that the results can be seen; who took no place needs an account of the municipality."""
    if has_seat:
        where = _link("Bekijk waar je gemeente staat", invited)
    else:
        where = f"Bekijk de uitkomst: {results_url(session)}\nDaarvoor heb je een account van je gemeente nodig."
    return _text(_ready(session), _greeting(invited), _ready_sentence(session), where)


def results_for_member(name: str, session: WorkSession) -> Text:
    where = f"Bekijk de uitkomst: {results_url(session)}"
    return _text(_ready(session), f"Beste {name}," if name else "Beste collega,", _ready_sentence(session), where)


def receipt(invited: Invitation, seat: Seat, shared_at: datetime) -> Text:
    """Return the confirmation that answers were shared: number and time, no answer."""
    local = timezone.localtime(shared_at)
    session = seat.session
    return _text(
        f"Antwoorden gedeeld: {_named(session)}",
        _greeting(invited),
        f"Je hebt de antwoorden van gemeente {invited.municipality.name} gedeeld met regio {session.region.name}.",
        f"Nummer: {session.code}-{seat.pk}\nGedeeld op: {date_long(local.date())}, {time_of_day(local.time())}",
        "Tot de werksessie sluit kun je ze wijzigen en opnieuw delen. Dat doe je met je eigen link.",
    )


def results_url(session: WorkSession) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse("session_results", args=[session.region.slug, session.number])


def when(session: WorkSession) -> str:
    """Return date, time and place of the meeting in words; nothing when no date was set."""
    if not session.starts_at:
        return ""
    start = timezone.localtime(session.starts_at)
    until = f" tot {time_of_day(timezone.localtime(session.ends_at).time())}" if session.ends_at else ""
    begin = time_of_day(start.time()).removesuffix(" uur") if until else time_of_day(start.time())
    place = f", {session.place}" if session.place else ""
    return f"{date_long(start.date())}, {begin}{until}{place}"


def _when(session: WorkSession, *, attached: bool = False) -> str:
    parts = []
    if session.answer_by:
        parts.append(f"Geef je antwoorden uiterlijk op {date_long(session.answer_by)}.")
    if session.starts_at:
        parts.append(f"Bijeenkomst: {when(session)}.")
    if parts and attached:
        parts.append("De afspraak voor je agenda zit bij dit bericht.")
    return "\n".join(parts)


def _named(session: WorkSession) -> str:
    return f"werksessie {session.number}, {session.title}"


def _ready(session: WorkSession) -> str:
    return f"Uitkomsten van werksessie {session.number} staan klaar"


def _ready_sentence(session: WorkSession) -> str:
    return f"De uitkomsten van {_named(session)} staan klaar."


def _greeting(invited: Invitation) -> str:
    return f"Beste {invited.name}," if invited.name else "Beste collega,"


def _link(label: str, invited: Invitation) -> str:
    return f"{label}: {personal(invitation_link.url(invited))}\nDeze link is van jou. Stuur hem niet door."


def _text(subject: str, *paragraphs: str) -> Text:
    return Text(subject, "\n\n".join([*(part for part in paragraphs if part), NO_ANSWER]))
