"""What scenarios are weighed on, how each criterion is measured, and how a measure becomes a score from 0 to 1."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from inburgering.notation import count, euro, number, percent
from procurement.rules.choices import LEERROUTES, Component, Instrument
from procurement.rules.comparison_outcome import Outcome, Reader, common_components
from procurement.rules.comparison_waiting import wait_months
from procurement.rules.cost import PurchaseCost
from procurement.rules.weighing import Scores

STEPS: Mapping[str, Fraction] = {"niet": Fraction(0), "gewoon": Fraction(1), "zwaar": Fraction(2)}
STEP_LABELS: Mapping[str, str] = {"niet": "telt niet", "gewoon": "gewoon", "zwaar": "zwaar"}
USUAL = "gewoon"
# Prices are aannames: below a twentieth the difference between two amounts says more about the aanname than about the
# scenario.
SMALL_SHARE = Decimal("0.05")
TENTH = Decimal("0.1")
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Side:
    """One scenario as one reader sees it, over the components that every compared scenario holds."""

    outcome: Outcome
    reader: Reader
    components: frozenset[Component]

    @property
    def purchases(self) -> tuple[PurchaseCost, ...]:
        return tuple(p for p in self.reader.purchases(self.outcome.cost.mid) if p.choice.component in self.components)

    @property
    def courses(self) -> tuple[PurchaseCost, ...]:
        """The purchases of the leerroutes: every inburgeraar follows one of them."""
        return tuple(p for p in self.purchases if p.choice.component in LEERROUTES)

    def people(self, purchase: PurchaseCost) -> Decimal:
        return self.reader.people(purchase)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to weigh. `how` says in Dutch what is measured; `best_is_low` which side is good.

    `matters` is the difference that counts in full; a smaller one between best and worst counts in proportion.
    `measure` returns None where there is nothing to measure, for one scenario or for all.
    """

    key: str
    label: str
    how: str
    best_is_low: bool
    measure: Callable[[Side], Decimal | None]
    matters: Callable[[Sequence[Side], Sequence[Decimal]], Decimal]
    show: Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A criterion with what it is in each scenario, by scenario number, and the scores that follow."""

    criterion: Criterion
    values: Mapping[int, Decimal]
    scores: Scores


def measured(outcomes: Sequence[Outcome], reader: Reader) -> tuple[Measured, ...]:
    """Return every criterion that can be measured in all these scenarios, in a fixed order; none without a shared
    component."""
    components = common_components(outcomes)
    if not components:
        return ()
    sides = [Side(outcome, reader, components) for outcome in outcomes]
    found = []
    for criterion in criteria(reader):
        values = [criterion.measure(side) for side in sides]
        known = [value for value in values if value is not None]
        if len(known) == len(sides):
            found.append(_scored(criterion, sides, known))
    return tuple(found)


def _scored(criterion: Criterion, sides: Sequence[Side], values: Sequence[Decimal]) -> Measured:
    """Score 1 for the best and 0 for the worst, unless they lie closer together than what matters."""
    low, high = min(values), max(values)
    reach = Fraction(max(high - low, criterion.matters(sides, values)))
    best = low if criterion.best_is_low else high
    numbers = [side.outcome.number for side in sides]
    scores = {
        one: 1 - (Fraction(abs(value - best)) / reach if reach else Fraction(0))
        for one, value in zip(numbers, values, strict=True)
    }
    return Measured(
        criterion,
        dict(zip(numbers, values, strict=True)),
        Scores(criterion.key, criterion.label, scores),
    )


def criteria(reader: Reader) -> tuple[Criterion, ...]:
    """Return what can be weighed, for the region or as one municipality sees it."""
    return (*_of_money(reader), *_of_people(reader), *_of_work())


def _of_money(reader: Reader) -> tuple[Criterion, ...]:
    return (
        Criterion(
            "kosten", "kosten", f"Kosten voor {reader.name} per jaar.",
            True, _cost, lambda _, values: min(values) * SMALL_SHARE, euro,
        ),
        Criterion(
            "spreiding", "gelijke lasten",
            "Verschil in kosten per inburgeraar tussen de duurste en de goedkoopste gemeente.",
            True, _spread, lambda sides, _: max(_cost_per_head(side) for side in sides) * SMALL_SHARE, euro,
        ),
    )  # fmt: skip


def _of_people(reader: Reader) -> tuple[Criterion, ...]:
    own = reader.municipality is not None
    return (
        Criterion(
            "wachten", "wachten",
            "Gemiddeld wachten op een plek in de leerroute, met de startmomenten en gewogen naar deelnemers.",
            True, mean_wait_months, _always(ONE), lambda months: f"{number(months, 1)} maanden",
        ),
        Criterion(
            "draagvlak", "past bij de antwoorden",
            f"In hoeverre het past bij de antwoorden van {reader.name}." if own else "Bij hoeveel gemeenten het past.",
            False, _fit, _always(TENTH if own else ONE), percent if own else _municipalities,
        ),
        Criterion(
            "grenzen", "grenzen",
            f"Grenzen van {reader.name} die worden geraakt." if own else "Gemeenten van wie een grens wordt geraakt.",
            True, _limits, _always(ONE), number if own else _municipalities,
        ),
        Criterion(
            "zeggenschap", "zeggenschap",
            "1 gedeeld door het aantal gemeenten dat samen beslist, gemiddeld over gemeenten en onderdelen.",
            False, _say, _always(TENTH), percent,
        ),
        Criterion(
            "keuze", "keuze voor de inburgeraar",
            "Deel van de inburgeraars dat uit meer dan één contract kan kiezen: open house of meer percelen.",
            False, _choice, _always(TENTH), percent,
        ),
    )  # fmt: skip


def _of_work() -> tuple[Criterion, ...]:
    return (
        Criterion(
            "uitvoering", "weinig contracten", "Aantal contracten dat moet worden beheerd.",
            True, lambda side: Decimal(sum(p.choice.lots for p in side.purchases)), _always(ONE), number,
        ),
        Criterion(
            "risico", "lege plekken", "Betaalde lege plekken per jaar. Zij tellen ook mee in de kosten.",
            True, _empty, _always(ONE), lambda places: number(places, 1),
        ),
    )  # fmt: skip


def _always(amount: Decimal) -> Callable[[Sequence[Side], Sequence[Decimal]], Decimal]:
    return lambda _sides, _values: amount


def _municipalities(amount: Decimal) -> str:
    return count(int(amount), "gemeente", "gemeenten")


def _cost(side: Side) -> Decimal:
    return Decimal(side.reader.cost_of(side.outcome, side.components))


def _heads(side: Side, code: str) -> Decimal:
    """How many inburgeraars of this municipality the leerroutes count, whoever reads."""
    bought = [p for p in side.outcome.cost.mid.purchases if p.choice.component in side.components & set(LEERROUTES)]
    return sum((p.participants.get(code, Decimal(0)) for p in bought), Decimal(0))


def _paid(side: Side, code: str) -> int:
    bought = side.outcome.cost.mid.joined_by(code)
    return sum(p.euros[code] for p in bought if p.choice.component in side.components)


def _spread(side: Side) -> Decimal | None:
    per_head = [_paid(side, code) / heads for code in side.reader.names if (heads := _heads(side, code)) > 0]
    return max(per_head) - min(per_head) if per_head else None


def _cost_per_head(side: Side) -> Decimal:
    heads = sum((_heads(side, code) for code in side.reader.names), Decimal(0))
    return sum(_paid(side, code) for code in side.reader.names) / heads


def mean_wait_months(side: Side) -> Decimal | None:
    """Return the mean wait for a place in the own leerroute, weighted by participants; None when nobody is expected."""
    waits = [(side.people(p), wait_months(p)) for p in side.courses]
    known = [(people, months) for people, months in waits if months is not None and people > 0]
    people = sum((one for one, _ in known), Decimal(0))
    return sum((one * months for one, months in known), Decimal(0)) / people if known else None


def _fit(side: Side) -> Decimal | None:
    if side.reader.municipality is None:
        return Decimal(len(side.outcome.fit.fitting))
    return side.outcome.fit.by_municipality[side.reader.municipality].share


def _limits(side: Side) -> Decimal:
    own = side.reader.municipality
    hits = [hit for hit in side.outcome.fit.limits if own in (None, hit.municipality)]
    return Decimal(len(hits) if own is not None else len({hit.municipality for hit in hits}))


def _say(side: Side) -> Decimal | None:
    own = side.reader.municipality
    shares = [
        Decimal(1) / len(p.participants) for p in side.purchases for code in p.participants if own in (None, code)
    ]
    return sum(shares, Decimal(0)) / len(shares) if shares else None


def _choice(side: Side) -> Decimal | None:
    people = sum((side.people(p) for p in side.courses), Decimal(0))
    if people <= 0:
        return None
    free = [p for p in side.courses if p.choice.lots > 1 or p.choice.instrument == Instrument.OPEN_HOUSE]
    return sum((side.people(p) for p in free), Decimal(0)) / people


def _empty(side: Side) -> Decimal:
    """For one municipality its part of them, by participants."""
    if side.reader.municipality is None:
        return sum((p.empty_places for p in side.purchases), Decimal(0))
    return sum((p.empty_places * side.people(p) / p.expected for p in side.purchases), Decimal(0))
