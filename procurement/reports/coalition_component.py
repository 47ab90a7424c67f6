"""One component: every way to combine the subregions with its price, and who pays which part of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from inburgering.notation import euro, listing
from procurement.reports.basis import Basis
from procurement.reports.coalition_prices import Prices
from procurement.rules.choices import CannotCalculate, Component
from procurement.rules.coalition import Blocking, Coalition, blocking, prices_of, shapley, structures
from procurement.rules.rounding import adding_up, whole_euros
from regions.rules.components import Scale, component_name
from regions.rules.cooperation import MOST_SUBREGIONS, Area, Group, group_label, group_of, structure_name
from regions.rules.cooperation_coverage import with_article
from regions.rules.similarity import similarity
from regions.rules.wishes import Standing, Wish, judged

MOST_SHOWN = 15  # all ways to combine four subregions; five give 52, which are folded until asked for
ONE_EURO = Decimal(1)  # amounts are rounded to whole euros


@dataclass(frozen=True, slots=True)
class StructureRow:
    """One way to combine. Waits are in months, None when nobody waits for a group; `difference` 0 to 1."""

    name: str
    euros: int
    more: int
    mean_wait: Decimal | None
    worst_wait: Decimal | None
    worst: str
    difference: Decimal | None
    wishes: int | None
    is_plan: bool
    is_cheapest: bool


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What one part of a group pays in a year: alone, by fair shares, and by the key of the choice."""

    name: str
    alone: int
    fair: int
    actual: int

    @property
    def difference(self) -> int:
        return self.actual - self.fair


@dataclass(frozen=True, slots=True)
class GroupShares:
    label: str
    rows: tuple[ShareRow, ...]
    total: ShareRow
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComponentReport:
    """Everything about one component; without rows `problem` says why."""

    component: Component
    name: str
    finding: str = ""
    rows: tuple[StructureRow, ...] = ()
    shares: tuple[GroupShares, ...] = ()
    problem: str = ""
    plan_note: str = ""

    @property
    def first_rows(self) -> tuple[StructureRow, ...]:
        """The cheapest ways, and the plan wherever it stands."""
        return tuple(row for place, row in enumerate(self.rows) if place < MOST_SHOWN or row.is_plan)


def build(
    component: Component, ground: Basis, found: Prices, area: Area, wishes: Sequence[Wish] | None
) -> ComponentReport:
    """Return the structures and the shares. What stands in the way of a computation is said, not raised."""
    name = component_name(component)
    parts = {one.number: area.members(one) for one in area.subregions if area.members(one)}
    if len(parts) > MOST_SUBREGIONS:
        problem = (
            f"De indeling heeft {len(parts)} subregio’s. Tot en met {MOST_SUBREGIONS} zijn alle manieren te tonen."
        )
        return ComponentReport(component, name, problem=problem)
    try:
        rows = _rows(component, ground, found, area, parts, wishes)
        shares = tuple(
            told for group in found.planned[component] if (told := _shares(component, found, area, group)) is not None
        )
    except CannotCalculate as reason:
        return ComponentReport(component, name, problem=str(reason))
    note = "" if any(row.is_plan for row in rows) else (
        "Het plan deelt dit onderdeel niet langs hele subregio’s in. Daarom is geen rij gemerkt als het plan."
    )  # fmt: skip
    return ComponentReport(component, name, _finding(component, rows), rows, shares, plan_note=note)


def _rows(
    component: Component,
    ground: Basis,
    found: Prices,
    area: Area,
    parts: Mapping[int, tuple[str, ...]],
    wishes: Sequence[Wish] | None,
) -> tuple[StructureRow, ...]:
    def members(coalition: Coalition) -> list[str]:
        return [code for part in coalition for code in parts[part]]

    def price(coalition: Coalition) -> Decimal:
        return found.price(component, members(coalition))

    ways = structures(
        list(parts),
        prices_of(list(parts), price),
        inflow={part: found.people(component, codes) for part, codes in parts.items()},
        group_size=found.group_size(component),
        differences=lambda coalition: _gaps(ground, members(coalition)),
    )
    planned = {
        frozenset(group.codes)
        for group in found.planned[component]
        if group.scale != Scale.LOKAAL or len(group.codes) == 1
    }
    names = {one.number: one.name for one in area.subregions}
    return tuple(
        StructureRow(
            name=structure_name(way.groups, names),
            euros=whole_euros(way.euros),
            more=whole_euros(way.euros - ways[0].euros),
            mean_wait=way.mean_wait,
            worst_wait=way.worst_wait,
            worst=listing([names[part] for part in way.worst_group]),
            difference=way.difference,
            wishes=None
            if wishes is None
            else _broken(component, wishes, [members(frozenset(one)) for one in way.groups], area),
            is_plan={frozenset(members(frozenset(one))) for one in way.groups} == planned,
            is_cheapest=way.euros == ways[0].euros,
        )
        for way in ways
    )


def _gaps(ground: Basis, codes: Sequence[str]) -> list[Decimal]:
    """One number per pair that answered enough of the same statements: 0 alike, 1 opposite everywhere."""
    given = {code: {key: one.value for key, one in ground.answers.get(code, {}).items()} for code in codes}
    alike = [
        similarity(given[one], given[other], ground.statement_labels) for one, other in combinations(sorted(codes), 2)
    ]
    return [1 - Decimal(str(share)) for share in alike if share is not None]


def _broken(component: Component, wishes: Sequence[Wish], groups: Sequence[Sequence[str]], area: Area) -> int:
    made = {component: tuple(group_of(codes, area) for codes in groups)}
    asked = [wish for wish in wishes if wish.component in (None, component)]
    return sum(1 for wish in asked if judged(wish, made).standing is Standing.BROKEN)


def _finding(component: Component, rows: Sequence[StructureRow]) -> str:
    what = with_article(component)
    cheapest, dearest = rows[0], rows[-1]
    if len(rows) == 1:
        return f"Er is één subregio. Voor {what} valt er niets te kiezen."
    if cheapest.euros == dearest.euros:
        return f"Voor {what} kost elke manier evenveel."
    opening = f"Voor {what} is ‘{_inside(cheapest.name)}’ het goedkoopst: {euro(cheapest.euros)} per jaar."
    plan = next((row for row in rows if row.is_plan), None)
    if plan is None or plan is cheapest:
        return opening if plan is None else f"{opening} Dat is ook het plan."
    if plan.more == 0:
        return f"{opening} Het plan kost evenveel."
    return f"{opening} Het plan kost {euro(plan.more)} per jaar meer."


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith(("De ", "Elke ")) else name


def _shares(component: Component, found: Prices, area: Area, group: Group) -> GroupShares | None:
    """Return who pays what in this group of the plan; nothing when it has one part, or too many to take apart."""
    parts = _parts(group, area) if group.scale != Scale.LOKAAL else {}
    if not 1 < len(parts) <= MOST_SUBREGIONS:
        return None
    paid = found.purchase(component, group.codes).euros
    actual = {part: Decimal(sum(paid[code] for code in codes)) for part, codes in parts.items()}
    table = prices_of(
        list(parts),
        lambda coalition: found.price(component, [code for part in coalition for code in parts[part]]),
    )
    fair = adding_up({str(part): amount for part, amount in shapley(list(parts), table).items()})
    names = {part: group_label(codes, area) for part, codes in parts.items()}
    rows = tuple(
        ShareRow(names[part], whole_euros(table[frozenset({part})]), fair[str(part)], int(actual[part]))
        for part in parts
    )
    total = ShareRow("Samen", sum(row.alone for row in rows), sum(fair.values()), sum(row.actual for row in rows))
    return GroupShares(
        group.label, rows, total, _stability(group.label, blocking(actual, table, least=ONE_EURO), names)
    )


def _parts(group: Group, area: Area) -> dict[int, tuple[str, ...]]:
    """Return the subregions in this group by number, or its municipalities when it lies within one subregion."""
    codes = [code for code in group.codes if code in area.names]
    by_subregion: dict[int, tuple[str, ...]] = {}
    for code in codes:
        home = area.subregion_of(code)
        number = home.number if home else 0
        by_subregion[number] = (*by_subregion.get(number, ()), code)
    return by_subregion if len(by_subregion) > 1 else {place: (code,) for place, code in enumerate(codes, start=1)}


def _stability(label: str, found: Sequence[Blocking], names: Mapping[int, str]) -> tuple[str, ...]:
    if not found:
        return (f"{label}: niemand is alleen of in een kleiner groepje goedkoper uit.",)
    return tuple(
        f"{listing([names[part] for part in one.parts])} {'is alleen' if len(one.parts) == 1 else 'zijn met elkaar'} "
        f"goedkoper uit: {euro(one.alone)} in plaats van {euro(one.share)} per jaar."
        for one in found
    )
