"""What any set of municipalities would pay for one component, with the choices of one scenario."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from procurement.reports.basis import Basis
from procurement.rules.added_value import Position
from procurement.rules.choices import (
    WITH_OTHER_REGIONS,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    JointGroup,
    Scale,
    decimal_sum,
)
from procurement.rules.cost import CostAssumptions, Participants, PurchaseCost, purchase_groups, scenario_cost
from procurement.rules.cost_assumptions import IN_GROUPS
from regions.rules.cooperation import Group

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Prices:
    """The region's numbers and, per component, how it is bought.

    `starts` gives per component the start moments of the whole region together: whoever joins whom, there are as many.
    """

    names: Mapping[str, str]
    participants: Participants
    assumptions: CostAssumptions
    choices: Mapping[Component, ComponentChoice]
    starts: Mapping[Component, int]
    planned: Mapping[Component, Sequence[Group]]

    def people(self, component: Component, codes: Iterable[str]) -> Decimal:
        numbers = self.participants.get(component, {})
        return sum((numbers.get(code, Decimal(0)) for code in codes), Decimal(0))

    def _expects_nobody(self, component: Component, codes: Iterable[str]) -> bool:
        """Nobody is something else than not known: that is refused where the price is computed."""
        numbers = self.participants.get(component, {})
        return all(code in numbers and numbers[code] <= 0 for code in codes)

    def group_size(self, component: Component) -> int | None:
        """Return how many make a group; None for what is done person by person."""
        return self.choices[component].group_size if component in IN_GROUPS else None

    def purchase(self, component: Component, codes: Iterable[str]) -> PurchaseCost:
        """Return what these municipalities together would buy, as one lot. Raises CannotCalculate with what is missing.

        Its start moments are its part of those of the region, by participants and rounded down: at least one, for
        without a start there are no lessons.
        """
        members = tuple(sorted(codes))
        choice = self.choices[component]
        group = JointGroup(
            "samen" if len(members) > 1 else self.names[members[0]], members, self._scale(component, members)
        )
        alike = replace(
            choice, groups=(group,), scale=group.scale, lots=1, start_moments=self._starts(component, members)
        )
        (purchase,) = scenario_cost(
            [alike],
            area=Area(self.names, {}),
            participants=self.participants,
            assumptions=self.assumptions,
        ).purchases
        return purchase

    def price(self, component: Component, codes: Collection[str]) -> Decimal:
        """Return what these municipalities would pay together in a year, in euros and cents; nothing without people."""
        if self._expects_nobody(component, codes):
            return Decimal(0)
        return decimal_sum(self.purchase(component, codes).exact).quantize(CENT)

    def positions(self, component: Component, groups: Sequence[Group]) -> dict[str, Position]:
        """Return where every municipality of these groups stands."""
        found: dict[str, Position] = {}
        for group in groups:
            apart = group.scale == Scale.LOKAAL
            for codes in [(code,) for code in group.codes] if apart else [group.codes]:
                found |= self._of_group(component, [code for code in codes if code in self.names])
        return found

    def alone(self, component: Component, codes: Iterable[str]) -> dict[str, Position]:
        """Return where every municipality would stand by itself."""
        return {code: self._of_group(component, [code])[code] for code in codes}

    def _of_group(self, component: Component, codes: Sequence[str]) -> dict[str, Position]:
        """Who expects nobody, and joins nobody who does, buys nothing."""
        if self._expects_nobody(component, codes):
            return dict.fromkeys(codes, Position(0, Decimal(0), None, Decimal(0)))
        purchase = self.purchase(component, codes)
        return {code: _position(purchase, code) for code in purchase.participants}

    def _scale(self, component: Component, members: tuple[str, ...]) -> Scale:
        """The plan says when others join in from outside the region."""
        if len(members) == 1:
            return Scale.LOKAAL
        wider = [one.scale for one in self.planned.get(component, ()) if tuple(sorted(one.codes)) == members]
        if wider and wider[0] in WITH_OTHER_REGIONS:
            return wider[0]
        return Scale.REGIONAAL if len(members) == len(self.names) else Scale.SUBREGIONAAL

    def _starts(self, component: Component, members: Sequence[str]) -> int:
        everybody = self.people(component, self.names)
        if everybody <= 0:
            return 1
        share = self.people(component, members) / everybody
        return max(1, int((self.starts[component] * share).quantize(Decimal(1), ROUND_FLOOR)))


def _position(purchase: PurchaseCost, code: str) -> Position:
    return Position(
        euros=purchase.euros[code],
        people=purchase.participants[code],
        wait_months=purchase.mean_wait_months,
        contract_share=Decimal(1) / len(purchase.participants),
    )


def prices(
    ground: Basis,
    planned: Mapping[Component, Sequence[Group]],
    choices: Iterable[ComponentChoice],
    subregions: Mapping[str, tuple[str, ...]],
) -> Prices:
    """Return the prices for the components of a plan; a component that the scenario lacks is bought as usual.

    When the plan manages the contracts as a component of its own, and that has a price, the other components carry no
    contract management.
    """
    held = {choice.component: choice for choice in choices}
    usual = {component: held.get(component) or ComponentChoice(component, Scale.REGIONAAL) for component in planned}
    assumptions = ground.cost_assumptions()
    if Component.CONTRACT in planned and assumptions.prices.get(Component.CONTRACT):
        assumptions = replace(assumptions, contract_management=Decimal(0))
    area = Area(ground.names, subregions)
    return Prices(
        names=ground.names,
        participants=ground.participants(),
        assumptions=assumptions,
        choices=usual,
        starts={component: _all_starts(choice, area) for component, choice in usual.items()},
        planned=planned,
    )


def _all_starts(choice: ComponentChoice, area: Area) -> int:
    try:
        purchases = len(purchase_groups(choice, area))
    except CannotCalculate:  # groups of a scenario on another division
        purchases = 1
    return choice.start_moments * choice.lots * purchases
