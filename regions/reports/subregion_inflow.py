"""How many inburgeraars a proposal counts with: the region's own expectation, frozen with the proposal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from regions.models import ExpectedInflow, Region


@dataclass(frozen=True, slots=True)
class Inflow:
    per_year: Decimal
    is_computed: bool
    source: str
    source_on: date


def expected(region: Region) -> dict[str, Inflow]:
    """Return by CBS code what the region expects now; a municipality without a figure is absent."""
    rows = ExpectedInflow.objects.filter(organisation=region.organisation_id).select_related("municipality")
    return {
        row.municipality.code: Inflow(row.per_year, row.is_computed, row.source, row.source_on)
        for row in rows.order_by("municipality__code")
    }


def freeze(inflow: Mapping[str, Inflow]) -> dict[str, Any]:
    return {
        code: {
            "per_year": str(one.per_year),
            "is_computed": one.is_computed,
            "source": one.source,
            "source_on": one.source_on.isoformat(),
        }
        for code, one in inflow.items()
    }


def thaw(frozen: Mapping[str, Any]) -> dict[str, Inflow]:
    return {
        code: Inflow(Decimal(row["per_year"]), row["is_computed"], row["source"], date.fromisoformat(row["source_on"]))
        for code, row in frozen.items()
    }


def total(inflow: Mapping[str, Inflow], codes: Iterable[str]) -> Decimal | None:
    """Return the sum for these municipalities; None as soon as one of them has no figure."""
    wanted = list(codes)
    if not all(code in inflow for code in wanted):
        return None
    return sum((inflow[code].per_year for code in wanted), Decimal(0))
