"""Why a proposal divides the region like this and what speaks against it, in sentences that name the statements."""

from collections.abc import Iterator
from dataclasses import dataclass

from inburgering import notation
from regions.optimisation.evaluation import Switch
from regions.optimisation.explanation import Explanation, explain
from regions.reports.subregion_agreement import crossed_limits
from regions.reports.subregion_outcome import Outcome
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
    nearly = [
        (price, one) for one in outcome.second_best
        if one.to is not None and (price := price_of(one, outcome)) is not None and price <= FITS_NEARLY
    ]  # fmt: skip
    for price, one in sorted(nearly, key=lambda pair: (pair[0], pair[1].code)):
        other = outcome.groups[(one.to or 1) - 1].name
        start = f"{question.names[one.code]} past {'bijna even goed' if price > 0 else 'beter'} bij {other}"
        size = "groter" if price > 0 else "kleiner"
        yield f"{start}: de verschillen worden dan {notation.percent(abs(price))} {size}."
        yield from (reason.sentence for reason in pulled[one.code][:1])
    for group in outcome.groups:
        for limit in crossed_limits(question, group.codes):
            verb = "staat" if len(limit.against) == 1 else "staan"
            yield (
                f"Voor {limit.name} ligt een grens bij ‘{limit.label}’ (stelling {limit.statement}). In {group.name} "
                f"{verb} {notation.listing(limit.against)} aan de andere kant."
            )
