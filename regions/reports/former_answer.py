"""What a municipality said before to the same statement, and in a next round what the group said.

Somebody with only the code may claim any municipality, so a seat that nobody admitted gets nothing: not of the group,
and not what the municipality itself said, which is its own until the reveal. Only answers that were shared count; a
draft is no answer of the municipality.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from inburgering.notation import count
from regions.models import MunicipalAnswer, Municipality, Seat, Statement, WorkSession
from regions.models.answer import Importance, Value
from regions.rules.round_change import is_same

UNKNOWN, DIVIDED = "Weet niet", "Intern verdeeld"


@dataclass(frozen=True, slots=True)
class FormerCount:
    """How many gave one answer and which municipalities; `value` is None for weet niet and intern verdeeld."""

    value: int | None
    word: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """Why a municipality answers as it does, and what would make it move."""

    name: str
    word: str
    is_limit: bool
    note: str
    would_move: str


@dataclass(frozen=True, slots=True)
class FormerGroup:
    """The former round: `counts` from helemaal oneens to helemaal eens, `arguments` the far end first."""

    sentence: str
    counts: tuple[FormerCount, ...]
    total: int
    arguments: tuple[Argument, ...]
    source: str


@dataclass(frozen=True, slots=True)
class FormerAnswer:
    """One's own former answer in `sentence`; `value` is None without one, `text` is filled when the words differed."""

    sentence: str
    note: str
    would_move: str
    value: int | None
    text: str
    group: FormerGroup | None


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The sessions before this one, the former rounds first; `revealed_round` may be shown with names."""

    order: tuple[int, ...]
    numbers: dict[int, int]
    former_round: int | None
    revealed_round: int | None


def build(seat: Seat, statement: Statement) -> FormerAnswer | None:
    """Return what the municipality of an admitted seat said before; None when there is nothing, or not admitted."""
    if not seat.is_admitted:
        return None
    return build_for(seat.session, seat.municipality, statement)


def build_for(session: WorkSession, municipality: Municipality, statement: Statement) -> FormerAnswer | None:
    """Return the same for a signed-in member of the municipality. The caller has asked whether it is one."""
    earlier = _earlier(session)
    if not earlier.order:
        return None
    rows = _answers(municipality, statement, earlier)
    own = [row for row in rows if row.organisation_id == municipality.organisation_id]
    mine = min(own, key=lambda row: earlier.order.index(row.sheet.session_id), default=None)
    of_round = [row for row in rows if row.sheet.session_id == earlier.revealed_round]
    group = _group(of_round, mine, municipality, session.round - 1) if of_round else None
    if mine is None and group is None:
        return None
    return FormerAnswer(
        sentence=_sentence(mine, municipality.name, earlier),
        note=mine.note if mine else "",
        would_move=mine.would_move if mine else "",
        value=mine.value if mine else None,
        text=mine.statement.text if mine and mine.statement.text != statement.text else "",
        group=group,
    )


def _earlier(session: WorkSession) -> _Earlier:
    """Read which earlier sessions the asker may know of: first the rounds before this one, then the newest."""
    rows = WorkSession.objects.filter(region_id=session.region_id, number__lt=session.number)
    found = {row.pk: row for row in rows.only("pk", "number", "former_id", "revealed_at")}
    chain, step = [], session.former_id
    while step in found:
        chain.append(step)
        step = found[step].former_id
    others = sorted(set(found) - set(chain), key=lambda key: -found[key].number)
    former = found.get(session.former_id)
    revealed = former.pk if former and former.is_revealed else None
    return _Earlier((*chain, *others), {key: row.number for key, row in found.items()}, session.former_id, revealed)


def _answers(municipality: Municipality, statement: Statement, earlier: _Earlier) -> list[MunicipalAnswer]:
    """Read one's own shared answers to this statement, and in a next round those of the group."""
    rows = MunicipalAnswer.objects.filter(
        Q(organisation_id=municipality.organisation_id) | Q(sheet__session_id=earlier.revealed_round),
        statement__key=statement.key,
        sheet__session_id__in=earlier.order,
        sheet__shared_at__isnull=False,
    ).select_related("statement", "sheet__municipality")
    asked = (statement.text, statement.short_label)
    return [row for row in rows if is_same(statement.key, (row.statement.text, row.statement.short_label), asked)]


def _sentence(mine: MunicipalAnswer | None, name: str, earlier: _Earlier) -> str:
    if mine is None:
        return f"Vorige ronde gaf {name} geen antwoord op deze stelling."
    in_round = mine.sheet.session_id == earlier.former_round
    when = "Vorige ronde" if in_round else f"Vorige keer (werksessie {earlier.numbers[mine.sheet.session_id]})"
    if mine.is_divided:
        return f"{when} was {name} intern verdeeld."
    weight = f", {Importance(mine.importance).label} belang" if mine.importance != Importance.GEWOON else ""
    limit = " Hier lag een grens." if mine.is_limit else ""
    return f"{when} antwoordde {name}: {_word(mine)}{weight}.{limit}"


def _group(
    rows: Sequence[MunicipalAnswer], mine: MunicipalAnswer | None, municipality: Municipality, number: int
) -> FormerGroup:
    others = [
        row for row in rows if row.organisation_id != municipality.organisation_id and (row.note or row.would_move)
    ]
    own_value = mine.value if mine else None
    counts = tuple(_counts(rows))
    said = [f"{len(one.names)} {one.word.lower()}" for one in counts if one.names]
    return FormerGroup(
        sentence=f"Zo antwoordde de groep in ronde {number}: {', '.join(said)}.",
        counts=counts,
        total=len(rows),
        arguments=tuple(_argument(row) for row in sorted(others, key=lambda row: _nearness(row, own_value))),
        source=f"Bron: ronde {number}, gedeelde antwoorden van {count(len(rows), 'gemeente', 'gemeenten')}.",
    )


def _counts(rows: Sequence[MunicipalAnswer]) -> Iterator[FormerCount]:
    """Yield the five answers, and after them every reason why there is none that occurs."""
    for value in Value:
        yield FormerCount(value, value.label, _names(row for row in rows if row.value == value))
    for word in (UNKNOWN, DIVIDED):
        names = _names(row for row in rows if row.value is None and _word(row) == word)
        if names:
            yield FormerCount(None, word, names)


def _names(rows: Iterator[MunicipalAnswer]) -> tuple[str, ...]:
    return tuple(sorted(row.sheet.municipality.name for row in rows))


def _nearness(row: MunicipalAnswer, own_value: int | None) -> tuple[int, bool, str]:
    """Sort the far end first, among equals a limit first; who gave no value stands last.

    Without an own answer the ends of the scale are far: there is most to hear where opinions are outspoken.
    """
    distance = -1 if row.value is None else abs(row.value - (own_value or 0))
    return -distance, not row.is_limit, row.sheet.municipality.name


def _argument(row: MunicipalAnswer) -> Argument:
    return Argument(row.sheet.municipality.name, _word(row), row.is_limit, row.note, row.would_move)


def _word(row: MunicipalAnswer) -> str:
    if row.value is not None:
        return Value(row.value).label
    return DIVIDED if row.is_divided else UNKNOWN
