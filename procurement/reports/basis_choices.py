"""A scenario as plain values: its choices per component, and the division it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from procurement.models import Scenario
from procurement.rules.choices import (
    Component,
    ComponentChoice,
    DivisionKey,
    Instrument,
    JointGroup,
    Payment,
    Scale,
)
from regions.models import SubregionProposal


@dataclass(frozen=True, slots=True)
class Chosen:
    """One scenario with its choices. `subregions` gives the CBS codes by the name of the subregion, in their order."""

    number: int
    name: str
    summary: str
    version: int
    proposal_number: int
    subregions: Mapping[str, tuple[str, ...]]
    choices: tuple[ComponentChoice, ...]

    def subregion_of(self, code: str) -> str:
        return next((name for name, codes in self.subregions.items() if code in codes), "")


def chosen(scenario: Scenario) -> Chosen:
    """Return a scenario as plain values; three queries."""
    return Chosen(
        number=scenario.number,
        name=scenario.name,
        summary=scenario.summary,
        version=scenario.version,
        proposal_number=scenario.proposal.number,
        subregions=subregions_of(scenario.proposal),
        choices=choices_of(scenario),
    )


def subregions_of(proposal: SubregionProposal) -> dict[str, tuple[str, ...]]:
    """Return the CBS codes by the name of the subregion."""
    placements = proposal.placements.select_related("municipality").order_by("group", "municipality__code")
    subregions: dict[str, tuple[str, ...]] = {}
    for placement in placements:
        subregions[placement.group_name] = (*subregions.get(placement.group_name, ()), placement.municipality.code)
    return subregions


def choices_of(scenario: Scenario) -> tuple[ComponentChoice, ...]:
    """Return the choices in the fixed order of the leerroutes."""
    rows = {row.component: row for row in scenario.components.all()}
    return tuple(
        ComponentChoice(
            component=component,
            scale=Scale(row.scale),
            instrument=Instrument(row.instrument),
            lots=row.lots,
            base_years=row.base_years,
            option_years=row.option_years,
            start_moments=row.start_moments,
            minimum_group=row.minimum_group,
            group_size=row.group_size,
            own_locations=frozenset(row.own_locations),
            groups=tuple(JointGroup(one["label"], tuple(one["codes"]), Scale(one["scale"])) for one in row.groups),
            payment=Payment(row.payment),
            key=DivisionKey(row.division_key),
            shares={code: Decimal(share) for code, share in row.shares.items()},
            main_contractor=row.main_contractor,
            cluster_reason=row.cluster_reason,
        )
        for component in Component
        if (row := rows.get(component.value)) is not None
    )
