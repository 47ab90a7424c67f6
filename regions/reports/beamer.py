"""What the screen in the room shows: progress, nameless counts, and after the reveal one block per municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from inburgering.notation import listing
from regions.models import MunicipalAnswer, WorkSession
from regions.models.answer import Value
from regions.reports import session_progress
from regions.rules.divergence import distribution
from regions.rules.finding import Part, statement_finding

TALL_FROM, PACKED_FROM = 4, 8  # blocks in one column
NAMELESS_FROM = 4  # municipalities; below it a count would tell who said what


@dataclass(frozen=True, slots=True)
class Block:
    """One municipality; `name` is empty as long as names are not shown."""

    name: str
    is_limit: bool


@dataclass(frozen=True, slots=True)
class Column:
    css: str
    label: str
    blocks: Sequence[Block]

    @property
    def count(self) -> int:
        return len(self.blocks)


@dataclass(frozen=True, slots=True)
class Stand:
    """Everything on the screen, so that two equal stands are the same screen."""

    title: str
    code: str
    is_open: bool
    number: int
    total: int
    statement: str
    municipalities: int
    shared: int
    people: int
    done: int
    finding: Sequence[Part]
    columns: Sequence[Column]
    missing: str
    names_shown: bool
    has_limit: bool

    @property
    def density(self) -> str:
        """How full the fullest column is; eighteen municipalities must fit as well as eight."""
        tallest = max((column.count for column in self.columns), default=0)
        return "packed" if tallest > PACKED_FROM else "tall" if tallest > TALL_FROM else "roomy"

    @property
    def is_start(self) -> bool:
        return self.number == 0

    def etag(self, minute: str) -> str:
        """Return a mark that changes when the screen must change; the shown minute is part of the screen."""
        return f'"{sha256(f"{self!r}{minute}".encode()).hexdigest()[:24]}"'


def build(session: WorkSession) -> Stand:
    """Return the screen as it must be now. Without names in it unless they are shown."""
    progress = session_progress.build(session)
    statement = session.statements.filter(number=session.shown_number).first() if session.shown_number else None
    named = session.is_revealed and session.names_shown
    visible = statement and (session.is_revealed or progress.shared >= NAMELESS_FROM)
    answers = _answers(session, session.shown_number) if visible else []
    columns = _columns(answers, named=named) if visible else []
    return Stand(
        title=f"Werksessie {session.number} · {session.title}",
        code=session.code,
        is_open=session.is_open,
        number=session.shown_number if statement else 0,
        total=progress.total,
        statement=statement.text if statement else "",
        municipalities=len(progress.rows),
        shared=progress.shared,
        people=progress.people,
        done=progress.done,
        finding=_finding(answers, statement.key) if visible else [Part(progress.finding)],
        columns=columns,
        missing=_missing(answers) if named else "",
        names_shown=named,
        has_limit=named and any(row.is_limit for row in answers),
    )


def _answers(session: WorkSession, number: int) -> list[MunicipalAnswer]:
    shared = [one.pk for one in session_progress.shared_sheets(session).values()]
    rows = MunicipalAnswer.objects.filter(sheet__in=shared, statement__number=number)
    return list(rows.select_related("sheet__municipality").order_by("sheet__municipality__name"))


def _columns(answers: Sequence[MunicipalAnswer], *, named: bool) -> list[Column]:
    return [
        Column(css, Value(value).label, [_block(row, named) for row in answers if row.value == value])
        for value, css in CSS.items()
    ]


CSS = {-2: "m2", -1: "m1", 0: "0", 1: "p1", 2: "p2"}


def _block(row: MunicipalAnswer, named: bool) -> Block:
    return Block(row.sheet.municipality.name, row.is_limit) if named else Block("", False)


def _finding(answers: Sequence[MunicipalAnswer], key: str) -> Sequence[Part]:
    values = [row.value for row in answers]
    unknown, divided = sum(row.is_unknown for row in answers), sum(row.is_divided for row in answers)
    return statement_finding(distribution(key, values, unknown=unknown, divided=divided)).parts


def _missing(answers: Sequence[MunicipalAnswer]) -> str:
    absent = [row.sheet.municipality.name for row in answers if row.value is None]
    return f"Zonder standpunt: {listing(absent)}" if absent else ""
