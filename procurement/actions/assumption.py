"""Acts on the numbers a region computes with: filling in the known ones, and changing one."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from procurement.models import Assumption
from regions.actions import demand
from regions.actions.refusal import Changed, NotNow
from regions.models import Region

DATA = Path(__file__).resolve().parent.parent / "data"
ASYLUM_SHARE = "asylum_share"
SHARES = frozenset(
    {ASYLUM_SHARE, "route_share_b1", "route_share_onderwijs", "route_share_zelfredzaamheid", "fit_level"}
)
LARGEST = Decimal(99_999_999)


@transaction.atomic
def prefill(*, region: Region, by: Actor) -> list[Assumption]:
    """Give the region every number it computes with and does not have yet; nothing that is there changes."""
    organisation = region.organisation
    if organisation is None:
        raise NotNow("Deze regio doet nog niet mee.")
    present = set(Assumption.objects.filter(organisation=organisation).values_list("key", flat=True))
    listed = [
        *_rows("assumptions.csv"),
        *_spuk(timezone.localdate().year),
        *_thresholds(timezone.localdate()),
    ]
    made = Assumption.objects.bulk_create(
        [
            Assumption(
                organisation=organisation,
                key=row["key"],
                label=row["label"],
                value=Decimal(row["value"]),
                unit=row["unit"],
                is_assumption=row["is_assumption"] == "1",
                source=_source(row),
                source_on=_day(row["source_date"]),
                note=row["note"],
                position=position,
                changed_by=by.audit_name,
            )
            for position, row in enumerate(listed, start=1)
            if row["key"] not in present
        ]
    )
    if made:
        record("assumption.prefilled", by=by, about=region, organisation_id=organisation.pk, keys=[a.key for a in made])
    return made


@transaction.atomic
def change(
    *, assumption: Assumption, value: Decimal, source: str, source_on: date, expected_version: int, by: Actor
) -> Assumption:
    """Replace a number by the region's own. Raises Changed, or NotNow for a value that cannot be.

    Another share of asielstatushouders also computes the expected numbers again, except those that people gave.
    """
    _refuse_nonsense(assumption, value)
    changed = Assumption.objects.filter(pk=assumption.pk, version=expected_version).update(
        value=value, source=source, source_on=source_on, changed_at=timezone.now(), changed_by=by.audit_name,
        version=expected_version + 1,
    )  # fmt: skip
    current = Assumption.objects.select_related("organisation__region").get(pk=assumption.pk)
    if not changed:
        raise Changed("Een collega heeft dit getal net gewijzigd. Kijk welk getal blijft.", current)
    record(
        "assumption.changed", by=by, about=current, organisation_id=current.organisation_id,
        former=str(assumption.value), source=source,
    )  # fmt: skip
    if current.key == ASYLUM_SHARE:
        demand.prefill(region=current.organisation.region, by=by, asylum_share=value)
    return current


def _refuse_nonsense(assumption: Assumption, value: Decimal) -> None:
    if assumption.key in SHARES and not 0 <= value <= 1:
        raise NotNow("Een aandeel ligt tussen 0 en 1. Schrijf 60% als 0,60")
    if not 0 <= value <= LARGEST:
        raise NotNow("Het getal ligt tussen 0 en 99.999.999")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _spuk(year: int) -> list[dict[str, str]]:
    """Return the amounts of the last known year that is not later than this one."""
    known = list(_rows("spuk_amounts.csv"))
    last = max((row["year"] for row in known if int(row["year"]) <= year), default=known[-1]["year"])
    return [
        row | {"key": f"spuk_{last}_{row['key']}", "label": f"SPUK {last}: {row['label'].lower()}"}
        for row in known
        if row["year"] == last
    ]


def _thresholds(day: date) -> list[dict[str, str]]:
    return [
        row
        | {
            "key": f"threshold_{row['key']}_{row['valid_from'][:4]}_{row['valid_until'][:4]}",
            "label": f"{row['label']}, {row['valid_from'][:4]} en {row['valid_until'][:4]}",
        }
        for row in _rows("thresholds.csv")
        if row["valid_from"] <= day.isoformat() <= row["valid_until"]
    ]


def _day(text: str) -> date | None:
    """Return the day of a source. Of some only the year is known: then the source names that year."""
    return date.fromisoformat(text) if len(text) > len("2025") else None


def _source(row: dict[str, str]) -> str:
    return row["source"] if _day(row["source_date"]) else f"{row['source']}, {row['source_date']}"
