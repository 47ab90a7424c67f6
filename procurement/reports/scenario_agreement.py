"""What a scenario builds on: its checkpoint, whether that still holds, and where the scenario leaves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inburgering.notation import count
from procurement.models import Checkpoint, Scenario
from procurement.reports import checkpoint as checkpoints
from procurement.reports.basis import Chosen
from procurement.reports.checkpoint_grounds import who
from procurement.reports.checkpoint_groups import departures, deviations
from procurement.rules.choices import (
    INSTRUMENT_LABELS,
    KEY_LABELS,
    PAYMENT_LABELS,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    DivisionKey,
    Payment,
)
from procurement.rules.cost_groups import joint_groups
from regions.rules.components import component_name


@dataclass(frozen=True, slots=True)
class Agreement:
    """`name` is empty for a first sketch. `notices` say that the checkpoint no longer holds, and since when."""

    name: str = ""
    url: str = ""
    notices: tuple[str, ...] = ()
    deviations: tuple[str, ...] = ()
    agreed_on: frozenset[Component] = frozenset()
    left: frozenset[Component] = frozenset()


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """Who does a component with whom, how, and whether that is as agreed (empty: nothing was agreed on it)."""

    component: str
    who: str
    how: str
    agreed: str


def agreement_of(scenario: Scenario, chosen: Chosen) -> Agreement:
    """Return what this scenario builds on; also kept for the report, which says the same sentences."""
    checkpoint = scenario.checkpoint
    if checkpoint is None:
        return Agreement()
    name, url = str(checkpoint), f"{scenario.region.get_absolute_url()}piketpaaltjes/{checkpoint.number}/"
    notices = checkpoints.notices(checkpoint)
    if not checkpoints.intact(checkpoint):
        return Agreement(name, url, notices)
    frozen, choices = checkpoints.thaw(checkpoint.frozen), chosen.choices
    return Agreement(
        name,
        url,
        notices,
        deviations(frozen, choices, chosen.subregions),
        agreed_on=frozenset(frozen.groups),
        left=frozenset(component for component, _ in departures(frozen, choices, chosen.subregions)),
    )


def deviations_of(checkpoint: Checkpoint | None, chosen: Chosen) -> tuple[str, ...]:
    """Return in Dutch where these choices leave a checkpoint; nothing without one, or with one that was changed."""
    if checkpoint is None or not checkpoints.intact(checkpoint):
        return ()
    return deviations(checkpoints.thaw(checkpoint.frozen), chosen.choices, chosen.subregions)


def components(chosen: Chosen, names: Mapping[str, str], agreement: Agreement) -> tuple[ComponentRow, ...]:
    """Return one row per component of the scenario."""
    return tuple(
        ComponentRow(
            component_name(choice.component),
            _who(choice, chosen, names),
            _how(choice),
            _agreed(choice.component, agreement),
        )
        for choice in chosen.choices
    )


def _who(choice: ComponentChoice, chosen: Chosen, names: Mapping[str, str]) -> str:
    try:
        return who(joint_groups(choice, Area(names, chosen.subregions)), names)
    except CannotCalculate as reason:
        return str(reason)


def _how(choice: ComponentChoice) -> str:
    """Return how it is bought: the instrument, and what differs from the usual."""
    words = [INSTRUMENT_LABELS[choice.instrument]]
    if choice.lots > 1:
        words.append(count(choice.lots, "perceel", "percelen"))
    if choice.main_contractor:
        words.append("één hoofdaannemer")
    if choice.payment != Payment.TRAJECT:
        words.append(f"betalen {PAYMENT_LABELS[choice.payment]}")
    if choice.key != DivisionKey.DEELNEMERS:
        words.append(f"kosten: {KEY_LABELS[choice.key]}")
    return ", ".join(words)


def _agreed(component: Component, agreement: Agreement) -> str:
    if component not in agreement.agreed_on:
        return ""
    return "wijkt af" if component in agreement.left else "zoals afgesproken"
