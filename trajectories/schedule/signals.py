"""Looking for early signals every night, municipality by municipality."""

from datetime import date

from celery import shared_task
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK
from trajectories.actions import closure, signals


@shared_task(name="trajectories.schedule.signals.look")
def look() -> int:
    """Write the new signals of today, let the last part of a term begin, and return how many signals were new.

    Safe to run twice: the same facts give the same signal once.
    """
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.organisations_with_persons()")
        organisations: list[int] = cursor.fetchone()[0]
    return sum(_look_at(organisation_id, today) for organisation_id in organisations)


def _look_at(organisation_id: int, today: date) -> int:
    with as_job(organisation_id):
        closure.begin_due(organisation_id=organisation_id, on=today, by=CLOCK)
        return signals.notice_all(organisation_id=organisation_id, on=today)
