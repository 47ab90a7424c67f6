"""Somebody about whom everything is known and whose term is over, and the worker's work done in the test."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from inburgering.accounts.context import as_user
from inburgering.jobs.models import Job
from tests.people import Casework
from tests.whole_person import WholePerson, whole_person
from trajectories.models import Destruction, DestructionItem, Outcome, Phase, Trajectory
from trajectories.schedule import retention as schedule
from trajectories.tasks.destroying import DESTROY

LONG_AGO = date(2021, 3, 2)


def close(work: Casework, trajectory: Trajectory, *, closed_on: date = LONG_AGO, outcome: str = "VRIJSTELLING") -> None:
    """End a road on a day, as a row: the act itself refuses a day before the registration."""
    with as_user(work.bakker.pk):
        Trajectory.objects.filter(pk=trajectory.pk).update(
            phase=Phase.CLOSED, closed_on=closed_on, outcome=Outcome(outcome), next_deadline_on=None
        )


def work_off(work: Casework) -> Destruction:
    """Do what a worker does with the waiting list, and return the record."""
    with as_user(work.nijhof.pk):
        waiting = list(Job.objects.filter(state=Job.State.QUEUED, kind=DESTROY))
    for job in waiting:
        schedule.destroy(job.pk, job.organisation_id)
    with as_user(work.nijhof.pk):
        return Destruction.objects.select_related("job", "organisation").latest("pk")


def marked(work: Casework) -> WholePerson:
    """Return the marked person, taken off the list that nobody confirmed here."""
    person = whole_person(work)
    with as_user(work.nijhof.pk):
        DestructionItem.objects.all().delete()
    return person


@pytest.fixture
def over(work: Casework) -> WholePerson:
    """The marked person, whose duty ended more than five years ago."""
    person = marked(work)
    close(work, person.trajectory)
    return person


@pytest.fixture
def today() -> date:
    return timezone.localdate()
