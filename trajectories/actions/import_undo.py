"""Taking an import back within a day: who was opened or changed since stays, and is named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from inburgering import secrecy
from inburgering.audit.record import Actor, record
from trajectories.actions import imports
from trajectories.actions.import_rows import PERSON_COLUMNS
from trajectories.actions.imports import KEPT_FOR
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import HoursMonth, ImportedRow, ImportRun, Inburgeraar, IndelingPeriod, Trajectory
from trajectories.reports.import_run import UNDO_ASKED as ASKED

TOO_LATE = "Dit is langer dan 24 uur geleden ingelezen. Wijzig de dossiers zelf"
CHUNK = 500  # rows that are taken back at once, within the request; more are left to a worker


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows were taken back, and the numbers of the trajectories that stay as they are now."""

    count: int
    kept: tuple[str, ...]


@transaction.atomic
def undo(*, run: ImportRun, on: date, by: Actor) -> Undone | None:
    """Take back what a run did. A long list is left to a worker: then None is returned, and the page tells how far.

    Raises NotNow when it is not done, or longer than a day ago.
    """
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if run.counts.get(ASKED):
        return None
    if run.state != ImportRun.State.DONE or run.taken_in_at is None:
        raise NotNow("Er is niets om ongedaan te maken.")
    if run.taken_in_at < timezone.now() - KEPT_FOR:
        raise NotNow(TOO_LATE)
    run.counts |= {ASKED: True, "undone": 0, "kept": []}
    run.rows_done = 0
    run.save(update_fields=["counts", "rows_done"])
    if run.rows.count() > CHUNK:
        imports.ask(run=run, label="Ongedaan maken", by=by)
        return None
    take_back_some(run=run, on=on)
    return finish(run=run, by=by)


@transaction.atomic
def take_back_some(*, run: ImportRun, on: date) -> int:
    """Take back the next rows of a run that was asked to; return how many rows are left.

    How far it is stands with the run, in the same transaction: who takes over goes on behind it.
    """
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    back = _hours_back if run.kind == ImportRun.Kind.HOURS else _people_back
    rows = run.rows.select_related("trajectory__inburgeraar").order_by("-line")
    some = list(rows[run.rows_done : run.rows_done + CHUNK])
    kept = back(some, on)
    run.rows_done += len(some)
    run.counts["undone"] += len(some) - len(kept)
    run.counts["kept"] = sorted({*run.counts["kept"], *kept})
    run.save(update_fields=["counts", "rows_done"])
    return run.rows.count() - run.rows_done


@transaction.atomic
def finish(*, run: ImportRun, by: Actor) -> Undone:
    """Every row was dealt with: let go of the file."""
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    run.state, run.undone_at = ImportRun.State.UNDONE, timezone.now()
    run.counts.pop(ASKED, None)
    run.content_sealed = run.preview_sealed = None
    run.save(update_fields=["state", "undone_at", "counts", "content_sealed", "preview_sealed"])
    record("import.undone", by=by, about=run, organisation_id=run.organisation_id, rows=run.counts["undone"])
    return Undone(run.counts["undone"], tuple(run.counts["kept"]))


def may_be_undone(run: ImportRun) -> bool:
    return (
        run.state == ImportRun.State.DONE
        and run.kind != ImportRun.Kind.DUO
        and run.taken_in_at is not None
        and run.taken_in_at > timezone.now() - KEPT_FOR + timedelta(minutes=1)
    )


def _people_back(rows: list[ImportedRow], on: date) -> list[str]:
    """Take back a chunk of people; return the numbers of those who stay."""
    present = [row for row in rows if row.trajectory_id]
    new = {row.trajectory_id for row in present if row.is_new}
    busy = _with_something(new)
    kept, gone = [], []
    for row in present:
        trajectory = row.trajectory
        if trajectory.version != row.version_after or trajectory.pk in busy:
            kept.append(trajectory.number)
        elif not row.is_new:
            kept += [] if _restore(row, on) else [trajectory.number]
        elif trajectory.inburgeraar.version != 1:
            kept.append(trajectory.number)
        else:
            gone.append(trajectory)
    _remove(gone)
    return kept


def _with_something(trajectories: set[int]) -> set[int]:
    """Return those among them on which something hangs by now: a conversation, a PIP, an opening of the dossier."""
    found: set[int] = set()
    for relation in Trajectory._meta.related_objects:
        if relation.related_model in {ImportedRow}:
            continue
        field = relation.field.attname
        hanging = relation.related_model._default_manager.filter(**{f"{field}__in": trajectories})
        found |= set(hanging.values_list(field, flat=True).distinct())
    return found


def _remove(gone: list[Trajectory]) -> None:
    numbers, people = [one.pk for one in gone], [one.inburgeraar_id for one in gone]
    ImportedRow.objects.filter(trajectory_id__in=numbers).update(trajectory=None)
    # Nothing else hangs on them, so nothing has to be looked for.
    Trajectory.objects.filter(pk__in=numbers)._raw_delete("default")
    IndelingPeriod.objects.filter(inburgeraar_id__in=people)._raw_delete("default")
    Inburgeraar.objects.filter(pk__in=people)._raw_delete("default")


def _restore(row: ImportedRow, on: date) -> bool:
    """Put back what stood there; False when the person was changed since."""
    trajectory, person = row.trajectory, row.trajectory.inburgeraar
    kept = _former(row)
    if not kept or person.version != kept["person_version"]:
        return False
    for name, text in kept["former"].items():
        owner: Any = person if name in PERSON_COLUMNS else trajectory
        setattr(owner, name, owner._meta.get_field(name).to_python(text))
    person.version += 1
    trajectory.version += 1
    person.save()
    trajectory.save()
    bring_up_to_date(trajectory, on=on)
    return True


def _hours_back(rows: list[ImportedRow], on: date) -> list[str]:
    kept = []
    for row in rows:
        was = _former(row)
        month = HoursMonth.objects.filter(pk=was.get("hours")).first()
        if month is None or month.version != row.version_after:
            kept += [row.trajectory.number] if row.trajectory else []
        elif row.is_new:
            month.delete()
        else:
            for name, value in was["former"].items():
                setattr(month, name, value)
            month.version += 1
            month.save()
    return kept


def _former(row: ImportedRow) -> dict[str, Any]:
    if row.former_sealed is None:
        return {}
    return dict(json.loads(secrecy.opened(row.former_sealed, tenant=row.organisation_id)))
