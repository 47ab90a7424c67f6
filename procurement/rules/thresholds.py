"""Which procurement regime a purchase falls under: the value against the threshold, and what the instrument means.

Always an indication. Values are without btw, over the whole duration with every option, all lots, all municipalities.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inburgering.notation import euro, euro_short
from procurement.rules.choices import COMPONENT_LABELS, CannotCalculate, Component, Instrument
from procurement.rules.cost import PurchaseCost, ScenarioCost

CAVEAT = "Dit is een indicatie, laat het toetsen."
# Aanbestedingswet 2012, art. 2.24a-2.24c for own entities; open house and subsidy follow practice, not one article.
NO_PUBLIC_CONTRACT: Mapping[Instrument, str] = {
    Instrument.OPEN_HOUSE: (
        "Open house is geen overheidsopdracht, zolang elke aanbieder die aan de eisen voldoet een contract krijgt "
        "en later kan instappen. De drempel geldt dan niet. Een vast aantal deelnemers kun je niet toezeggen."
    ),
    Instrument.SUBSIDIE: (
        "Een subsidie is geen overheidsopdracht, zolang je geen tegenprestatie kunt afdwingen. "
        "De drempel geldt dan niet."
    ),
    Instrument.INBESTEDEN: (
        "Zelf doen is geen overheidsopdracht. Voor een eigen of gezamenlijke organisatie gelden voorwaarden "
        "(Aanbestedingswet 2012, art. 2.24a tot en met 2.24c: toezicht en minstens 80% van het werk). "
        "De drempel geldt dan niet."
    ),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount in euros that holds from the first up to and including the last day."""

    amount: Decimal
    valid_from: date
    valid_until: date

    @property
    def years(self) -> str:
        first, last = self.valid_from.year, self.valid_until.year
        return str(first) if first == last else f"{first} en {last}" if last == first + 1 else f"{first} t/m {last}"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one purchase's value and instrument mean. `reaches_threshold` is None when there is no public contract."""

    component: Component
    label: str
    instrument: Instrument
    value: Decimal
    threshold: Threshold
    reaches_threshold: bool | None
    sentence: str


def threshold_on(day: date, thresholds: Sequence[Threshold]) -> Threshold:
    """Return the threshold on the day the purchase is announced. Raises CannotCalculate when none is known."""
    for threshold in thresholds:
        if threshold.valid_from <= day <= threshold.valid_until:
            return threshold
    raise CannotCalculate(f"Voor {day.year} is de Europese drempel nog niet bekend. Vul hem aan.")


def purchase_value(purchase: PurchaseCost) -> Decimal:
    """Return the value of the purchase: course cost of all participants and lots times all years, options included.

    The municipalities' own contract management and leslocatie are no part of what is bought.
    """
    return purchase.course_cost * purchase.choice.years


def assess(cost: ScenarioCost, threshold: Threshold) -> tuple[Assessment, ...]:
    """Return one assessment per purchase, in the order of the purchases."""
    return tuple(_assess(purchase, threshold) for purchase in cost.purchases)


def splitting_warnings(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Return a Dutch warning per component of which parts stay below the threshold while together they reach it."""
    return tuple(
        warning
        for component in Component
        if (warning := _splitting(component, [a for a in assessments if a.component == component]))
    )


def _assess(purchase: PurchaseCost, threshold: Threshold) -> Assessment:
    choice = purchase.choice
    value = purchase_value(purchase)
    reaches = None if choice.instrument in NO_PUBLIC_CONTRACT else value >= threshold.amount
    opening = (
        f"{COMPONENT_LABELS[choice.component]}, {purchase.label}: de waarde is ongeveer {euro_short(value)} "
        f"over {choice.years} jaar."
    )
    return Assessment(
        component=choice.component,
        label=purchase.label,
        instrument=choice.instrument,
        value=value,
        threshold=threshold,
        reaches_threshold=reaches,
        sentence=f"{opening[0].upper()}{opening[1:]} {_meaning(choice.instrument, reaches, threshold)} {CAVEAT}",
    )


def _meaning(instrument: Instrument, reaches: bool | None, threshold: Threshold) -> str:
    if reaches is None:
        return NO_PUBLIC_CONTRACT[instrument]
    limit = f"de drempel van {euro(threshold.amount)} voor sociale diensten ({threshold.years})"
    if instrument == Instrument.OPENBAAR:
        where = "boven" if reaches else "onder"
        return f"Dat is {where} {limit}. Een openbare aanbesteding mag, maar is voor deze diensten niet nodig."
    if reaches:
        return f"Dat is boven {limit}. Kondig de opdracht aan en volg de SAS-procedure."
    return f"Dat is onder {limit}. Dan gelden vooral de algemene beginselen van de Aanbestedingswet."


def _splitting(component: Component, parts: Sequence[Assessment]) -> str:
    contracts = [part for part in parts if part.reaches_threshold is not None]
    below = [part for part in contracts if not part.reaches_threshold]
    together = sum((part.value for part in contracts), Decimal(0))
    if len(contracts) <= 1 or not below or together < below[0].threshold.amount:
        return ""
    stay = "blijft" if len(below) == 1 else "blijven"
    return (
        f"De {COMPONENT_LABELS[component]} wordt in {len(contracts)} delen ingekocht. Daarvan {stay} {len(below)} "
        f"onder de drempel van {euro(below[0].threshold.amount)}, samen is het {euro_short(together)}. Splitsen met de "
        f"bedoeling om onder de drempel te blijven mag niet. {CAVEAT}"
    )
