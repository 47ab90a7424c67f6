"""A trajectory moves to another municipality: announced, asked for, then taken over or answered "woont hier niet"."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from inburgering import secrecy
from inburgering.accounts.models import Organisation, User
from inburgering.audit.record import record
from trajectories.actions import handover_registration
from trajectories.actions.handover_registration import Place
from trajectories.actions.refusal import NotNow
from trajectories.models import Handover, HandoverContent, Phase, Trajectory
from trajectories.reports import handover_content
from trajectories.reports.handover_content import Wanted

State = Handover.State
OPEN = (State.ANNOUNCED, State.REQUESTED)
LONGEST_REASON = 300
EARLIEST = date(2022, 1, 1)  # Wi2021 began


@transaction.atomic
def announce(
    *, trajectory: Trajectory, receiver: Organisation, moved_on: date, wanted: Wanted, on: date, by: User
) -> Handover:  # fmt: skip
    """Put what goes along ready for the new municipality, sealed for it alone. Raises NotNow."""
    row = Trajectory.objects.select_for_update(of=("self",)).select_related("inburgeraar", "organisation")
    trajectory = row.get(pk=trajectory.pk)
    if trajectory.phase == Phase.CLOSED:
        raise NotNow("Dit traject is al afgesloten")
    if receiver.pk == trajectory.organisation_id:
        raise NotNow("Kies een andere gemeente dan je eigen gemeente", "receiver")
    if moved_on < EARLIEST:
        raise NotNow("Controleer de datum: de Wet inburgering 2021 begon op 1 januari 2022", "moved_on")
    if trajectory.handovers.filter(state__in=OPEN).exists():
        raise NotNow("Er loopt al een overdracht van dit traject. Trek die eerst in")
    content = handover_content.snapshot(trajectory, wanted, on=on)
    made = Handover.objects.create(
        organisation_id=trajectory.organisation_id, receiver=receiver, trajectory=trajectory, moved_on=moved_on,
        person_sealed=_sealed(handover_content.recognised(trajectory), receiver.pk), announced_by=by.audit_name,
    )  # fmt: skip
    HandoverContent.objects.create(
        organisation_id=trajectory.organisation_id, handover=made, parts=list(wanted.keys),
        snapshot_sealed=_sealed(content, receiver.pk),
    )  # fmt: skip
    record("handover.announced", by=by, about=made, organisation_id=made.organisation_id, receiver=receiver.pk,
           parts=list(wanted.keys), trajectory=trajectory.number)  # fmt: skip
    return made


@transaction.atomic
def request(*, handover: Handover, on: date, by: User) -> Handover:
    """The new municipality asks for the dossier: from now on it reads what goes along (art. 35 lid 4)."""
    row = _held(handover, State.ANNOUNCED)
    row.state, row.requested_at, row.requested_by = State.REQUESTED, timezone.now(), by.audit_name
    row.save(update_fields=["state", "requested_at", "requested_by"])
    record("handover.requested", by=by, about=row, organisation_id=row.receiver_id)
    return row


@transaction.atomic
def accept(*, handover: Handover, place: Place, on: date, by: User) -> Trajectory:
    """Take the trajectory over: register it here, start the clock of the new PIP, end it in the former municipality.

    Raises NotNow, also when this municipality already has somebody with that BSN and a current trajectory.
    """
    row = _held(handover, State.REQUESTED)
    if place.team.organisation_id != row.receiver_id:
        raise NotNow("Kies een team van je eigen gemeente", "place")
    if place.moved_in_on > on:
        raise NotNow("De inschrijving ligt in de toekomst. Neem het dossier over op of na die dag", "moved_in_on")
    if place.moved_in_on < EARLIEST:
        raise NotNow("Controleer de datum: de Wet inburgering 2021 begon op 1 januari 2022", "moved_in_on")
    made = handover_registration.register(content=opened(row), place=place, on=on, by=by)
    _answer(row, State.ACCEPTED, by=by, received_number=made.number)
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.close_moved(%s)", [row.pk])
    record("handover.accepted", by=by, about=row, organisation_id=row.receiver_id, trajectory=made.number)
    return made


@transaction.atomic
def refuse(*, handover: Handover, reason: str, on: date, by: User) -> Handover:
    """The new municipality answers that this person does not live there, with what it knows. Raises NotNow."""
    row = _held(handover, *OPEN)
    words = " ".join(reason.split())
    if not words:
        raise NotNow("Schrijf waarom, bijvoorbeeld: niet ingeschreven in de BRP", "reason")
    _answer(row, State.REFUSED, by=by, answer_reason=words[:LONGEST_REASON])
    record("handover.refused", by=by, about=row, organisation_id=row.receiver_id)
    return row


@transaction.atomic
def withdraw(*, handover: Handover, on: date, by: User) -> Handover:
    """The former municipality takes an announcement back; the other reads nothing of it any more. Raises NotNow."""
    row = _held(handover, *OPEN)
    _answer(row, State.WITHDRAWN, by=by)
    record("handover.withdrawn", by=by, about=row, organisation_id=row.organisation_id)
    return row


@transaction.atomic
def read(*, handover: Handover, by: User) -> dict[str, Any]:
    """Return what goes along and log that the receiver read it."""
    record("handover.read", by=by, about=handover, organisation_id=handover.receiver_id)
    return opened(handover)


def opened(handover: Handover) -> dict[str, Any]:
    """Return the snapshot as it was at the announcement. Raises HandoverContent.DoesNotExist when not (yet) asked."""
    content = HandoverContent.objects.get(handover_id=handover.pk)
    return dict(json.loads(secrecy.opened(content.snapshot_sealed, tenant=handover.receiver_id)))


def _sealed(content: dict[str, Any], tenant: int) -> bytes:
    return secrecy.sealed(json.dumps(content), tenant=tenant)


def _held(handover: Handover, *states: str) -> Handover:
    row = Handover.objects.select_for_update().get(pk=handover.pk)
    if row.state not in states:
        asks_first = row.state == State.ANNOUNCED
        raise NotNow("Vraag het dossier eerst op" if asks_first else f"Deze overdracht is al {row.get_state_display()}")
    return row


def _answer(row: Handover, state: State, *, by: User, **more: str) -> None:
    row.state, row.answered_at, row.answered_by = state, timezone.now(), by.audit_name
    for name, value in more.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "answered_at", "answered_by", *more])
