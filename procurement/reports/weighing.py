"""What decides between the compared scenarios, with the weights that stand in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import listing, percent
from procurement.rules.choices import CannotCalculate
from procurement.rules.comparison_outcome import Outcome, Reader
from procurement.rules.weighing import SWAY, Weighing, weigh
from procurement.rules.weighing_criteria import STEP_LABELS, STEPS, USUAL, Measured, measured
from procurement.rules.weighing_words import Verdict, flip_sentence, verdict

PREFIX = "weeg-"
LEAST = 2  # scenarios to weigh
LARGEST_TOLD = 10  # nobody weighs one thing more than ten times as heavy as another
HOW = (
    "Per punt krijgt het beste van deze scenario’s 1 en het slechtste 0; een klein verschil telt naar verhouding. "
    "De uitkomst is het gewogen gemiddelde: telt niet is 0, gewoon is 1 en zwaar is 2. "
    "Er is een winnaar als die ook bovenaan blijft wanneer één punt vervalt, "
    f"of wanneer alle wegingen tot {percent(Decimal(SWAY.numerator) / SWAY.denominator)} schuiven."
)


@dataclass(frozen=True, slots=True)
class Step:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion: the choice of its weight, and per scenario what was measured with its score."""

    key: str
    label: str
    how: str
    steps: tuple[Step, ...]
    values: tuple[str, ...]
    scores: tuple[Decimal, ...]

    @property
    def parameter(self) -> str:
        return f"{PREFIX}{self.key}"

    @property
    def weight(self) -> str:
        return next(step.label for step in self.steps if step.is_chosen)

    @property
    def cells(self) -> list[tuple[str, Decimal]]:
        return list(zip(self.values, self.scores, strict=True))


@dataclass(frozen=True, slots=True)
class Place:
    rank: int
    number: int
    name: str
    total: Decimal
    is_first: bool


@dataclass(frozen=True, slots=True)
class WeighingReport:
    """The verdict, the ranking and where it comes from. Without a verdict `note` says why nothing is weighed."""

    criteria: tuple[CriterionRow, ...] = ()
    verdict: Verdict | None = None
    ranking: tuple[Place, ...] = ()
    flips: tuple[str, ...] = ()
    note: str = ""
    limits: tuple[str, ...] = ()
    how: str = HOW

    @property
    def numbers(self) -> list[int]:
        return sorted(place.number for place in self.ranking)


def steps_from(query: Mapping[str, str]) -> dict[str, str]:
    """Return the weights an address asks for, by criterion, as they are written there."""
    return {key.removeprefix(PREFIX): text for key, text in query.items() if key.startswith(PREFIX)}


def build(
    outcomes: Sequence[Outcome], reader: Reader, *, asked: Mapping[str, str], left_out: Sequence[int] = (),
    advised: int | None = None,
) -> WeighingReport:  # fmt: skip
    """Return the weighing of these scenarios; `left_out` are the numbers of those that cannot be ranked.

    A weight that is none of the three steps is told and counts as usual.
    """
    found = measured(outcomes, reader)
    steps = {one.criterion.key: asked.get(one.criterion.key, USUAL) for one in found}
    limits = [*_nonsense(asked), *_not_ranked(left_out), *_partly(outcomes)]
    rows = tuple(_row(one, steps[one.criterion.key]) for one in found)
    if len(outcomes) < LEAST:
        return WeighingReport(note="Wegen kan met minstens twee scenario’s die compleet zijn.", limits=tuple(limits))
    if not found:
        return WeighingReport(note="Deze scenario’s hebben geen onderdeel gemeen. Dan valt er niets te wegen.")
    scores = [one.scores for one in found]
    try:
        weighing = weigh(scores, {key: STEPS.get(step, STEPS[USUAL]) for key, step in steps.items()})
    except CannotCalculate as reason:
        return WeighingReport(criteria=rows, note=str(reason), limits=tuple(limits))
    names = {one.key: one.label for one in scores}
    return WeighingReport(
        criteria=rows,
        verdict=verdict(weighing, scores, advised),
        ranking=_ranking(weighing, outcomes),
        flips=tuple(flip_sentence(flip, names) for flip in weighing.flips if flip.size and flip.size <= LARGEST_TOLD),
        limits=tuple(limits),
    )


def table(report: WeighingReport, columns: Sequence[int]) -> list[list[str | Decimal]]:
    """Return the weights, the scores and the verdict for a workbook; `columns` are the scenario numbers in order."""
    if not report.ranking:
        return [["Weging", "Uitkomst", report.note]] if report.note else []
    totals = {place.number: place.total for place in report.ranking}
    rows: list[list[str | Decimal]] = []
    for row in report.criteria:
        scores = dict(zip(report.numbers, row.scores, strict=True))
        rows.append([f"Weging: {row.weight}", row.label, *(scores.get(number, "") for number in columns)])
    rows.append(["Weging", "Gewogen gemiddelde, 0 tot 1", *(totals.get(number, "") for number in columns)])
    told = [report.verdict.text] if report.verdict else []
    return [*rows, *(["Weging", "Uitkomst", text] for text in (*told, *report.limits, report.how))]


def _row(one: Measured, step: str) -> CriterionRow:
    chosen = step if step in STEPS else USUAL
    return CriterionRow(
        key=one.criterion.key,
        label=one.criterion.label,
        how=one.criterion.how,
        steps=tuple(Step(value, label, value == chosen) for value, label in STEP_LABELS.items()),
        values=tuple(one.criterion.show(one.values[number]) for number in sorted(one.values)),
        scores=tuple(
            Decimal(score.numerator) / score.denominator for _, score in sorted(one.scores.by_scenario.items())
        ),
    )


def _ranking(weighing: Weighing, outcomes: Sequence[Outcome]) -> tuple[Place, ...]:
    """Equals share their place."""
    names = {outcome.number: outcome.name for outcome in outcomes}
    totals = {number: Decimal(total.numerator) / total.denominator for number, total in weighing.totals.items()}
    return tuple(
        Place(
            1 + sum(1 for total in weighing.totals.values() if total > weighing.totals[number]),
            number,
            names[number],
            totals[number],
            number in weighing.leaders,
        )
        for number in weighing.ranking
    )


def _nonsense(asked: Mapping[str, str]) -> list[str]:
    wrong = sorted({text for text in asked.values() if text not in STEPS})
    if not wrong:
        return []
    shown = listing([f"‘{text[:20]}’" for text in wrong[:3]])
    return [f"{shown} is geen weging. Kies telt niet, gewoon of zwaar. Nu telt het punt gewoon."]


def _not_ranked(numbers: Sequence[int]) -> list[str]:
    if not numbers:
        return []
    who = listing([str(number) for number in numbers])
    return [f"Scenario {who} {'doet' if len(numbers) == 1 else 'doen'} niet mee: daar ontbreekt nog iets."]


def _partly(outcomes: Sequence[Outcome]) -> list[str]:
    if len({frozenset(outcome.choices) for outcome in outcomes}) <= 1:
        return []
    return ["De weging kijkt alleen naar de onderdelen die in elk scenario zitten."]
