"""The columns of the table of differences: like beside like, and per subregion when the region was divided."""

from collections.abc import Sequence
from dataclasses import dataclass

from regions.models import SubregionProposal
from regions.optimisation.distance import answer_table, distances
from regions.optimisation.ordering import alike_together
from regions.reports import subregion_outcome
from regions.reports.answers import SharedAnswers
from regions.reports.subregion_outcome import Group


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    name: str
    slug: str
    status_label: str
    is_mine: bool
    starts_gap: bool


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The name of a subregion above its columns; `number` is 0 for municipalities that the proposal does not hold."""

    number: int
    name: str
    span: int
    starts_gap: bool


def columns_for(
    shared: SharedAnswers, proposal: SubregionProposal | None, for_code: str | None
) -> tuple[tuple[GroupHead, ...], tuple[Column, ...]]:
    """Return the heads and the columns from left to right. Without a proposal there are no heads and no gaps."""
    by_code = {one.code: one for one in shared.municipalities}
    if not by_code:
        return (), ()
    blocks = _blocks(list(by_code), proposal)
    table = answer_table(shared.for_solver(), [statement.for_solver() for statement in shared.statements])
    alike = alike_together(distances(table, minimum_coverage=0.0), [codes for _, codes in blocks])
    heads, columns = [], []
    for place, ((group, _), codes) in enumerate(zip(blocks, alike, strict=True)):
        starts_gap = place > 0
        if len(blocks) > 1:
            heads.append(GroupHead(group.number if group else 0, group.name if group else "Niet ingedeeld",
                                   len(codes), starts_gap))  # fmt: skip
        for position, code in enumerate(codes):
            who = by_code[code]
            columns.append(Column(code, who.name, who.slug, who.status_label, code == for_code,
                                  starts_gap and position == 0))  # fmt: skip
    return tuple(heads), tuple(columns)


def _blocks(codes: Sequence[str], proposal: SubregionProposal | None) -> list[tuple[Group | None, list[str]]]:
    """Return the municipalities per subregion of the proposal; those it does not hold stand last."""
    groups = subregion_outcome.thaw(proposal.outcome).groups if proposal else ()
    blocks: list[tuple[Group | None, list[str]]] = [
        (group, [code for code in group.codes if code in codes]) for group in groups
    ]
    held = {code for group in groups for code in group.codes}
    blocks.append((None, [code for code in codes if code not in held]))
    return [(group, members) for group, members in blocks if members]
