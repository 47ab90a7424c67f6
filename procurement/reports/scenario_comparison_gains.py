"""Who gains and who gives in when one of the compared scenarios takes the place of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.rules.comparison_gains import Change, changes, summary
from procurement.rules.comparison_outcome import Outcome, Reader


@dataclass(frozen=True, slots=True)
class Choice:
    number: int
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GainsReport:
    """What scenario `to` brings each municipality beside scenario `since`; the reader's own row is `mine`."""

    since: tuple[Choice, ...]
    to: tuple[Choice, ...]
    finding: str
    rows: tuple[Change, ...]
    mine: str


def build(outcomes: Sequence[Outcome], reader: Reader, *, since: Outcome, to: Outcome) -> GainsReport | None:
    """Return the table, or nothing when there are no two scenarios."""
    if since is to:
        return None
    found = changes(since, to, reader)
    return GainsReport(
        since=tuple(Choice(one.number, one.name, one is since) for one in outcomes),
        to=tuple(Choice(one.number, one.name, one is to) for one in outcomes),
        finding=f"Van scenario {since.number} naar {to.number}: {_inside(summary(found))}",
        rows=found,
        mine=reader.municipality or "",
    )


def pair(
    outcomes: Sequence[Outcome], usual: tuple[Outcome, Outcome], asked: tuple[str, str]
) -> tuple[Outcome, Outcome]:
    """Return the two scenarios an address asks for by number; what it leaves out or gets wrong is the usual one."""
    known = {str(outcome.number): outcome for outcome in outcomes}
    since, to = (known.get(number, fallback) for number, fallback in zip(asked, usual, strict=True))
    if since is not to:
        return since, to
    other = next((outcome for outcome in outcomes if outcome is not to), to)
    return other, to


def table(report: GainsReport | None) -> list[list[str]]:
    """Return the sentences for a workbook."""
    if report is None:
        return []
    head = report.finding.partition(":")[0]
    return [[head, row.name, row.balance.value, row.sentence] for row in report.rows]


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:] if sentence.startswith("Voor") else sentence
