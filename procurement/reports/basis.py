"""What scenarios are computed with: choices, expected numbers, aannames and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from procurement.models import Assumption
from procurement.reports.basis_choices import Chosen, choices_of, chosen, subregions_of
from procurement.reports.basis_places import places
from procurement.rules import comparison, cost_figures, fit, interval, spuk, thresholds
from procurement.rules.choices import Area, CannotCalculate, Component
from procurement.rules.cost import CostAssumptions, ScenarioCost, cost_range
from regions.models import SubregionProposal
from regions.reports import subregion_inflow, subregion_question
from regions.reports.subregion_inflow import Inflow

__all__ = [  # one place to import from for whoever reads scenarios
    "Basis",
    "Chosen",
    "Figure",
    "Option",
    "choices_of",
    "chosen",
    "figure_of",
    "options",
    "read",
    "subregions_of",
]

SPUK_PARTS = ("year_t", "year_t1", "year_t2")
INCOMPLETE = cost_figures.INCOMPLETE


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
class Option:
    """For whom a page can be read."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything several scenarios share. The answers are those on which the newest of their proposals stands.

    `inhabitants` is the newest count by CBS code; `distances` are whole metres in a straight line, by code both ways.
    """

    names: Mapping[str, str]
    slugs: Mapping[str, str]
    inflow: Mapping[str, Inflow]
    figures: Mapping[str, Figure]
    answers: Mapping[str, Mapping[str, fit.Answer]]
    statement_labels: Mapping[str, str]
    answers_from: str
    inhabitants: Mapping[str, int] = field(default_factory=dict)
    distances: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def per_year(self) -> dict[str, Decimal]:
        return {code: self.inflow[code].per_year for code in self.names if code in self.inflow}

    def value(self, key: str) -> Decimal:
        if key not in self.figures:
            raise CannotCalculate(INCOMPLETE)
        return self.figures[key].value

    def participants(self) -> dict[Component, dict[str, Decimal]]:
        """Return the expected participants per year of every component that has numbers: component, then CBS code."""
        return cost_figures.participants(self.per_year, self._cost_figures())

    def cost_assumptions(self) -> CostAssumptions:
        return cost_figures.cost_assumptions(self._cost_figures())

    def _cost_figures(self) -> cost_figures.Figures:
        return cost_figures.Figures(
            values={key: figure.value for key, figure in self.figures.items()},
            units={key: figure.unit for key, figure in self.figures.items()},
            inhabitants=self.inhabitants,
            distances=self.distances,
        )

    def _inflow_factors(self) -> tuple[Decimal, Decimal, Decimal]:
        return (self.value("inflow_factor_low"), self.value("inflow_factor_mid"), self.value("inflow_factor_high"))

    def interval(self, chosen: Chosen) -> interval.Interval:
        """Return between which amounts the costs of a scenario lie. Raises CannotCalculate with what is missing."""
        low, high = (self._or_one(f"price_factor_{end}") for end in ("low", "high"))
        return interval.cost_interval(
            chosen.choices,
            area=Area(self.names, chosen.subregions),
            participants=self.participants(),
            assumptions=self.cost_assumptions(),
            inflow=interval.Estimate(*self._inflow_factors()),
            price=interval.Estimate(low, Decimal(1), high),
        )

    def spuk_per_year(self, cost: ScenarioCost) -> dict[str, tuple[spuk.YearCover, ...]]:
        """Return per municipality the three years of one cohort, with its cost and SPUK in each of them."""
        shares = [self.value(f"cost_share_year_{year}") for year in (1, 2, 3)]
        return spuk.per_year(cost, self.per_year, self.spuk_amounts(), shares)

    def _or_one(self, key: str) -> Decimal:
        return self.figures[key].value if key in self.figures else Decimal(1)

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

    def other_threshold(self) -> thresholds.Threshold | None:
        """Return the last threshold of services that are not social ones, None when the region has none."""
        known = thresholds.known_thresholds({key: figure.value for key, figure in self.figures.items()})
        others = [one for one in known if one.service == thresholds.Service.OTHER]
        return max(others, key=lambda one: one.valid_from, default=None)

    def outcome(self, chosen: Chosen) -> comparison.Outcome:
        """Return everything computed for one scenario. Raises CannotCalculate with what is missing."""
        area = Area(self.names, chosen.subregions)
        cost = cost_range(
            chosen.choices,
            area=area,
            participants=self.participants(),
            assumptions=self.cost_assumptions(),
            factors=self._inflow_factors(),
        )
        return comparison.Outcome(
            number=chosen.number,
            name=chosen.name,
            choices={choice.component: choice for choice in chosen.choices},
            cost=cost,
            spuk=spuk.spuk_for(self.per_year, self.spuk_amounts()),
            assessments=thresholds.assess(cost.mid, self.threshold(), other=self.other_threshold()),
            fit=fit.scenario_fit(
                chosen.choices, answers=self.answers, statement_labels=self.statement_labels, area=area,
                fit_level=self.value("fit_level"),
            ),
        )  # fmt: skip


def read(proposals: Iterable[SubregionProposal]) -> Basis:
    """Return what the region computes with now, with the answers on which the newest of these proposals stands."""
    newest = max(proposals, key=lambda proposal: proposal.number)
    region, question = newest.region, subregion_question.thaw(newest.question)
    names = {one.code: one.name for one in (*question.shared.municipalities, *question.shared.waiting)}
    slugs = {one.code: one.slug for one in (*question.shared.municipalities, *question.shared.waiting)}
    figures = Assumption.objects.filter(organisation=region.organisation_id).order_by("position", "key")
    found = places(names)
    return Basis(
        names=dict(sorted(names.items())),
        slugs=slugs,
        inflow=subregion_inflow.expected(region),
        figures={row.key: figure_of(row) for row in figures},
        answers=_answers(question),
        statement_labels={statement.key: statement.label for statement in question.shared.statements},
        answers_from=f"werksessie {question.session_number}, zoals in voorstel {newest.number}",
        inhabitants=found.inhabitants,
        distances=found.distances,
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
