"""Acts on the numbers a region computes with: filling in the known ones, adding a missing one, and changing one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor, record
from procurement.models import Assumption
from procurement.reports.assumption_catalogue import Entry, catalogue
from regions.actions import demand
from regions.actions.refusal import Changed, NotNow
from regions.models import Region

ASYLUM_SHARE = "asylum_share"
SHARE_UNIT = "aandeel"
LARGEST = Decimal(99_999_999)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A number as somebody filled it in: with its unit, where it comes from and from when it is."""

    value: Decimal
    unit: str
    source: str
    source_on: date


@transaction.atomic
def prefill(*, region: Region, by: Actor) -> list[Assumption]:
    """Give the region every public number it computes with and does not have yet; nothing that is there changes."""
    organisation = region.organisation
    if organisation is None:
        raise NotNow("Deze regio doet nog niet mee.")
    present = set(Assumption.objects.filter(organisation=organisation).values_list("key", flat=True))
    made = Assumption.objects.bulk_create(_rows(region, catalogue(timezone.localdate()), present, by))
    if made:
        record("assumption.prefilled", by=by, about=region, organisation_id=organisation.pk, keys=[a.key for a in made])
    return made


@transaction.atomic
def add(*, region: Region, key: str, number: Sourced, by: Actor) -> Assumption:
    """Give the region a number of the catalogue for which nothing public is known. Raises NotNow, or Changed when a
    colleague was first.
    """
    if region.organisation is None:
        raise NotNow("Deze regio doet nog niet mee.")
    place, entry = _found(key)
    if number.unit not in entry.units:
        raise NotNow("Kies een eenheid uit de lijst.")
    _refuse_nonsense(number.value, number.unit)
    made, is_new = Assumption.objects.get_or_create(
        organisation=region.organisation,
        key=key,
        defaults={
            "label": entry.label, "value": number.value, "unit": number.unit, "is_assumption": entry.is_assumption,
            "source": number.source, "source_on": number.source_on, "note": entry.note, "position": place,
            "changed_by": by.audit_name,
        },
    )  # fmt: skip
    if not is_new:
        raise Changed("Een collega heeft dit getal net ingevuld. Kijk welk getal blijft.", made)
    record("assumption.added", by=by, about=made, organisation_id=made.organisation_id, source=number.source)
    return made


@transaction.atomic
def change(
    *, assumption: Assumption, value: Decimal, source: str, source_on: date, expected_version: int, by: Actor
) -> Assumption:
    """Replace a number by the region's own. Raises Changed, or NotNow for a value that cannot be.

    Another share of asielstatushouders also computes the expected numbers again, except those that people gave.
    """
    _refuse_nonsense(value, assumption.unit)
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


def _rows(region: Region, entries: Iterable[Entry], present: set[str], by: Actor) -> list[Assumption]:
    return [
        Assumption(
            organisation=region.organisation,
            key=entry.key,
            label=entry.label,
            value=entry.value,
            unit=entry.units[0],
            is_assumption=entry.is_assumption,
            source=entry.source,
            source_on=entry.source_on,
            note=entry.note,
            position=position,
            changed_by=by.audit_name,
        )
        for position, entry in enumerate(entries, start=1)
        if entry.value is not None and entry.key not in present
    ]


def _found(key: str) -> tuple[int, Entry]:
    for place, entry in enumerate(catalogue(timezone.localdate()), start=1):
        if entry.key == key:
            return place, entry
    raise NotNow("Dit getal hoort niet bij de aannames.")


def _refuse_nonsense(value: Decimal, unit: str) -> None:
    if unit == SHARE_UNIT and not 0 <= value <= 1:
        raise NotNow("Een aandeel ligt tussen 0 en 1. Schrijf 60% als 0,60")
    if not 0 <= value <= LARGEST:
        raise NotNow("Het getal ligt tussen 0 en 99.999.999")
