"""What going together brings one municipality beside going alone: weeks of waiting, hours of work and euros."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from inburgering.notation import count, euro, number
from procurement.rules.choices import COMPONENT_LABELS, LEERROUTES, Component
from procurement.rules.coalition import MONTHS_PER_YEAR

WEEKS_PER_YEAR = 52
LEAST_WEEKS = Decimal("0.5")
LEAST_HOURS = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Position:
    """Where one municipality stands in one component: euros and participants per year, and its part of the contract.

    `wait_months` until a group is full, None for what is not done in groups. `contract_share` is 1 when it manages a
    contract alone, 1/3 when three manage it together.
    """

    euros: int
    people: Decimal
    wait_months: Decimal | None
    contract_share: Decimal


@dataclass(frozen=True, slots=True)
class ComponentValue:
    """Going together minus going alone, for one component: euros and hours per year, weeks of waiting."""

    component: Component
    euros: int
    weeks: Decimal | None
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class AddedValue:
    """Going together minus going alone, for one municipality or a whole region: negative is less, and that is a gain.

    `weeks` is the mean over the leerroutes, by participants; None when nobody is expected. `contracts` are counted in
    shares; `hours` is None as long as nobody said how many hours a contract takes. `best` is where it saves most.
    """

    name: str
    euros: int
    weeks: Decimal | None
    contracts: Decimal
    hours: Decimal | None
    people: Decimal
    components: tuple[ComponentValue, ...]
    best: str


Positions = Mapping[Component, Position]


def added_value(name: str, together: Positions, alone: Positions, *, contract_hours: Decimal | None) -> AddedValue:
    """Return what the municipality gains or gives in, over the components in which both are known."""
    both = [component for component in Component if component in together and component in alone]
    values = tuple(_component_value(one, together[one], alone[one], contract_hours) for one in both)
    contracts = sum((together[one].contract_share - alone[one].contract_share for one in both), Decimal(0))
    people = sum((together[one].people for one in both if one in LEERROUTES), Decimal(0))
    return AddedValue(
        name=name,
        euros=sum(one.euros for one in values),
        weeks=_mean_weeks(
            [(together[one.component].people, one.weeks) for one in values if one.component in LEERROUTES]
        ),
        contracts=contracts,
        hours=None if contract_hours is None else contracts * contract_hours,
        people=people,
        components=values,
        best=_best(values),
    )


def of_region(name: str, values: Sequence[AddedValue]) -> AddedValue:
    """Return the region: euros and hours added up, the mean of the weeks by participants."""
    hours = [one.hours for one in values if one.hours is not None]
    return AddedValue(
        name=name,
        euros=sum(one.euros for one in values),
        weeks=_mean_weeks([(one.people, one.weeks) for one in values]),
        contracts=sum((one.contracts for one in values), Decimal(0)),
        hours=sum(hours, Decimal(0)) if len(hours) == len(values) and values else None,
        people=sum((one.people for one in values), Decimal(0)),
        components=(),
        best="",
    )


def _component_value(
    component: Component, together: Position, alone: Position, contract_hours: Decimal | None
) -> ComponentValue:
    waits = (together.wait_months, alone.wait_months)
    contracts = together.contract_share - alone.contract_share
    return ComponentValue(
        component,
        together.euros - alone.euros,
        None if waits[0] is None or waits[1] is None else (waits[0] - waits[1]) * WEEKS_PER_YEAR / MONTHS_PER_YEAR,
        None if contract_hours is None else contracts * contract_hours,
    )


def _mean_weeks(weighted: Sequence[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    known = [(people, weeks) for people, weeks in weighted if weeks is not None and people > 0]
    people = sum((one for one, _ in known), Decimal(0))
    return sum((one * weeks for one, weeks in known), Decimal(0)) / people if known else None


def _best(values: Sequence[ComponentValue]) -> str:
    """Return where it helps most: each municipality may find its gain in another part (VNG)."""
    quicker = min((one for one in values if one.weeks), key=lambda one: one.weeks or 0, default=None)
    if quicker is not None and quicker.weeks is not None and quicker.weeks <= -LEAST_WEEKS:
        return f"{COMPONENT_LABELS[quicker.component]}: {_weeks(quicker.weeks)} korter wachten"
    cheaper = min(values, key=lambda one: one.euros, default=None)
    if cheaper is not None and cheaper.euros < 0:
        return f"{COMPONENT_LABELS[cheaper.component]}: {euro(-cheaper.euros)} minder per jaar"
    return ""


def sentence(value: AddedValue) -> tuple[str, str, str]:
    """Return the finding in three pieces: what happens to the waiting, the cost, and the work; empty when unknown."""
    return _waiting(value.weeks), _cost(value.euros), _work(value)


def _waiting(weeks: Decimal | None) -> str:
    if weeks is None:
        return ""
    if abs(weeks) < LEAST_WEEKS:
        return "even lang"
    return f"{_weeks(weeks)} {'korter' if weeks < 0 else 'langer'}"


def _cost(euros: int) -> str:
    if euros == 0:
        return "evenveel"
    return f"{euro(abs(euros))} {'minder' if euros < 0 else 'meer'} per jaar"


def _work(value: AddedValue) -> str:
    if value.hours is not None and abs(value.hours) >= LEAST_HOURS:
        return f"{number(abs(value.hours))} uur {'minder' if value.hours < 0 else 'meer'} per jaar"
    shown = number(abs(value.contracts), 1)
    if value.hours is not None or shown == number(0, 1):
        return ""
    whole = shown.removesuffix(",0")
    return f"{whole} {'contract' if whole == '1' else 'contracten'} {'minder' if value.contracts < 0 else 'meer'}"


def _weeks(weeks: Decimal) -> str:
    return count(int(abs(weeks).quantize(Decimal(1), ROUND_HALF_UP)), "week", "weken")
