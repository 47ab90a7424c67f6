"""Two divisions side by side: before and after a move, or a proposal and the one it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inburgering import notation
from regions.models import SubregionProposal
from regions.reports import subregion_inflow, subregion_outcome, subregion_question
from regions.reports.subregion_agreement import agreement_within
from regions.reports.subregion_outcome import Group, Outcome
from regions.reports.subregion_question import Question


class NoMove(Exception):
    """This move cannot be tried, with the reason in Dutch."""


@dataclass(frozen=True, slots=True)
class Side:
    """One subregion in one of the two divisions."""

    name: str
    municipalities: str
    per_year: Decimal | None
    agreement: Decimal | None
    connected: bool


@dataclass(frozen=True, slots=True)
class GroupChange:
    number: int
    name: str
    before: Side
    after: Side

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """`finding` says in one sentence what the change does to the differences within the subregions."""

    finding: str
    before_title: str
    after_title: str
    score_before: Decimal
    score_after: Decimal
    explained_before: Decimal | None
    explained_after: Decimal | None
    groups: tuple[GroupChange, ...]
    moved: tuple[str, ...]
    objections: tuple[str, ...]


def of_move(proposal: SubregionProposal, code: str, to_group: int) -> Comparison:
    """Return the proposal beside what it would be with this municipality elsewhere; stores nothing. Raises NoMove."""
    question, before = subregion_question.thaw(proposal.question), subregion_outcome.thaw(proposal.outcome)
    why_not = subregion_outcome.objection_to_move(before, code, question.names.get(code, code), to_group)
    if why_not:
        raise NoMove(why_not)
    after = subregion_outcome.moved(question, before, code, to_group)
    return _compare(question, proposal, (f"Voorstel {proposal.number}", before), ("Na de verplaatsing", after))


def of_proposals(former: SubregionProposal, proposal: SubregionProposal) -> Comparison:
    before, after = subregion_outcome.thaw(former.outcome), subregion_outcome.thaw(proposal.outcome)
    question = subregion_question.thaw(proposal.question)
    return _compare(question, proposal, (f"Voorstel {former.number}", before), (f"Voorstel {proposal.number}", after))


def _compare(
    question: Question, proposal: SubregionProposal, before: tuple[str, Outcome], after: tuple[str, Outcome]
) -> Comparison:
    inflow = subregion_inflow.thaw(proposal.outcome["inflow"])
    sides = [
        {group.number: _side(question, inflow, group) for group in outcome.groups} for outcome in (before[1], after[1])
    ]
    changes = tuple(
        GroupChange(group.number, group.name, sides[0][group.number], sides[1][group.number])
        for group in after[1].groups
    )
    return Comparison(
        _finding(before[1], after[1]),
        before[0],
        after[0],
        Decimal(str(before[1].score)),
        Decimal(str(after[1].score)),
        share(before[1].explained),
        share(after[1].explained),
        changes,
        _moved(question, before[1], after[1]),
        after[1].objections,
    )


def _side(question: Question, inflow: Mapping[str, subregion_inflow.Inflow], group: Group) -> Side:
    names = question.names_of(group.codes)
    return Side(
        group.name,
        notation.listing(names),
        subregion_inflow.total(inflow, group.codes),
        agreement_within(question, group.codes),
        group.connected,
    )


def _moved(question: Question, before: Outcome, after: Outcome) -> tuple[str, ...]:
    return tuple(
        f"{question.names[code]} gaat van {before.group_of(code).name} naar {group.name}."
        for group in after.groups
        for code in group.codes
        if before.group_of(code).number != group.number
    )


def _finding(before: Outcome, after: Outcome) -> str:
    if before.score <= 0:
        return "De verschillen binnen de subregio’s worden groter."
    change = Decimal(str(after.score)) / Decimal(str(before.score)) - 1
    if round(change * 100) == 0:
        return "De verschillen binnen de subregio’s blijven vrijwel gelijk."
    word = "groter" if change > 0 else "kleiner"
    return f"De verschillen binnen de subregio’s worden {notation.percent(abs(change))} {word}."


def share(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
