"""All numbers a region computes with, in groups, each with its kind, source and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils import timezone

from inburgering.notation import euro, number, plain, time_of_day
from procurement.models import Assumption
from regions.models import ExpectedInflow, Region
from regions.rules.finding import Part

GROUPS = (
    ("Prijzen en contracten", ("price_", "contract_", "own_location_")),
    ("Verdeling over de leerroutes", ("route_share_",)),
    ("Instroom", ("asylum_share", "inflow_factor_", "outside_volume_")),
    ("Draagvlak", ("fit_level",)),
    ("Bedragen van het Rijk en drempels", ("spuk_", "threshold_")),
)


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


@dataclass(frozen=True, slots=True)
class AssumptionList:
    """`problem` is the sentence that says what keeps the numbers from being computed with."""

    groups: tuple[Group, ...]
    inflow: tuple[Row, ...]
    finding: tuple[Part, ...]
    problem: str


def build(assumptions: QuerySet[Assumption], inflow: QuerySet[ExpectedInflow], region: Region) -> AssumptionList:
    known = list(assumptions.order_by("position", "key"))
    expected = list(inflow.select_related("municipality").order_by("municipality__name"))
    base = f"{region.get_absolute_url()}aannames/"
    groups = tuple(
        Group(name, tuple(_row(one, base) for one in known if one.key.startswith(starts))) for name, starts in GROUPS
    )
    return AssumptionList(
        groups=tuple(group for group in groups if group.rows),
        inflow=tuple(_inflow_row(one, base) for one in expected),
        finding=_finding(known),
        problem=_problem(known),
    )


def table(report: AssumptionList) -> list[list[object]]:
    rows = [*report.inflow, *(row for group in report.groups for row in group.rows)]
    return [[row.label, row.value, row.unit, row.kind, row.source, row.source_on, row.note] for row in rows]


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


def _finding(known: Sequence[Assumption]) -> tuple[Part, ...]:
    guesses = [one for one in known if one.is_assumption]
    own = [one for one in guesses if one.version > 1]
    if not known:
        return (Part("Er zijn nog geen getallen om mee te rekenen."),)
    return (
        Part("Van de "),
        Part(f"{len(guesses)} aannames", strong=True),
        Part(" verving deze regio er "),
        Part(str(len(own)), strong=True),
        Part(" door een eigen getal."),
    )


def _problem(known: Sequence[Assumption]) -> str:
    shares = [one.value for one in known if one.key.startswith("route_share_")]
    if shares and sum(shares) != 1:
        return f"De aandelen van de leerroutes zijn samen {number(sum(shares) * 100)}%. Maak er samen 100% van."
    return ""
