"""Asking people to a session by their address: inviting, correcting, stopping reminders, taking back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.mail.models import Message
from regions.actions.invitation_mail import mail
from regions.actions.refusal import Changed, NotNow
from regions.models import Municipality, Seat, WorkSession
from regions.models.invitation import Invitation
from regions.reports import calendar, invitation_link, invitation_text, invitations

State = WorkSession.State


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to invite: address in lower case, and the code of the municipality to answer for."""

    email: str
    name: str
    municipality_code: str


@transaction.atomic
def invite(*, session: WorkSession, people: Iterable[Person], by: Actor) -> list[Invitation]:
    """Add people to a session and, when it is open, send each a personal link. Who was asked already is left alone.

    Somebody whose invitation was taken back is asked anew, with another link. Raises NotNow.
    """
    session = locked(session)
    if session.state == State.CLOSED:
        raise NotNow("De werksessie is gesloten. Heropen haar eerst, dan kun je mensen uitnodigen.")
    known = {one.code: one for one in session.region.municipalities_on(timezone.localdate()) if one.organisation_id}
    standing = {one.email: one for one in session.invitations.select_for_update(of=("self",), no_key=True)}
    added = []
    for person in people:
        if person.municipality_code not in known:
            raise NotNow(f"{person.email} hoort bij een gemeente die niet meedoet. Kies een andere gemeente.")
        former = standing.get(person.email)
        if former is None or former.withdrawn_at:
            added.append(_asked(session, person, known[person.municipality_code], former, by))
            standing[person.email] = added[-1]
    if added:
        record("invitation.invited", by=by, about=session, organisation_id=session.organisation_id, people=len(added))
    if added and session.state == State.OPEN:
        send(session=session, by=by)
    return added


@transaction.atomic
def send(*, session: WorkSession, by: Actor) -> int:
    """Send every invitation that was not sent yet; return how many. Raises NotNow as long as a link opens nothing."""
    session = locked(session)
    must_be_open(session)
    unsent = session.invitations.select_related("municipality").filter(sent_at=None, withdrawn_at=None)
    waiting = list(unsent.order_by("pk"))
    questions, now = session.statements.count(), timezone.now()
    file = calendar.build(session, made_at=now) if calendar.has_dates(session) else ""
    for one in waiting:
        asked = f"{one.added_at.timestamp():.6f}"
        text = invitation_text.invitation(one, session, questions)
        mail(session=session, invited=one, occasion=f"uitnodiging:{asked}", text=text, by=by, calendar=file)
        one.sent_at = now
        one.save(update_fields=["sent_at"])
    if waiting:
        record("invitation.sent", by=by, about=session, organisation_id=session.organisation_id, people=len(waiting))
    return len(waiting)


@transaction.atomic
def stop_reminders(*, invitation: Invitation, by: Actor) -> Invitation:
    """Send this person no reminders any more; the link keeps working."""
    return _turn(invitation, "invitation.stopped", by, stopped_at=timezone.now())


@transaction.atomic
def resume_reminders(*, invitation: Invitation, by: Actor) -> Invitation:
    return _turn(invitation, "invitation.resumed", by, stopped_at=None)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Actor) -> Invitation:
    """Take an invitation back: its link opens nothing from now on. A place taken with it, and its answers, stay."""
    if invitation.withdrawn_at:
        return invitation
    former = _turn(invitation, "invitation.withdrawn", by, withdrawn_at=timezone.now())
    session = former.session
    about_session = Message.objects.filter(
        organisation_id=former.organisation_id,
        recipient=former.email,
        occasion__startswith=invitations.occasion(session),
    )
    about_session.filter(sent_at=None, failed_at=None).update(cancelled_at=timezone.now())
    if about_session.exclude(sent_at=None).exists():
        text = invitation_text.withdrawal(former, session)
        name = f"ingetrokken:{former.version}"
        last = calendar.last_sent(session).get(former.email, "")
        file = calendar.cancel(last, made_at=timezone.now()) if last else ""
        mail(session=session, invited=former, occasion=name, text=text, by=by, calendar=file)
    return former


@transaction.atomic
def move(
    *, invitation: Invitation, municipality: Municipality, name: str, expected_version: int, by: Actor
) -> Invitation:
    """Correct the municipality or the name. Raises NotNow once a place was taken with the link, Changed."""
    is_elsewhere = municipality.pk != invitation.municipality_id
    if is_elsewhere and Seat.objects.filter(session_id=invitation.session_id, invitation_id=invitation.pk).exists():
        raise NotNow(
            f"{invitation.name or invitation.email} doet al mee voor {invitation.municipality.name}. "
            "Antwoorden verhuizen niet mee. Trek de uitnodiging in en nodig opnieuw uit."
        )
    changed = Invitation.objects.filter(pk=invitation.pk, version=expected_version).update(
        municipality=municipality, name=name, version=expected_version + 1
    )
    current = Invitation.objects.select_related("municipality", "session__region").get(pk=invitation.pk)
    if not changed:
        raise Changed("Een collega heeft deze uitnodiging net gewijzigd. Kijk of het nu klopt", current)
    record(
        "invitation.moved", by=by, about=current, organisation_id=current.organisation_id, session=current.session_id,
        municipality=municipality.name,
    )  # fmt: skip
    return current


def _asked(
    session: WorkSession, person: Person, municipality: Municipality, former: Invitation | None, by: Actor
) -> Invitation:
    """Store the invitation; one that was taken back gets another moment, and with it another link."""
    row = former or Invitation(organisation_id=session.organisation_id, session=session, email=person.email)
    row.name, row.municipality, row.added_by = person.name, municipality, by.audit_name[:250]
    row.added_at, row.sent_at, row.withdrawn_at, row.stopped_at = timezone.now(), None, None, None
    row.token_sha256 = invitation_link.hashed(invitation_link.token_of(row))
    row.version += 1 if former else 0
    row.save()
    return row


def _turn(invitation: Invitation, verb: str, by: Actor, **changes: object) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("municipality", "session__region").get(pk=invitation.pk)
    for field, value in changes.items():
        setattr(row, field, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])
    record(
        verb, by=by, about=row, organisation_id=row.organisation_id, session=row.session_id,
        municipality=row.municipality.name,
    )  # fmt: skip
    return row


def must_be_open(session: WorkSession) -> None:
    if session.state == State.CONCEPT:
        raise NotNow("Open de werksessie eerst. Tot dan werken de persoonlijke links niet.")
    if session.state == State.CLOSED:
        raise NotNow("De werksessie is gesloten. Antwoorden kan niet meer.")


def locked(session: WorkSession) -> WorkSession:
    return WorkSession.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=session.pk)
