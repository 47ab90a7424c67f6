"""People around an inburgeraar: adding, changing and ending. Each is one contact person more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from inburgering.audit.record import Actor, record
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import Betrokkene, Trajectory

COLUMNS = frozenset({"kind", "name", "works_for", "phone", "email", "starts_on"})


@transaction.atomic
def add(  # noqa: PLR0913 - the columns of a betrokkene
    *,
    trajectory: Trajectory,
    kind: str,
    name: str,
    works_for: str = "",
    phone: str = "",
    email: str = "",
    starts_on: date,
    by: Actor,
) -> Betrokkene:
    """Return somebody who deals with this inburgeraar from a day on."""
    made = Betrokkene.objects.create(
        organisation_id=trajectory.organisation_id,
        inburgeraar_id=trajectory.inburgeraar_id,
        kind=kind,
        name=name,
        works_for=works_for,
        phone=phone,
        email=email,
        starts_on=starts_on,
    )
    _trace("trajectory.betrokkene_added", trajectory, made, by)
    return made


@transaction.atomic
def change(
    *, trajectory: Trajectory, betrokkene: Betrokkene, columns: Mapping[str, Any], expected_version: int, by: Actor
) -> Betrokkene:
    """Return the betrokkene with these columns changed. Raises Changed when somebody else was first."""
    now = Betrokkene.objects.select_for_update().get(pk=betrokkene.pk)
    if now.version != expected_version:
        raise Changed("Een collega heeft deze gegevens intussen gewijzigd. Kies welke tekst blijft", now)
    for name in COLUMNS & set(columns):
        setattr(now, name, columns[name])
    now.version += 1
    now.save()
    _trace("trajectory.betrokkene_changed", trajectory, now, by)
    return now


@transaction.atomic
def end(*, trajectory: Trajectory, betrokkene: Betrokkene, ends_on: date, by: Actor) -> Betrokkene:
    """Return the betrokkene, who no longer deals with this inburgeraar from the day after.

    Raises NotNow for a day before the start.
    """
    now = Betrokkene.objects.select_for_update().get(pk=betrokkene.pk)
    if ends_on < now.starts_on:
        raise NotNow("De laatste dag ligt voor de eerste dag. Kies een latere dag", "ends_on")
    now.ends_on = ends_on
    now.version += 1
    now.save()
    _trace("trajectory.betrokkene_ended", trajectory, now, by)
    return now


def _trace(verb: str, trajectory: Trajectory, betrokkene: Betrokkene, by: Actor) -> None:
    record(
        verb, by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        betrokkene=betrokkene.pk, kind=betrokkene.kind,
    )  # fmt: skip
