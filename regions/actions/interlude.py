"""A halt in a process (tussenstap): it has a name, changes the plan and says why."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from inburgering.audit.record import Actor, record
from regions.actions.process import locked, not_in_the_future
from regions.actions.refusal import Changed, NotNow
from regions.models import Interlude, Process, WorkSession


@transaction.atomic
def halt(  # noqa: PLR0913 - a halt has this many parts
    *,
    process: Process,
    after: WorkSession | None,
    name: str,
    held_on: date,
    reason: str,
    change: str,
    decided_by: str,
    by: Actor,
) -> Interlude:
    """Stop after a session (None: between sessions), change the plan, and keep why and who decided."""
    process = locked(process)
    _check(process, after, held_on)
    highest = process.interludes.aggregate(Max("number"))["number__max"] or 0
    made = Interlude.objects.create(
        organisation_id=process.organisation_id,
        process=process,
        number=highest + 1,
        after=after,
        name=name,
        held_on=held_on,
        reason=reason,
        change=change,
        decided_by=decided_by,
    )
    record("process.halted", by=by, about=made, organisation_id=made.organisation_id)
    return made


@transaction.atomic
def change_halt(  # noqa: PLR0913 - a halt has this many parts
    *,
    interlude: Interlude,
    after: WorkSession | None,
    name: str,
    held_on: date,
    reason: str,
    change: str,
    decided_by: str,
    expected_version: int,
    by: Actor,
) -> Interlude:
    _check(interlude.process, after, held_on)
    changed = Interlude.objects.filter(pk=interlude.pk, version=expected_version).update(
        after=after,
        name=name,
        held_on=held_on,
        reason=reason,
        change=change,
        decided_by=decided_by,
        version=expected_version + 1,
    )
    current = Interlude.objects.select_related("process__region", "after").get(pk=interlude.pk)
    if not changed:
        raise Changed("Een collega heeft deze tussenstap net gewijzigd. Kijk welke tekst blijft", current)
    record("process.halt_changed", by=by, about=current, organisation_id=current.organisation_id)
    return current


def _check(process: Process, after: WorkSession | None, held_on: date) -> None:
    not_in_the_future(held_on, "De datum van de tussenstap")
    if held_on < process.started_on:
        raise NotNow("De tussenstap ligt voor het begin van het proces. Pas een van de datums aan.")
    if after and after.process_id != process.pk:
        raise NotNow(f"Werksessie {after.number} hoort niet bij dit proces.")
