"""Who was asked to a session and how far they are: progress, never an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.accounts.roles import Permission, roles_with
from inburgering.mail.models import Message
from inburgering.notation import count, listing, sort_key
from regions.models import Seat, WorkSession
from regions.models.invitation import Invitation
from regions.reports import calendar, session_progress

HEADINGS = (
    "Gemeente", "Naam", "E-mailadres", "Uitgenodigd op", "Stand", "Beantwoord", "Stellingen", "Gemeente deelde op",
    "Herinneringen",
)  # fmt: skip
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class InvitedRow:
    """One address. `number` counts within the session; `seat` is the place that was taken with the link, if any."""

    number: int
    invitation: Invitation
    seat: Seat | None
    total: int
    municipality_shared_at: datetime | None
    trouble: str

    @property
    def name(self) -> str:
        return self.invitation.name or self.invitation.email

    @property
    def answered(self) -> int:
        return self.seat.answered if self.seat else 0

    @property
    def others_shared(self) -> bool:
        """Whether the municipality shared without this person."""
        return self.municipality_shared_at is not None and (self.seat is None or self.seat.shared_at is None)

    @property
    def state(self) -> str:
        if self.invitation.withdrawn_at:
            return "Ingetrokken"
        if self.seat is None:
            return "Uitgenodigd" if self.invitation.sent_at else "Nog niet verstuurd"
        if self.seat.shared_at:
            return "Gedeeld"
        if not self.seat.answered:
            return "Geopend"
        return (
            f"Bezig: {self.seat.answered} van {self.total}" if self.seat.answered < self.total else "Alles beantwoord"
        )

    @property
    def may_be_reminded(self) -> bool:
        """Whether this person still has something to do.

        Who never began is left alone once a colleague has shared for the municipality; who began is not.
        """
        asked = self.invitation.sent_at and not self.invitation.withdrawn_at and not self.invitation.stopped_at
        if not asked:
            return False
        if self.municipality_shared_at is None:
            return True
        return self.seat is not None and not self.seat.shared_at and self.seat.answered < self.total


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """How far one municipality is: the furthest of its people counts."""

    name: str
    invited: int
    people: int
    answered: int
    shared_at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Response:
    total: int
    rows: Sequence[InvitedRow]
    municipalities: Sequence[MunicipalityRow]

    @property
    def standing(self) -> list[InvitedRow]:
        return [row for row in self.rows if not row.invitation.withdrawn_at]

    @property
    def unsent(self) -> list[InvitedRow]:
        return [row for row in self.standing if not row.invitation.sent_at]

    @property
    def to_remind(self) -> list[InvitedRow]:
        return [row for row in self.rows if row.may_be_reminded]

    @property
    def finding(self) -> str:
        """Return the sentence on top: who shared, and by name who did not while those are few."""
        if not self.standing:
            return "Nog niemand is uitgenodigd."
        every = len(self.municipalities)
        missing = [one.name for one in self.municipalities if not one.shared_at]
        done = every - len(missing)
        if not missing:
            return f"Alle {every} gemeenten hebben gedeeld."
        if not done:
            asked = count(len(self.standing), "persoon is", "mensen zijn")
            opened = len([row for row in self.standing if row.seat])
            return f"{asked} uitgenodigd, {opened} daarvan {'doet' if opened == 1 else 'doen'} mee. " + (
                "Nog geen gemeente heeft gedeeld."
            )
        who = f"{listing(missing)} nog niet" if len(missing) <= _MOST_NAMED else f"{len(missing)} gemeenten nog niet"
        verb = "heeft" if done == 1 else "hebben"
        return f"{done} van de {every} gemeenten {verb} gedeeld; {who}."

    def table(self) -> list[list[str | int | datetime | None]]:
        """Return the rows of the Excel file, in the order of HEADINGS."""
        return [
            [
                row.invitation.municipality.name, row.invitation.name, row.invitation.email, row.invitation.sent_at,
                row.state, row.answered, row.total, row.municipality_shared_at,
                "gestopt" if row.invitation.stopped_at else "aan",
            ]
            for row in self.rows
        ]  # fmt: skip


def build(session: WorkSession) -> Response:
    """Return who was asked and how far they are, as the region sees it, in a fixed number of queries."""
    progress = session_progress.build(session)
    shared = {one.slug: one.shared_at for one in progress.rows}
    invited = list(session.invitations.select_related("municipality").order_by("pk"))
    seats = list(session.seats.filter(refused_at=None).select_related("user").order_by("pk"))
    by_invitation = {seat.invitation_id: seat for seat in seats if seat.invitation_id}
    by_member = {(seat.municipality_id, seat.user.email): seat for seat in seats if seat.user}
    trouble = _trouble(session)
    rows = [
        InvitedRow(
            number,
            one,
            by_invitation.get(one.pk) or by_member.get((one.municipality_id, one.email)),
            progress.total,
            shared.get(one.municipality.slug),
            trouble.get(one.email, ""),
        )
        for number, one in enumerate(invited, start=1)
    ]
    rows.sort(key=lambda row: (sort_key(row.invitation.municipality.name), sort_key(row.name)))
    return Response(progress.total, rows, [_municipality(one, rows) for one in progress.rows])


def _municipality(one: session_progress.MunicipalityProgress, rows: Sequence[InvitedRow]) -> MunicipalityRow:
    own = [row for row in rows if row.invitation.municipality.slug == one.slug and not row.invitation.withdrawn_at]
    return MunicipalityRow(one.name, len(own), one.people, one.answered, one.shared_at, one.words)


def _trouble(session: WorkSession) -> dict[str, str]:
    """Return by address why the last message did not arrive; a later one that did takes that away."""
    sent = Message.objects.filter(
        organisation_id=session.organisation_id, occasion__startswith=occasion(session), cancelled_at=None
    )
    return {one.recipient: one.error for one in sent.order_by("pk") if one.failed_at or one.sent_at}


def occasion(session: WorkSession, *parts: str) -> str:
    """Return how messages about this session are named, so that nobody gets the same one twice."""
    return "/".join([f"werksessie:{session.pk}", *parts]) if parts else f"werksessie:{session.pk}/"


def with_old_dates(session: WorkSession) -> list[Invitation]:
    """Return who was sent another date, place or last day than the session has now."""
    sent = calendar.last_sent(session)
    now = calendar.build(session, made_at=timezone.now()) if calendar.has_dates(session) else ""
    standing = session.invitations.filter(withdrawn_at=None).exclude(sent_at=None).select_related("municipality")
    return [one for one in standing.order_by("pk") if _is_old(sent.get(one.email, ""), now)]


def _is_old(sent: str, now: str) -> bool:
    if not now:
        return "METHOD:PUBLISH" in sent
    return calendar.fingerprint(sent) != calendar.fingerprint(now)


def municipalities(session: WorkSession) -> dict[str, str]:
    """Return the municipalities of the region that take part, as {code: name}."""
    known = session.region.municipalities_on(timezone.localdate()).exclude(organisation=None)
    return {one.code: one.name for one in known}


def readers(municipality_organisation_id: int) -> list[User]:
    """Return who of a municipality may read its answers; asked in the context of that organisation."""
    held = User.objects.filter(
        memberships__organisation_id=municipality_organisation_id,
        memberships__role__in=roles_with(Permission.VIEW_ANSWERS),
        is_active=True,
    )
    return list(held.distinct().order_by("pk"))
