"""The answers of one municipality with those of its colleagues beside them; for that municipality only."""

from collections.abc import Sequence
from dataclasses import dataclass

from regions.models import (
    Answer,
    AnswerSheet,
    MunicipalAnswer,
    Municipality,
    Seat,
    Statement,
    StatementWording,
    WorkSession,
)
from regions.reports.joining import ToldAnswer, told
from regions.reports.session_progress import shared_sheets


@dataclass(frozen=True, slots=True)
class ColleagueAnswer:
    name: str
    answer: ToldAnswer


@dataclass(frozen=True, slots=True)
class OldText:
    """The words that the municipality answered, and why they were changed since."""

    text: str
    hint: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One statement; `old_text` is filled when the municipality answered other words and must confirm."""

    statement: Statement
    colleagues: Sequence[ColleagueAnswer]
    answer: MunicipalAnswer | None
    version: int
    old_text: OldText | None = None

    @property
    def told(self) -> ToldAnswer:
        return told(self.answer)

    @property
    def is_divided(self) -> bool:
        return self.answer is not None and self.answer.is_divided

    @property
    def is_set_by_hand(self) -> bool:
        return self.version > 1


@dataclass(frozen=True, slots=True)
class MunicipalSheet:
    municipality: Municipality
    sheet: AnswerSheet | None
    is_shared: bool
    rows: Sequence[SheetRow]
    inside: Sequence[Seat]
    waiting: Sequence[Seat]

    @property
    def overview(self) -> str:
        said = [f"{self.answered} van {len(self.rows)} beantwoord"]
        said += [f"{len(self.divided)} intern verdeeld"] if self.divided else []
        said += [f"{len(self.to_confirm)} opnieuw te bevestigen"] if self.to_confirm else []
        return ", ".join(said)

    @property
    def who_sees(self) -> str:
        """Say first what this answer is and who sees it now."""
        name = self.municipality.name
        if not self.is_shared:
            return (
                f"Dit wordt het voorlopige antwoord van {name}. Nu zien alleen jullie het; na het delen de hele regio."
            )
        if self.sheet and self.sheet.settled_on:
            return f"Dit is het antwoord van {name}, {self.sheet.get_status_display().lower()}. De hele regio ziet het."
        return f"Dit is het voorlopige antwoord van {name}. Het is gedeeld met de regio."

    @property
    def divided(self) -> list[SheetRow]:
        return [row for row in self.rows if row.is_divided]

    @property
    def to_confirm(self) -> list[SheetRow]:
        return [row for row in self.rows if row.old_text]

    @property
    def answered(self) -> int:
        return sum(bool(row.colleagues or row.answer) for row in self.rows)


def build(session: WorkSession, municipality: Municipality) -> MunicipalSheet:
    """Return the sheet page of a municipality. Only its own members' context can read the colleagues' answers."""
    organisation_id = municipality.organisation_id
    seats = list(Seat.objects.filter(session=session, organisation_id=organisation_id, refused_at=None).order_by("pk"))
    sheet = AnswerSheet.objects.filter(session=session, organisation_id=organisation_id).first()
    given: dict[int, list[ColleagueAnswer]] = {}
    answers = Answer.objects.current().filter(seat__in=[seat for seat in seats if seat.is_admitted])
    for answer in answers.select_related("seat").order_by("seat_id"):
        if answer.is_given:
            given.setdefault(answer.statement_id, []).append(ColleagueAnswer(answer.seat.name, told(answer)))
    municipal = {one.statement_id: one for one in sheet.answers.all()} if sheet else {}
    statements = list(Statement.objects.filter(session=session).order_by("number"))
    old = _old_texts([one for one in statements if _is_outdated(one, municipal.get(one.pk))], municipal)
    rows = [_row(one, given.get(one.pk, []), municipal.get(one.pk), old.get(one.pk)) for one in statements]
    is_shared = sheet is not None and municipality.pk in shared_sheets(session)
    inside = [seat for seat in seats if seat.is_admitted]
    return MunicipalSheet(municipality, sheet, is_shared, rows, inside, [one for one in seats if not one.is_admitted])


def _row(
    statement: Statement, colleagues: Sequence[ColleagueAnswer], answer: MunicipalAnswer | None, old: OldText | None
) -> SheetRow:
    return SheetRow(statement, colleagues, answer, answer.version if answer else 0, old)


def _is_outdated(statement: Statement, answer: MunicipalAnswer | None) -> bool:
    """Whether the municipality answered other words. Who is divided or said nothing has nothing to confirm."""
    return answer is not None and not answer.is_divided and answer.wording < statement.wording


def _old_texts(statements: Sequence[Statement], municipal: dict[int, MunicipalAnswer]) -> dict[int, OldText]:
    """Return by statement the words that were answered, with the reason of the newest change."""
    if not statements:
        return {}
    former: dict[int, list[StatementWording]] = {}
    for row in StatementWording.objects.filter(statement__in=statements).order_by("wording"):
        former.setdefault(row.statement_id, []).append(row)
    found = {}
    for statement in statements:
        rows = former.get(statement.pk, [])
        answered = next((row for row in rows if row.wording == municipal[statement.pk].wording), None)
        if answered:
            found[statement.pk] = OldText(answered.text, answered.hint, rows[-1].reason)
    return found
