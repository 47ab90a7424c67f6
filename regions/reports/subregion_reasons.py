"""Why a proposal divides the region like this and what speaks against it, in sentences that name the statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from regions.optimisation.evaluation import Switch
from regions.optimisation.explanation import Explanation, explain
from regions.reports.subregion_agreement import crossed_limits
from regions.reports.subregion_outcome import Outcome, SecondBest
from regions.reports.subregion_question import Question
from regions.reports.subregion_seats import FITS_NEARLY, price_of

PER_GROUP = 2  # reasons shown per subregion
MOST_AGAINST = 6


@dataclass(frozen=True, slots=True)
class GroupReasons:
    """What the municipalities of one subregion share and the rest of the region sees otherwise."""

    number: int
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    together: tuple[GroupReasons, ...]
    against: tuple[str, ...]


def explanation_of(question: Question, outcome: Outcome) -> Explanation:
    """Take the score of this division apart, statement by statement."""
    places = {code: place for place, group in enumerate(outcome.groups) for code in group.codes}
    moves = [
        Switch(one.code, places[one.code], None if one.to is None else one.to - 1, one.delta, one.moves_with)
        for one in outcome.second_best
    ]
    groups = tuple(group.codes for group in outcome.groups)
    return explain(question.table(), groups, moves, [group.name for group in outcome.groups])


def reasons_for(question: Question, outcome: Outcome, explanation: Explanation) -> Reasons:
    together = tuple(
        GroupReasons(group.number, group.name, tuple(reason.sentence for reason in found.reasons[:PER_GROUP]))
        for group, found in zip(outcome.groups, explanation.groups, strict=True)
    )
    return Reasons(together, tuple(_against(question, outcome, explanation))[:MOST_AGAINST])


def _against(question: Question, outcome: Outcome, explanation: Explanation) -> Iterator[str]:
    """Yield the municipalities that fit elsewhere nearly as well, and the limits that the division crosses."""
    pulled = {found.code: found.against for found in explanation.municipalities}
    priced = [(price, one) for one in outcome.second_best if (price := price_of(one, outcome)) is not None]
    moves = sorted(priced, key=lambda pair: (pair[0], pair[1].code))
    nearly = [move for move in moves if move[0] <= FITS_NEARLY]
    for price, one in nearly or moves[:1]:
        yield _move(question, outcome, one, price)
        yield from (reason.sentence for reason in pulled[one.code][:1])
    for group in outcome.groups:
        for limit in crossed_limits(question, group.codes):
            verb = "staat" if len(limit.against) == 1 else "staan"
            yield (
                f"Voor {limit.name} ligt een grens bij ‘{limit.label}’ (stelling {limit.statement}). In {group.name} "
                f"{verb} {notation.listing(limit.against)} aan de andere kant."
            )


def _move(question: Question, outcome: Outcome, one: SecondBest, price: Decimal) -> str:
    own, other = outcome.group_of(one.code).name, outcome.groups[(one.to or 1) - 1].name
    name, size = question.names[one.code], notation.percent(abs(price))
    if price < 0:
        return f"{name} past beter bij {other}: de verschillen worden dan {size} kleiner."
    if price <= FITS_NEARLY:
        return f"{name} past bijna even goed bij {other}: de verschillen worden dan {size} groter."
    return f"{name} staat het minst vast: na {own} past {other} het best. De verschillen worden dan {size} groter."
