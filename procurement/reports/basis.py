"""What scenarios are computed with: choices, expected numbers, aannames and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from procurement.models import Assumption, Scenario
from procurement.rules import comparison, fit, spuk, thresholds, volumes
from procurement.rules.choices import (
    LEERROUTES,
    Area,
    CannotCalculate,
    Component,
    ComponentChoice,
    DivisionKey,
    Instrument,
    JointGroup,
    Payment,
    Scale,
)
from procurement.rules.cost import CostAssumptions, cost_range
from regions.models import SubregionProposal
from regions.reports import subregion_inflow, subregion_question
from regions.reports.subregion_inflow import Inflow

SPUK_PARTS = ("year_t", "year_t1", "year_t2")
INCOMPLETE = "Er ontbreken aannames. Open de aannames en vul ze aan."


@dataclass(frozen=True, slots=True)
class Figure:
    """One number to compute with, as the region holds it."""

    key: str
    label: str
    value: Decimal
    unit: str
    is_assumption: bool
    source: str
    source_on: date | None
    note: str


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


@dataclass(frozen=True, slots=True)
class Option:
    """For whom a page can be read."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything several scenarios share. The answers are those on which the newest of their proposals stands."""

    names: Mapping[str, str]
    slugs: Mapping[str, str]
    inflow: Mapping[str, Inflow]
    figures: Mapping[str, Figure]
    answers: Mapping[str, Mapping[str, fit.Answer]]
    statement_labels: Mapping[str, str]
    answers_from: str

    @property
    def per_year(self) -> dict[str, Decimal]:
        return {code: self.inflow[code].per_year for code in self.names if code in self.inflow}

    def value(self, key: str) -> Decimal:
        if key not in self.figures:
            raise CannotCalculate(INCOMPLETE)
        return self.figures[key].value

    def participants(self) -> dict[Component, dict[str, Decimal]]:
        shares = {component: self.value(f"route_share_{component.value.lower()}") for component in LEERROUTES}
        return volumes.by_component(self.per_year, shares)

    def cost_assumptions(self) -> CostAssumptions:
        return CostAssumptions(
            prices={component: self.value(f"price_{component.value.lower()}") for component in LEERROUTES},
            contract_management=self.value("contract_management"),
            own_location_surcharge=self.value("own_location_surcharge"),
            outside_volume={
                component: self.value(f"outside_volume_{component.value.lower()}") for component in LEERROUTES
            },
        )

    def spuk_amounts(self) -> spuk.SpukAmounts:
        """Return the amounts of the last year; their keys are spuk_2026_asielstatushouder_year_t and so on."""
        years = sorted({key.split("_")[1] for key in self.figures if key.startswith("spuk_")})
        if not years:
            raise CannotCalculate(INCOMPLETE)
        first, second, third = (self.value(f"spuk_{years[-1]}_asielstatushouder_{part}") for part in SPUK_PARTS)
        return spuk.SpukAmounts(year=int(years[-1]), first=first, second=second, third=third)

    def threshold(self) -> thresholds.Threshold:
        """Return the last threshold the region has; its key is threshold_sas_2026_2027."""
        keys = sorted(key for key in self.figures if key.startswith("threshold_sas_"))
        if not keys:
            raise CannotCalculate(INCOMPLETE)
        first, last = (int(year) for year in keys[-1].split("_")[2:])
        return thresholds.Threshold(self.value(keys[-1]), date(first, 1, 1), date(last, 12, 31))

    def outcome(self, chosen: Chosen) -> comparison.Outcome:
        """Return everything computed for one scenario. Raises CannotCalculate with what is missing."""
        area = Area(self.names, chosen.subregions)
        factors = (self.value("inflow_factor_low"), self.value("inflow_factor_mid"), self.value("inflow_factor_high"))
        cost = cost_range(
            chosen.choices,
            area=area,
            participants=self.participants(),
            assumptions=self.cost_assumptions(),
            factors=factors,
        )
        return comparison.Outcome(
            number=chosen.number,
            name=chosen.name,
            choices={choice.component: choice for choice in chosen.choices},
            cost=cost,
            spuk=spuk.spuk_for(self.per_year, self.spuk_amounts()),
            assessments=thresholds.assess(cost.mid, self.threshold()),
            fit=fit.scenario_fit(
                chosen.choices, answers=self.answers, statement_labels=self.statement_labels, area=area,
                fit_level=self.value("fit_level"),
            ),
        )  # fmt: skip


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


def read(proposals: Iterable[SubregionProposal]) -> Basis:
    """Return what the region computes with now, with the answers on which the newest of these proposals stands."""
    newest = max(proposals, key=lambda proposal: proposal.number)
    region, question = newest.region, subregion_question.thaw(newest.question)
    names = {one.code: one.name for one in (*question.shared.municipalities, *question.shared.waiting)}
    slugs = {one.code: one.slug for one in (*question.shared.municipalities, *question.shared.waiting)}
    figures = Assumption.objects.filter(organisation=region.organisation_id).order_by("position", "key")
    return Basis(
        names=dict(sorted(names.items())),
        slugs=slugs,
        inflow=subregion_inflow.expected(region),
        figures={row.key: figure_of(row) for row in figures},
        answers=_answers(question),
        statement_labels={statement.key: statement.label for statement in question.shared.statements},
        answers_from=f"werksessie {question.session_number}, zoals in voorstel {newest.number}",
    )


def figure_of(row: Assumption) -> Figure:
    return Figure(row.key, row.label, row.value, row.unit, row.is_assumption, row.source, row.source_on, row.note)


def _answers(question: subregion_question.Question) -> dict[str, dict[str, fit.Answer]]:
    found: dict[str, dict[str, fit.Answer]] = {}
    for (code, key), given in question.shared.answers.items():
        found.setdefault(code, {})[key] = fit.Answer(given.value, given.importance, given.is_limit)
    return found


def options(ground: Basis) -> list[Option]:
    """Return for whom a page can be read: the region, or one of its municipalities."""
    return [Option("", "de hele regio"), *(Option(slug, ground.names[code]) for code, slug in ground.slugs.items())]
