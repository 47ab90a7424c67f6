"""Acts on the participatieverklaringstraject: its activity and the signing (Wi2021 art. 6; Besluit art. 3.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from inburgering.audit.record import Actor
from inburgering.audit.record import record as leave_trace
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import Participatieverklaring, Trajectory
from trajectories.reports import course_facts
from trajectories.rules.course_rules import followed_per_kind
from trajectories.rules.duo_part_rules import PartFacts, check_part
from trajectories.rules.hour_norms import norms


@transaction.atomic
def record(*, trajectory: Trajectory, activity: str, activity_on: date, on: date, by: Actor) -> Participatieverklaring:
    """Record the activity or excursion of the PVT. Raises NotNow."""
    if not activity.strip():
        raise NotNow("Vul in wat jullie deden, bijvoorbeeld: bezoek aan het gemeentehuis", "activity")
    if activity_on > on:
        raise NotNow("Een activiteit ligt niet in de toekomst", "activity_on")
    row = _write(trajectory, activity=activity.strip()[:200], activity_on=activity_on)
    _after(row, "trajectory.pvt_activity", on=on, by=by)
    return row


@transaction.atomic
def sign(*, trajectory: Trajectory, signed_on: date, on: date, by: Actor) -> Participatieverklaring:
    """Record that the verklaring was signed. DUO: within the term, after its start, not in the future.

    Raises NotNow while the hours of the norm are not followed.
    """
    refuse_by_duo(trajectory, "PVT", signed_on, on, "signed_on")
    asked = norms(trajectory.indeling, trajectory.leerroute, on=course_facts.law_day(trajectory, on=on))
    wanted = next(norm for norm in asked if norm.key == "PVT")
    followed = followed_per_kind(course_facts.hours_of(trajectory.hours.filter(kind="PVT"))).get("PVT", 0)
    if followed < wanted.hours:
        raise NotNow(f"PVT vraagt {wanted.hours} uur, er zijn {followed} vastgelegd. Leg die eerst vast", "signed_on")
    row = _write(trajectory, signed_on=signed_on, not_signed_because="", blamed=None)
    Trajectory.objects.filter(pk=trajectory.pk).update(pvt_signed_on=signed_on)
    _after(row, "trajectory.pvt_signed", on=on, by=by)
    return row


@transaction.atomic
def not_signed(
    *, trajectory: Trajectory, because: str, blamed: bool | None = None, on: date, by: Actor
) -> Participatieverklaring:
    """Record why it is not signed, in words, and what the college tells DUO of blame: nothing, yes or no.

    DUO and the law decide what follows. Raises NotNow, also when DUO does not take the judgement yet.
    """
    if trajectory.pvt_signed_on:
        raise NotNow("De verklaring is al ondertekend")
    if not because.strip():
        raise NotNow("Vul in waarom de verklaring niet is ondertekend", "because")
    if blamed is not None:
        refuse_by_duo(trajectory, "PVT", None, on, "blamed", blamed=blamed)
    row = _write(trajectory, not_signed_because=because.strip()[:300], blamed=blamed)
    _after(row, "trajectory.pvt_not_signed", on=on, by=by)
    return row


def refuse_by_duo(
    trajectory: Trajectory, kind: str, day: date | None, on: date, field: str, *, blamed: bool | None = None
) -> None:
    """Raise NotNow for a day or a judgement of PVT, MAP or Z-route that DUO would refuse, with DUO's reason."""
    term = course_facts.term(trajectory)
    if term is None:
        raise NotNow("Eerst is een vastgesteld PIP nodig: de inburgeringstermijn loopt nog niet", field)
    facts = PartFacts(
        kind, trajectory.leerroute, day, term.starts_on, term.ends[-1], on,
        z_ended_on=None if kind == "ZROUTE" else trajectory.z_ended_on, blamed=blamed,
    )  # fmt: skip
    for finding in check_part(facts):
        if not finding.passed:
            raise NotNow(finding.sentence.rstrip("."), field)


def _write(trajectory: Trajectory, **columns: Any) -> Participatieverklaring:
    row, _ = Participatieverklaring.objects.update_or_create(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, defaults=columns
    )
    return row


def _after(row: Participatieverklaring, verb: str, *, on: date, by: Actor) -> None:
    leave_trace(verb, by=by, about=row, organisation_id=row.organisation_id)
    bring_up_to_date(row.trajectory, on=on)
