"""Messages of DUO: keeping each of them once, setting what it brings, and noting that somebody saw it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from inburgering import secrecy
from inburgering.accounts.models import User
from inburgering.audit.record import CLOCK, Actor, record
from trajectories.actions import duo_effect
from trajectories.actions.refresh import bring_up_to_date
from trajectories.models import DuoEvent, Inburgeraar, Phase, Trajectory
from trajectories.rules.duo_events import kind_of
from trajectories.rules.duo_messages import Message

FIND = "find"  # keyed hashes in the content of a message whose person is not here yet
NO_PERSON = "Deze persoon staat hier nog niet. Het bericht wacht tot je de persoon aanmeldt"
NEW, KNOWN, NOBODY, UNKNOWN = "new", "known", "no_person", "unknown"


@transaction.atomic
def receive(
    *, organisation_id: int, messages: Iterable[Message], source: str, on: date, by: Actor
) -> dict[str, int]:  # fmt: skip
    """Keep messages, oldest first, and set what each brings. The same message again does nothing.

    Returns counts: new, known (was here already), no_person, unknown (a code that we do not know).
    """
    counts: Counter[str] = Counter({NEW: 0, KNOWN: 0, NOBODY: 0, UNKNOWN: 0})
    for message in sorted(messages, key=lambda one: one.registered_at.isoformat()):
        counts[_receive(organisation_id, message, source, on, by)] += 1
    return dict(counts)


@transaction.atomic
def match_waiting(*, inburgeraar: Inburgeraar, trajectory: Trajectory, on: date, by: Actor = CLOCK) -> int:
    """Let messages that came before this person was known find them; returns how many."""
    tenant = inburgeraar.organisation_id
    indexes = [one for one in (inburgeraar.bsn_index, inburgeraar.v_number_index) if one]
    if not indexes:
        return 0
    about = Q()
    for index in indexes:
        about |= Q(**{f"content__{FIND}__contains": [index]})
    waiting = DuoEvent.objects.select_for_update(no_key=True).filter(
        about, organisation_id=tenant, state=DuoEvent.State.NO_PERSON
    )
    found = list(waiting.order_by("registered_at", "pk"))
    for event in found:
        event.inburgeraar, event.trajectory, event.person_sealed = inburgeraar, trajectory, None
        event.content.pop(FIND, None)
        _take(event, on, by)
        event.save()
    if found:
        bring_up_to_date(trajectory, on=on)
        record("duo.matched", by=by, about=trajectory, organisation_id=tenant, messages=len(found))
    return len(found)


@transaction.atomic
def mark_seen(*, events: Iterable[DuoEvent], on: date, by: User) -> int:
    """Note that somebody saw these messages; a message without a person stays waiting. Returns how many were new."""
    seen = 0
    touched: dict[int, Trajectory] = {}
    for event in DuoEvent.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in events]):
        if event.seen_at is not None:
            continue
        event.seen_at, event.seen_by = timezone.now(), by.audit_name[:250]
        if event.state == DuoEvent.State.NEW:
            event.state = DuoEvent.State.SEEN
        event.save(update_fields=["seen_at", "seen_by", "state"])
        record("duo.seen", by=by, about=event, organisation_id=event.organisation_id)
        if event.trajectory:
            touched[event.trajectory_id] = event.trajectory
        seen += 1
    for trajectory in touched.values():
        bring_up_to_date(trajectory, on=on)
    return seen


def _receive(tenant: int, message: Message, source: str, on: date, by: Actor) -> str:
    message_id = message.message_id or secrecy.index(_fingerprint(message), tenant=tenant)
    if DuoEvent.objects.filter(organisation_id=tenant, message_id=message_id).exists():
        return KNOWN
    indexes = [secrecy.index(one, tenant=tenant) for one in (message.bsn, message.v_number) if one]
    person = _person(tenant, message, indexes)
    moment = message.registered_at
    event = DuoEvent(
        organisation_id=tenant, code=message.code, message_id=message_id, source=source[:200], inburgeraar=person,
        registered_at=moment if timezone.is_aware(moment) else timezone.make_aware(moment),
        content=dict(message.content),
    )  # fmt: skip
    if person is None:
        event.state, event.effect = DuoEvent.State.NO_PERSON, NO_PERSON
        numbers = json.dumps({"bsn": message.bsn, "v_number": message.v_number})
        event.person_sealed = secrecy.sealed(numbers, tenant=tenant)
        event.content[FIND] = indexes
    else:
        event.trajectory = person.trajectories.exclude(phase=Phase.CLOSED).first() or person.trajectories.last()
        _take(event, on, by)
    event.save(force_insert=True)
    record("duo.received", by=by, about=event, organisation_id=tenant, code=event.code)
    if event.trajectory:
        bring_up_to_date(event.trajectory, on=on)
    return {DuoEvent.State.NO_PERSON: NOBODY, DuoEvent.State.UNKNOWN: UNKNOWN}.get(event.state, NEW)


def _take(event: DuoEvent, on: date, by: Actor) -> None:
    """Set what the message brings and say so in words."""
    kind = kind_of(event.code)
    event.state = DuoEvent.State.NEW if kind.is_known else DuoEvent.State.UNKNOWN
    if event.trajectory is None:
        event.effect = "Deze persoon heeft hier geen traject"
    elif event.trajectory.phase == Phase.CLOSED:
        event.effect = "Dit traject is afgesloten. Er is niets gewijzigd"
    else:
        event.effect = duo_effect.apply(event=event, kind=kind, on=on, by=by)[:300]


def _person(tenant: int, message: Message, indexes: list[str]) -> Inburgeraar | None:
    if not indexes:
        return None
    people = Inburgeraar.objects.filter(organisation_id=tenant)
    by_bsn = people.filter(bsn_index__in=indexes).exclude(bsn_index="").first() if message.bsn else None
    return by_bsn or people.filter(v_number_index__in=indexes).exclude(v_number_index="").first()


def _fingerprint(message: Message) -> str:
    parts = [message.code, message.registered_at.isoformat(), message.bsn, message.v_number]
    return json.dumps([*parts, dict(message.content)], sort_keys=True, default=str)
