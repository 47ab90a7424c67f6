"""What a division on the table is worth, what the wishes have against it, and who could sit elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from regions.optimisation.feasibility import LinkedTogether, connected_parts, objections
from regions.optimisation.objective import group_cost
from regions.optimisation.problem import Problem

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Division:
    """Groups of CBS codes in their fixed order, the cost of each group and the sum of these."""

    groups: Groups
    score: float
    costs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """The second-best group of a municipality.

    `to` is the index of that group and `delta` what the score rises when the municipality moves there and nothing
    else changes (small: it fits there nearly as well; negative: the division can be improved). `moves_with` are the
    others that a wish keeps with it. `to` and `delta` are None when no move is allowed: it is alone in its group, or
    a condition forbids every move.
    """

    code: str
    own: int
    to: int | None
    delta: float | None
    moves_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A given division, priced. `groups` is in the fixed order; `costs` and `connected` follow it.

    `connected` says per group whether its members adjoin, also when the problem does not ask for it. `objections` are
    Dutch sentences: what the conditions have against the division; empty when it is allowed. `switches` is as in the
    solution.
    """

    groups: Groups
    score: float
    costs: tuple[float, ...]
    explained: float | None
    connected: tuple[bool, ...]
    objections: tuple[str, ...]
    switches: tuple[Switch, ...]


def evaluate(problem: Problem, groups: Iterable[Iterable[str]]) -> Evaluation:
    """Return what this division is worth.

    Raises ValueError unless every municipality is in exactly one group, none of them empty.
    """
    masks = _masks_of(problem, groups)
    division = division_of(problem, masks)
    neighbours = problem.neighbour_masks()
    against = dict.fromkeys(sentence for mask in masks for sentence in objections(problem, mask))
    return Evaluation(
        groups=division.groups,
        score=division.score,
        costs=division.costs,
        explained=explained_share(problem, division.score),
        connected=tuple(len(connected_parts(mask, neighbours)) == 1 for mask in masks),
        objections=tuple(against),
        switches=switches(problem, division.groups),
    )


def division_of(problem: Problem, masks: Iterable[int]) -> Division:
    """Return the division that these bit masks stand for."""
    groups = sorted(tuple(code for i, code in enumerate(problem.codes) if mask >> i & 1) for mask in masks)
    at = {code: i for i, code in enumerate(problem.codes)}
    costs = tuple(group_cost(problem.d2, [at[code] for code in group]) for group in groups)
    return Division(tuple(groups), sum(costs), costs)


def explained_share(problem: Problem, score: float) -> float | None:
    """Return which share of all differences lies between the groups: 1 - score / cost of the undivided region."""
    undivided = group_cost(problem.d2, range(len(problem.codes)))
    return 1 - score / undivided if undivided > 0 else None


def switches(problem: Problem, groups: Groups) -> tuple[Switch, ...]:
    """Return the second-best group of every municipality, in the order of the codes.

    `groups` must be in the fixed order.
    """
    masks = _masks_of(problem, groups)
    together = LinkedTogether(problem)
    costs = [_cost(problem, mask) for mask in masks]
    return tuple(_switch(problem, i, masks, costs, together.unit_of(i)) for i in range(len(problem.codes)))


def _switch(problem: Problem, i: int, masks: list[int], costs: list[float], unit: int) -> Switch:
    own = next(at for at, mask in enumerate(masks) if mask >> i & 1)
    movers = unit & masks[own] | 1 << i
    stay = masks[own] & ~movers
    others = tuple(code for j, code in enumerate(problem.codes) if movers >> j & 1 and j != i)
    if not stay or objections(problem, stay):
        return Switch(problem.codes[i], own, None, None, others)
    relief = _cost(problem, stay) - costs[own]
    moves = [
        (round(relief + _cost(problem, mask | movers) - costs[at], 10), at)
        for at, mask in enumerate(masks)
        if at != own and not objections(problem, mask | movers)
    ]
    if not moves:
        return Switch(problem.codes[i], own, None, None, others)
    delta, to = min(moves)
    return Switch(problem.codes[i], own, to, delta, others)


def _masks_of(problem: Problem, groups: Iterable[Iterable[str]]) -> list[int]:
    at = {code: i for i, code in enumerate(problem.codes)}
    lists = sorted(sorted(group) for group in groups)
    if sorted(code for group in lists for code in group) != list(problem.codes) or not all(lists):
        raise ValueError("every municipality must be in exactly one group, and no group may be empty")
    return [sum(1 << at[code] for code in group) for group in lists]


def _cost(problem: Problem, mask: int) -> float:
    return group_cost(problem.d2, [i for i in range(len(problem.codes)) if mask >> i & 1])
