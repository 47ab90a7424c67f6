"""What was computed for one scenario, and through whose eyes it is looked at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.rules.choices import Component, ComponentChoice
from procurement.rules.cost import CostRange, PurchaseCost, ScenarioCost
from procurement.rules.fit import ScenarioFit
from procurement.rules.thresholds import Assessment

GOAL, MONEY, CONTENT = "Doel", "Geld", "Inhoud"
EXECUTION, RISK, SUPPORT = "Uitvoering", "Risico", "Draagvlak"
NOT_HERE = "niet in dit scenario"
NOT_COVERED = "doet niet mee"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything computed for one scenario. `spuk` gives whole euros per municipality, equal in every scenario.

    `broken` gives per municipality, in Dutch, its wishes that this scenario does not meet; None when nobody looked.
    """

    number: int
    name: str
    choices: Mapping[Component, ComponentChoice]
    cost: CostRange
    spuk: Mapping[str, int]
    assessments: tuple[Assessment, ...]
    fit: ScenarioFit
    broken: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the table is: the region, or one municipality by CBS code. `names` holds all municipalities."""

    names: Mapping[str, str]
    municipality: str | None = None

    @property
    def name(self) -> str:
        return "de regio" if self.municipality is None else self.names[self.municipality]

    def cost(self, cost: ScenarioCost) -> int:
        return cost.total if self.municipality is None else cost.of(self.municipality)

    def spuk(self, outcome: Outcome) -> int:
        return sum(outcome.spuk.values()) if self.municipality is None else outcome.spuk.get(self.municipality, 0)

    def purchases(self, cost: ScenarioCost) -> tuple[PurchaseCost, ...]:
        return cost.purchases if self.municipality is None else cost.joined_by(self.municipality)

    def of_component(self, outcome: Outcome, component: Component) -> tuple[PurchaseCost, ...]:
        """Return the purchases of one component that concern this reader."""
        return tuple(p for p in self.purchases(outcome.cost.mid) if p.choice.component == component)

    def cost_of(self, outcome: Outcome, components: Collection[Component]) -> int:
        """Return what these components cost the reader in a year, in whole euros."""
        return sum(self.paid(p) for p in self.purchases(outcome.cost.mid) if p.choice.component in components)

    def paid(self, purchase: PurchaseCost) -> int:
        return purchase.total if self.municipality is None else purchase.euros.get(self.municipality, 0)

    def people(self, purchase: PurchaseCost) -> Decimal:
        """Return how many participants of this reader the purchase expects in a year."""
        own = self.municipality
        return sum((n for code, n in purchase.participants.items() if own in (None, code)), Decimal(0))


def common_components(outcomes: Sequence[Outcome]) -> frozenset[Component]:
    """Return the components that every scenario holds; only over these their costs say something about each other."""
    return frozenset.intersection(*(frozenset(outcome.choices) for outcome in outcomes)) if outcomes else frozenset()
