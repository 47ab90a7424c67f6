"""What it costs each municipality when one of them moves to another subregion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from inburgering.notation import euro, listing
from procurement.models import Scenario
from procurement.reports import basis as grounds
from procurement.reports.basis import Basis, Chosen, Option
from procurement.reports.scenario_comparison import sources
from procurement.rules.choices import COMPONENT_LABELS, CannotCalculate, Scale
from procurement.rules.comparison import Outcome
from regions.models import SubregionProposal
from regions.rules.finding import Part


@dataclass(frozen=True, slots=True)
class CostRow:
    name: str
    before: int
    after: int
    is_mine: bool

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Consequences:
    """The costs before and after; without rows when nothing was asked, or with the problem that stands in the way."""

    municipalities: tuple[Option, ...]
    groups: tuple[Option, ...]
    scenarios: tuple[Option, ...]
    gemeente: str
    naar: str
    scenario: str
    problem: str = ""
    finding: tuple[Part, ...] = ()
    note: str = ""
    rows: tuple[CostRow, ...] = ()
    total: CostRow | None = None
    sources: tuple[str, ...] = ()


def build(
    proposal: SubregionProposal, scenarios: Iterable[Scenario], *, gemeente: str, naar: str, scenario: str
) -> Consequences:
    """Return the consequences of what the address asks: slugs and numbers as text, unknown ones are ignored."""
    known = {str(one.number): one for one in scenarios}
    chosen = known.get(scenario) or next(reversed(known.values()), None)
    ground = grounds.read([proposal])
    groups = list(grounds.subregions_of(proposal))
    page = Consequences(
        municipalities=tuple(Option(slug, ground.names[code]) for code, slug in ground.slugs.items()),
        groups=tuple(Option(str(place), name) for place, name in enumerate(groups, start=1)),
        scenarios=tuple(Option(number, f"{number} {one.name}") for number, one in known.items()),
        gemeente=gemeente,
        naar=naar,
        scenario=str(chosen.number) if chosen else "",
    )
    code = next((code for code, slug in ground.slugs.items() if slug == gemeente), None)
    target = next((option.name for option in page.groups if naar in (option.slug, option.name)), None)
    if chosen is None:
        return replace(page, problem="Maak eerst een scenario. Dan rekenen wij de gevolgen voor de kosten uit.")
    if code is None or target is None:
        return page
    return _computed(
        page, ground, replace(grounds.chosen(chosen), subregions=grounds.subregions_of(proposal)), code, target
    )


def _computed(page: Consequences, ground: Basis, before: Chosen, code: str, target: str) -> Consequences:
    name, own = ground.names[code], before.subregion_of(code)
    if own == target:
        return replace(page, problem=f"{name} staat al in {target}. Kies een andere subregio.")
    after = replace(before, subregions=_moved(before, code, target))
    if not after.subregions[own]:
        return replace(page, problem=f"{name} is de laatste gemeente in {own}. Die subregio zou leeg blijven.")
    try:
        was, becomes = ground.outcome(before), ground.outcome(after)
    except CannotCalculate as reason:
        return replace(page, problem=str(reason))
    rows = tuple(
        CostRow(ground.names[one], was.cost.mid.of(one), becomes.cost.mid.of(one), one == code) for one in ground.names
    )
    return replace(
        page,
        finding=_finding(rows, name, target, was, becomes),
        note=_note(before),
        rows=rows,
        total=CostRow("Hele regio", was.cost.mid.total, becomes.cost.mid.total, False),
        sources=sources(ground),
    )


def _moved(before: Chosen, code: str, target: str) -> dict[str, tuple[str, ...]]:
    return {
        group: tuple(sorted({*codes, code} if group == target else {*codes} - {code}))
        for group, codes in before.subregions.items()
    }


def _finding(rows: tuple[CostRow, ...], name: str, target: str, was: Outcome, becomes: Outcome) -> tuple[Part, ...]:
    own = next(row for row in rows if row.is_mine)
    region = becomes.cost.mid.total - was.cost.mid.total
    return (
        Part("Als "),
        Part(name, mark=True),
        Part(f" naar {target} gaat, betaalt {name} "),
        Part(_more(own.difference), strong=True),
        Part(f". De hele regio betaalt {_more(region)}."),
    )


def _more(difference: int) -> str:
    if difference == 0:
        return "evenveel"
    return f"{euro(abs(difference))} per jaar {'meer' if difference > 0 else 'minder'}"


def _note(chosen: Chosen) -> str:
    parts = [COMPONENT_LABELS[c.component] for c in chosen.choices if c.scale == Scale.SUBREGIONAAL]
    if not parts:
        return "In dit scenario koopt geen enkele leerroute per subregio in. Dan verandert er niets aan de kosten."
    return f"Alleen wat per subregio wordt ingekocht verandert: {listing([f'de {part}' for part in parts])}."
