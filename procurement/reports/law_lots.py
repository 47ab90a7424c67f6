"""One main contractor beside separate lots, row by row in words and numbers. Names no winner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import euro, euro_short, listing, number
from procurement.rules.choices import COMPONENT_LABELS, Area, Component, ComponentChoice
from procurement.rules.cost import CostAssumptions, Participants
from procurement.rules.lots import MAIN_CONTRACTOR, RouteFacts, Variant, variants
from procurement.rules.thresholds import Threshold

TITLES = {MAIN_CONTRACTOR: "Eén hoofdaannemer", "lots": "Losse percelen"}
SOURCE = (
    "Zelfde deelnemers en prijzen. Een hoofdaannemer krijgt per groep gemeenten alles in één contract. Losse percelen "
    "zijn die van dit scenario. Wat open house, subsidie of eigen werk is telt niet mee."
)
RECOGNISED = (
    "De onderwijsroute mag alleen een erkende instelling geven. Een hoofdaannemer die dat niet is, heeft er een nodig."
)


@dataclass(frozen=True, slots=True)
class LotsRow:
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LotsTable:
    columns: tuple[str, ...]
    rows: tuple[LotsRow, ...]
    notes: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """Whether every fact is the same in both variants."""
        return all(len(set(row.cells)) == 1 for row in self.rows)


def lots_table(
    choices: Sequence[ComponentChoice],
    *,
    area: Area,
    participants: Participants,
    assumptions: CostAssumptions,
    threshold: Threshold,
) -> LotsTable | None:
    """Return the two variants as a table; None when nothing goes out as a contract to be awarded."""
    found = variants(choices, area=area, participants=participants, assumptions=assumptions, threshold=threshold)
    if not found:
        return None

    def row(label: str, show: Callable[[Variant], str]) -> LotsRow:
        return LotsRow(label, tuple(show(variant) for variant in found))

    rows = [
        row("Contracten", lambda one: number(one.contracts)),
        row("Contractbeheer per jaar", lambda one: euro(one.contract_management)),
        row("Trajecten per jaar, met lege plekken", lambda one: euro(one.course_cost)),
        row("Kleinste contract, hele looptijd", lambda one: euro_short(one.smallest_contract)),
        row("Grootste contract, hele looptijd", lambda one: euro_short(one.largest_contract)),
        row("Een specialist kan zelf inschrijven op", lambda one: _alone(one.alone)),
        row("Opdrachten op of boven de drempel", lambda one: f"{one.reaching} van {one.tenders}"),
        *[row_of for place in range(len(found[0].routes)) for row_of in _routes(found, place)],
    ]
    components = {choice.component for choice in choices}
    notes = (*([RECOGNISED] if Component.ONDERWIJS in components else []), SOURCE)
    return LotsTable(tuple(TITLES[variant.key] for variant in found), tuple(rows), notes)


def _alone(components: Sequence[Component]) -> str:
    names = listing([COMPONENT_LABELS[component] for component in components])
    return names or "niets: één partij levert alles"


def _routes(found: Sequence[Variant], place: int) -> list[LotsRow]:
    facts = [variant.routes[place] for variant in found]
    label = COMPONENT_LABELS[facts[0].component]
    starts = LotsRow(f"Startmomenten per jaar, {label}", tuple(_starts(one) for one in facts))
    if any(one.mean_wait_months is None for one in facts):
        return [starts]
    return [starts, LotsRow(f"Gemiddeld wachten, {label}", tuple(_wait(one) for one in facts))]


def _starts(facts: RouteFacts) -> str:
    if facts.lots == 1:
        return f"{number(facts.start_moments)} (1 perceel)"
    # Every lot of a component starts as often: the moments are chosen per component.
    return f"{number(facts.start_moments // facts.lots)} per perceel ({facts.lots} percelen)"


def _wait(facts: RouteFacts) -> str:
    mean, longest = facts.mean_wait_months or 0.0, facts.longest_wait_months or 0.0
    text = f"{number(Decimal(str(mean)), 1)} maanden"
    return text if round(mean, 1) == round(longest, 1) else f"{text}, langst {number(Decimal(str(longest)), 1)}"
