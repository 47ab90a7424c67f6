"""What the clock starts in the regions. It goes region by region, each in its own context."""

from datetime import date

from celery import shared_task
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from inburgering.audit.record import CLOCK
from regions.actions import reminder
from regions.models import WorkSession


@shared_task
def remind() -> int:
    """Write the reminders that belong to today and return how many. Safe to run twice: nobody is reminded twice."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.regions_to_remind(%s)", [today])
        regions: list[int] = cursor.fetchone()[0]
    return sum(_remind_in(organisation_id, today) for organisation_id in regions)


def _remind_in(organisation_id: int, today: date) -> int:
    with as_job(organisation_id):
        sessions = WorkSession.objects.filter(
            organisation_id=organisation_id, state=WorkSession.State.OPEN, answer_by__gte=today
        )
        return sum(reminder.remind_due(session=one, today=today, by=CLOCK) for one in sessions.order_by("number"))
