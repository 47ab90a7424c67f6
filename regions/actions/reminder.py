"""Reminding who was invited and still has something to do: by hand, and by the clock."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from inburgering.mail.models import Message
from regions.actions.invitation import locked, must_be_open
from regions.actions.invitation_mail import mail
from regions.actions.refusal import NotNow
from regions.models import WorkSession
from regions.reports import invitation_text, invitations
from regions.reports.invitations import InvitedRow
from regions.rules import reminders
from regions.rules.reminders import Reminder


@transaction.atomic
def remind_now(*, session: WorkSession, numbers: Sequence[int] | None = None, by: Actor) -> int:
    """Remind everybody who still has something to do, or of those only the ones with these numbers; once a day each.

    Returns how many messages were written. Raises NotNow.
    """
    session = locked(session)
    must_be_open(session)
    today = timezone.localdate()
    rows = [row for row in invitations.build(session).to_remind if numbers is None or row.number in numbers]
    due = _by_hand(session, today)
    written = _remind(session, [(row, due, f"dag:{today}") for row in rows], by)
    if not written:
        raise NotNow("Niemand krijgt nu een herinnering. Iedereen is klaar, kreeg er vandaag al een of wil er geen.")
    return written


@transaction.atomic
def remind_due(*, session: WorkSession, today: date, by: Actor) -> int:
    """Write the reminders that belong to this day: safe to repeat. Returns how many messages were written."""
    session = locked(session)
    if not session.is_open or session.reminders_stopped_at or session.answer_by is None:
        return 0
    chosen = []
    for row in invitations.build(session).to_remind:
        due = reminders.due(session.answer_by, timezone.localdate(row.invitation.sent_at), today)
        if due:
            chosen.append((row, due, f"{session.answer_by}:{due.stage}"))
    return _remind(session, chosen, by)


@transaction.atomic
def pause(*, session: WorkSession, is_stopped: bool, by: Actor) -> WorkSession:
    """Stop or resume the reminders of the whole session."""
    session = locked(session)
    session.reminders_stopped_at = timezone.now() if is_stopped else None
    session.save(update_fields=["reminders_stopped_at"])
    verb = "reminders.stopped" if is_stopped else "reminders.resumed"
    record(verb, by=by, about=session, organisation_id=session.organisation_id)
    return session


def _remind(session: WorkSession, chosen: Iterable[tuple[InvitedRow, Reminder | None, str]], by: Actor) -> int:
    """Write reminders, at most one a day for a person whatever the reason."""
    name = invitations.occasion(session, "herinnering:")
    written = Message.objects.filter(organisation_id=session.organisation_id, occasion__startswith=name)
    today = set(written.filter(made_at__date=timezone.localdate()).values_list("recipient", flat=True))
    sent = 0
    for row, due, stage in chosen:
        if row.invitation.email not in today:
            text = invitation_text.reminder(row.invitation, session, row.seat, due, row.total)
            sent += mail(session=session, invited=row.invitation, occasion=f"herinnering:{stage}", text=text, by=by)
    if sent:
        record("invitation.reminded", by=by, about=session, organisation_id=session.organisation_id, people=sent)
    return sent


def _by_hand(session: WorkSession, today: date) -> Reminder | None:
    """How many days there are left when somebody reminds by hand; None without a last day or after it."""
    if session.answer_by is None or session.answer_by < today:
        return None
    return Reminder(0, (session.answer_by - today).days)
