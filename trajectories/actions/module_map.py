"""Acts on the module Arbeidsmarkt en Participatie: places and the closing conversation (Regeling art. 3.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from inburgering.audit.record import Actor
from inburgering.audit.record import record as leave_trace
from trajectories.actions.pvt import refuse_by_duo
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import ModuleMap, Trajectory
from trajectories.reports import course_facts
from trajectories.rules.clock import ONDERWIJS
from trajectories.rules.course_rules import followed_per_kind
from trajectories.rules.hour_norms import norms

NOT_IN_THIS_ROUTE = "MAP hoort niet bij de onderwijsroute (Wi2021 art. 8 lid 3)"


@transaction.atomic
def record(*, trajectory: Trajectory, places: str, on: date, by: Actor) -> ModuleMap:
    """Record where somebody does MAP. Raises NotNow."""
    _refuse_route(trajectory)
    if not places.strip():
        raise NotNow("Vul in bij welke werkgever of organisatie, bijvoorbeeld: de bakkerij", "places")
    return _written(trajectory, "trajectory.map_recorded", on=on, by=by, places=places.strip()[:300])


@transaction.atomic
def finish(*, trajectory: Trajectory, ended_on: date, on: date, by: Actor) -> ModuleMap:
    """Record the closing conversation. Raises NotNow for a day DUO refuses or while the hours are not followed."""
    _refuse_route(trajectory)
    refuse_by_duo(trajectory, "MAP", ended_on, on, "ended_on")
    asked = norms(trajectory.indeling, trajectory.leerroute, on=course_facts.law_day(trajectory, on=on))
    wanted = next(norm for norm in asked if norm.key == "MAP")
    followed = followed_per_kind(course_facts.hours_of(trajectory.hours.filter(kind="MAP"))).get("MAP", 0)
    if followed < wanted.hours:
        raise NotNow(f"MAP vraagt {wanted.hours} uur, er zijn {followed} vastgelegd. Leg die eerst vast", "ended_on")
    Trajectory.objects.filter(pk=trajectory.pk).update(map_ended_on=ended_on)
    return _written(
        trajectory, "trajectory.map_finished", on=on, by=by, ended_on=ended_on, not_completed_because="", blamed=None
    )  # fmt: skip


@transaction.atomic
def not_completed(
    *, trajectory: Trajectory, because: str, blamed: bool | None = None, on: date, by: Actor
) -> ModuleMap:  # fmt: skip
    """Record why MAP was not completed, in words, and what the college tells DUO of blame. Raises NotNow."""
    _refuse_route(trajectory)
    if trajectory.map_ended_on:
        raise NotNow("MAP is al afgerond")
    if not because.strip():
        raise NotNow("Vul in waarom MAP niet is afgerond", "because")
    if blamed is not None:
        refuse_by_duo(trajectory, "MAP", None, on, "blamed", blamed=blamed)
    return _written(
        trajectory, "trajectory.map_not_completed", on=on, by=by, not_completed_because=because.strip()[:300],
        blamed=blamed,
    )  # fmt: skip


def _refuse_route(trajectory: Trajectory) -> None:
    if trajectory.leerroute == ONDERWIJS:
        raise NotNow(NOT_IN_THIS_ROUTE)


def _written(trajectory: Trajectory, verb: str, *, on: date, by: Actor, **columns: Any) -> ModuleMap:
    row, _ = ModuleMap.objects.update_or_create(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, defaults=columns
    )
    leave_trace(verb, by=by, about=row, organisation_id=row.organisation_id)
    bring_up_to_date(trajectory, on=on)
    return row
