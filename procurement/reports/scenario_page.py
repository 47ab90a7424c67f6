"""One scenario, computed: for its own page, for the list, and beside the form in which it is being built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import count, euro, euro_short, listing, number, percent
from procurement.models import Checkpoint, Scenario
from procurement.reports import basis as grounds
from procurement.reports.basis import Basis, Chosen
from procurement.reports.risks import risks
from procurement.reports.scenario_agreement import (
    Agreement,
    ComponentRow,
    agreement_of,
    components,
    deviations_of,
)
from procurement.reports.scenario_comparison import sources
from procurement.rules.choices import (
    COMPONENT_LABELS,
    INSTRUMENT_LABELS,
    SCALE_LABELS,
    CannotCalculate,
    ComponentChoice,
)
from procurement.rules.comparison import Outcome, Reader
from procurement.rules.cost import PurchaseCost
from procurement.rules.thresholds import splitting_warnings
from regions.models import SubregionProposal
from regions.rules.components import component_name
from regions.rules.finding import Part


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    component: str
    what: str
    who: str
    expected: str
    guaranteed: str
    wait: str
    cost: str


@dataclass(frozen=True, slots=True)
class MunicipalRow:
    code: str
    slug: str
    name: str
    cost: int
    low: int
    high: int
    spuk: int
    fit: str
    is_mine: bool

    @property
    def difference(self) -> int:
        return self.cost - self.spuk


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """A scenario with everything computed, or with `problem`: the sentence that says what must be filled in first."""

    chosen: Chosen
    agreement: Agreement
    components: tuple[ComponentRow, ...] = ()
    problem: str = ""
    finding: tuple[Part, ...] = ()
    purchases: tuple[PurchaseRow, ...] = ()
    municipalities: tuple[MunicipalRow, ...] = ()
    total: MunicipalRow | None = None
    risks: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    disputed: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands beside the form: a few lines, warnings, or what is missing."""

    problem: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    deviations: tuple[str, ...] = ()


def build(scenario: Scenario, chosen: Chosen, *, code: str | None = None) -> ScenarioReport:
    """Return the page of a scenario, with the row of the municipality with this slug marked."""
    ground = grounds.read([scenario.proposal])
    agreed = agreement_of(scenario, chosen)
    rows = components(chosen, ground.names, agreed)
    try:
        outcome = ground.outcome(chosen)
    except CannotCalculate as reason:
        return ScenarioReport(chosen, agreed, rows, problem=str(reason))
    reader = Reader(ground.names)
    return ScenarioReport(
        chosen,
        agreed,
        rows,
        finding=_finding(outcome, len(ground.names)),
        purchases=tuple(_purchase(purchase, ground) for purchase in outcome.cost.mid.purchases),
        municipalities=tuple(_municipal(outcome, ground, one, code) for one in ground.names),
        total=_region_row(outcome),
        risks=tuple(risks(outcome, reader)),
        limits=tuple(hit.reason for hit in outcome.fit.limits),
        thresholds=(*(a.sentence for a in outcome.assessments), *splitting_warnings(outcome.assessments)),
        disputed=_disputed(outcome),
        sources=sources(ground),
    )


def summary(
    proposal: SubregionProposal, choices: Sequence[ComponentChoice], checkpoint: Checkpoint | None = None
) -> Summary:
    """Return what these choices come to, saved or not, and where they leave the checkpoint."""
    ground = grounds.read([proposal])
    chosen = Chosen(0, "", "", 0, proposal.number, grounds.subregions_of(proposal), tuple(choices))
    try:
        outcome = ground.outcome(chosen)
    except CannotCalculate as reason:
        return Summary(problem=str(reason), deviations=deviations_of(checkpoint, chosen))
    cost = outcome.cost
    lines = (
        ("Kosten per jaar", euro_short(cost.mid.total)),
        ("Bandbreedte", f"{euro_short(cost.low.total)} tot {euro_short(cost.high.total)}"),
        ("Contracten", number(sum(purchase.choice.lots for purchase in cost.mid.purchases))),
        ("Betaalde lege plekken", f"{number(sum(p.empty_places for p in cost.mid.purchases))} per jaar"),
        ("Past bij", f"{len(outcome.fit.fitting)} van {count(len(ground.names), 'gemeente', 'gemeenten')}"),
        ("Grenzen geraakt", _limits(outcome, ground)),
    )
    warnings = (*_too_small(outcome), *splitting_warnings(outcome.assessments))
    return Summary(lines=lines, warnings=warnings, deviations=deviations_of(checkpoint, chosen))


def _finding(outcome: Outcome, municipalities: int) -> tuple[Part, ...]:
    cost = outcome.cost
    return (
        Part("Dit scenario kost de regio "),
        Part(f"{euro_short(cost.mid.total)} per jaar", strong=True),
        Part(" en past bij "),
        Part(f"{len(outcome.fit.fitting)} van de {count(municipalities, 'gemeente', 'gemeenten')}", strong=True),
        Part("."),
    )


def _purchase(purchase: PurchaseCost, ground: Basis) -> PurchaseRow:
    choice, months = purchase.choice, purchase.mean_wait_months
    names = [ground.names[code] for code in purchase.participants]
    scale = purchase.label if choice.groups else SCALE_LABELS[choice.scale]
    return PurchaseRow(
        component=component_name(choice.component),
        what=f"{scale}, {INSTRUMENT_LABELS[choice.instrument]}",
        who=purchase.label if len(names) == len(ground.names) else listing(names),
        expected=number(purchase.expected),
        guaranteed=number(purchase.guaranteed_places) if purchase.guaranteed_places else "geen",
        wait="onbekend" if months is None else f"{number(months, 1)} maanden",
        cost=euro(purchase.total),
    )


def _municipal(outcome: Outcome, ground: Basis, code: str, mine: str | None) -> MunicipalRow:
    share = outcome.fit.by_municipality[code].share
    fits = outcome.fit.by_municipality[code].fits
    return MunicipalRow(
        code=code,
        slug=ground.slugs[code],
        name=ground.names[code],
        cost=outcome.cost.mid.of(code),
        low=outcome.cost.low.of(code),
        high=outcome.cost.high.of(code),
        spuk=outcome.spuk[code],
        fit="nog geen antwoorden" if share is None else f"{'ja' if fits else 'nee'}, {percent(share)}",
        is_mine=ground.slugs[code] == mine,
    )


def _region_row(outcome: Outcome) -> MunicipalRow:
    cost = outcome.cost
    return MunicipalRow(
        "", "", "Hele regio", cost.mid.total, cost.low.total, cost.high.total, sum(outcome.spuk.values()),
        f"{len(outcome.fit.fitting)} van {len(outcome.spuk)}", False,
    )  # fmt: skip


def _disputed(outcome: Outcome) -> str:
    """Return what providers may still claim; it stands beside the costs, never in them."""
    amount = outcome.cost.mid.disputed
    return f"Betwist, niet in de kosten: {euro(amount)} per jaar." if amount > 0 else ""


def _limits(outcome: Outcome, ground: Basis) -> str:
    names = sorted({ground.names[hit.municipality] for hit in outcome.fit.limits})
    return f"{len(names)}: {listing(names)}" if names else "geen"


def _too_small(outcome: Outcome) -> list[str]:
    return [
        f"{COMPONENT_LABELS[purchase.choice.component][:1].upper()}{COMPONENT_LABELS[purchase.choice.component][1:]}, "
        f"{purchase.label}: {number(purchase.expected)} deelnemers per jaar is minder dan de "
        f"{number(purchase.guaranteed_places)} plaatsen die het contract garandeert."
        for purchase in outcome.cost.mid.purchases
        if purchase.empty_places > Decimal("0.5")
    ]
