"""What decides between scenarios, given the weight of each criterion. Exact; nobody wins by a hair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from procurement.rules.choices import CannotCalculate

# Steps of weighing are one whole step apart, and people choose them by feel: what a quarter of a step overturns was not
# decided by the weighing.
SWAY = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Scores:
    """What each scenario scores on one criterion, from 0 (worst of these) to 1 (best), by scenario number."""

    key: str
    label: str
    by_scenario: Mapping[int, Fraction]

    @property
    def is_equal(self) -> bool:
        return len(set(self.by_scenario.values())) <= 1


@dataclass(frozen=True, slots=True)
class Flip:
    """From where on another scenario leads when one criterion weighs differently.

    `ratio` is the new weight as a multiple of the chosen one; for a criterion that does not count it is None. `weight`
    is that new weight itself. `rises` says whether the criterion must weigh more. Exactly at the weight they tie, and
    just beyond it `winners` lead: one scenario, unless some are equal in everything that counts.
    """

    key: str
    weight: Fraction
    ratio: Fraction | None
    rises: bool
    winners: tuple[int, ...]

    @property
    def size(self) -> Fraction | None:
        """How large the change is: 2 for twice as heavy and for half as heavy; None when it did not count before."""
        return None if self.ratio is None else max(self.ratio, 1 / self.ratio)


@dataclass(frozen=True, slots=True)
class Weighing:
    """The outcome. `totals` run from 0 to 1, `ranking` holds the scenario numbers, best first, equals by number.

    `leaders` are those that share the first place. `flips` has per criterion the nearest changes that end the lead,
    smallest first. `swayed` are those that lead or tie when every weight may move by SWAY at once; `without` gives per
    criterion who leads when it is left out, where that is somebody else.
    """

    totals: Mapping[int, Fraction]
    ranking: tuple[int, ...]
    leaders: tuple[int, ...]
    flips: tuple[Flip, ...]
    swayed: tuple[int, ...]
    without: Mapping[str, tuple[int, ...]]

    @property
    def winner(self) -> int | None:
        """The scenario that also leads after a small change; None when none does."""
        return None if len(self.leaders) > 1 or self.swayed or self.without else self.leaders[0]


def weigh(criteria: Sequence[Scores], weights: Mapping[str, Fraction]) -> Weighing:
    """Return who leads and what would end it. Raises CannotCalculate below two scenarios or when nothing counts.

    A total is the mean of the scores weighted by the weights (0 or more; a criterion that is not named counts 1).
    """
    scenarios = sorted(set().union(*(one.by_scenario for one in criteria)))
    if len(scenarios) < 2:  # noqa: PLR2004 - there is nothing to choose between
        raise CannotCalculate("Kies minstens twee scenario’s om te wegen.")
    weight = {one.key: weights.get(one.key, Fraction(1)) for one in criteria}
    if min(weight.values()) < 0 or not any(weight.values()):
        raise CannotCalculate("Laat minstens één punt meetellen.")
    totals = _totals(criteria, weight)
    leaders = _leaders(totals)
    alone = leaders[0] if len(leaders) == 1 else None
    return Weighing(
        totals=totals,
        ranking=tuple(sorted(scenarios, key=lambda one: (-totals[one], one))),
        leaders=leaders,
        flips=() if alone is None else _flips(criteria, weight, alone),
        swayed=() if alone is None else _swayed(criteria, weight, alone),
        without={} if alone is None else _without(criteria, weight, alone),
    )


def _totals(criteria: Sequence[Scores], weight: Mapping[str, Fraction]) -> dict[int, Fraction]:
    whole = sum(weight.values(), Fraction(0))
    return {
        scenario: sum((weight[one.key] * one.by_scenario[scenario] for one in criteria), Fraction(0)) / whole
        for scenario in criteria[0].by_scenario
    }


def _leaders(totals: Mapping[int, Fraction]) -> tuple[int, ...]:
    best = max(totals.values())
    return tuple(sorted(scenario for scenario, total in totals.items() if total == best))


def _flips(criteria: Sequence[Scores], weight: Mapping[str, Fraction], leader: int) -> tuple[Flip, ...]:
    found = [
        flip
        for one in criteria
        for rises in (True, False)
        if (flip := _flip(criteria, weight, leader, one, rises=rises)) is not None
    ]
    order = {one.key: place for place, one in enumerate(criteria)}
    return tuple(
        sorted(found, key=lambda flip: (flip.size is None, flip.size or flip.weight, not flip.rises, order[flip.key]))
    )


def _flip(
    criteria: Sequence[Scores], weight: Mapping[str, Fraction], leader: int, one: Scores, *, rises: bool
) -> Flip | None:
    """Return the nearest weight of this criterion at which the leader is caught up with.

    The lead over a rival is a straight line in the weight w: rest + w x (score of the leader - score of the rival).
    """
    own = weight[one.key]
    caught: dict[int, Fraction] = {}
    for rival in one.by_scenario:
        slope = one.by_scenario[leader] - one.by_scenario[rival]
        if rival == leader or slope == 0 or (slope < 0) != rises:
            continue
        rest = sum(
            (
                weight[other.key] * (other.by_scenario[leader] - other.by_scenario[rival])
                for other in criteria
                if other.key != one.key
            ),
            Fraction(0),
        )
        if -rest / slope > 0:  # at nothing the criterion is left out, and cannot weigh less still
            caught[rival] = -rest / slope
    if not caught:
        return None
    at = min(caught.values()) if rises else max(caught.values())
    first = [rival for rival, where in caught.items() if where == at]
    best = (max if rises else min)(one.by_scenario[rival] for rival in first)
    winners = tuple(sorted(rival for rival in first if one.by_scenario[rival] == best))
    return Flip(one.key, at, at / own if own else None, rises, winners)


def _swayed(criteria: Sequence[Scores], weight: Mapping[str, Fraction], leader: int) -> tuple[int, ...]:
    """Return the rivals that reach the leader when every weight moves by at most SWAY, each in their favour."""
    found = []
    for rival in criteria[0].by_scenario:
        if rival == leader:
            continue
        leads = [weight[one.key] * (one.by_scenario[leader] - one.by_scenario[rival]) for one in criteria]
        if sum(leads, Fraction(0)) <= SWAY * sum((abs(lead) for lead in leads), Fraction(0)):
            found.append(rival)
    return tuple(sorted(found))


def _without(criteria: Sequence[Scores], weight: Mapping[str, Fraction], leader: int) -> dict[str, tuple[int, ...]]:
    found = {}
    for one in criteria:
        left = {**weight, one.key: Fraction(0)}
        if weight[one.key] == 0 or not any(left.values()):
            continue
        leaders = _leaders(_totals(criteria, left))
        if leader not in leaders:
            found[one.key] = leaders
    return found
