"""The counts of a session at one moment: as the screen in the room shows them, and as they are kept when it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from inburgering.accounts.models import Share
from regions.models import AnswerSheet, FrozenStand, MunicipalAnswer, Municipality, WorkSession
from regions.rules import disclosure
from regions.rules.disclosure import Stand
from regions.rules.divergence import VALUES


@dataclass(frozen=True, slots=True)
class Block:
    """One municipality; `name` is empty as long as names are not shown."""

    name: str
    is_limit: bool


@dataclass(frozen=True, slots=True)
class StatementCount:
    """What the municipalities say to one statement. `named` follows VALUES; empty when only numbers may be known."""

    number: int
    key: str
    text: str
    counts: tuple[int, ...] = (0,) * len(VALUES)
    unknown: int = 0
    divided: int = 0
    named: tuple[tuple[Block, ...], ...] = ()
    absent: tuple[str, ...] = ()

    def nameless(self) -> "StatementCount":
        return StatementCount(self.number, self.key, self.text, self.counts, self.unknown, self.divided)


@dataclass(frozen=True, slots=True)
class SessionCounts:
    """What stands now. `marks` tells by CBS code what each municipality says, `sheets` is what is kept of it."""

    statements: Mapping[int, StatementCount]
    marks: Stand
    sheets: Mapping[str, Mapping[str, object]]


def count(session: WorkSession, number: int | None = None) -> SessionCounts:
    """Return what the shared answers say now, of one statement or of all, read at once so that it fits together."""
    asked = [one for one in session.statements.all() if number in {None, one.number}]
    rows = _shared(session, [one.key for one in asked])
    counted = {
        one.number: _count(one.number, one.key, one.text, [row for row in rows if row.statement_id == one.pk])
        for one in asked
    }
    marks = _marks(rows)
    sheets = {
        str(row.sheet_id): {"municipality": _code(row), "version": row.sheet.version, "mark": marks[_code(row)]}
        for row in rows
    }
    return SessionCounts(counted, marks, sheets)


def seen_before(session: WorkSession, kept: Sequence[FrozenStand]) -> list[Stand]:
    """Return what the room has seen of the same questions: revealed rounds, then what was kept in this one."""
    keys = [one.key for one in session.statements.all()]
    rounds, one = [], session.former
    while one:
        if one.is_revealed:
            rounds.append(_marks(_shared(one, keys)))
        one = one.former
    return [*rounds, *map(marks_of, kept)]


def nameless_stands(session: WorkSession) -> list[FrozenStand]:
    """Return the stands from before the reveal, the newest last."""
    return list(session.stands.filter(was_revealed=False).order_by("frozen_at", "pk"))


def exposed(session: WorkSession) -> list[str]:
    """Return the names of municipalities whose former answer names would tell to whoever saw a nameless count."""
    kept = nameless_stands(session)
    codes = disclosure.exposed([marks_of(one) for one in kept], count(session).marks) if kept else frozenset()
    return [row.name for row in Municipality.objects.filter(code__in=codes).order_by("name")] if codes else []


def marks_of(kept: FrozenStand) -> Stand:
    """Return what each municipality said in a kept stand."""
    return {sheet["municipality"]: sheet["mark"] for sheet in kept.sheets.values()}


def packed(counts: Iterable[StatementCount], *, named: bool) -> dict[str, object]:
    """Return the counts as they are kept; without names none of them is in it."""
    return {str(one.number): asdict(one if named else one.nameless()) for one in counts}


def unpacked(kept: Mapping[str, object] | None) -> StatementCount | None:
    """Return one statement of a kept stand."""
    if not kept:
        return None
    named = tuple(tuple(Block(**block) for block in column) for column in kept["named"])
    plain = {field: kept[field] for field in ("number", "key", "text", "unknown", "divided")}
    return StatementCount(**plain, counts=tuple(kept["counts"]), named=named, absent=tuple(kept["absent"]))


def _shared(session: WorkSession, keys: Sequence[str]) -> list[MunicipalAnswer]:
    shares = Share.objects.standing().filter(kind=Share.Kind.ANSWER_SHEET, shared_with_id=session.organisation_id)
    sheets = AnswerSheet.objects.filter(session=session, pk__in=shares.values("subject_id"))
    rows = MunicipalAnswer.objects.filter(sheet__in=sheets, statement__key__in=keys)
    return list(rows.select_related("statement", "sheet__municipality").order_by("sheet__municipality__name"))


def _code(row: MunicipalAnswer) -> str:
    return row.sheet.municipality.code


def _count(number: int, key: str, text: str, rows: Sequence[MunicipalAnswer]) -> StatementCount:
    named = tuple(
        tuple(Block(row.sheet.municipality.name, row.is_limit) for row in rows if row.value == value)
        for value in VALUES
    )
    unknown, divided = sum(row.is_unknown for row in rows), sum(row.is_divided for row in rows)
    absent = tuple(row.sheet.municipality.name for row in rows if row.value is None)
    return StatementCount(number, key, text, tuple(map(len, named)), unknown, divided, named, absent)


def _marks(rows: Sequence[MunicipalAnswer]) -> dict[str, str]:
    """Mark what a room can see of each municipality; toelichting and limit are in no nameless count, so in no mark."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(_code(row), []).append(f"{row.statement.key} {row.value} {row.is_unknown} {row.is_divided}")
    return {code: sha256("\n".join(sorted(lines)).encode()).hexdigest()[:32] for code, lines in said.items()}
