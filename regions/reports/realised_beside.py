"""What was expected beside what was realised, for the pages on which a region buys."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from inburgering.notation import count, date_long, number
from regions.models import ExpectedInflow, RealisedTotal, Region
from regions.rules.realised import ROUTES, YEAR

ASYLUM = "GROEP:ASIELSTATUSHOUDER"
HIDDEN = "niet getoond"


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    expected: str
    realised: str


@dataclass(frozen=True, slots=True)
class Beside:
    """`year` is the last whole year that was counted, None when none was: then there are no lines."""

    year: int | None
    lines: tuple[Line, ...]
    source: str


def build(region: Region, shares: dict[str, Decimal] | None = None) -> Beside:
    """Return expected and realised of the last whole year; `shares` is the expected part of each leerroute, 0..1, or
    None where nobody looks at what was expected of them.
    """
    rows = list(RealisedTotal.objects.filter(
        organisation_id=region.organisation_id, municipality=None, period_kind=YEAR
    ).order_by("-period_starts_on"))  # fmt: skip
    if not rows:
        return Beside(None, (), "")
    latest = [one for one in rows if one.period_starts_on == rows[0].period_starts_on]
    told = {(one.measure, one.cell): one.value for one in latest}
    expected = ExpectedInflow.objects.filter(organisation_id=region.organisation_id).aggregate(all=Sum("per_year"))
    lines = [Line("Nieuwe asielstatushouders", _written(expected["all"], "niet ingevuld"),
                  _written(told.get(("INSTROOM", ASYLUM)), HIDDEN))]  # fmt: skip
    lines.append(Line("Nieuwe inburgeraars, beide groepen", "–", _written(told.get(("INSTROOM", "")), HIDDEN)))
    lines += _routes(told, shares) if shares is not None else []
    places = count(latest[0].municipalities, "gemeente", "gemeenten")
    source = f"Gerealiseerd in {rows[0].period_starts_on.year}, geteld op {date_long(rows[0].published_on)} in {places}"
    source += ". Verwacht: de instroom waarmee de regio rekent"
    source += ", en de aandelen van de leerroutes uit de aannames." if shares is not None else "."
    return Beside(rows[0].period_starts_on.year, tuple(lines), source)


def _routes(told: dict[tuple[str, str], Decimal | None], shares: dict[str, Decimal]) -> list[Line]:
    """Return the leerroute of first PIPs, as a share where a share was expected and both numbers may be told."""
    total = told.get(("PIP", ""))
    lines = []
    for code, label in ROUTES.items():
        value = told.get(("PIP", f"ROUTE:{code}"))
        words = _written(value, HIDDEN)
        if value is not None and total:
            words += f" ({number(100 * value / total)}%)"
        share = shares.get(code)
        lines.append(Line(f"Eerste PIP: {label}", f"{number(100 * share)}%" if share is not None else "–", words))
    return lines


def _written(value: Decimal | None, otherwise: str) -> str:
    return otherwise if value is None else number(value)
