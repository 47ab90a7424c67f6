"""How far the municipalities of one subregion agree, and whose limit another one crosses."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from regions.reports.subregion_question import Question
from regions.rules.similarity import mutual


@dataclass(frozen=True, slots=True)
class CrossedLimit:
    """A municipality said "hier ligt een grens", and these others in its subregion stand on the other side of it."""

    name: str
    statement: int
    label: str
    against: tuple[str, ...]


def agreement_within(question: Question, codes: Sequence[str]) -> Decimal | None:
    """Return the mean likeness of all pairs in the subregion, from 0 to 1; None for one municipality alone."""
    keys = [statement.key for statement in question.shared.statements]
    share = mutual(codes, question.shared.by_municipality(), keys)
    return None if share is None else Decimal(str(share))


def crossed_limits(question: Question, codes: Sequence[str]) -> tuple[CrossedLimit, ...]:
    """Return the limits that others within these municipalities do not share: their answer lies on the other side."""
    found = []
    for statement in question.shared.statements:
        given = {code: question.shared.of(code, statement.key) for code in codes}
        for code, answer in given.items():
            if not answer.is_limit or not answer.value:
                continue
            against = [question.names[other] for other in codes if answer.value * (given[other].value or 0) < 0]
            if against:
                found.append(CrossedLimit(question.names[code], statement.number, statement.label, tuple(against)))
    return tuple(found)
