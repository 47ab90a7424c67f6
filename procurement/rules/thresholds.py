"""Which procurement regime a purchase falls under: the value against the threshold, and what the instrument means.

Always an indication. A purchase reaches the threshold when its value equals it or is higher (Aanbestedingswet 2012,
art. 2.3). Values are without btw (art. 2.15), over the whole duration with every option, all lots (art. 2.18) and all
municipalities that buy together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inburgering.notation import euro, euro_short, listing
from procurement.rules.choices import COMPONENT_LABELS, CannotCalculate, Component, Instrument
from procurement.rules.cost import PurchaseCost, ScenarioCost
from procurement.rules.cost_assumptions import PriceUnit, the

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


class Service(StrEnum):
    """The two kinds of services: social and other specific ones (bijlage XIV), and all others."""

    SAS = "sas"
    OTHER = "services"


SERVICE_LABELS: Mapping[Service, str] = {Service.SAS: "sociale diensten", Service.OTHER: "andere diensten"}
# Lessons and guidance are social services; managing contracts for others is not.
OTHER_SERVICES = frozenset({Component.CONTRACT})


def service_of(component: Component) -> Service:
    return Service.OTHER if component in OTHER_SERVICES else Service.SAS


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount in euros that holds from the first up to and including the last day."""

    amount: Decimal
    valid_from: date
    valid_until: date
    service: Service = Service.SAS

    @property
    def years(self) -> str:
        first, last = self.valid_from.year, self.valid_until.year
        return str(first) if first == last else f"{first} en {last}" if last == first + 1 else f"{first} t/m {last}"

    @property
    def sentence_part(self) -> str:
        return f"de drempel van {euro(self.amount)} voor {SERVICE_LABELS[self.service]} ({self.years})"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one purchase's value and instrument mean. `reaches_threshold` is None when there is no public contract.

    `joint_value` counts everything that goes to the same main contractor with it; it equals `value` when it stands
    alone.
    """

    component: Component
    label: str
    instrument: Instrument
    value: Decimal
    threshold: Threshold
    reaches_threshold: bool | None
    sentence: str
    joint_value: Decimal = Decimal(0)


def known_thresholds(figures: Mapping[str, Decimal]) -> tuple[Threshold, ...]:
    """Return the thresholds among the region's numbers; their keys are threshold_sas_2026_2027 and so on."""
    found = []
    for key, amount in sorted(figures.items()):
        prefix, _, rest = key.partition("_")
        service, *years = rest.split("_")
        if prefix == "threshold" and service in set(Service):
            first, last = (int(year) for year in years)
            found.append(Threshold(amount, date(first, 1, 1), date(last, 12, 31), Service(service)))
    return tuple(found)


def threshold_on(day: date, thresholds: Iterable[Threshold], service: Service = Service.SAS) -> Threshold:
    """Return the threshold on the day the purchase is announced. Raises CannotCalculate when none is known."""
    for threshold in thresholds:
        if threshold.service == service and threshold.valid_from <= day <= threshold.valid_until:
            return threshold
    kind = "" if service == Service.SAS else f" voor {SERVICE_LABELS[service]}"
    raise CannotCalculate(f"Voor {day.year} is de Europese drempel{kind} nog niet bekend. Vul hem aan.")


def purchase_value(purchase: PurchaseCost) -> Decimal:
    """Return the value of the purchase: all places of all lots at the full price, times all years with the options.

    Counts what a provider can be paid at most, so also what waits for a result. The municipalities' own contract
    management, coordination and leslocatie are no part of what is bought.
    """
    places = Decimal(1) if purchase.unit == PriceUnit.JAAR else purchase.paid_places
    return places * purchase.price * purchase.choice.years


def assess(cost: ScenarioCost, threshold: Threshold, *, other: Threshold | None = None) -> tuple[Assessment, ...]:
    """Return one assessment per purchase, in the order of the purchases; `other` is the threshold of other services.

    Raises CannotCalculate for a contract of another service without that threshold.
    """
    return tuple(
        _assess(purchase, cost, threshold if service_of(purchase.choice.component) == Service.SAS else other, threshold)
        for purchase in cost.purchases
    )


def one_contract(purchase: PurchaseCost, cost: ScenarioCost) -> tuple[PurchaseCost, ...]:
    """Return the purchases that go to one main contractor with this one: contracts of the same municipalities."""
    if not purchase.choice.main_contractor or purchase.choice.instrument in NO_PUBLIC_CONTRACT:
        return (purchase,)
    return tuple(
        one
        for one in cost.purchases
        if one.choice.main_contractor
        and one.choice.instrument not in NO_PUBLIC_CONTRACT
        and set(one.participants) == set(purchase.participants)
    )


def splitting_warnings(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Return a Dutch warning per component of which parts stay below the threshold while together they reach it."""
    return tuple(
        warning
        for component in Component
        if (warning := _splitting(component, [a for a in assessments if a.component == component]))
    )


def _assess(
    purchase: PurchaseCost, cost: ScenarioCost, threshold: Threshold | None, otherwise: Threshold
) -> Assessment:
    """`otherwise` stands where no threshold is compared with, for an instrument that is no public contract."""
    choice, value = purchase.choice, purchase_value(purchase)
    together = one_contract(purchase, cost)
    joint = sum((purchase_value(one) for one in together), Decimal(0))
    if threshold is None and choice.instrument in NO_PUBLIC_CONTRACT:
        threshold = otherwise
    if threshold is None:
        raise CannotCalculate(f"De Europese drempel voor {SERVICE_LABELS[Service.OTHER]} ontbreekt. Vul hem aan.")
    reaches = None if choice.instrument in NO_PUBLIC_CONTRACT else joint >= threshold.amount
    label = COMPONENT_LABELS[choice.component]
    opening = (
        f"{label[:1].upper()}{label[1:]}, {purchase.label}: de waarde is ongeveer {euro_short(value)} "
        f"over {choice.years} jaar.{_with_others(purchase, together, joint)}"
    )
    return Assessment(
        component=choice.component,
        label=purchase.label,
        instrument=choice.instrument,
        value=value,
        threshold=threshold,
        reaches_threshold=reaches,
        sentence=f"{opening} {_meaning(choice.instrument, joint, threshold)} {CAVEAT}",
        joint_value=joint,
    )


def _with_others(purchase: PurchaseCost, together: Sequence[PurchaseCost], joint: Decimal) -> str:
    others = [the(one.choice.component) for one in together if one is not purchase]
    if not others:
        return ""
    return f" Met {listing(others)} gaat het naar één hoofdaannemer: samen {euro_short(joint)}."


def _meaning(instrument: Instrument, value: Decimal, threshold: Threshold) -> str:
    if instrument in NO_PUBLIC_CONTRACT:
        return NO_PUBLIC_CONTRACT[instrument]
    where = "boven" if value > threshold.amount else "precies op" if value == threshold.amount else "onder"
    place = f"Dat is {where} {threshold.sentence_part}."
    if threshold.service == Service.OTHER:
        return f"{place} {_other_service(value >= threshold.amount)}"
    if instrument == Instrument.OPENBAAR:
        return f"{place} Een openbare aanbesteding mag, maar is voor deze diensten niet nodig."
    if value >= threshold.amount:
        return f"{place} Kondig de opdracht aan en volg de SAS-procedure."
    return f"{place} Dan gelden vooral de algemene beginselen van de Aanbestedingswet."


def _other_service(reaches: bool) -> str:
    if reaches:
        return "Kondig de opdracht Europees aan en volg een volledige procedure. De SAS-procedure is hier niet voor."
    return "Dan gelden vooral de algemene beginselen van de Aanbestedingswet."


def _splitting(component: Component, parts: Sequence[Assessment]) -> str:
    contracts = [part for part in parts if part.reaches_threshold is not None]
    below = [part for part in contracts if not part.reaches_threshold]
    together = sum((part.value for part in contracts), Decimal(0))
    if len(contracts) <= 1 or not below or together < below[0].threshold.amount:
        return ""
    stay = "blijft" if len(below) == 1 else "blijven"
    name = the(component)
    return (
        f"{name[:1].upper()}{name[1:]} wordt in {len(contracts)} delen ingekocht. Daarvan {stay} {len(below)} "
        f"onder de drempel van {euro(below[0].threshold.amount)}, samen is het {euro_short(together)}. Splitsen met de "
        f"bedoeling om onder de drempel te blijven mag niet (Aanbestedingswet 2012, art. 2.14). {CAVEAT}"
    )
