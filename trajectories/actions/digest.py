"""The mail of the morning: at most one a day, only when something waits, and never with a person in it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering.accounts.models import Membership, Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor, record
from inburgering.mail.models import Message
from inburgering.mail.write import write
from trajectories.models import Absence, TeamMember
from trajectories.reports import digest


@transaction.atomic
def send(*, user: User, on: date, by: Actor) -> Message | None:
    """Put the mail of this day ready and return it; None when nothing waits, it went already, or nobody wants it.

    Runs in the context of that user, so it counts what this user may see. Who is away gets none.
    """
    places = TeamMember.objects.filter(user=user, wants_digest=True)
    if not places.exists() or Absence.objects.current(on).filter(user=user).exists():
        return None
    found = digest.build(user, on=on)
    home = Organisation.objects.where(user, Permission.WORK_CASELOAD).order_by("pk").first()
    if not found.lines or home is None:
        return None
    return write(home.pk, f"dagoverzicht:{on.isoformat()}", user.email, found.subject(on), found.body(user.name), by=by)


@transaction.atomic
def switch(*, is_on: bool, by: User) -> None:
    """Switch the mail of the morning on or off, in every team of this user."""
    TeamMember.objects.filter(user=by).update(wants_digest=is_on)
    held = Membership.objects.held_by(by).first()
    if held:
        record("digest.switched", by=by, about=by, organisation_id=held.organisation_id, is_on=is_on)
