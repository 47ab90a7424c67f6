"""Where does my municipality stand? For one municipality, after the reveal."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from inburgering.charts import distribution
from inburgering.charts.svg import Svg
from inburgering.notation import count, listing, percent
from regions.models import WorkSession
from regions.models.answer import Value
from regions.reports.answers import AskedStatement, SharedAnswers, shared_answers
from regions.rules.finding import Part
from regions.rules.similarity import similarity

SHOWN = 5
CLEARLY = 1.0  # one step away from the mean of the others


@dataclass(frozen=True, slots=True)
class Difference:
    number: int
    label: str
    text: str
    mine: str
    others: str
    figure: Svg


@dataclass(frozen=True, slots=True)
class Likeness:
    name: str
    percent: str


@dataclass(frozen=True, slots=True)
class OwnPosition:
    """`differences` and `agreements` hold at most five, the clearest first; `likenesses` the nearest first."""

    name: str
    finding: Sequence[Part]
    differences: Sequence[Difference]
    agreements: Sequence[Difference]
    likenesses: Sequence[Likeness]


def build(session: WorkSession, code: str) -> OwnPosition:
    """Return the position of the municipality with this CBS code among the answers that are visible now."""
    shared = shared_answers(session)
    name = next((one.name for one in (*shared.municipalities, *shared.waiting) if one.code == code), code)
    gaps = [(gap, one) for one in shared.statements if (gap := _gap(shared, one, code)) is not None]
    far = sorted((pair for pair in gaps if abs(pair[0]) >= CLEARLY), key=lambda pair: -abs(pair[0]))
    differences = [_told(shared, one, code) for _, one in far[:SHOWN]]
    agreements = [_told(shared, one, code) for one in _agreed(shared, code)[:SHOWN]]
    likenesses = _likenesses(shared, code)
    return OwnPosition(
        name,
        _finding(shared, code, name, len(far), likenesses),
        differences,
        agreements,
        likenesses,
    )


def _gap(shared: SharedAnswers, statement: AskedStatement, code: str) -> float | None:
    """Return how far the municipality stands from the mean of the others, in steps; None when that cannot be said."""
    values = shared.values(statement.key)
    mine = values.pop(code, None)
    others = [value for value in values.values() if value is not None]
    return None if mine is None or not others else mine - fmean(others)


def _agreed(shared: SharedAnswers, code: str) -> list[AskedStatement]:
    """Return the statements on which all who answered stand on one side, with this municipality; closest first."""
    found = []
    for one in shared.statements:
        values = shared.values(one.key)
        given = [value for value in values.values() if value is not None]
        same_side = len(given) > 1 and (min(given) > 0 or max(given) < 0)
        if values.get(code) is not None and same_side:
            found.append((max(given) - min(given), -abs(fmean(given)), one.number, one))
    return [one for *_, one in sorted(found)]


def _told(shared: SharedAnswers, statement: AskedStatement, code: str) -> Difference:
    values = shared.values(statement.key)
    mine = values[code]
    given = [value for value in values.values() if value is not None]
    others = [value for other, value in values.items() if other != code and value is not None]
    sides = [
        (sum(one > 0 for one in others), "eens"),
        (sum(one < 0 for one in others), "oneens"),
        (others.count(0), "neutraal"),
    ]
    said = [f"{number} {word}" for number, word in sorted(sides, key=lambda side: -side[0]) if number]
    counts = {value: given.count(value) for value in set(given)}
    figure = distribution.dots(counts, len(values) - len(given), mine=mine)
    return Difference(
        statement.number, statement.label, statement.text, Value(mine).label, f"De anderen: {listing(said)}", figure
    )


def _likenesses(shared: SharedAnswers, code: str) -> list[Likeness]:
    """Return the others from most to least alike, by the same measure as the page of differences."""
    given = shared.by_municipality()
    keys = [one.key for one in shared.statements]
    mine = given.pop(code, {})
    names = {one.code: one.name for one in shared.municipalities}
    shares = {other: similarity(mine, values, keys) for other, values in given.items()}
    known = [(share, names[other]) for other, share in shares.items() if share is not None]
    return [
        Likeness(name, percent(Decimal(str(share)))) for share, name in sorted(known, key=lambda one: (-one[0], one[1]))
    ]


def _finding(shared: SharedAnswers, code: str, name: str, far: int, likenesses: Sequence[Likeness]) -> list[Part]:
    mine = Part(name, strong=True, mark=True)
    if not any(one.code == code for one in shared.municipalities):
        return [Part("Gemeente "), mine, Part(" heeft geen antwoorden gedeeld.")]
    if len(shared.municipalities) == 1:
        return [Part("Alleen "), mine, Part(" heeft antwoorden gedeeld. Vergelijken kan nog niet.")]
    parts = [
        mine,
        Part(" staat bij "),
        Part(count(far, "stelling", "stellingen") if far else "geen stelling", strong=True),
    ]
    parts.append(Part(" minstens 1 stap van het gemiddelde van de anderen."))
    if likenesses:
        near = likenesses[0]
        parts += [
            Part(f" {name} lijkt het meest op "),
            Part(near.name, strong=True),
            Part(f" ({near.percent} gelijk)."),
        ]
    return parts
