"""Whether municipalities agree at which scale a task is arranged. Choices in, verdict out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inburgering.notation import count, listing
from regions.rules.finding import Finding, Part
from regions.rules.inventory import SCALE_LABELS, SCALES

FEWEST = 2


class Standing(StrEnum):
    AGREED = "Eens"
    DIFFER = "Nog niet eens"
    TOO_FEW = "Te weinig antwoorden"


@dataclass(frozen=True, slots=True)
class TaskVerdict:
    """How one task stands. `scale` is the code all chose, only when agreed; `told` explains the verdict."""

    standing: Standing
    scale: str
    told: str

    @property
    def is_agreed(self) -> bool:
        return self.standing is Standing.AGREED


def verdict(arrange: Sequence[str], execute: Sequence[str], municipalities: int) -> TaskVerdict:
    """Return whether a task is agreed. An empty code is "geen mening" and never counts as agreement.

    Agreed: more than half of all municipalities, and at least 2, chose a scale for arranging, and all chose the same.
    One municipality that wants otherwise is enough for "nog niet eens". Carrying out may differ: "regionaal regelen,
    lokaal uitvoeren" was the lesson of earlier regions, so it is told but decides nothing.
    """
    chosen = Counter(code for code in arrange if code)
    answered, needed = chosen.total(), max(FEWEST, municipalities // 2 + 1)
    if len(chosen) > 1:
        return TaskVerdict(Standing.DIFFER, "", f"Regelen: {_spread(chosen)}.")
    if answered < needed:
        return TaskVerdict(Standing.TOO_FEW, "", f"{answered} van de {needed} keuzes die minstens nodig zijn.")
    [scale] = chosen
    who = "alle gemeenten" if answered == municipalities else f"{answered} van de {municipalities} gemeenten"
    return TaskVerdict(
        Standing.AGREED, scale, f"{SCALE_LABELS[scale].capitalize()} regelen ({who}). {_carrying(execute)}"
    )


def tasks_finding(verdicts: Sequence[TaskVerdict]) -> Finding:
    """Return the sentence above the tasks: "Over 9 van de 28 taken zijn de gemeenten het nog niet eens." """
    total, agreed = len(verdicts), sum(one.is_agreed for one in verdicts)
    thin = sum(one.standing is Standing.TOO_FEW for one in verdicts)
    if thin == total:
        return Finding((Part("Er zijn "), Part("nog te weinig antwoorden", strong=True), Part(" over de taken.")))
    if agreed == total:
        core = f"alle {total} taken" if total > 1 else "deze taak"
        return Finding((Part("Over "), Part(core, strong=True), Part(" zijn de gemeenten het eens.")))
    core = f"{total - agreed} van de {total} taken" if agreed else f"geen van de {total} taken"
    rest = " zijn de gemeenten het nog niet eens." if agreed else " zijn de gemeenten het al eens."
    parts = [Part("Over "), Part(core, strong=True), Part(rest)]
    if thin:
        parts.append(Part(f" Bij {count(thin, 'taak', 'taken')} daarvan gaven te weinig gemeenten een antwoord."))
    return Finding(tuple(parts))


def _spread(chosen: Counter[str]) -> str:
    return listing([f"{chosen[code]} {label}" for code, label in SCALES if chosen[code]])


def _carrying(execute: Sequence[str]) -> str:
    chosen = Counter(code for code in execute if code)
    if not chosen:
        return "Over uitvoeren koos nog niemand."
    if len(chosen) == 1:
        [scale] = chosen
        return f"{SCALE_LABELS[scale].capitalize()} uitvoeren."
    return f"Uitvoeren verschilt: {_spread(chosen)}."
