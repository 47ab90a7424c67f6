"""Per municipality of a proposal: where it sits, why there, and where it fits next best at what price."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from regions.optimisation.explanation import Explanation, MunicipalityExplanation
from regions.reports.subregion_inflow import Inflow
from regions.reports.subregion_outcome import Outcome, SecondBest
from regions.reports.subregion_question import Question
from regions.rules.similarity import most_alike

FITS_NEARLY = Decimal("0.05")  # below this price a municipality is a grensgemeente: it fits elsewhere nearly as well


@dataclass(frozen=True, slots=True)
class Seat:
    """`price` is how much larger the differences within the subregions become by a move to `second_name`; 0.03 = 3%."""

    code: str
    slug: str
    name: str
    group_number: int
    group_name: str
    per_year: Decimal | None
    why: str
    second_number: int | None
    second_name: str
    price: Decimal | None
    second: str
    is_mine: bool


def seats_of(
    question: Question,
    outcome: Outcome,
    explanation: Explanation,
    inflow: Mapping[str, Inflow],
    for_code: str | None,
) -> tuple[Seat, ...]:
    """Return the municipalities in Dutch alphabetical order."""
    found = {one.code: one for one in explanation.municipalities}
    second_best = {one.code: one for one in outcome.second_best}
    placed = [one for one in question.shared.municipalities if one.code in second_best]
    seats = []
    for one in sorted(placed, key=lambda one: notation.sort_key(one.name)):
        group, second = outcome.group_of(one.code), second_best[one.code]
        price = price_of(second, outcome)
        other = "" if second.to is None else outcome.groups[second.to - 1].name
        seats.append(
            Seat(
                one.code, one.slug, one.name, group.number, group.name,
                inflow[one.code].per_year if one.code in inflow else None,
                _why(question, group.codes, found[one.code]), second.to, other, price,
                _second(question, second, other, price), one.code == for_code,
            )
        )  # fmt: skip
    return tuple(seats)


def price_of(second: SecondBest, outcome: Outcome) -> Decimal | None:
    if second.delta is None or outcome.score <= 0:
        return None
    return Decimal(str(second.delta)) / Decimal(str(outcome.score))


def _why(question: Question, codes: tuple[str, ...], found: MunicipalityExplanation) -> str:
    """Give the statement that speaks most for this place; without one, whom of the subregion it is most like."""
    if found.reasons:
        return found.reasons[0].sentence
    if len(codes) == 1:
        return "Staat alleen."
    answers = question.shared.by_municipality()
    others = {code: answers[code] for code in codes}
    alike = most_alike(found.code, others)
    if alike is None:
        return "Te weinig dezelfde stellingen beantwoord om te vergelijken."
    names = notation.listing(question.names_of(alike.codes))
    return f"Lijkt binnen de subregio het meest op {names} ({round(alike.share * 100)}% gelijk)."


def _second(question: Question, second: SecondBest, other: str, price: Decimal | None) -> str:
    if second.to is None:
        return "Geen andere plek: er blijft dan een subregio leeg of los liggen."
    along = question.names_of(second.moves_with)
    together = f" samen met {notation.listing(along)}" if along else ""
    if price is None:
        return f"{other}{together}"
    if price < 0:
        return f"{other}{together}: de verschillen worden {notation.percent(-price)} kleiner"
    nearly = " (past bijna even goed)" if price <= FITS_NEARLY else ""
    return f"{other}{together}: de verschillen worden {notation.percent(price)} groter{nearly}"
