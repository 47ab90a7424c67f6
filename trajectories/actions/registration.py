"""Registering an inburgeraar with a municipality: by hand, by an import, by DUO or by a handover."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from inburgering import secrecy
from inburgering.accounts.models import User
from inburgering.audit.record import Actor, record
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import Inburgeraar, IndelingPeriod, Team, Trajectory
from trajectories.rules import names

DOUBLE_BSN = "Dit BSN hoort al bij traject {number}. Zoek dat traject op, of controleer het BSN"
DOUBLE_V_NUMBER = "Dit V-nummer hoort al bij traject {number}. Zoek dat traject op, of controleer het V-nummer"


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
    return bring_up_to_date(made, on=on)


def refuse_double(tenant: int, *, bsn: str = "", v_number: str = "", other_than: int | None = None) -> None:
    """Raise NotNow when another person of this organisation has the BSN or V-nummer."""
    for number, column, sentence, where in (
        (bsn, "bsn_index", DOUBLE_BSN, "bsn"),
        (v_number, "v_number_index", DOUBLE_V_NUMBER, "v_number"),
    ):
        if not number:
            continue
        same = Inburgeraar.objects.filter(organisation_id=tenant, **{column: secrecy.index(number, tenant=tenant)})
        if found := same.exclude(pk=other_than).first():
            trajectory = found.trajectories.order_by("-registered_on").first()
            raise NotNow(sentence.format(number=trajectory.number if trajectory else "(onbekend)"), where)
