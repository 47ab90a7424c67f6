"""What the screen in the room shows: progress, nameless counts, and after the reveal one block per municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from inburgering.notation import listing, time_of_day
from regions.models import FrozenStand, WorkSession
from regions.models.answer import Value
from regions.reports import session_progress, stand
from regions.reports.session_progress import ProgressFigures, SessionProgress
from regions.reports.stand import Block, StatementCount
from regions.rules.divergence import VALUES, StatementDistribution
from regions.rules.finding import Part, statement_finding

TALL_FROM, PACKED_FROM = 4, 8  # blocks in one column
BLACK = '"zwart'  # how the mark of a black screen starts
CSS = ("m2", "m1", "0", "p1", "p2")  # in the order of VALUES


@dataclass(frozen=True, slots=True)
class Column:
    css: str
    label: str
    blocks: Sequence[Block]

    @property
    def count(self) -> int:
        return len(self.blocks)


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything on the screen, so that two equal screens look the same. Nothing else of the answers is in its HTML."""

    is_open: bool
    code: str
    number: int
    statement: str
    progress: ProgressFigures
    finding: Sequence[Part]
    columns: Sequence[Column]
    missing: str
    names_shown: bool
    has_limit: bool
    is_frozen: bool
    is_black: bool
    at: str

    @property
    def density(self) -> str:
        """How full the fullest column is; eighteen municipalities must fit as well as eight."""
        tallest = max((column.count for column in self.columns), default=0)
        return "packed" if tallest > PACKED_FROM else "tall" if tallest > TALL_FROM else "roomy"

    @property
    def is_start(self) -> bool:
        return self.number == 0

    @property
    def etag(self) -> str:
        """Return a mark that changes when the screen must change; the shown minute is part of the screen."""
        start = BLACK if self.is_black else '"'
        return f'{start}{sha256(repr(self).encode()).hexdigest()[:24]}"'


def build(session: WorkSession, progress: SessionProgress | None = None) -> Screen:
    """Return the screen as it must be now. While it stands still, all of it comes from the kept stand."""
    kept = kept_stand(session)
    if kept:
        figures = ProgressFigures(**kept.counts["progress"])
        counted = stand.unpacked(kept.counts["statements"].get(str(session.shown_number)))
        return _screen(session, counted, figures, frozen_at=kept.frozen_at)
    figures = (progress or session_progress.build(session)).figures()
    statement = next((one for one in session.statements.all() if one.number == session.shown_number), None)
    counted = StatementCount(statement.number, statement.key, statement.text) if statement else None
    if statement and session.is_revealed:
        counted = stand.count(session, statement.number).statements[statement.number]
    return _screen(session, counted, figures, frozen_at=None)


def kept_stand(session: WorkSession) -> FrozenStand | None:
    """Return the stand that the screen shows, or None when it moves."""
    return session.stands.filter(frozen_at=session.frozen_at).last() if session.frozen_at else None


def _screen(
    session: WorkSession, counted: StatementCount | None, figures: ProgressFigures, *, frozen_at: datetime | None
) -> Screen:
    visible = counted if counted and (frozen_at or session.is_revealed) else None
    # A stand from before the reveal has no names in it, also when it is still shown after the reveal.
    named = bool(visible and visible.named and session.is_revealed and session.names_shown)
    return Screen(
        is_open=session.is_open,
        code=session.code,
        number=counted.number if counted else 0,
        statement=counted.text if counted else "",
        progress=figures,
        finding=_finding(visible) if visible else (Part(figures.finding),),
        columns=_columns(visible, named=named) if visible else (),
        missing=f"Zonder standpunt: {listing(visible.absent)}" if named and visible.absent else "",
        names_shown=named,
        has_limit=named and any(block.is_limit for column in visible.named for block in column),
        is_frozen=frozen_at is not None,
        is_black=session.is_black,
        at=time_of_day(timezone.localtime(frozen_at).time()),
    )


def _columns(counted: StatementCount, *, named: bool) -> tuple[Column, ...]:
    nameless = [(Block("", False),) * quantity for quantity in counted.counts]
    blocks = counted.named if named else nameless
    return tuple(Column(css, Value(value).label, those) for css, value, those in zip(CSS, VALUES, blocks, strict=True))


def _finding(counted: StatementCount) -> Sequence[Part]:
    found = StatementDistribution(counted.key, counted.counts, counted.unknown, counted.divided)
    return statement_finding(found).parts
