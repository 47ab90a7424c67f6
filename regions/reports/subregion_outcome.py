"""The answer to the question of a proposal, as it was proven, and as it becomes when people move a municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import comb, factorial
from typing import Any

from regions.optimisation.evaluation import Evaluation, evaluate
from regions.optimisation.objective import group_cost
from regions.optimisation.problem import Problem
from regions.optimisation.solver import Solution, solve
from regions.reports.subregion_question import ALTERNATIVES, NEAR, Question
from regions.rules import naming

Codes = tuple[str, ...]
AROUND = ("Noord", "Noordoost", "Oost", "Zuidoost", "Zuid", "Zuidwest", "West", "Noordwest", "Midden")


@dataclass(frozen=True, slots=True)
class Group:
    """One subregion, numbered from 1. `connected` says whether its members adjoin, also when nobody asked for that."""

    number: int
    name: str
    codes: Codes
    cost: float
    connected: bool


@dataclass(frozen=True, slots=True)
class SecondBest:
    """Where a municipality fits next best: the number of that subregion, and how much the score rises with the move."""

    code: str
    to: int | None
    delta: float | None
    moves_with: Codes


@dataclass(frozen=True, slots=True)
class Alternative:
    groups: tuple[Codes, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A division, priced.

    `score` is what still differs within the subregions (lower is better), `undivided` the same for the whole region
    and `explained` the share that lies between the subregions. `ways` counts every way to divide so many
    municipalities over so many subregions, wishes or no wishes. `best` is the proven best division for this question,
    also when people chose another. `without_wish` is the best division when subregions need not adjoin; None
    when that was not asked for. `alternatives` are the divisions within NEAR of the best, cheapest first.
    """

    groups: tuple[Group, ...]
    score: float
    explained: float | None
    undivided: float
    proven: bool
    best: Alternative
    ways: int
    without_wish: Alternative | None
    alternatives: tuple[Alternative, ...]
    alternatives_complete: bool
    second_best: tuple[SecondBest, ...]
    objections: tuple[str, ...]

    def group_of(self, code: str) -> Group:
        return next(group for group in self.groups if code in group.codes)


def solved(question: Question) -> Outcome:
    """Return the proven best division. Raises NotSolvable with a Dutch reason."""
    problem = question.problem()
    solution = solve(problem, question.group_count, within=NEAR, limit=ALTERNATIVES)
    return replace(
        _priced(problem, _named(question, solution.groups)),
        proven=solution.proven,
        best=Alternative(solution.groups, solution.score),
        without_wish=_without_wish(question),
        alternatives=tuple(Alternative(one.groups, one.score) for one in solution.alternatives),
        alternatives_complete=solution.alternatives_complete,
    )


def moved(question: Question, outcome: Outcome, code: str, to_group: int) -> Outcome:
    """Return the division after one municipality moves to the subregion with this number.

    Names and numbers stay, so that before and after can be laid side by side. What was proven about the best
    division stays true.
    """
    after = [
        (group.name, tuple(sorted({*group.codes, code} if group.number == to_group else {*group.codes} - {code})))
        for group in outcome.groups
    ]
    divided = _priced(question.problem(), after)
    return replace(
        divided,
        proven=outcome.proven,
        best=outcome.best,
        without_wish=outcome.without_wish,
        alternatives=outcome.alternatives,
        alternatives_complete=outcome.alternatives_complete,
    )


def objection_to_move(outcome: Outcome, code: str, name: str, to_group: int) -> str:
    """Return in Dutch why this municipality cannot move to the subregion with this number; empty when it can."""
    own = next((group for group in outcome.groups if code in group.codes), None)
    target = next((group for group in outcome.groups if group.number == to_group), None)
    if own is None:
        return f"{name} staat niet in dit voorstel. Kies een gemeente uit de lijst."
    if target is None:
        return f"Dit voorstel heeft {len(outcome.groups)} subregio’s. Kies een subregio uit de lijst."
    if own == target:
        return f"{name} staat al in {own.name}. Kies een andere subregio."
    if len(own.codes) == 1:
        return f"{name} is de laatste gemeente in {own.name}. Die subregio zou leeg blijven. Kies een andere gemeente."
    return ""


def _named(question: Question, groups: Sequence[Codes]) -> list[tuple[str, Codes]]:
    """Return the groups with their names, going round the compass from the north."""
    spots = {code: (place.longitude, place.latitude) for code, place in question.places.items()}
    named = zip(naming.names(groups, spots), groups, strict=True)
    return sorted(named, key=lambda pair: (AROUND.index(pair[0]) if pair[0] in AROUND else len(AROUND), pair[0]))


def _priced(problem: Problem, named: Sequence[tuple[str, Codes]]) -> Outcome:
    """Price a division, keeping the order in which its subregions are given."""
    found = evaluate(problem, [codes for _, codes in named])
    at = {frozenset(codes): place for place, codes in enumerate(found.groups)}
    places = [at[frozenset(codes)] for _, codes in named]
    return Outcome(
        groups=tuple(
            Group(number, name, codes, found.costs[place], found.connected[place])
            for number, ((name, codes), place) in enumerate(zip(named, places, strict=True), start=1)
        ),
        score=found.score,
        explained=found.explained,
        undivided=group_cost(problem.d2, range(len(problem.codes))),
        proven=False,
        best=Alternative(tuple(codes for _, codes in named), found.score),
        ways=ways(len(problem.codes), len(named)),
        without_wish=None,
        alternatives=(),
        alternatives_complete=False,
        second_best=_second_best(found, places),
        objections=found.objections,
    )


def _second_best(found: Evaluation, places: Sequence[int]) -> tuple[SecondBest, ...]:
    numbers = {place: number for number, place in enumerate(places, start=1)}
    return tuple(
        SecondBest(one.code, None if one.to is None else numbers[one.to], one.delta, one.moves_with)
        for one in found.switches
    )


def _without_wish(question: Question) -> Alternative | None:
    if not question.contiguous:
        return None
    free: Solution = solve(question.problem(contiguous=False), question.group_count, limit=1)
    return Alternative(free.groups, free.score)


def ways(n: int, k: int) -> int:
    """Return in how many ways n municipalities fall into k subregions: the Stirling number of the second kind."""
    return sum((-1) ** (k - j) * comb(k, j) * j**n for j in range(k + 1)) // factorial(k)


def freeze(outcome: Outcome) -> dict[str, Any]:
    return asdict(outcome)


def thaw(frozen: Mapping[str, Any]) -> Outcome:
    """Return the outcome; the expected inflow is kept beside it, see subregion_inflow."""
    plain = {name: value for name, value in frozen.items() if name != "inflow"}
    plain["groups"] = tuple(Group(**{**row, "codes": tuple(row["codes"])}) for row in frozen["groups"])
    plain["second_best"] = tuple(
        SecondBest(**{**row, "moves_with": tuple(row["moves_with"])}) for row in frozen["second_best"]
    )
    plain["alternatives"] = tuple(_alternative(row) for row in frozen["alternatives"])
    plain["best"] = _alternative(frozen["best"])
    plain["without_wish"] = _alternative(frozen["without_wish"]) if frozen["without_wish"] else None
    plain["objections"] = tuple(frozen["objections"])
    return Outcome(**plain)


def _alternative(row: Mapping[str, Any]) -> Alternative:
    return Alternative(tuple(tuple(group) for group in row["groups"]), row["score"])
