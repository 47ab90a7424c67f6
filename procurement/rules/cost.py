"""What the cohort that starts in one year costs, per purchase and per municipality."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from procurement.rules.choices import (
    COMPONENT_LABELS,
    WITH_OTHER_REGIONS,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    Instrument,
    Scale,
    decimal_sum,
)
from procurement.rules.rounding import adding_up
from procurement.rules.volumes import scaled
from procurement.rules.waiting import mean_wait_months

Participants = Mapping[Component, Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class CostAssumptions:
    """The amounts a region computes with. All are aannames to be overwritten; none lives in code.

    Prices are euros per trajectory, contract management euros per contract per year, the surcharge euros per year for
    one municipality's own leslocatie, outside volume the participants per year that other regions bring.
    """

    prices: Mapping[Component, Decimal]
    contract_management: Decimal
    own_location_surcharge: Decimal = Decimal(0)
    outside_volume: Mapping[Component, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PurchaseCost:
    """One joint purchase of one component, with every step of its sum. Amounts are euros per yearly cohort.

    `course_cost` and `contract_cost` are those of the whole purchase; `region_share` is the part of the region (1
    unless other regions take part). `exact` and `euros` give the municipalities' parts, before and after rounding.
    """

    choice: ComponentChoice
    label: str
    participants: Mapping[str, Decimal]
    outside: Decimal
    guaranteed_places: int
    price: Decimal
    contract_cost: Decimal
    location_cost: Mapping[str, Decimal]
    exact: Mapping[str, Decimal]
    euros: Mapping[str, int]

    @property
    def expected(self) -> Decimal:
        return decimal_sum(self.participants) + self.outside

    @property
    def paid_places(self) -> Decimal:
        return max(self.expected, Decimal(self.guaranteed_places))

    @property
    def empty_places(self) -> Decimal:
        return self.paid_places - self.expected

    @property
    def course_cost(self) -> Decimal:
        return self.paid_places * self.price

    @property
    def region_share(self) -> Decimal:
        return decimal_sum(self.participants) / self.expected

    @property
    def total(self) -> int:
        return sum(self.euros.values())

    @property
    def mean_wait_months(self) -> Decimal | None:
        return mean_wait_months(lots=self.choice.lots, group_size=self.choice.group_size, inflow_per_year=self.expected)


@dataclass(frozen=True, slots=True)
class ScenarioCost:
    """All purchases of a scenario. Euros are rounded once per purchase, so every total is a sum of what is shown."""

    purchases: tuple[PurchaseCost, ...]

    @property
    def total(self) -> int:
        return sum(purchase.total for purchase in self.purchases)

    def of(self, municipality: str) -> int:
        """Return what one municipality pays, in whole euros."""
        return sum(purchase.euros.get(municipality, 0) for purchase in self.purchases)

    def of_component(self, component: Component) -> tuple[PurchaseCost, ...]:
        return tuple(purchase for purchase in self.purchases if purchase.choice.component == component)

    def joined_by(self, municipality: str) -> tuple[PurchaseCost, ...]:
        return tuple(purchase for purchase in self.purchases if municipality in purchase.euros)


@dataclass(frozen=True, slots=True)
class CostRange:
    """The same scenario with few, the expected and many inburgeraars."""

    low: ScenarioCost
    mid: ScenarioCost
    high: ScenarioCost


def scenario_cost(
    choices: Sequence[ComponentChoice], *, area: Area, participants: Participants, assumptions: CostAssumptions
) -> ScenarioCost:
    """Return what one yearly cohort costs over its whole trajectory. Raises CannotCalculate with what is missing.

    Per purchase: paid places x price + contract management x lots, shared in proportion to the expected participants.
    Paid places are the expected participants or, when more, what the contract guarantees: lots x start moments x
    smallest group. Open house guarantees no volume. The own-location surcharge is paid by the municipality that has it.
    """
    if len({choice.component for choice in choices}) != len(choices) or not choices:
        raise CannotCalculate("Kies voor elke leerroute één keer hoe je inkoopt.")
    return ScenarioCost(
        tuple(
            _purchase(choice, label, {code: _expected(participants, choice, code, area) for code in codes}, assumptions)
            for choice in choices
            for label, codes in purchase_groups(choice.scale, area).items()
        )
    )


def cost_range(
    choices: Sequence[ComponentChoice],
    *,
    area: Area,
    participants: Participants,
    assumptions: CostAssumptions,
    factors: tuple[Decimal, Decimal, Decimal],
) -> CostRange:
    """Return the cost with the inflow times a low, a middle and a high factor, for instance 0.6, 1 and 1.4."""
    if list(factors) != sorted(factors):
        raise CannotCalculate("Zet de factoren voor de instroom op volgorde: laag, midden, hoog.")
    low, mid, high = (
        scenario_cost(choices, area=area, participants=scaled(participants, factor), assumptions=assumptions)
        for factor in factors
    )
    return CostRange(low, mid, high)


def purchase_groups(scale: Scale, area: Area) -> dict[str, tuple[str, ...]]:
    """Return who buys together on this scale: the purchase's name and its municipalities, by CBS code."""
    codes = tuple(sorted(area.names))
    if scale == Scale.LOKAAL:
        return {area.names[code]: (code,) for code in codes}
    if scale == Scale.SUBREGIONAAL:
        if not area.subregions:
            raise CannotCalculate("Maak eerst een voorstel voor subregio’s, of kies een andere schaal.")
        return {name: tuple(sorted(group)) for name, group in area.subregions.items()}
    return {"hele regio": codes}


def _purchase(
    choice: ComponentChoice, label: str, participants: Mapping[str, Decimal], assumptions: CostAssumptions
) -> PurchaseCost:
    inside = decimal_sum(participants)
    if inside <= 0:
        raise CannotCalculate(
            f"Voor de {COMPONENT_LABELS[choice.component]} verwacht {label} geen deelnemers. "
            "Vul de aantallen aan of kies een andere schaal."
        )
    price = assumptions.prices.get(choice.component)
    if price is None or price <= 0:
        raise CannotCalculate(f"Voor de {COMPONENT_LABELS[choice.component]} ontbreekt een prijs per traject.")
    outside = assumptions.outside_volume.get(choice.component, Decimal(0))
    outside = outside if choice.scale in WITH_OTHER_REGIONS else Decimal(0)
    guaranteed = _guaranteed_places(choice)
    contract_cost = assumptions.contract_management * choice.lots
    shared_cost = max(inside + outside, Decimal(guaranteed)) * price + contract_cost
    location_cost = {code: assumptions.own_location_surcharge for code in participants if code in choice.own_locations}
    exact = {
        code: shared_cost * people / (inside + outside) + location_cost.get(code, Decimal(0))
        for code, people in participants.items()
    }
    return PurchaseCost(
        choice=choice, label=label, participants=participants, outside=outside, guaranteed_places=guaranteed,
        price=price, contract_cost=contract_cost, location_cost=location_cost, exact=exact, euros=adding_up(exact),
    )  # fmt: skip


def _guaranteed_places(choice: ComponentChoice) -> int:
    if choice.instrument == Instrument.OPEN_HOUSE:  # entry stays open to all, so nobody is promised a volume
        return 0
    return choice.lots * choice.start_moments * choice.minimum_group


def _expected(participants: Participants, choice: ComponentChoice, code: str, area: Area) -> Decimal:
    number = participants.get(choice.component, {}).get(code)
    if number is None or number < 0:
        raise CannotCalculate(
            f"Het verwachte aantal voor de {COMPONENT_LABELS[choice.component]} in {area.names[code]} ontbreekt."
        )
    return number
