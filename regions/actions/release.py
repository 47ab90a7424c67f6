"""A municipality lets its region have its exact counts by a decision that names the purpose, and may take that back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import Actor, record
from inburgering.notation import date_long
from regions.actions import realised
from regions.actions.refusal import NotNow
from regions.models import CountRelease, Municipality, Region

SHORTEST_PURPOSE = 10


@transaction.atomic
def release(
    *, region: Region, municipality: Municipality, purpose: str, decided_on: date, decided_by: str, on: date, by: Actor
) -> CountRelease:
    """Record the decision and tell the region the exact numbers at once. Raises NotNow."""
    words = " ".join(purpose.split())
    if len(words) < SHORTEST_PURPOSE:
        raise NotNow("Vul in waarvoor de regio de exacte aantallen gebruikt, in een hele zin")
    if decided_on > on:
        raise NotNow("Het besluit ligt in de toekomst. Vul de dag in waarop het is genomen")
    standing = CountRelease.objects.standing().filter(
        organisation_id=municipality.organisation_id, host_id=region.organisation_id
    )
    if found := standing.first():
        raise NotNow(f"De exacte aantallen zijn al vrijgegeven, met het besluit van {date_long(found.decided_on)}")
    made = CountRelease.objects.create(
        organisation_id=municipality.organisation_id,
        host_id=region.organisation_id,
        municipality=municipality,
        purpose=words[:300],
        decided_on=decided_on,
        decided_by=" ".join(decided_by.split())[:120],
        recorded_by=by.audit_name[:250],
    )
    record("realised.released", by=by, about=municipality, organisation_id=made.organisation_id, release=made.pk)
    _tell(region, on, by)
    return made


@transaction.atomic
def withdraw(*, release: CountRelease, region: Region, on: date, by: Actor) -> CountRelease:
    """Take the release back: the numbers of this municipality disappear from the page of the region at once."""
    current = CountRelease.objects.standing().filter(pk=release.pk)
    if not current.update(withdrawn_at=timezone.now(), withdrawn_by=by.audit_name[:250]):
        raise NotNow("Deze vrijgave is al ingetrokken")
    record("realised.withdrawn", by=by, about=release.municipality, organisation_id=release.organisation_id,
           release=release.pk)  # fmt: skip
    _tell(region, on, by)
    release.refresh_from_db()
    return release


def _tell(region: Region, on: date, by: Actor) -> None:
    """Publishing belongs to the region: it goes in its own context, as at night, and shows nothing to who asked."""
    with as_job(region.organisation_id):
        realised.tell(region=region, on=on, by=by)
