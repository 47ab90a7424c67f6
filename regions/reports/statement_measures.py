"""How divided one statement is in published measures, each beside what chance would give."""

from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import number
from regions.rules.chance import Band, Measure, Measured, measured
from regions.rules.divergence import FEWEST_FOR_AN_INDEX, StatementDistribution

_HALVES = "0 = half om half aan de uiteinden"
# Per measure: its name, its scale and its source.
NAMES = {
    Measure.CONSENSUS: ("Overeenstemming", f"1 = allemaal hetzelfde, {_HALVES}", "Tastle en Wierman, 2007"),
    Measure.POLARISATION: ("Twee kampen", "1 = half eens en half oneens, 0 = één kant", "Esteban en Ray, 1994"),
    Measure.SPREAD: ("Verschil", "0 = gelijk, 2 = half om half aan de uiteinden", "standaardafwijking"),
    Measure.LEIK: ("Consensus", f"1 = allemaal hetzelfde, {_HALVES}", "Leik, 1966"),
    Measure.AGREEMENT_A: ("Maat A", "1 = allemaal hetzelfde, 0 = gespreid, −1 = half om half", "Van der Eijk, 2001"),
}  # fmt: skip
NO_INDEX = f"Met minder dan {FEWEST_FOR_AN_INDEX} antwoorden zegt een maat niets. Kijk dan naar de antwoorden zelf."
CHANCE = (
    "Bij toeval = wat je krijgt als elke gemeente willekeurig één van de vijf antwoorden kiest. 9 van de 10 keer ligt "
    "de maat dan tussen deze grenzen. Precies uitgerekend voor dit aantal antwoorden."
)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    name: str
    scale: str
    source: str
    value: str
    band: str
    is_chance: bool

    @property
    def verdict(self) -> str:
        return "kan toeval zijn" if self.is_chance else "meer dan toeval"


def measure_rows(found: StatementDistribution) -> tuple[MeasureRow, ...]:
    """Return the measures in a fixed order; none below 4 answers."""
    by_measure = {one.measure: one for one in measured(found.counts)}
    return tuple(_row(by_measure[measure]) for measure in NAMES if measure in by_measure)


def _row(one: Measured) -> MeasureRow:
    return MeasureRow(*NAMES[one.measure], _written(one.value), _band(one.band), one.is_chance)


def _band(band: Band) -> str:
    return f"{_written(band.low)} tot {_written(band.high)}"


def _written(value: float) -> str:
    return number(Decimal(str(round(value, 4))), 2)
