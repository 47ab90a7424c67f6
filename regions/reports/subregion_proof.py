"""What was proven about a proposal: that nothing is better, what comes near, and what the wish for adjoining costs."""

from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from regions.reports.subregion_outcome import Alternative, Codes, Outcome
from regions.reports.subregion_question import ALTERNATIVES, NEAR, Question

PRECISION = Decimal("0.005")  # half a percent: below it two divisions are called equally good
MOST_LISTED = 10
WISH = "De wens dat gemeenten in een subregio aan elkaar liggen"
SUBREGIO = ("subregio", "subregio’s")


@dataclass(frozen=True, slots=True)
class Near:
    """Another division that is nearly as good: what is different in it, and how much larger the differences become."""

    text: str
    price: str


@dataclass(frozen=True, slots=True)
class Proof:
    """`near` holds at most MOST_LISTED of the divisions within NEAR of the best."""

    sentence: str
    explained: str
    near_sentence: str
    near: tuple[Near, ...]
    wish: str


def proof_of(question: Question, outcome: Outcome) -> Proof:
    near = tuple(
        Near(_difference(question, outcome, one), _dearer(one.score, outcome.best.score))
        for one in _others(outcome)[:MOST_LISTED]
    )
    return Proof(_proven(question, outcome), _explained(outcome), _near(outcome), near, _wish(question, outcome))


def _proven(question: Question, outcome: Outcome) -> str:
    wish = " waarin subregio’s aaneengesloten zijn" if question.contiguous else ""
    all_ways = (
        f"van de {notation.number(outcome.ways)} manieren om "
        f"{notation.count(len(question.shared.municipalities), 'gemeente', 'gemeenten')} te verdelen over "
        f"{notation.count(len(outcome.groups), *SUBREGIO)}"
    )
    loss = _share(outcome.score, outcome.best.score)
    if loss > PRECISION:
        start = f"Mensen pasten deze indeling aan. {all_ways[0].upper()}{all_ways[1:]}{wish} is er een betere:"
        return f"{start} daar zijn de verschillen binnen de subregio’s {notation.percent(loss / (1 + loss))} kleiner."
    if not outcome.proven:
        return "Niet bewezen: de rekentijd was op voordat alle indelingen waren vergeleken."
    return f"Bewezen: {all_ways} is er geen betere{wish}."


def _explained(outcome: Outcome) -> str:
    if outcome.explained is None:
        return "De gemeenten geven overal hetzelfde antwoord. Elke indeling is dan even goed."
    inside = Decimal(str(1 - outcome.explained))
    between = notation.percent(1 - round(inside, 2))
    left = notation.percent(round(inside, 2))
    return f"Deze indeling verklaart {between} van de verschillen; {left} blijft binnen de subregio’s."


def _others(outcome: Outcome) -> list[Alternative]:
    """Return the near-optimal divisions other than this one; of a moved proposal the best itself comes first."""
    own = {frozenset(group.codes) for group in outcome.groups}
    return [one for one in (outcome.best, *outcome.alternatives) if {frozenset(codes) for codes in one.groups} != own]


def _near(outcome: Outcome) -> str:
    count, share = len(_others(outcome)), f"{NEAR:.0%}"
    if count == 0:
        return f"Geen andere indeling komt binnen {share} van de beste. De beste indeling is duidelijk."
    at_least = "minstens " if not outcome.alternatives_complete and count >= ALTERNATIVES - 1 else ""
    verb = "ligt" if count == 1 else "liggen"
    return f"Binnen {share} van de beste {verb} nog {at_least}{notation.count(count, 'indeling', 'indelingen')}."


def _difference(question: Question, outcome: Outcome, other: Alternative) -> str:
    """Name who sits elsewhere than in this proposal: the groups are paired so that as few as possible move."""
    moves = []
    for group in _paired(outcome, other):
        mine = set(outcome.groups[group[0]].codes) if group[0] is not None else set()
        coming = question.names_of(set(group[1]) - mine)
        if coming:
            name = outcome.groups[group[0]].name if group[0] is not None else "een eigen subregio"
            moves.append(f"{notation.listing(coming)} bij {name}")
    return "; ".join(moves) if moves else "dezelfde indeling"


def _paired(outcome: Outcome, other: Alternative) -> list[tuple[int | None, Codes]]:
    free = set(range(len(outcome.groups)))
    pairs: list[tuple[int | None, Codes]] = []
    for codes in sorted(other.groups, key=len, reverse=True):
        shared = {place: len(set(codes) & set(outcome.groups[place].codes)) for place in free}
        best = max(shared, key=lambda place: (shared[place], -place), default=None)
        if best is not None:
            free.discard(best)
        pairs.append((best, codes))
    return pairs


def _wish(question: Question, outcome: Outcome) -> str:
    if not question.contiguous:
        return "Er is niet gevraagd dat de gemeenten van een subregio aan elkaar liggen."
    if outcome.without_wish is None:
        return ""
    if _share(outcome.best.score, outcome.without_wish.score) <= PRECISION:
        return f"{WISH} kost niets: zonder die wens bestaat er geen betere indeling."
    price = _dearer(outcome.best.score, outcome.without_wish.score)
    return f"{WISH} maakt de verschillen {price} groter."


def _share(score: float, best: float) -> Decimal:
    if best <= 0:
        return Decimal(0) if score <= 0 else Decimal(1)
    return Decimal(str(score)) / Decimal(str(best)) - 1


def _dearer(score: float, best: float) -> str:
    return notation.percent(_share(score, best), 1)
