"""Telling people around a session what is new: the results, or another date."""

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.accounts.models import Share
from inburgering.audit.record import Actor, record
from inburgering.mail.models import Message
from inburgering.mail.write import write
from regions.actions.invitation import locked
from regions.actions.invitation_mail import mail
from regions.actions.refusal import NotNow
from regions.models import WorkSession
from regions.reports import calendar, invitation_text, invitations


@transaction.atomic
def announce_results(*, session: WorkSession, by: Actor) -> int:
    """Tell everybody who was invited, and who may read answers of a municipality, that the results are there.

    Once, after the reveal; the message holds a link only. Returns how many messages were written. Raises NotNow.
    """
    session = locked(session)
    if not session.is_revealed:
        raise NotNow("Toon eerst de uitkomst. Daarna kun je melden dat zij klaarstaat.")
    if session.results_announced_at:
        raise NotNow("De deelnemers hebben dit bericht al gekregen.")
    session.results_announced_at = timezone.now()
    session.save(update_fields=["results_announced_at"])
    told = _tell_invited(session, by)
    written = len(told) + _tell_members(session, told, by)
    record("results.announced", by=by, about=session, organisation_id=session.organisation_id, people=written)
    return written


@transaction.atomic
def send_dates(*, session: WorkSession, by: Actor) -> int:
    """Send who was invited the date, place and last day as they are now. Raises NotNow when everybody has them."""
    session = locked(session)
    stale = invitations.with_old_dates(session)
    if not stale:
        raise NotNow("Iedereen heeft de afspraken zoals zij nu zijn.")
    now, last = timezone.now(), calendar.last_sent(session)
    current = calendar.build(session, made_at=now) if calendar.has_dates(session) else ""
    name = f"afspraak:{session.version}:{calendar.fingerprint(current)}"
    for one in stale:
        file = current or calendar.cancel(last[one.email], made_at=now)
        mail(
            session=session, invited=one, occasion=name, text=invitation_text.change(one, session), by=by, calendar=file
        )
    record("dates.sent", by=by, about=session, organisation_id=session.organisation_id, people=len(stale))
    return len(stale)


def _tell_invited(session: WorkSession, by: Actor) -> set[str]:
    told = set()
    for row in invitations.build(session).standing:
        if row.invitation.sent_at:
            text = invitation_text.results_for_invited(row.invitation, session, has_seat=row.seat is not None)
            mail(session=session, invited=row.invitation, occasion="uitkomst", text=text, by=by)
            told.add(row.invitation.email)
    return told


def _tell_members(session: WorkSession, told: set[str], by: Actor) -> int:
    """Write to members in the name of their own municipality: the region does not learn who works there."""
    shared = Share.objects.standing().filter(
        organisation_id=session.organisation_id, kind=Share.Kind.WORK_SESSION, subject_id=session.pk
    )
    written: list[Message | None] = []
    for organisation_id in shared.order_by("shared_with_id").values_list("shared_with_id", flat=True):
        with as_job(organisation_id):
            for user in invitations.readers(organisation_id):
                if user.email not in told:
                    text = invitation_text.results_for_member(user.name, session)
                    name = invitations.occasion(session, "uitkomst")
                    written.append(write(organisation_id, name, user.email, text.subject, text.body, by))
    return len([one for one in written if one])
