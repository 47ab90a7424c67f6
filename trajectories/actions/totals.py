"""What each municipality realised, counted by itself, and what its region may be told of it."""

from __future__ import annotations

from datetime import date

from django.db import connection

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK
from regions.actions import realised
from regions.models import Municipality, Region
from trajectories.reports import counting


def count_on(on: date) -> int:
    """Return how many municipalities counted on this day; their regions are published afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.organisations_with_persons()")
        organisations: list[int] = cursor.fetchone()[0]
    counted = [municipality for one in organisations if (municipality := _count(one, on))]
    for region in Region.objects.workable():
        with as_job(region.organisation_id):
            realised.tell(region=region, on=on, by=CLOCK)
    return len(counted)


def _count(organisation_id: int, on: date) -> Municipality | None:
    with as_job(organisation_id):
        municipality = Municipality.objects.filter(organisation_id=organisation_id).first()
        if municipality:
            realised.keep(municipality=municipality, counts=counting.count(organisation_id, on=on), on=on, by=CLOCK)
        return municipality
