"""A new day: what lists sort on follows from the day too, also where nobody did anything."""

from datetime import date

from celery import shared_task
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import Trajectory


@shared_task(name="trajectories.new_day")
def new_day() -> int:
    """Bring every trajectory up to date whose next date has passed, and return how many. Safe to run twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.organisations_with_persons()")
        organisations: list[int] = cursor.fetchone()[0]
    return sum(roll_on(organisation_id, timezone.localdate()) for organisation_id in organisations)


def roll_on(organisation_id: int, today: date) -> int:
    """Refresh the trajectories of one organisation whose stored date is before today."""
    with as_job(organisation_id):
        passed = list(Trajectory.objects.overdue(today).values_list("pk", flat=True))
    for pk in passed:
        with as_job(organisation_id):
            bring_up_to_date(Trajectory.objects.get(pk=pk), on=today)
    return len(passed)
