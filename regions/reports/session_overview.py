"""The sessions of a region, as a list and as a workbook, and what one's own municipality has to do in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from regions.models import AnswerSheet, Municipality, Seat, WorkSession
from regions.models.work_session import WorkSessionQuerySet

HEADINGS = [
    "Nummer",
    "Titel",
    "Stand",
    "Code",
    "Stellingen",
    "Deelnemers",
    "Geopend op",
    "Gesloten op",
    "Uitkomst getoond op",
]


@dataclass(frozen=True, slots=True)
class Row:
    session: WorkSession
    statements: int
    people: int
    state: str
    url: str


def rows(sessions: WorkSessionQuerySet) -> list[Row]:
    """Return the sessions, newest first, with counts of what the asker may see."""
    counted = sessions.select_related("region").annotate(
        statement_count=Count("statements", distinct=True),
        people_count=Count("seats", filter=Q(seats__refused_at=None), distinct=True),
    )
    return [
        Row(one, one.statement_count, one.people_count, _state(one), one.get_absolute_url())
        for one in counted.order_by("-number")
    ]


def _state(session: WorkSession) -> str:
    return "Uitkomst getoond" if session.is_revealed else session.get_state_display()


def finding(sessions: WorkSessionQuerySet) -> str:
    """Return what stands out: whether something is open now."""
    now_open = sessions.filter(state=WorkSession.State.OPEN).order_by("-number").first()
    if now_open:
        return f"Werksessie {now_open.number} is open: {now_open.title}."
    return "Er is nu geen werksessie open."


def table(sessions: WorkSessionQuerySet) -> list[list[str | int | datetime | None]]:
    """Return the same list as rows under HEADINGS."""
    return [
        [
            row.session.number,
            row.session.title,
            row.state,
            row.session.code,
            row.statements,
            row.people,
            row.session.opened_at,
            row.session.closed_at,
            row.session.revealed_at,
        ]
        for row in rows(sessions)
    ]


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What one municipality did and can do in a session."""

    municipality: Municipality
    people: int
    waiting: int
    sheet: AnswerSheet | None
    may_answer: bool

    @property
    def is_shared(self) -> bool:
        return self.sheet is not None and self.sheet.shared_at is not None


def own_part(session: WorkSession, user: User) -> Sequence[OwnPart]:
    """Return the part of each municipality for which this user may see answers; usually one."""
    seen = set(Organisation.objects.where(user, Permission.VIEW_ANSWERS).values_list("pk", flat=True))
    answering = set(Organisation.objects.where(user, Permission.GIVE_ANSWERS).values_list("pk", flat=True))
    day = timezone.localdate(session.opened_at or session.made_at)
    mine = [one for one in session.region.municipalities_on(day) if one.organisation_id in seen]
    seats = list(Seat.objects.filter(session=session, refused_at=None, organisation_id__in=seen))
    sheets = {one.organisation_id: one for one in AnswerSheet.objects.filter(session=session, organisation_id__in=seen)}
    return [_part(one, seats, sheets, answering) for one in mine]


def _part(
    municipality: Municipality, seats: Sequence[Seat], sheets: dict[int, AnswerSheet], answering: set[int]
) -> OwnPart:
    held = [seat for seat in seats if seat.organisation_id == municipality.organisation_id]
    waiting = sum(not seat.is_admitted for seat in held)
    sheet = sheets.get(municipality.organisation_id)
    may = municipality.organisation_id in answering
    return OwnPart(municipality, len(held) - waiting, waiting, sheet, may)
