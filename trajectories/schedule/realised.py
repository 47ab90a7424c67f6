"""Every night: each municipality counts its own, and each region tells what may be told."""

from celery import shared_task
from django.utils import timezone

from trajectories.actions.totals import count_on


@shared_task(name="trajectories.realised")
def count_and_tell() -> int:
    """Count in every organisation with persons and publish in every region. Safe to run twice."""
    return count_on(timezone.localdate())
