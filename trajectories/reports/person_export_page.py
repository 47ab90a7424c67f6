"""What the page of an inzage shows: how far the worker is, the files as long as they stand there, and earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from inburgering.jobs.models import Job
from inburgering.notation import date_short, time_of_day
from trajectories.models import PersonFile, Trajectory
from trajectories.reports import person_files
from trajectories.reports.person_files import ListedFile
from trajectories.reports.timeline import name_of

MAKE_PERSON_EXPORT = "trajectories.make_person_export"  # the name of the task, and the kind of its job
KEPT_FOR = timedelta(hours=24)
PURPOSE = "Inzage gemaakt op verzoek (AVG)"


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that can be fetched until a moment, such as 23 nov 2026 om 16:10."""

    file: ListedFile
    until: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """`is_open`: a worker is or will be busy, `progress` says with what. `is_over`: it was. `error`: why it stopped."""

    is_open: bool
    is_over: bool
    progress: str
    error: str
    files: tuple[MadeFile, ...]
    earlier: tuple[str, ...]


def build(trajectory: Trajectory, *, now: datetime) -> ExportPage:
    last = jobs_of(trajectory).order_by("-pk").first()
    is_open = bool(last and last.is_open)
    rows = trajectory.files.filter(kind=PersonFile.Kind.EXPORT, stored_at__gt=now - KEPT_FOR)
    return ExportPage(
        is_open=is_open,
        is_over=last is not None and not is_open,
        progress=last.step or "De inzage wacht op een plek in de rij" if last and is_open else "",
        error=last.error if last and last.state == Job.State.FAILED else "",
        files=tuple(
            MadeFile(one, _moment(one.stored_at + KEPT_FOR)) for one in person_files.listed(trajectory, rows=rows)
        ),
        earlier=_earlier(trajectory),
    )


def jobs_of(trajectory: Trajectory) -> QuerySet[Job]:
    """Return the jobs that make the inzage of this trajectory."""
    return Job.objects.filter(
        organisation_id=trajectory.organisation_id, kind=MAKE_PERSON_EXPORT,
        label__startswith=f"Inzage {trajectory.number} (",
    )  # fmt: skip


def _earlier(trajectory: Trajectory) -> tuple[str, ...]:
    """Return when an inzage was made and by whom, the last one first."""
    openings = trajectory.openings.filter(purpose=PURPOSE).select_related("user").order_by("-opened_at")
    return tuple(f"{_moment(one.opened_at)}, door {name_of(one.user.name)}" for one in openings)


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_short(local.date())} om {time_of_day(local.time())}"
