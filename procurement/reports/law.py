"""What a scenario means in law: what each purchase is worth, what the law asks of it, and two ways to divide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inburgering.notation import euro_short, listing
from procurement.reports import law_words as words
from procurement.reports.basis import Basis, Chosen
from procurement.reports.law_lots import LotsTable, lots_table
from procurement.reports.numbers_rows import capital
from procurement.rules.choices import INSTRUMENT_LABELS, Area, CannotCalculate, Component
from procurement.rules.cost import PurchaseCost, ScenarioCost, scenario_cost
from procurement.rules.obligations import merged, obligations, warnings
from procurement.rules.obligations_catalogue import CERTAINTY_LABELS, TOPIC_LABELS, Obligation
from procurement.rules.thresholds import (
    Assessment,
    Service,
    Threshold,
    assess,
    known_thresholds,
    splitting_warnings,
    threshold_on,
)
from procurement.rules.thresholds_alike import alike_warning
from procurement.rules.volumes import scaled
from regions.rules.components import COMPONENT_SHORT, component_name
from regions.rules.finding import Part

VALUE_HEADER = (
    "Onderdeel", "Inkoop", "Inkoopvorm", "Percelen", "Jaren met opties", "Geraamde waarde (euro)",
    "Samen met wat naar dezelfde hoofdaannemer gaat (euro)", "Drempel (euro)", "Drempel geldt in", "Bereikt de drempel",
    "Betekenis",
)  # fmt: skip

WRITE_DOWN = "Schrijf haar op bij het scenario"  # as the obligation says it

DUTY_HEADER = ("Onderwerp", "Eis", "Geldt voor", "Artikel", "Zekerheid", "Vraagt nog iets")


@dataclass(frozen=True, slots=True)
class ValueRow:
    component: str
    who: str
    instrument: str
    lots: int
    years: int
    value: Decimal
    joint_value: Decimal
    threshold: Threshold
    verdict: str
    sentence: str

    @property
    def shown_value(self) -> str:
        return euro_short(self.value)

    @property
    def shown_joint(self) -> str:
        return "" if self.joint_value == self.value else f"samen {euro_short(self.joint_value)}"


@dataclass(frozen=True, slots=True)
class DutyRow:
    sentence: str
    whom: str
    article: str
    certainty: str
    is_warning: bool


@dataclass(frozen=True, slots=True)
class DutyGroup:
    name: str
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """`problem` says what keeps the values from being computed; what the law asks holds without values too."""

    finding: tuple[Part, ...]
    problem: str
    values: tuple[ValueRow, ...]
    warnings: tuple[str, ...]
    duties: tuple[DutyGroup, ...]
    lots: LotsTable | None
    sources: tuple[str, ...]

    @property
    def warning_parts(self) -> list[tuple[str, str, str]]:
        """Return each warning as what stands before, in and after the words that become a link."""
        return [line.partition(WRITE_DOWN) for line in self.warnings]

    @property
    def table(self) -> list[tuple[str | int | Decimal, ...]]:
        return [
            (
                row.component, row.who, row.instrument, row.lots, row.years, row.value, row.joint_value,
                row.threshold.amount, row.threshold.years, row.verdict, row.sentence,
            )
            for row in self.values
        ]  # fmt: skip

    @property
    def duty_table(self) -> list[tuple[str, ...]]:
        return [
            (group.name, row.sentence, row.whom, row.article, row.certainty, "ja" if row.is_warning else "nee")
            for group in self.duties
            for row in group.rows
        ]


def build(ground: Basis, chosen: Chosen, *, on: date) -> Law:
    """Return the law page for a purchase that would be announced on this day."""
    asked = obligations(chosen.choices)
    duties = _groups(asked)
    try:
        cost, threshold, other = _cost(ground, chosen), *_thresholds(ground, on)
        found = assess(cost, threshold, other=other)
        lots = _lots(ground, chosen, threshold)
    except CannotCalculate as reason:
        return Law(
            words.finding_without_values(asked),
            str(reason),
            (),
            warnings(asked),
            duties,
            None,
            words.sources(ground, [choice.component for choice in chosen.choices], on),
        )
    return Law(
        finding=words.finding(found, asked),
        problem="",
        values=tuple(_value(purchase, one) for purchase, one in zip(cost.purchases, found, strict=True)),
        warnings=tuple(filter(None, (*warnings(asked), *splitting_warnings(found), alike_warning(found)))),
        duties=duties,
        lots=lots,
        sources=words.sources(ground, [choice.component for choice in chosen.choices], on),
    )


def _cost(ground: Basis, chosen: Chosen) -> ScenarioCost:
    """Return the costs with the expected inflow, the one of which the value of a purchase is estimated."""
    return scenario_cost(
        chosen.choices,
        area=Area(ground.names, chosen.subregions),
        participants=scaled(ground.participants(), ground.value("inflow_factor_mid")),
        assumptions=ground.cost_assumptions(),
    )


def _thresholds(ground: Basis, on: date) -> tuple[Threshold, Threshold | None]:
    known = known_thresholds({key: figure.value for key, figure in ground.figures.items()})
    others = [one for one in known if one.service == Service.OTHER and one.valid_from <= on <= one.valid_until]
    return threshold_on(on, known), others[0] if others else None


def _lots(ground: Basis, chosen: Chosen, threshold: Threshold) -> LotsTable | None:
    return lots_table(
        chosen.choices,
        area=Area(ground.names, chosen.subregions),
        participants=scaled(ground.participants(), ground.value("inflow_factor_mid")),
        assumptions=ground.cost_assumptions(),
        threshold=threshold,
    )


def _value(purchase: PurchaseCost, one: Assessment) -> ValueRow:
    return ValueRow(
        component=component_name(one.component),
        who=capital(one.label),
        instrument=INSTRUMENT_LABELS[one.instrument],
        lots=purchase.choice.lots,
        years=purchase.choice.years,
        value=round(one.value, 2),
        joint_value=round(one.joint_value, 2),
        threshold=one.threshold,
        verdict={None: "geen overheidsopdracht", True: "ja", False: "nee"}[one.reaches_threshold],
        sentence=one.sentence,
    )


def _groups(asked: Sequence[Obligation]) -> tuple[DutyGroup, ...]:
    lines = merged(asked)
    groups = [
        DutyGroup(
            label,
            tuple(
                DutyRow(one.sentence, _whom(components), one.article, CERTAINTY_LABELS[one.certainty], one.is_warning)
                for one, components in lines
                if one.topic == topic
            ),
        )
        for topic, label in TOPIC_LABELS.items()
    ]
    return tuple(group for group in groups if group.rows)


def _whom(components: Sequence[Component]) -> str:
    names = listing([COMPONENT_SHORT[component] for component in components])
    return capital(names) if names else "Elk contract"
