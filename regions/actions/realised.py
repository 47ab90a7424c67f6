"""Keeping what a municipality counted, and telling the region what may be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from inburgering.audit.record import Actor, record
from regions.models import CountRelease, Municipality, RealisedCount, RealisedTotal, Region
from regions.rules.realised import Count
from regions.rules.realised_publishing import Key, MunicipalCount, publish


@transaction.atomic
def keep(*, municipality: Municipality, counts: Iterable[Count], on: date, by: Actor) -> int:
    """Replace the exact numbers of a municipality by these, and return how many there are."""
    tenant = municipality.organisation_id
    RealisedCount.objects.filter(organisation_id=tenant).delete()
    made = RealisedCount.objects.bulk_create(
        RealisedCount(
            organisation_id=tenant,
            municipality=municipality,
            period_kind=one.period.kind,
            period_starts_on=one.period.starts_on,
            measure=one.measure,
            cell=one.cell,
            value=one.value,
            counted_on=on,
        )
        for one in counts
    )
    record("realised.counted", by=by, about=municipality, organisation_id=tenant, numbers=len(made))
    return len(made)


@transaction.atomic
def tell(*, region: Region, on: date, by: Actor) -> int:
    """Publish the numbers of a region and return how many are told. Only in the context of a job of that region.

    Small numbers are left out by regions/rules/small_numbers.py; what a municipality released stands as it counted it.
    """
    counts, standing = _counts(region)
    own = RealisedTotal.objects.filter(organisation_id=region.organisation_id)
    rows = [_total(region, one.key, one.value, one.municipalities, on) for one in publish(counts, _former(region))]
    for one in counts:
        if one.municipality in standing:
            key = (one.period_kind, one.period_starts_on, one.measure, one.cell)
            row = _total(region, key, one.value, 1, on)
            row.municipality_id, row.is_released = one.municipality, True
            rows.append(row)
    own.delete()
    RealisedTotal.objects.bulk_create(rows)
    shown = sum(row.value is not None for row in rows)
    record("realised.told", by=by, about=region, organisation_id=region.organisation_id, numbers=len(rows), told=shown)
    return shown


def _total(region: Region, key: Key, value: int | None, municipalities: int, on: date) -> RealisedTotal:
    kind, starts_on, measure, cell = key
    return RealisedTotal(
        organisation_id=region.organisation_id, period_kind=kind, period_starts_on=starts_on, measure=measure,
        cell=cell, value=value, municipalities=municipalities, published_on=on,
    )  # fmt: skip


def _counts(region: Region) -> tuple[list[MunicipalCount], set[int]]:
    """Return what its municipalities counted, and the municipalities whose release stands.

    Who took a release back is still known to who saw the numbers: subtracting them must not show fewer than five.
    """
    received = CountRelease.objects.filter(host_id=region.organisation_id)
    ever, standing = (set(some.values_list("municipality_id", flat=True)) for some in (received, received.standing()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT municipality_id, period_kind, period_starts_on, measure, cell, value FROM app.realised_counts(%s)",
            [region.organisation_id],
        )
        return [MunicipalCount(*row[:5], int(row[5]), row[0] in ever) for row in cursor.fetchall()], standing


def _former(region: Region) -> dict[Key, int | None]:
    rows = RealisedTotal.objects.filter(organisation_id=region.organisation_id, municipality=None)
    return {
        (one.period_kind, one.period_starts_on, one.measure, one.cell): None if one.value is None else int(one.value)
        for one in rows
    }
