"""Where "hier ligt een grens" was said, and who stands on the other side of it."""

from dataclasses import dataclass

from inburgering import notation
from regions.reports.answers import AskedStatement, Participant, SharedAnswers
from regions.reports.looking import Looking
from regions.rules.agenda import side


@dataclass(frozen=True, slots=True)
class LimitRow:
    """`kind` is Botsing (a limit on either side), Let op (most stand on the other side) or empty."""

    number: int
    label: str
    municipality: str
    side: str
    facing: str
    kind: str
    is_mine: bool


def limits_of(shared: SharedAnswers, seen: Looking) -> tuple[LimitRow, ...]:
    """Return every limit with a side, collisions first; a limit of who is neutral or has no answer has none."""
    rows = [
        _row(shared, statement, one, seen)
        for statement in shared.statements
        for one in shared.municipalities
        if shared.of(one.code, statement.key).is_limit and shared.of(one.code, statement.key).value
    ]
    order = ("Botsing", "Let op", "")
    return tuple(sorted(rows, key=lambda row: (order.index(row.kind), row.number, notation.sort_key(row.municipality))))


def _row(shared: SharedAnswers, statement: AskedStatement, one: Participant, seen: Looking) -> LimitRow:
    value = shared.of(one.code, statement.key).value or 0
    others = [(other, shared.of(other.code, statement.key)) for other in shared.municipalities]
    given = [answer for _, answer in others if answer.value is not None]
    against = [(other, answer) for other, answer in others if (answer.value or 0) * value < 0]
    kind = ""
    if any(answer.is_limit for _, answer in against):
        kind = "Botsing"
    elif 2 * len(against) > len(given):
        kind = "Let op"
    names = sorted((f"{other.name} (grens)" if answer.is_limit else other.name for other, answer in against),
                   key=notation.sort_key)  # fmt: skip
    facing = notation.listing(names) if names else "niemand"
    return LimitRow(statement.number, statement.label, one.name, side(value), facing, kind, one.code == seen.code)
