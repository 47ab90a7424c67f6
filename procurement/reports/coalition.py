"""What a cooperation plan is worth to each municipality beside going alone, and for one component every other way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inburgering.notation import count, listing, number
from procurement.models import Scenario
from procurement.reports import basis as grounds
from procurement.reports import coalition_component
from procurement.reports.basis import Basis, Option
from procurement.reports.coalition_component import ComponentReport, StructureRow
from procurement.reports.coalition_prices import Prices, prices
from procurement.reports.scenario_comparison import sources
from procurement.rules.added_value import AddedValue, Position, added_value, of_region, sentence
from procurement.rules.choices import CannotCalculate, Component, ComponentChoice
from regions.models import CooperationPlan
from regions.reports import cooperation
from regions.reports.cooperation_stand import SLUGS
from regions.rules.components import COMPONENT_LABELS, component_name
from regions.rules.cooperation import Group
from regions.rules.finding import Part
from regions.rules.wishes import Wish

FORMULAS = (
    (
        "Weken wachten",
        "Per groep: 12 × (groepsgrootte − 1) / (2 × deelnemers per jaar) maanden. Gemiddeld over de leerroutes, "
        "naar deelnemers. Extra wachten door vaste startmomenten telt niet mee.",
    ),
    (
        "Euro’s per jaar",
        "Kosten in het plan min kosten alleen. Elke groep is één perceel. De startmomenten van de regio zijn verdeeld "
        "naar deelnemers en naar beneden afgerond, met minstens één per groep. Een contract garandeert per startmoment "
        "de kleinste groep, ook als er minder deelnemers komen.",
    ),
    (
        "Uren per jaar",
        "Uren contractbeheer per contract (een aanname) keer het aantal contracten. In een groep delen de gemeenten "
        "die uren gelijk.",
    ),
    (
        "Eerlijke verdeling",
        "De Shapley-waarde: wat een deel gemiddeld aan de prijs toevoegt, over elke volgorde waarin de delen kunnen "
        "aansluiten.",
    ),
    (
        "Verschil in antwoorden",
        "Gemiddeld verschil tussen twee gemeenten in dezelfde groep, als deel van de hele schaal. Dit staat naast de "
        "prijs en is niet in euro’s omgerekend.",
    ),
)
VNG = "De winst kan per gemeente in een ander onderwerp zitten (VNG, Kansen van regionale samenwerking)."


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One municipality, or the region: what going together changes beside going alone."""

    name: str
    is_mine: bool
    weeks: str
    hours: str
    euros: int
    best: str
    value: AddedValue


@dataclass(frozen=True, slots=True)
class CoalitionReport:
    """Everything the page and its workbook print; without rows `problem` says why."""

    options: tuple[Option, ...]
    mine: str
    finding: tuple[Part, ...]
    rows: tuple[ValueRow, ...] = ()
    total: ValueRow | None = None
    components: tuple[Option, ...] = ()
    shown: ComponentReport | None = None
    scenario: int | None = None
    counted: str = ""
    left_out: str = ""
    notes: tuple[str, ...] = ()
    formulas: tuple[tuple[str, str], ...] = FORMULAS
    sources: tuple[str, ...] = ()
    problem: str = ""

    @property
    def shown_slug(self) -> str:
        return SLUGS[self.shown.component] if self.shown else ""

    def ways(self, *, all_of_them: bool) -> tuple[StructureRow, ...]:
        """Return the ways to combine that the page shows."""
        if self.shown is None:
            return ()
        return self.shown.rows if all_of_them else self.shown.first_rows


@dataclass(frozen=True, slots=True)
class Values:
    """What was computed, per municipality; of which components, and of which not with the reason."""

    by_code: Mapping[str, AddedValue]
    counted: tuple[Component, ...]
    problems: Mapping[Component, str]


def build(
    plan: CooperationPlan, scenario: Scenario | None, *, slug: str, component: str, wishes: Sequence[Wish] | None
) -> CoalitionReport:
    """Return the page for the municipality and the component in the address; unknown ones are the region and the first.

    `scenario` says how each component is bought; `wishes` is None when the reader does not see them all.
    """
    ground, planned = grounds.read([plan.proposal]), cooperation.groups_of(plan)
    code = next((one for one, its in ground.slugs.items() if its == slug), None)
    page = CoalitionReport(tuple(grounds.options(ground)), slug if code else "", ())
    if problem := _cannot(ground, planned):
        return _refused(page, problem)
    area = cooperation.area_of(plan)
    try:
        found = prices(ground, planned, _choices(scenario), {one.name: one.codes for one in area.subregions})
    except CannotCalculate as reason:
        return _refused(page, str(reason))
    values = _values(ground, found, planned)
    rows = tuple(_row(value, one == code) for one, value in values.by_code.items())
    total = of_region("de regio", list(values.by_code.values()))
    shown = next((one for one in planned if SLUGS[one] == component), next(iter(planned)))
    return CoalitionReport(
        options=page.options,
        mine=page.mine,
        finding=_finding(values.by_code.get(code or ""), total),
        rows=rows,
        total=_row(total, False),
        components=tuple(Option(SLUGS[one], component_name(one)) for one in planned),
        shown=coalition_component.build(shown, ground, found, area, wishes),
        scenario=scenario.number if scenario else None,
        counted=f"{len(values.counted)} van {count(len(planned), 'onderdeel', 'onderdelen')}",
        left_out=_left_out(values),
        notes=(_bought(scenario, values.counted), *_hours_note(ground), VNG),
        sources=sources(ground),
    )


def _refused(page: CoalitionReport, problem: str) -> CoalitionReport:
    opening = (Part("Wat samen gaan oplevert, is "), Part("nog niet te berekenen", strong=True), Part("."))
    return CoalitionReport(page.options, page.mine, opening, problem=problem)


def _cannot(ground: Basis, planned: Mapping[Component, Sequence[Group]]) -> str:
    if not planned:
        return "In dit plan is nog niets gekozen. Kies eerst per onderdeel wie met wie samenwerkt."
    if not ground.figures or not ground.per_year:
        return "Je ziet de aantallen en de aannames van de regio nog niet. Die horen bij een gedeeld scenario."
    return ""


def _choices(scenario: Scenario | None) -> tuple[ComponentChoice, ...]:
    return grounds.choices_of(scenario) if scenario else ()


def _values(ground: Basis, found: Prices, planned: Mapping[Component, Sequence[Group]]) -> Values:
    together: dict[str, dict[Component, Position]] = {code: {} for code in ground.names}
    alone: dict[str, dict[Component, Position]] = {code: {} for code in ground.names}
    problems: dict[Component, str] = {}
    for component, groups in planned.items():
        try:
            joined = found.positions(component, groups)
            apart = found.alone(component, joined)
        except CannotCalculate as reason:
            problems[component] = str(reason)
            continue
        for code in joined:
            together[code][component], alone[code][component] = joined[code], apart[code]
    hours = ground.figures.get("contract_hours")
    per_contract = hours.value if hours and hours.value > 0 else None
    return Values(
        {
            code: added_value(name, together[code], alone[code], contract_hours=per_contract)
            for code, name in ground.names.items()
        },
        tuple(component for component in planned if component not in problems),
        problems,
    )


def _row(value: AddedValue, is_mine: bool) -> ValueRow:
    waiting, _, work = sentence(value)
    return ValueRow(value.name, is_mine, waiting, work, value.euros, value.best, value)


def _finding(own: AddedValue | None, region: AddedValue) -> tuple[Part, ...]:
    value = own or region
    waiting, cost, work = sentence(value)
    who = Part(own.name, mark=True) if own else Part("de regio")
    payer = "de gemeente" if own else "de gemeenten samen"
    if waiting:
        wait = (Part("Samen wachten inburgeraars uit "), who, Part(" "), Part(waiting, strong=True))
        parts = (*wait, Part(f"; het kost {payer} "), Part(cost, strong=True), Part("."))
    else:
        parts = (Part("Voor "), who, Part(" kost samen gaan "), Part(cost, strong=True), Part("."))
    if not work:
        return parts
    managed = f"{payer.capitalize()} {'beheert' if own else 'beheren'} {work}."
    return (*parts, Part(f" Het contractbeheer kost {work}." if value.hours is not None else f" {managed}"))


def _left_out(values: Values) -> str:
    if not values.problems:
        return ""
    labels = listing([COMPONENT_LABELS[component] for component in values.problems])
    return f"{labels[:1].upper()}{labels[1:]}. Daarvoor ontbreekt een prijs of een aantal."


def _bought(scenario: Scenario | None, planned: Iterable[Component]) -> str:
    if scenario is None:
        return "Er is nog geen scenario. Daarom rekenen we met de gewone inkoopkeuzes: SAS, 2 jaar + 2 jaar optie."
    held = {row.component for row in scenario.components.all()}
    usual = [COMPONENT_LABELS[one] for one in planned if one.value not in held]
    opening = f"Gerekend met de inkoopkeuzes van scenario {scenario.number} {scenario.name}."
    return f"{opening} Voor {listing(usual)} gelden de gewone inkoopkeuzes." if usual else opening


def _hours_note(ground: Basis) -> tuple[str, ...]:
    hours = ground.figures.get("contract_hours")
    if hours is None or hours.value <= 0:
        return ("Hoeveel uur een contract kost, is nog niet ingevuld bij de aannames. Daarom staan hier contracten.",)
    return (f"Een contract kost {number(hours.value)} uur per jaar: aanname, {hours.source}.",)
