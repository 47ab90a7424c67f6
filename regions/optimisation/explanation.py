"""Why each municipality is in its subregion: the score taken apart, statement by statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from regions.optimisation.decomposition import Answers, Decomposition, mean
from regions.optimisation.distance import AnswerTable, Floats, Statement
from regions.optimisation.evaluation import Groups, Switch
from regions.optimisation.wording import group_sentence, municipality_sentence

REASONS = 3  # more is not read
ONE_STEP = 1.0  # a difference in answers counts as a reason from one step on the scale
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Reason:
    """One statement that speaks for or against a place.

    `contribution` is its exact part of the score: for a municipality what the score would rise (negative: fall) on
    this statement if it moved to its second-best group; for a group what the score would rise if it dissolved into
    the rest. `own` and `other` hold the answers given, by CBS code; the means are on the scale -2..2. The own mean
    leaves out the municipality itself; None when nobody else in the group answered. `sentence` is Dutch and says what
    both sides answered.
    """

    statement: Statement
    contribution: float
    own: Answers
    other: Answers
    own_mean: float | None
    other_mean: float
    sentence: str


@dataclass(frozen=True, slots=True)
class StatementPart:
    """How much of all differences on one statement is left within the groups, and how much lies between them.

    Over all statements `within` adds up to the score and `between` to what the division explains. With missing
    answers or differing importance `between` of a single statement can be slightly negative.
    """

    statement: Statement
    within: float
    between: float


@dataclass(frozen=True, slots=True)
class GroupExplanation:
    """Why a group belongs together: what it agrees on and others see otherwise, weightiest first.

    `other` is None when the others are the rest of the region. A group between the others may differ from the rest on
    nothing; then `other` is the group it would join at the least cost.
    """

    codes: tuple[str, ...]
    other: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityExplanation:
    """Why a municipality is in group `own` and not in group `other` (indices; None when there is only one group).

    `other` is its second-best group; when no move is allowed the group whose answers are nearest, and `delta` is None.
    """

    code: str
    own: int
    other: int | None
    delta: float | None
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    statements: tuple[StatementPart, ...]
    groups: tuple[GroupExplanation, ...]
    municipalities: tuple[MunicipalityExplanation, ...]


def explain(table: AnswerTable, groups: Groups, switches: Sequence[Switch], names: Sequence[str] = ()) -> Explanation:
    """Return which answers bear out this division. `groups` and `switches` as the solver or an evaluation gave them.

    `names` are the names of the groups, for the sentences; without them a group is "deze subregio". Only statements
    are named on which the answers themselves show it: at least one step nearer to the own side than to the other.
    """
    apart = Decomposition(table)
    indices = [[table.codes.index(code) for code in group] for group in groups]
    named = list(names) or [""] * len(groups)
    everyone = list(range(len(table.codes)))
    within = sum((apart.within(group) for group in indices), np.zeros(len(table.statements)))
    between = apart.within(everyone) - within
    return Explanation(
        statements=tuple(
            StatementPart(statement, float(inside), float(outside))
            for statement, inside, outside in zip(table.statements, within, between, strict=True)
        ),
        groups=tuple(_explain_group(apart, indices, at, named) for at in range(len(groups))),
        municipalities=tuple(_explain_municipality(apart, indices, switch, named) for switch in switches),
    )


def _explain_group(apart: Decomposition, groups: list[list[int]], at: int, names: Sequence[str]) -> GroupExplanation:
    group, others = groups[at], [other for other in range(len(groups)) if other != at]
    codes = tuple(apart.table.codes[i] for i in group)
    if not others:
        return GroupExplanation(codes, None, ())
    rest = sorted(i for other in others for i in groups[other])
    if against_rest := _group_reasons(apart, group, rest, names[at], None):
        return GroupExplanation(codes, None, against_rest)
    nearest = min(others, key=lambda other: (round(float(apart.merging(group, groups[other]).sum()), 12), other))
    return GroupExplanation(codes, nearest, _group_reasons(apart, group, groups[nearest], names[at], names[nearest]))


def _group_reasons(
    apart: Decomposition, group: Sequence[int], rest: Sequence[int], name: str, other_name: str | None
) -> tuple[Reason, ...]:
    """Return why these stay apart; `other_name` None: the others are the whole rest of the region."""
    gain = apart.merging(group, rest)
    reasons: list[Reason] = []
    for column in _weightiest(gain):
        own, other = apart.answers(group, column), apart.answers(rest, column)
        if not _stands_apart(own, other):
            continue
        statement, names = apart.table.statements[column], (apart.by_name(own), apart.by_name(other))
        sentence = (
            group_sentence(statement, *names, name)
            if other_name is None
            else municipality_sentence(statement, *names, other_name)
        )
        reasons.append(Reason(statement, float(gain[column]), own, other, mean(own), mean(other), sentence))
        if len(reasons) == REASONS:
            break
    return tuple(reasons)


def _stands_apart(own: Answers, other: Answers) -> bool:
    """Return whether a group agrees within a step and most others are a step or more away, on their mean's side."""
    if not own or not other or max(own.values()) - min(own.values()) > ONE_STEP:
        return False
    away = mean(other) - mean(own)
    beyond = sum((value - mean(own)) * (1 if away > 0 else -1) >= ONE_STEP for value in other.values())
    return abs(away) >= ONE_STEP and 2 * beyond > len(other)


def _explain_municipality(
    apart: Decomposition, groups: list[list[int]], switch: Switch, names: Sequence[str]
) -> MunicipalityExplanation:
    i = apart.table.codes.index(switch.code)
    others = [at for at in range(len(groups)) if at != switch.own]
    if not others:
        return MunicipalityExplanation(switch.code, switch.own, None, None, (), ())
    nearest = min(others, key=lambda at: (round(apart.between(i, groups[at]), 12), at))
    other = nearest if switch.to is None else switch.to
    own_group, other_group = groups[switch.own], groups[other]
    movers = {i, *(apart.table.codes.index(code) for code in switch.moves_with)}
    stay = [j for j in own_group if j not in movers]
    rise = apart.within(stay) + apart.within([*other_group, *sorted(movers)])
    rise = rise - apart.within(own_group) - apart.within(other_group)
    sides = _Sides(apart, i, own_group, other_group, names[other])
    return MunicipalityExplanation(
        code=switch.code,
        own=switch.own,
        other=other,
        delta=switch.delta,
        reasons=tuple(islice(sides.reasons(rise), REASONS)),
        against=tuple(islice(sides.reasons(-rise, pulls=True), REASONS)),
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """One municipality between its own group and another."""

    apart: Decomposition
    i: int
    own_group: Sequence[int]
    other_group: Sequence[int]
    other_name: str

    def reasons(self, weight: Floats, *, pulls: bool = False) -> Iterator[Reason]:
        """Yield the reasons, weightiest first; with `pulls` those to go over to the other group."""
        for column in _weightiest(weight):
            reason = self._reason(column, float(-weight[column] if pulls else weight[column]), pulls=pulls)
            if reason:
                yield reason

    def _reason(self, column: int, contribution: float, *, pulls: bool) -> Reason | None:
        """Return the reason when the answers show it, None when only weights or group sizes do."""
        own, other = self.apart.answers(self.own_group, column), self.apart.answers(self.other_group, column)
        code = self.apart.table.codes[self.i]
        companions = {key: value for key, value in own.items() if key != code}
        if code not in own or not other or (pulls and not companions):
            return None
        to_other = abs(own[code] - mean(other))
        to_own = abs(own[code] - mean(companions)) if companions else 0.0
        if (to_own - to_other if pulls else to_other - to_own) < ONE_STEP:
            return None
        statement = self.apart.table.statements[column]
        sentence = municipality_sentence(statement, self.apart.by_name(own), self.apart.by_name(other), self.other_name)
        own_mean = mean(companions) if companions else None
        return Reason(statement, contribution, own, other, own_mean, mean(other), sentence)


def _weightiest(weight: Floats) -> list[int]:
    """Return the columns with a positive weight, the heaviest first; equal ones in the order of the statements."""
    order = np.argsort(-np.round(weight, 12), kind="stable")
    return [int(column) for column in order if weight[column] > TINY]
