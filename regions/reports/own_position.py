"""Where does my municipality stand? For one municipality, after the reveal."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from inburgering.charts import distribution
from inburgering.charts.svg import Svg
from inburgering.notation import count, listing
from regions.models import WorkSession
from regions.models.answer import Value
from regions.reports.answers import AskedStatement, SharedAnswers, shared_answers

SHOWN = 5
FULL_SCALE = 4  # from helemaal oneens to helemaal eens
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
    percent: int


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    strong: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class OwnPosition:
    """`differences` and `agreements` hold at most five, the clearest first; `likenesses` the nearest first."""

    name: str
    finding: Sequence[Part]
    differences: Sequence[Difference]
    agreements: Sequence[Difference]
    likenesses: Sequence[Likeness]
    has_shared: bool


def build(session: WorkSession, code: str) -> OwnPosition:
    """Return the position of the municipality with this CBS code among the answers that are visible now."""
    shared = shared_answers(session)
    name = next((one.name for one in (*shared.municipalities, *shared.waiting) if one.code == code), code)
    has_shared = any(one.code == code for one in shared.municipalities)
    gaps = [(gap, one) for one in shared.statements if (gap := _gap(shared, one, code)) is not None]
    far = sorted((pair for pair in gaps if abs(pair[0]) >= CLEARLY), key=lambda pair: -abs(pair[0]))
    differences = [_told(shared, one, code) for _, one in far[:SHOWN]]
    agreements = [_told(shared, one, code) for one in _agreed(shared, code)[:SHOWN]]
    likenesses = _likenesses(shared, code)
    return OwnPosition(
        name,
        _finding(name, len(far), likenesses, has_shared=has_shared),
        differences,
        agreements,
        likenesses,
        has_shared,
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
    found = []
    for other in shared.municipalities:
        pairs = [(shared.of(code, one.key).value, shared.of(other.code, one.key).value) for one in shared.statements]
        both = [abs(mine - theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
        if other.code != code and both:
            found.append(Likeness(other.name, round(100 * (1 - fmean(both) / FULL_SCALE))))
    return sorted(found, key=lambda one: (-one.percent, one.name))


def _finding(name: str, far: int, likenesses: Sequence[Likeness], *, has_shared: bool) -> list[Part]:
    if not has_shared:
        return [Part("Gemeente "), Part(name, strong=True, mark=True), Part(" heeft geen antwoorden gedeeld.")]
    if not likenesses:
        return [
            Part("Alleen "),
            Part(name, strong=True, mark=True),
            Part(" heeft antwoorden gedeeld. Vergelijken kan nog niet."),
        ]
    place = "staat bij geen stelling ver van de rest." if not far else "staat bij "
    parts = [Part(name, strong=True, mark=True), Part(f" {place}")]
    if far:
        parts += [
            Part(count(far, "stelling", "stellingen"), strong=True),
            Part(" minstens 1 stap van het gemiddelde van de anderen."),
        ]
    near = likenesses[0]
    return [
        *parts,
        Part(f" {name} lijkt het meest op "),
        Part(near.name, strong=True),
        Part(f" ({near.percent}% gelijk)."),
    ]
