"""The sentence above a weighing: who leads and what would end it, or why nobody wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from inburgering.notation import listing, number
from procurement.rules.weighing import SWAY, Flip, Scores, Weighing

HEAVY = Fraction(2)  # the heaviest step a person can choose
TENTH = Decimal("0.1")
TIMES: Mapping[Decimal, str] = {
    Decimal("1.5"): "anderhalf keer",
    Decimal(2): "twee keer",
    Decimal(3): "drie keer",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a weighing says: `opening` is the core, `rest` what would change it, or why nobody wins."""

    opening: str
    rest: str

    @property
    def text(self) -> str:
        return f"{self.opening} {self.rest}".strip()


def verdict(weighing: Weighing, criteria: Sequence[Scores], advised: int | None = None) -> Verdict:
    """Return who leads in a few Dutch sentences; a winner is named only when a small change leaves it first.

    When the advised scenario is weighed and does not win, that comes first.
    """
    found = _verdict(weighing, criteria)
    if advised not in weighing.totals or weighing.winner == advised or all(one.is_equal for one in criteria):
        return found
    return Verdict(f"Het advies is scenario {advised}. {found.opening}", found.rest)


def _verdict(weighing: Weighing, criteria: Sequence[Scores]) -> Verdict:
    names = {one.key: one.label for one in criteria}
    if all(one.is_equal for one in criteria):
        return Verdict("Op deze punten zijn de scenario’s gelijk.", "Geen weging maakt verschil.")
    if len(weighing.leaders) > 1:
        leaders = listing([str(one) for one in weighing.leaders])
        return Verdict("Geen scenario wint duidelijk:", f"bij deze weging staan scenario {leaders} gelijk bovenaan.")
    if weighing.winner is None:
        return Verdict("Geen scenario wint duidelijk:", _because(weighing, names))
    return Verdict(f"Bij deze weging staat scenario {weighing.winner} bovenaan.", _until(weighing, names))


def flip_sentence(flip: Flip, names: Mapping[str, str]) -> str:
    """Return "Pas als ‘kosten’ meer dan twee keer zo zwaar weegt, wint scenario 1"."""
    return f"Pas als {_change(flip, names)}, {_wins(flip.winners)}."


def _because(weighing: Weighing, names: Mapping[str, str]) -> str:
    near = next((flip for flip in weighing.flips if flip.ratio is not None and _is_near(flip.ratio)), None)
    leads = f"scenario {weighing.leaders[0]} staat nu bovenaan, maar"
    if near is not None:
        return f"{leads} als {_change(near, names)}, {_wins(near.winners)}."
    if weighing.without:
        key, leaders = next(iter(weighing.without.items()))
        return f"{leads} zonder {_inside(names[key])} {_wins(leaders)}."
    share = number(Decimal(100) * SWAY.numerator / SWAY.denominator)
    rivals = _scenario(weighing.swayed)
    return f"{leads} als alle wegingen tot {share}% verschuiven, kan ook {rivals} bovenaan komen."


def _until(weighing: Weighing, names: Mapping[str, str]) -> str:
    counted = next((flip for flip in weighing.flips if flip.ratio is not None), None)
    if counted is not None:
        return flip_sentence(counted, names)
    added = next((flip for flip in weighing.flips if flip.weight < HEAVY), None)
    if added is not None:
        return flip_sentence(added, names)
    return "Geen enkel punt verandert dat, hoe zwaar het ook weegt."


def _change(flip: Flip, names: Mapping[str, str]) -> str:
    what = _inside(names[flip.key])
    if flip.ratio is None:
        return f"{what} gaat meetellen" if flip.weight < 1 else f"{what} zwaar gaat meetellen"
    if flip.rises:
        return f"{what} meer dan {_times(_rounded(flip.ratio, ROUND_CEILING))} zo zwaar weegt"
    least = _rounded(flip.ratio, ROUND_FLOOR)
    return f"{what} minder dan {_times(least)} zo zwaar weegt" if least else f"{what} vrijwel niet meetelt"


def _is_near(ratio: Fraction) -> bool:
    return 1 - SWAY <= ratio <= 1 + SWAY


def _rounded(ratio: Fraction, towards: str) -> Decimal:
    """Away from 1, so that what is said holds: beyond the said ratio the order has surely changed."""
    return (Decimal(ratio.numerator) / ratio.denominator).quantize(TENTH, towards)


def _times(ratio: Decimal) -> str:
    if ratio == Decimal("0.5"):
        return "half"
    return TIMES.get(ratio.normalize(), f"{number(ratio, 0 if ratio == ratio.to_integral_value() else 1)} keer")


def _wins(winners: Sequence[int]) -> str:
    return f"{'wint' if len(winners) == 1 else 'winnen'} {_scenario(winners)}"


def _scenario(numbers: Sequence[int]) -> str:
    return f"scenario {listing([str(one) for one in numbers])}"


def _inside(label: str) -> str:
    return f"‘{label}’"
