"""One joint purchase with every step of its sum, and the purchases of a scenario together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from procurement.rules.choices import Component, ComponentChoice, Scale, decimal_sum
from procurement.rules.cost_assumptions import IN_GROUPS, PriceUnit
from procurement.rules.switching import ExtraHours
from procurement.rules.waiting import mean_wait_months

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class PurchaseCost:
    """One joint purchase of one component, with every step of its sum. Amounts are euros per yearly cohort.

    `course_cost` and the costs beside it are those of the whole purchase; `region_share` is the part of the region (1
    unless other regions take part). `location_cost` and `travel_cost` are paid by the municipality they stand at.
    `exact` and `euros` give the municipalities' parts, before and after rounding. `price` is for one participant, or
    for the whole service in a year when `unit` is JAAR. Of `extra` only the client's part is inside the total: what is
    betwist is shown beside it, never in it.
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
    group_scale: Scale | None = None
    unit: PriceUnit = PriceUnit.PERSOON
    hours: Decimal | None = None
    paid_share: Decimal = Decimal(1)
    overhead_share: Decimal = NOTHING
    coordination_cost: Decimal = NOTHING
    procedure_cost: Decimal = NOTHING
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    travel_cost: Mapping[str, Decimal] = field(default_factory=dict)
    extra: ExtraHours = field(default_factory=ExtraHours)
    target_price: Decimal | None = None

    @property
    def scale(self) -> Scale:
        """The scale of this purchase; groups of one component may differ."""
        return self.group_scale or self.choice.scale

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
        """What providers are paid for a cohort: of a taken place the share that is paid, an empty place in full."""
        if self.unit == PriceUnit.JAAR:
            return self.price
        people = self.expected
        return (people * self.paid_share + max(self.guaranteed_places - people, NOTHING)) * self.price

    @property
    def overhead_cost(self) -> Decimal:
        return self.course_cost * self.overhead_share

    @property
    def priced_cost(self) -> Decimal:
        """What follows the prices of providers: the courses, the overhead on them and the client's extra hours."""
        courses = self.course_cost
        return courses + courses * self.overhead_share + self.extra.client

    @property
    def shared_cost(self) -> Decimal:
        """What is divided by the key, together with other regions when these take part."""
        return self.priced_cost + self.contract_cost + self.coordination_cost + self.procedure_cost

    @property
    def region_share(self) -> Decimal:
        inside = decimal_sum(self.participants)
        return inside / (inside + self.outside)

    @property
    def region_cost(self) -> Decimal:
        """The region's part of what is shared, still to be divided over its municipalities."""
        inside = decimal_sum(self.participants)
        return self.shared_cost * inside / (inside + self.outside)

    @property
    def own_cost(self) -> dict[str, Decimal]:
        """What each municipality pays for itself: its own leslocatie and the travel of its participants."""
        return {
            code: self.location_cost.get(code, NOTHING) + self.travel_cost.get(code, NOTHING)
            for code in self.participants
        }

    @property
    def disputed(self) -> Decimal:
        """The region's part of the extra hours of which it is not settled who pays them: euros beside the total."""
        return self.extra.disputed * self.region_share

    @property
    def total(self) -> int:
        return sum(self.euros.values())

    @property
    def mean_wait_months(self) -> Decimal | None:
        """The mean wait for a first group; None for what is done person by person."""
        if self.choice.component not in IN_GROUPS:
            return None
        return mean_wait_months(lots=self.choice.lots, group_size=self.choice.group_size, inflow_per_year=self.expected)


@dataclass(frozen=True, slots=True)
class ScenarioCost:
    """All purchases of a scenario. Euros are rounded once per purchase, so every total is a sum of what is shown."""

    purchases: tuple[PurchaseCost, ...]

    @property
    def total(self) -> int:
        return sum(purchase.total for purchase in self.purchases)

    def of(self, municipality: str) -> int:
        """Return what one municipality pays, in whole euros: nothing for who joins no purchase."""
        return sum(purchase.euros.get(municipality, 0) for purchase in self.purchases)

    def of_component(self, component: Component) -> tuple[PurchaseCost, ...]:
        return tuple(purchase for purchase in self.purchases if purchase.choice.component == component)

    def joined_by(self, municipality: str) -> tuple[PurchaseCost, ...]:
        return tuple(purchase for purchase in self.purchases if municipality in purchase.euros)

    @property
    def disputed(self) -> Decimal:
        """The extra hours of which it is not settled who pays them: euros beside the total."""
        return sum((purchase.disputed for purchase in self.purchases), NOTHING)


@dataclass(frozen=True, slots=True)
class CostRange:
    """The same scenario with few, the expected and many inburgeraars."""

    low: ScenarioCost
    mid: ScenarioCost
    high: ScenarioCost
