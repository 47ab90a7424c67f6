"""The groups on the opinion map: the exact division of all answers, what each group wants, and how firm it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from inburgering import notation
from inburgering.charts.opinion_map import group_sign
from inburgering.charts.svg import Svg
from regions.models import SubregionProposal
from regions.optimisation.distance import AnswerTable, NotSolvable, answer_table, distances
from regions.optimisation.explanation import GroupExplanation, explain
from regions.optimisation.problem import Problem
from regions.optimisation.sensitivity import Change, Sensitivity, sensitivity
from regions.optimisation.solver import Solution, solve
from regions.reports.answers import SharedAnswers
from regions.reports.poles import Poles

COUNTS = (2, 3, 4)
SHOWN = 8  # answers that can change the groups; the sentence says how many there are
WORDS = {-2: "helemaal oneens", -1: "oneens", 0: "neutraal", 1: "eens", 2: "helemaal eens"}
Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """One group; `wants` is what sets it apart in a few words, or that it stands between the others."""

    number: int
    codes: Codes
    names: tuple[str, ...]
    wants: str
    reasons: tuple[str, ...]
    sign: Svg


@dataclass(frozen=True, slots=True)
class OpinionGroups:
    """`groups` is empty when these answers cannot be divided; then `refusal` says why.

    `firmness` says how many single answers can change the groups, and `changes` names the first of them.
    """

    chosen: int
    counts: tuple[int, ...]
    groups: tuple[OpinionGroup, ...]
    refusal: str
    firmness: str
    changes: tuple[str, ...]

    def group_of(self) -> dict[str, int]:
        return {code: group.number for group in self.groups for code in group.codes}

    def of(self, code: str | None) -> OpinionGroup | None:
        return next((group for group in self.groups if code in group.codes), None)


def divide(
    shared: SharedAnswers,
    codes: Sequence[str],
    group_count: int | None,
    proposal: SubregionProposal | None,
    poles: Poles,
) -> OpinionGroups:
    """Return the best division of these municipalities by all their answers, whoever borders on whom."""
    counts = tuple(count for count in COUNTS if count < len(codes))
    usual = proposal.group_count if proposal else COUNTS[0]
    wished = group_count if group_count in counts else usual
    chosen = min(max(wished, counts[0]), counts[-1])
    rows = [row for row in shared.for_solver() if row.code in codes]
    table = answer_table(rows, [one.for_solver() for one in shared.statements])
    try:
        problem = Problem.of(distances(table))
        best = solve(problem, chosen, limit=0)
    except NotSolvable as reason:
        return OpinionGroups(chosen, counts, (), str(reason), "", ())
    firm = sensitivity(table, problem, chosen, best)
    names = dict(zip(table.codes, table.names, strict=True))
    told = tuple(_told(change, best, names, poles) for change in firm.changes[:SHOWN])
    return OpinionGroups(chosen, counts, _groups(table, best, names, poles), "", _firmness(firm, len(codes)), told)


def _groups(table: AnswerTable, best: Solution, names: Mapping[str, str], poles: Poles) -> tuple[OpinionGroup, ...]:
    explained = explain(table, best.groups, best.switches)
    return tuple(
        OpinionGroup(
            number, codes, tuple(sorted((names[code] for code in codes), key=notation.sort_key)),
            _wants(why, poles), tuple(reason.sentence for reason in why.reasons), group_sign(number),
        )
        for number, (codes, why) in enumerate(zip(best.groups, explained.groups, strict=True), start=1)
    )  # fmt: skip


def _wants(why: GroupExplanation, poles: Poles) -> str:
    for reason in why.reasons:
        if reason.own_mean is not None:
            return poles.end(reason.statement.key, agrees=reason.own_mean > reason.other_mean)
    return "staat tussen de andere in"


def _firmness(firm: Sensitivity, municipalities: int) -> str:
    count = len({(change.code, change.key) for change in firm.changes})
    few = f"{notation.count(municipalities, 'gemeente', 'gemeenten')} is weinig: "
    if count:
        least = "" if firm.complete else "minstens "
        what = notation.count(count, "antwoord", "antwoorden")
        return f"{few}1 ander antwoord kan de groepen veranderen. Dat geldt voor {least}{what}."
    if firm.complete:
        return f"Geen enkel antwoord dat 1 stap verschuift, verandert deze groepen ({firm.tried} stappen nagerekend)."
    return f"{few}of 1 ander antwoord de groepen verandert, is hier niet helemaal na te rekenen."


def _told(change: Change, best: Solution, names: Mapping[str, str], poles: Poles) -> str:
    moved = [names[code] for code in movers(best.groups, change.groups)]
    verb = "gaat" if len(moved) == 1 else "gaan"
    group = "een andere groep" if len(moved) == 1 else "andere groepen"
    return (
        f"Zegt {names[change.code]} bij {poles.quoted(change.key)} ‘{WORDS[change.other]}’ in plaats van "
        f"‘{WORDS[change.value]}’, dan {verb} {notation.listing(moved)} naar {group}."
    )


def movers(before: Sequence[Codes], after: Sequence[Codes]) -> Codes:
    """Return who sits in another group afterwards, when the groups are matched so that as few as possible move."""

    def moving(matched: Sequence[Codes]) -> Iterator[str]:
        for old, new in zip(before, matched, strict=True):
            yield from (code for code in new if code not in old)

    return min((tuple(sorted(moving(order))) for order in permutations(after)), key=lambda codes: (len(codes), codes))
