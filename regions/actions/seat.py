"""Taking a place at a work session, and being let in."""

from django.db import connection, transaction
from django.utils import timezone

from inburgering.accounts.context import as_seat, as_user
from inburgering.accounts.models import Organisation, User, WrongCode
from inburgering.accounts.roles import Permission
from inburgering.audit.record import Actor, record
from regions.actions import sheet
from regions.actions.refusal import NotNow
from regions.models import Municipality, Seat, WorkSession
from regions.models.invitation import Invitation
from regions.reports import joining

__all__ = ["NotNow", "UnknownCode", "admit", "admit_all", "note_wrong_code", "refuse", "take"]


class UnknownCode(Exception):
    """No open or closed session has this code."""


@transaction.atomic
def note_wrong_code(*, address: str, by: Actor) -> WrongCode:
    """Count one wrong code from one address; what is older than a day is forgotten."""
    WrongCode.objects.filter(tried_at__lt=timezone.now() - joining.FORGOTTEN_AFTER).delete()
    return WrongCode.objects.create(address_hash=joining.address_hash(address))


@transaction.atomic
def take(*, code: str, municipality: Municipality, name: str, by: Actor, invitation: Invitation | None = None) -> Seat:
    """Take a seat for a municipality. A known member of it, and who was invited, is admitted at once; a guest waits.

    The seat is made in its own context, for nobody else may write it. Raises UnknownCode or NotNow.
    """
    door = joining.door(code)
    if door is None:
        raise UnknownCode("We kennen deze code niet. Controleer de 6 tekens op het scherm of in de uitnodiging")
    if not door.is_open:
        raise NotNow("Deze werksessie is gesloten. Antwoorden kan niet meer.")
    if municipality.pk not in {one.pk for one in door.municipalities}:
        raise NotNow(f"Gemeente {municipality.name} hoort niet bij regio {door.region.name}")
    member = (
        by if isinstance(by, User) and _works_for(by, municipality.organisation_id, Permission.GIVE_ANSWERS) else None
    )
    if member and (held := _held_by(member, door.session_id, municipality)):
        return _linked(held, invitation)
    seat = Seat(
        pk=_next_seat_id(),
        organisation_id=municipality.organisation_id,
        host_id=door.host_id,
        session_id=door.session_id,
        municipality=municipality,
        name=name,
        user=member,
        admitted_at=timezone.now() if member or invitation else None,
        admitted_by=_admitted_by(member, invitation),
        invitation_id=invitation.pk if invitation else None,
    )
    with as_seat(seat.pk):
        seat.save(force_insert=True)
        record("seat.taken", by=seat, about=seat, organisation_id=seat.organisation_id, admitted=seat.is_admitted)
    return seat


@transaction.atomic
def admit(*, seat: Seat, by: Actor) -> Seat:
    """Let a guest in: from now on the answers count. What the guest wished to share is shared now, by the guest."""
    seat = _locked(seat)
    if seat.is_admitted:
        return seat
    seat.admitted_at, seat.admitted_by, seat.refused_at = timezone.now(), by.audit_name[:250], None
    seat.save(update_fields=["admitted_at", "admitted_by", "refused_at"])
    record("seat.admitted", by=by, about=seat, organisation_id=_trail(seat, by))
    if seat.shared_at:
        with as_seat(seat.pk):
            sheet.share_wish(seat=seat, by=seat)
    return seat


@transaction.atomic
def admit_all(*, session: WorkSession, by: Actor) -> list[Seat]:
    """Let everybody in who waits; who was refused stays out."""
    waiting = Seat.objects.filter(session=session, admitted_at=None, refused_at=None).order_by("pk")
    return [admit(seat=seat, by=by) for seat in waiting]


@transaction.atomic
def refuse(*, seat: Seat, by: Actor) -> Seat:
    seat = _locked(seat)
    if seat.is_admitted:
        raise NotNow(f"{seat.name} is al toegelaten. Weigeren kan niet meer.")
    seat.refused_at = timezone.now()
    seat.save(update_fields=["refused_at"])
    record("seat.refused", by=by, about=seat, organisation_id=_trail(seat, by))
    return seat


def _locked(seat: Seat) -> Seat:
    rows = Seat.objects.select_for_update(of=("self",), no_key=True).select_related("municipality", "session__region")
    return rows.get(pk=seat.pk)


def _works_for(user: User, organisation_id: int, permission: Permission) -> bool:
    with as_user(user.pk):
        return Organisation.objects.where(user, permission).filter(pk=organisation_id).exists()


def _held_by(user: User, session_id: int, municipality: Municipality) -> Seat | None:
    """The seat that a signed-in member took before, perhaps on another device."""
    with as_user(user.pk):
        return Seat.objects.filter(session_id=session_id, municipality=municipality, user=user, refused_at=None).first()


def _admitted_by(member: User | None, invitation: Invitation | None) -> str | None:
    if invitation:
        return f"uitnodiging van {invitation.added_by}"[:250]
    return member.audit_name[:250] if member else None


def _linked(seat: Seat, invitation: Invitation | None) -> Seat:
    """Let the region see that this place, taken before without the link, is the one it invited somebody to."""
    if invitation and seat.invitation_id is None:
        with as_seat(seat.pk):
            Seat.objects.filter(pk=seat.pk).update(invitation_id=invitation.pk)
    return seat


def _trail(seat: Seat, by: Actor) -> int:
    """The trail of the municipality when one of its own acts, of the region when the facilitator does."""
    own = isinstance(by, User) and _works_for(by, seat.organisation_id, Permission.ADMIT_SEAT)
    return seat.organisation_id if own else seat.host_id


def _next_seat_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('regions_seat', 'id'))")
        return cursor.fetchone()[0]
