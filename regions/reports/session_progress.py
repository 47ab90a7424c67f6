"""How far a session is: who is in, who waits, who shared. Numbers only; no answer is read here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from inburgering.accounts.models import Share
from inburgering.notation import count, listing
from regions.models import AnswerSheet, MunicipalAnswer, Seat, WorkSession
from regions.models.answer import Importance, Value


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who wants to speak for a municipality and was not let in yet."""

    seat_id: int
    name: str
    municipality: str
    taken_at: datetime
    answered: int
    wants_to_share: bool
    is_refused: bool


@dataclass(frozen=True, slots=True)
class MunicipalityProgress:
    """`answered` is how far the furthest admitted person of this municipality is."""

    code: str
    name: str
    slug: str
    people: int
    waiting: int
    answered: int
    status_label: str
    shared_at: datetime | None

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None

    @property
    def people_words(self) -> str:
        waiting = f"{self.waiting} wacht" if self.waiting == 1 else f"{self.waiting} wachten"
        seated = count(self.people, "deelnemer", "deelnemers")
        return f"{seated}, {waiting}" if self.waiting else seated

    @property
    def words(self) -> str:
        if self.is_shared:
            settled = self.status_label != AnswerSheet.Status.PROVISIONAL.label
            return f"Gedeeld, {self.status_label.lower()}" if settled else "Gedeeld"
        if not self.people and not self.waiting:
            return "Nog niemand"
        return "Bezig" if self.answered else "Nog niet begonnen"


@dataclass(frozen=True, slots=True)
class ProgressFigures:
    """What the room sees of the progress; numbers of people and municipalities, never an answer."""

    total: int
    municipalities: int
    shared: int
    people: int
    done: int
    finding: str


@dataclass(frozen=True, slots=True)
class SessionProgress:
    total: int
    rows: Sequence[MunicipalityProgress]
    waiting: Sequence[Waiting]
    refused: Sequence[Waiting]
    people: int
    done: int

    @property
    def shared(self) -> int:
        return sum(row.is_shared for row in self.rows)

    @property
    def counted(self) -> str:
        people = count(self.people, "deelnemer", "deelnemers")
        return f"{self.shared} van {len(self.rows)} gedeeld, {self.done} van {people} klaar"

    @property
    def missing(self) -> str:
        return listing([row.name for row in self.rows if not row.is_shared])

    def figures(self) -> ProgressFigures:
        return ProgressFigures(self.total, len(self.rows), self.shared, self.people, self.done, self.finding)

    @property
    def finding(self) -> str:
        if not self.people:
            return "Nog niemand doet mee."
        if not self.shared:
            return f"{count(self.people, 'deelnemer doet', 'deelnemers doen')} mee. Nog geen gemeente heeft gedeeld."
        if self.shared == len(self.rows):
            return "Alle gemeenten hebben hun antwoorden gedeeld."
        return f"{self.shared} van de {count(len(self.rows), 'gemeente heeft', 'gemeenten hebben')} antwoorden gedeeld."


def build(session: WorkSession) -> SessionProgress:
    """Return the progress of a session, as far as whoever asks may see seats and sheets."""
    total = session.statements.count()
    seats = list(session.seats.select_related("municipality").order_by("taken_at", "pk"))
    sheets = shared_sheets(session)
    day = timezone.localdate(session.opened_at or session.made_at)
    rows = [
        _row(
            one, [seat for seat in seats if seat.municipality_id == one.pk and not seat.refused_at], sheets.get(one.pk)
        )
        for one in session.region.municipalities_on(day)
    ]
    outside = [seat for seat in seats if not seat.is_admitted]
    inside = [seat for seat in seats if seat.is_admitted and not seat.refused_at]
    return SessionProgress(
        total,
        rows,
        [_waiting(seat) for seat in outside if not seat.refused_at],
        [_waiting(seat) for seat in outside if seat.refused_at],
        people=len([seat for seat in seats if not seat.refused_at]),
        done=len([seat for seat in inside if seat.answered >= total or seat.shared_at]),
    )


def shared_sheets(session: WorkSession) -> dict[int, AnswerSheet]:
    shared = Share.objects.standing().filter(kind=Share.Kind.ANSWER_SHEET, shared_with_id=session.organisation_id)
    return {sheet.municipality_id: sheet for sheet in session.sheets.filter(pk__in=shared.values("subject_id"))}


def _row(municipality: object, seats: Sequence[Seat], sheet: AnswerSheet | None) -> MunicipalityProgress:
    admitted = [seat for seat in seats if seat.is_admitted]
    return MunicipalityProgress(
        municipality.code,
        municipality.name,
        municipality.slug,
        people=len(admitted),
        waiting=len(seats) - len(admitted),
        answered=max((seat.answered for seat in admitted), default=0),
        status_label=sheet.get_status_display() if sheet else "",
        shared_at=sheet.shared_at if sheet else None,
    )


def _waiting(seat: Seat) -> Waiting:
    return Waiting(
        seat.pk, seat.name, seat.municipality.name, seat.taken_at, seat.answered,
        wants_to_share=seat.shared_at is not None, is_refused=seat.refused_at is not None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SharedNote:
    """What one municipality said to the statement at hand, with its own words."""

    municipality: str
    value: int | None
    words: str
    is_limit: bool
    importance: str
    note: str


def shared_notes(session: WorkSession, number: int) -> list[SharedNote]:
    """Return what was shared about one statement, for the facilitator; row-level security hides what was not."""
    answers = MunicipalAnswer.objects.filter(sheet__in=[one.pk for one in shared_sheets(session).values()])
    rows = answers.filter(statement__number=number).select_related("sheet__municipality")
    return [_note(row) for row in rows.order_by(F("value").desc(nulls_last=True), "sheet__municipality__name")]


def _note(row: MunicipalAnswer) -> SharedNote:
    weight = "" if row.importance == Importance.GEWOON else row.get_importance_display()
    return SharedNote(row.sheet.municipality.name, row.value, answer_words(row), row.is_limit, weight, row.note)


def answer_words(row: MunicipalAnswer) -> str:
    """Return an answer in words, also when there is no value."""
    if row.value is not None:
        return Value(row.value).label
    if row.is_divided:
        return "Intern verdeeld"
    return "Weet niet" if row.is_unknown else "Geen antwoord"
