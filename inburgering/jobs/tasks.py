"""The sweeper: finds work that was lost between row, broker and worker, and hints again."""

from celery import current_app, shared_task
from django.db import connection


def hint(kind: str, job_id: int, organisation_id: int) -> None:
    """Tell the broker that there is work. `kind` is the name of the task; a lost hint is found by the sweeper."""
    current_app.send_task(kind, args=[job_id, organisation_id])


@shared_task
def sweep() -> int:
    """Hint again for every waiting or abandoned job; safe to run twice because a job is claimed only once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT job_id, organisation_id, kind FROM app.jobs_to_sweep()")
        lost = cursor.fetchall()
    for job_id, organisation_id, kind in lost:
        hint(kind, job_id, organisation_id)
    return len(lost)
