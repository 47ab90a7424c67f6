"""The mail of the morning, started by the clock at 07.30."""

from celery import shared_task
from django.db import connection
from django.utils import timezone

from inburgering.accounts.context import as_job, as_user
from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK
from trajectories.actions import digest
from trajectories.models import TeamMember

SATURDAY = 5


@shared_task
def send() -> int:
    """Write the mail of today for everybody for whom something waits; return how many. Safe to run twice."""
    today = timezone.localdate()
    if today.weekday() >= SATURDAY:
        return 0
    return sum(_send_to(user_id) for user_id in sorted(_everybody()))


def _everybody() -> set[int]:
    """Return the members of all teams; somebody of two municipalities stands in it once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.organisations_with_persons()")
        organisations: list[int] = cursor.fetchone()[0]
    found: set[int] = set()
    for organisation_id in organisations:
        with as_job(organisation_id):
            found |= set(TeamMember.objects.filter(wants_digest=True).values_list("user_id", flat=True))
    return found


def _send_to(user_id: int) -> int:
    with as_user(user_id):
        user = User.objects.get(pk=user_id)
        return int(digest.send(user=user, on=timezone.localdate(), by=CLOCK) is not None)
