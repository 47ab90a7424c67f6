"""What became different since the former version of a report, per reader."""

from collections.abc import Mapping

from inburgering.notation import euro
from procurement.reports.dataset import Dataset
from procurement.rules.comparison import Outcome, Reader

REGION = ""
MOST = 4


def since(former: Dataset | None, now: Dataset) -> Mapping[str, list[str]]:
    """Return Dutch sentences by CBS code, those for the region under the empty key; nothing for a first version.

    Raises CannotCalculate when a figure is missing.
    """
    after = {scenario.number: now.basis.outcome(scenario) for scenario in now.scenarios}
    if former is None:
        return {}
    before = {scenario.number: former.basis.outcome(scenario) for scenario in former.scenarios}
    of_all = [*_scenarios(former, now), *_advice(former, now)]
    return {
        code: (of_all + _money(before, after, Reader(now.basis.names, code or None)))[:MOST]
        or ["De cijfers en keuzes zijn gelijk gebleven."]
        for code in (REGION, *now.basis.names)
    }


def _scenarios(former: Dataset, now: Dataset) -> list[str]:
    before = {scenario.number: scenario for scenario in former.scenarios}
    sentences = [
        f"Scenario {number} staat niet meer in het rapport."
        for number in sorted(set(before) - {scenario.number for scenario in now.scenarios})
    ]
    for scenario in now.scenarios:
        if scenario.number not in before:
            sentences.append(f"Scenario {scenario.number} ({scenario.name}) is nieuw.")
        elif (scenario.choices, scenario.subregions) != (
            before[scenario.number].choices,
            before[scenario.number].subregions,
        ):
            sentences.append(f"De keuzes van scenario {scenario.number} zijn gewijzigd.")
    return sentences


def _advice(former: Dataset, now: Dataset) -> list[str]:
    if former.heading.advised == now.heading.advised:
        return []
    return [f"Het advies is nu scenario {now.heading.advised}. Eerst was dat scenario {former.heading.advised}."]


def _money(before: Mapping[int, Outcome], after: Mapping[int, Outcome], reader: Reader) -> list[str]:
    if reader.municipality is not None and any(reader.municipality not in outcome.spuk for outcome in before.values()):
        return []
    sentences = []
    for number in sorted(set(before) & set(after)):
        difference = reader.cost(after[number].cost.mid) - reader.cost(before[number].cost.mid)
        if difference:
            word = "hoger" if difference > 0 else "lager"
            sentences.append(
                f"De kosten van scenario {number} zijn voor {reader.name} {euro(abs(difference))} per jaar {word}."
            )
    return sentences
