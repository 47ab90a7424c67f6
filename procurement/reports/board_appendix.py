"""The pages at the end: the figures of the reader, planning, method, aannames and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from inburgering.notation import date_long, date_short, euro, listing, number
from procurement.reports import law
from procurement.reports.basis import Figure
from procurement.reports.board_references import Reference
from procurement.reports.dataset import Dataset
from procurement.reports.law import DutyGroup
from procurement.rules.choices import COMPONENT_LABELS, Component, Instrument
from procurement.rules.comparison import Outcome, Reader
from procurement.rules.rounding import whole_euros
from procurement.rules.thresholds import splitting_warnings


@dataclass(frozen=True, slots=True)
class MoneyRow:
    label: str
    cells: tuple[str, ...]
    is_own: bool = False
    ref: int = 0


@dataclass(frozen=True, slots=True)
class Money:
    """The costs as a table: one row per municipality, or the steps of one municipality."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[MoneyRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    what: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    label: str
    value: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law asks, said once for all the components it is asked of."""

    components: str
    sentence: str
    article: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Appendix:
    steps: tuple[Step, ...]
    method: tuple[str, ...]
    thresholds: tuple[str, ...]
    duties: tuple[Duty, ...]
    assumptions: tuple[AssumptionRow, ...]
    words: tuple[tuple[str, str], ...]


WORDS = (
    ("B1-route", "De leerroute naar taalniveau B1 (Wet inburgering 2021, art. 7)."),
    ("Onderwijsroute", "De leerroute naar een vervolgopleiding in Nederland (art. 8)."),
    ("Z-route", "De zelfredzaamheidsroute, voor wie leren lang duurt (art. 9)."),
    ("Open house", "Elke aanbieder die aan de eisen voldoet krijgt een contract. De inburgeraar kiest."),
    ("Perceel", "Een deel van een opdracht waarop een aanbieder apart kan inschrijven."),
    ("SAS-procedure", "De lichtere aanbesteding voor sociale diensten (Aanbestedingswet 2012, art. 2.38 en 2.39)."),
    ("SPUK", "De specifieke uitkering van het Rijk voor inburgeringsvoorzieningen."),
    ("Subregio", "Een groep gemeenten in de regio die samen inkoopt."),
)  # fmt: skip


def money(ground: Dataset, outcomes: Sequence[Outcome], reader: Reader, refs: Mapping[str, Reference]) -> Money:
    """Return the amounts per scenario for every municipality; the reader's own row is marked."""
    rows = [
        MoneyRow(name, tuple(euro(outcome.cost.mid.of(code)) for outcome in outcomes), ref=refs["cost"].number)
        for code, name in ground.basis.names.items()
    ]
    whole = tuple(euro(outcome.cost.mid.total) for outcome in outcomes)
    region = MoneyRow("Hele regio", whole, ref=refs["cost"].number)
    notes = [_inhabitants(ground, reader)] if reader.municipality else []
    return Money(
        f"{reader.name[:1].upper()}{reader.name[1:]} in cijfers",
        tuple(f"Scenario {outcome.number}" for outcome in outcomes),
        (*(rows if reader.municipality is None else _own_rows(outcomes, reader, refs)), region),
        tuple(notes),
    )


def _own_rows(outcomes: Sequence[Outcome], reader: Reader, refs: Mapping[str, Reference]) -> list[MoneyRow]:
    code = reader.municipality or ""
    cost, low_high, spuk = (refs[key].number for key in ("cost", "low_high", "spuk"))
    rows = [
        MoneyRow(
            f"{COMPONENT_LABELS[component][:1].upper()}{COMPONENT_LABELS[component][1:]}",
            tuple(euro(sum(p.euros.get(code, 0) for p in o.cost.mid.of_component(component))) for o in outcomes),
            ref=cost,
        )
        for component in Component
        if any(component in outcome.choices for outcome in outcomes)
    ]
    return [
        *rows,
        MoneyRow(f"{reader.name} samen", tuple(euro(o.cost.mid.of(code)) for o in outcomes), True, cost),
        MoneyRow("Bij weinig instroom", tuple(euro(o.cost.low.of(code)) for o in outcomes), ref=low_high),
        MoneyRow("Bij veel instroom", tuple(euro(o.cost.high.of(code)) for o in outcomes), ref=low_high),
        MoneyRow("SPUK, indicatief", tuple(euro(o.spuk[code]) for o in outcomes), ref=spuk),
    ]


def _inhabitants(ground: Dataset, reader: Reader) -> str:
    found = ground.inhabitants[reader.municipality or ""]
    return (
        f"{reader.name} telde op {date_long(found.counted_on)} {number(found.number)} inwoners ({found.source}). "
        f"Verwachte instroom: {number(ground.basis.per_year[reader.municipality or ''], 1)} per jaar. "
        f"{ground.basis.inflow[reader.municipality or ''].source}."
    )


def appendix(ground: Dataset, outcomes: Sequence[Outcome], reader: Reader) -> Appendix:
    advised = next(outcome for outcome in outcomes if outcome.number == ground.heading.advised)
    joined = {id(purchase) for purchase in reader.purchases(advised.cost.mid)}
    sentences = [
        assessment.sentence
        for purchase, assessment in zip(advised.cost.mid.purchases, advised.assessments, strict=True)
        if id(purchase) in joined
    ]
    return Appendix(
        steps=_steps(ground, advised, reader),
        method=_method(ground),
        thresholds=(*sentences, *splitting_warnings(advised.assessments)),
        duties=_duties(law.build(ground.basis, ground.advised, on=ground.heading.decide_on).duties),
        assumptions=tuple(_assumption(figure) for figure in _used(ground)),
        words=WORDS,
    )


def _steps(ground: Dataset, advised: Outcome, reader: Reader) -> tuple[Step, ...]:
    heading = ground.heading
    college = "De colleges" if reader.municipality is None else f"Het college van {reader.name}"
    return (
        *_agreement_step(ground),
        Step(f"Dit rapport, versie {heading.version}", "De projectleider", date_short(heading.made_on)),
        Step("Besluit over het gevraagde besluit", college, date_short(heading.decide_on)),
        *(Step(what, "De regio", "nog te plannen") for what in _procedure(advised)),
    )


def _agreement_step(ground: Dataset) -> tuple[Step, ...]:
    if ground.checkpoint is None:
        return ()
    said = ground.checkpoint["frozen"]["agreement"]
    day = timezone.localtime(datetime.fromisoformat(said["made_at"])).date()
    return (Step(f"Afspraken vastgelegd in piketpaaltje {said['number']}", "De regio", date_short(day)),)


def _procedure(advised: Outcome) -> tuple[str, ...]:
    """The steps of Aanbestedingswet 2012, art. 2.38 and 2.39, when something is bought that way."""
    if any(choice.instrument == Instrument.SAS for choice in advised.choices.values()):
        return (
            "Aankondiging van de opdracht",
            "Toets van de inschrijvingen aan de eisen",
            "Overeenkomst en aankondiging van de gunning",
        )
    return ("Uitwerking van de gekozen inkoopvorm",)


def _method(ground: Dataset) -> tuple[str, ...]:
    return (
        "De kosten gaan over iedereen die in één jaar begint, voor het hele traject.",
        "Per inkoop: betaalde plaatsen keer de prijs per traject, plus contractbeheer per perceel. Betaalde plaatsen "
        "zijn de verwachte deelnemers, of het aantal dat het contract garandeert als dat hoger is.",
        "Gemeenten betalen naar rato van hun verwachte deelnemers. Een eigen leslocatie betaalt de gemeente zelf.",
        "Een scenario past bij een gemeente als de keuzes genoeg aansluiten bij haar antwoorden, gewogen naar belang. "
        f"De ondergrens is {number(ground.basis.value('fit_level') * 100)}%; 50% is neutraal.",
        ground.basis.spuk_amounts().label,
    )


def _duties(groups: Sequence[DutyGroup]) -> tuple[Duty, ...]:
    asked: dict[tuple[str, str, str], list[str]] = {}
    for group in groups:
        for row in group.rows:
            asked.setdefault((row.sentence, row.article, row.certainty), []).append(group.name)
    return tuple(Duty(listing(names), *said) for said, names in asked.items())


def _used(ground: Dataset) -> Iterator[Figure]:
    """Yield the figures that the scenarios of the report compute with; the workbook holds the others too."""
    chosen = {choice.component for scenario in ground.scenarios for choice in scenario.choices}
    absent = tuple(f"_{component.value.lower()}" for component in Component if component not in chosen)
    for key, figure in ground.basis.figures.items():
        if not key.endswith(absent):
            yield figure


def _assumption(figure: Figure) -> AssumptionRow:
    when = f" ({date_short(figure.source_on)})" if figure.source_on else ""
    return AssumptionRow(
        figure.label, written(figure), "aanname" if figure.is_assumption else "feit", f"{figure.source}{when}"
    )


def written(figure: Figure) -> str:
    """Return the number with its unit, in Dutch."""
    if figure.unit.startswith("euro"):
        cents = figure.value != whole_euros(figure.value)
        return f"{euro(figure.value, cents=cents)}{figure.unit.removeprefix('euro')}"
    plain = figure.value.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    return f"{number(figure.value, decimals)} {figure.unit}"
