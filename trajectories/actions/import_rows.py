"""Writing the rows of an import, many at a time: the same rules and the same trace as registering by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from inburgering import secrecy
from inburgering.audit.models import AuditEvent
from inburgering.audit.record import Actor
from trajectories.models import HoursMonth, ImportedRow, ImportRun, Inburgeraar, IndelingPeriod, Pip, Trajectory
from trajectories.reports import facts
from trajectories.rules import deadlines, names

SOURCE = "import"


@dataclass(frozen=True, slots=True)
class Written:
    """One row to write: the trajectory with its person, or the hours; `former` is what stood there, as text."""

    line: int
    row: Any
    former: dict[str, Any]


@transaction.atomic
def add_people(*, run: ImportRun, people: Sequence[Written], on: date, by: Actor) -> int:
    """Register new people with their trajectory. The database itself refuses a BSN or V-nummer that is there."""
    trajectories = [one.row for one in people]
    Inburgeraar.objects.bulk_create([one.inburgeraar for one in trajectories])
    for one in trajectories:
        one.inburgeraar = one.inburgeraar  # its key is known now; setting the key alone would ask for the person again
        _derive(one, None, on)
    Trajectory.objects.bulk_create(trajectories)
    IndelingPeriod.objects.bulk_create(
        IndelingPeriod(
            organisation_id=run.organisation_id, inburgeraar_id=one.inburgeraar_id, indeling=one.indeling,
            begins_on=one.plicht_begins_on or one.registered_on, source=SOURCE,
        )
        for one in trajectories
    )  # fmt: skip
    _keep(run, people, is_new=True)
    _trace("trajectory.registered", trajectories, run, by)
    return len(people)


@transaction.atomic
def change_people(*, run: ImportRun, people: Sequence[Written], on: date, by: Actor) -> int:
    """Save changed people and trajectories; each gets its next version."""
    trajectories = [one.row for one in people]
    established = Pip.objects.filter(trajectory__in=trajectories, state=Pip.State.ESTABLISHED)
    announced = dict(established.values_list("trajectory_id", "announced_on"))
    for one in trajectories:
        one.version += 1
        one.inburgeraar.version += 1
        _derive(one, announced.get(one.pk), on)
    changed = {name for one in people for name in one.former}
    person = [name for name in changed if name in PERSON_COLUMNS]
    Inburgeraar.objects.bulk_update([one.inburgeraar for one in trajectories], [*person, "version"], batch_size=250)
    own = [name for name in changed if name not in PERSON_COLUMNS]
    Trajectory.objects.bulk_update(trajectories, [*own, *DERIVED, "version"], batch_size=250)
    _keep(run, people, is_new=False)
    _trace("trajectory.imported", trajectories, run, by)
    return len(people)


@transaction.atomic
def write_hours(*, run: ImportRun, rows: Sequence[Written], is_new: bool, by: Actor) -> int:
    """Add months of hours, or save changed ones."""
    months = [one.row for one in rows]
    if is_new:
        HoursMonth.objects.bulk_create(months)
    else:
        for one in months:
            one.version += 1
        HoursMonth.objects.bulk_update(months, [*HOUR_COLUMNS, "source", "recorded_by", "version"], batch_size=250)
    _keep(run, rows, is_new=is_new)
    _trace("hours.imported", [one.trajectory for one in months], run, by)
    return len(rows)


PERSON_COLUMNS = {field.attname for field in Inburgeraar._meta.concrete_fields} - {"id", "version", "organisation_id"}
DERIVED = ("sort_name", "search_text", "next_deadline_on", "next_deadline_kind")
HOUR_COLUMNS = ("followed", "missed_with_notice", "missed_without_notice")


def _derive(trajectory: Trajectory, announced_on: date | None, on: date) -> None:
    """Set what lists sort and filter on, as bring_up_to_date does for one."""
    person = trajectory.inburgeraar
    trajectory.sort_name = person.sort_name
    digits = names.birth_digits(person.birth_year, person.birth_month, person.birth_day)
    trajectory.search_text = names.search_text(
        person.full_name, person.calling_name, trajectory.number, digits
    )[:400]  # fmt: skip
    coming = deadlines.next_deadline(facts.from_rows(trajectory, announced_on), on=on)
    trajectory.next_deadline_on = coming.due_on if coming else None
    trajectory.next_deadline_kind = coming.kind if coming else ""


def _keep(run: ImportRun, rows: Sequence[Written], *, is_new: bool) -> None:
    ImportedRow.objects.bulk_create(
        ImportedRow(
            organisation_id=run.organisation_id, run=run, line=one.line, is_new=is_new,
            trajectory_id=one.row.trajectory_id if isinstance(one.row, HoursMonth) else one.row.pk,
            version_after=one.row.version, former_sealed=_former(one, run.organisation_id),
        )
        for one in rows
    )  # fmt: skip


def _former(one: Written, tenant: int) -> bytes | None:
    """Return what stood there, sealed; of new hours the row itself, of new people nothing."""
    if isinstance(one.row, HoursMonth):
        kept: dict[str, Any] = {"hours": one.row.pk, "former": one.former}
    elif one.former:
        kept = {"person_version": one.row.inburgeraar.version, "former": one.former}
    else:
        return None
    return secrecy.sealed(json.dumps(kept, default=str), tenant=tenant)


def _trace(verb: str, about: Iterable[Trajectory], run: ImportRun, by: Actor) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            organisation_id=run.organisation_id, verb=verb, actor=by.audit_name[:250],
            about=f"{one._meta.label}:{one.pk} {one}"[:250], details={"import": run.number},
        )
        for one in about
    )  # fmt: skip
