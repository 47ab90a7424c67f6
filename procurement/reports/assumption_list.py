"""All numbers a region computes with, in groups, each with its kind, source and date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils import timezone

from inburgering.notation import count, euro, listing, number, plain, time_of_day
from procurement.models import Assumption, ScenarioComponent
from procurement.reports.assumption_catalogue import Entry, catalogue
from procurement.rules.choices import PAYMENT_LABELS
from regions.models import ExpectedInflow, Region
from regions.rules.finding import Part

GROUPS = (
    (
        "Prijzen",
        (
            "price_", "contract_management", "own_location_", "overhead_", "coordination_", "procedure_", "followed_",
            "result_",
        ),
    ),
    ("Aantallen", ("asylum_share", "contract_hours", "inflow_factor_", "outside_volume_", "migrant_ratio", "hours_")),
    ("Verdeling", ("route_share_", "component_share_")),
    ("Wisselen en afschalen", ("switch_", "scale_down_", "extra_")),
    ("Reizen", ("travel_",)),
    ("SPUK", ("spuk_", "cost_share_year_")),
    ("Drempels", ("target_", "threshold_", "fit_level")),
)  # fmt: skip
OTHERS = "Overig"
TO_FILL_IN = "Nog in te vullen"
NEEDED_BY_COMPONENT = ("price_", "component_share_")


class Sourced(Protocol):
    source: str
    source_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: Decimal
    shown: str
    unit: str
    kind: str
    source: str
    source_on: date | None
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    rows: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that nobody published: what it is for, which scenarios wait for it, and where to fill it in."""

    label: str
    unit: str
    note: str
    scenarios: str
    url: str


@dataclass(frozen=True, slots=True)
class AssumptionList:
    """`problem` is the sentence that says what keeps the numbers from being computed with.

    `missing` are the numbers still to be filled in, first those that a scenario waits for.
    """

    groups: tuple[Group, ...]
    inflow: tuple[Row, ...]
    finding: tuple[Part, ...]
    problem: str
    missing: tuple[Missing, ...] = ()

    @property
    def awaited(self) -> tuple[Missing, ...]:
        """What a scenario cannot be computed without."""
        return tuple(one for one in self.missing if one.scenarios)

    @property
    def later(self) -> tuple[Missing, ...]:
        return tuple(one for one in self.missing if not one.scenarios)


def build(
    assumptions: QuerySet[Assumption],
    inflow: QuerySet[ExpectedInflow],
    region: Region,
    used: QuerySet[ScenarioComponent],
) -> AssumptionList:
    """Return all numbers of a region. `used` are the components of the scenarios that the reader may see."""
    known = list(assumptions.order_by("position", "key"))
    expected = list(inflow.select_related("municipality").order_by("municipality__name"))
    base = f"{region.get_absolute_url()}aannames/"
    entries = [one for one in catalogue(timezone.localdate()) if one.value is None]
    open_keys = {one.key for one in entries}
    missing = _missing([one for one in entries if one.key not in {row.key for row in known}], used, base)
    return AssumptionList(
        groups=tuple(_group(name, rows, base) for name, rows in _grouped(known)),
        inflow=tuple(_inflow_row(one, base) for one in expected),
        finding=_finding(known, open_keys, sum(1 for one in missing if one.scenarios)),
        problem=_problem({one.key: one.value for one in known}),
        missing=missing,
    )


def table(report: AssumptionList) -> list[list[object]]:
    """Return the rows for a spreadsheet: group, number, value, unit, kind, source, its day and the note."""
    groups = [("Verwachte asielstatushouders", report.inflow), *((group.name, group.rows) for group in report.groups)]
    filled: list[list[object]] = [
        [name, row.label, row.value, row.unit, row.kind, row.source, row.source_on, row.note]
        for name, rows in groups
        for row in rows
    ]
    return [*filled, *([TO_FILL_IN, one.label, None, one.unit, "", "", None, one.note] for one in report.missing)]


def typed(value: Decimal, row: Sourced) -> dict[str, Any]:
    """Return what a form starts with."""
    return {"value": plain(value), "source": row.source, "source_on": row.source_on, "expected_version": row.version}


def stand(row: Any) -> str:
    """Return how a number stands now, for who comes second."""
    value = row.value if isinstance(row, Assumption) else row.per_year
    changed: datetime | None = getattr(row, "changed_at", None)
    when = f", gewijzigd om {time_of_day(timezone.localtime(changed).time())}" if changed else ""
    return f"{plain(value)} ({row.source}){when}"


def _row(one: Assumption, base: str) -> Row:
    shown = euro(one.value, cents=one.value % 1 != 0) if one.unit.startswith("euro") else plain(one.value)
    unit = one.unit.removeprefix("euro ") if one.unit.startswith("euro") else one.unit
    kind = "aanname" if one.is_assumption else "feit"
    return Row(one.label, one.value, shown, unit, kind, one.source, one.source_on, one.note, f"{base}{one.key}/")


def _inflow_row(one: ExpectedInflow, base: str) -> Row:
    kind = "berekend" if one.is_computed else "aanname"
    url = f"{base}instroom/{one.municipality.slug}/"
    return Row(
        one.municipality.name,
        one.per_year,
        number(one.per_year, 1),
        "per jaar",
        kind,
        one.source,
        one.source_on,
        "",
        url,
    )


def _finding(known: Sequence[Assumption], open_keys: set[str], awaited: int) -> tuple[Part, ...]:
    guesses = [one for one in known if one.is_assumption]
    own = [one for one in guesses if one.version > 1 or one.key in open_keys]
    if not known:
        return (Part("Er zijn nog geen getallen om mee te rekenen."),)
    waits = f" Een scenario wacht nog op {count(awaited, 'getal', 'getallen')}." if awaited else ""
    return (
        Part("Van de "),
        Part(f"{len(guesses)} aannames", strong=True),
        Part(" verving deze regio er "),
        Part(str(len(own)), strong=True),
        Part(f" door een eigen getal.{waits}"),
    )


def _problem(values: Mapping[str, Decimal]) -> str:
    """Return what keeps scenarios from being computed: wholes that are no whole, and factors out of order."""
    for start, what in (
        ("route_share_", "aandelen van de leerroutes"),
        ("cost_share_year_", "delen van de kosten per jaar"),
    ):
        shares = [value for key, value in values.items() if key.startswith(start)]
        if shares and sum(shares) != 1:
            return f"De {what} zijn samen {_percentage(sum(shares, Decimal(0)))}. Maak er samen 100% van."
    for payment, label in PAYMENT_LABELS.items():
        parts = [values.get(f"extra_{who}_{payment.value.lower()}", Decimal(0)) for who in ("client", "disputed")]
        if sum(parts) > 1:
            return (
                f"Van de extra uren bij betaling {label} is het deel voor de gemeenten plus het betwiste deel samen "
                f"{_percentage(sum(parts, Decimal(0)))}. Maak er hooguit 100% van."
            )
    if not 0 < values.get("price_factor_low", Decimal(1)) <= 1 <= values.get("price_factor_high", Decimal(1)):
        return "Zet de prijs als het meevalt op 1 of lager (meer dan 0), en de prijs als het tegenvalt op 1 of hoger."
    return ""


def _percentage(share: Decimal) -> str:
    percentage = (share * 100).normalize()
    return f"{number(percentage, max(0, -int(percentage.as_tuple().exponent)))}%"


def _grouped(known: Sequence[Assumption]) -> list[tuple[str, list[Assumption]]]:
    """Return the groups that have rows; a number that fits no group stands under Overig, so that none is left out."""
    found: dict[str, list[Assumption]] = {name: [] for name, _ in GROUPS} | {OTHERS: []}
    for one in known:
        found[next((name for name, starts in GROUPS if one.key.startswith(starts)), OTHERS)].append(one)
    return [(name, rows) for name, rows in found.items() if rows]


def _group(name: str, rows: Sequence[Assumption], base: str) -> Group:
    return Group(name, tuple(_row(one, base) for one in rows))


def _missing(entries: Sequence[Entry], used: QuerySet[ScenarioComponent], base: str) -> tuple[Missing, ...]:
    waiting: dict[str, list[int]] = {}
    for component, scenario in used.order_by("scenario__number").values_list("component", "scenario__number"):
        for start in NEEDED_BY_COMPONENT:
            waiting.setdefault(f"{start}{component.lower()}", []).append(scenario)
    return tuple(
        Missing(one.label, _units(one.units), one.note, _scenarios(waiting.get(one.key, ())), f"{base}{one.key}/")
        for one in sorted(entries, key=lambda one: one.key not in waiting)
    )


def _units(units: Sequence[str]) -> str:
    return units[0] if len(units) == 1 else " of ".join([units[0], *(unit.removeprefix("euro ") for unit in units[1:])])


def _scenarios(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    return f"scenario {numbers[0]}" if len(numbers) == 1 else f"scenario’s {listing([str(one) for one in numbers])}"
