"""Registering an inburgeraar with a municipality: by hand, by an import, by DUO or by a handover."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from inburgering.accounts.models import User
from inburgering.audit.record import Actor, record
from trajectories.actions import duo
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.same_person import refuse_double
from trajectories.models import Inburgeraar, IndelingPeriod, Team, Trajectory
from trajectories.rules import names


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is, as typed or read: `details` are further columns of Inburgeraar, such as email or street."""

    full_name: str
    birth_year: int
    birth_month: int | None = None
    birth_day: int | None = None
    prefix: str = ""
    sort_name: str = ""
    calling_name: str = ""
    bsn: str = ""
    v_number: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def register(
    *,
    person: Person,
    team: Team,
    indeling: str,
    on: date,
    by: Actor,
    assigned_to: User | None = None,
    facts: dict[str, Any] | None = None,
) -> Trajectory:
    """Return a new trajectory of a new person. `facts` are columns of Trajectory, such as kennisgeving_on.

    Raises NotNow when this municipality already has somebody with that BSN or V-nummer.
    """
    tenant = team.organisation_id
    refuse_double(tenant, bsn=person.bsn, v_number=person.v_number)
    known = Inburgeraar(
        organisation_id=tenant,
        full_name=person.full_name,
        prefix=person.prefix,
        sort_name=person.sort_name or names.suggested_sort_name(person.full_name, person.prefix),
        calling_name=person.calling_name,
        birth_year=person.birth_year,
        birth_month=person.birth_month,
        birth_day=person.birth_day,
        **person.details,
    )
    known.seal_bsn(person.bsn)
    known.seal_v_number(person.v_number)
    known.save()
    given = dict(facts or {})
    made = Trajectory.objects.create(
        organisation_id=tenant,
        inburgeraar=known,
        team=team,
        assigned_to=assigned_to,
        assigned_on=on if assigned_to else None,
        indeling=indeling,
        sort_name=known.sort_name,
        **{"registered_on": on} | given,
    )
    IndelingPeriod.objects.create(
        organisation_id=tenant,
        inburgeraar=known,
        indeling=indeling,
        begins_on=given.get("plicht_begins_on") or on,
        source="aanmelding",
    )
    record("trajectory.registered", by=by, about=made, organisation_id=tenant)
    duo.match_waiting(inburgeraar=known, trajectory=made, on=on, by=by)
    return bring_up_to_date(made, on=on)
