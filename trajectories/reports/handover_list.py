"""What comes in from other municipalities and what goes out to them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from inburgering import secrecy
from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.notation import count
from regions.models import Municipality
from trajectories.models import Handover, Trajectory
from trajectories.reports.team import Part

State = Handover.State
OPEN = {State.ANNOUNCED, State.REQUESTED}
HEADER = ("Richting", "Nummer", "Inburgeraar", "Van", "Naar", "Verhuisd op", "Stand", "Aangekondigd op")


@dataclass(frozen=True, slots=True)
class Row:
    """One handover as somebody may see it: without a name when it is none of theirs (any more)."""

    number: str
    is_incoming: bool
    name: str
    born: str
    sender: str
    receiver: str
    moved_on: date
    state: str
    state_label: str
    announced_at: datetime
    is_waiting: bool  # for this side

    def values(self) -> tuple[object, ...]:
        return (
            "komt binnen" if self.is_incoming else "gaat weg", self.number, self.name, self.sender, self.receiver,
            self.moved_on, self.state_label, timezone.localtime(self.announced_at).date(),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handovers:
    finding: tuple[Part, ...]
    incoming: tuple[Row, ...]
    outgoing: tuple[Row, ...]


def build(user: User) -> Handovers:
    """Return both sides for this user: in for the municipalities one works for, out for the dossiers one may see."""
    incoming = tuple(_row(one, is_incoming=True) for one in visible(user, is_incoming=True))
    outgoing = tuple(_row(one, is_incoming=False) for one in visible(user, is_incoming=False))
    return Handovers(tuple(_finding(incoming, outgoing)), incoming, outgoing)


def visible(user: User, *, is_incoming: bool) -> list[Handover]:
    """Return the handovers of one side, newest first."""
    found = Handover.objects.for_user(user, to=Permission.WORK_CASELOAD)
    mine = Organisation.objects.where(user, Permission.WORK_CASELOAD)
    if is_incoming:
        found = found.filter(receiver__in=mine)
    else:
        dossiers = Trajectory.objects.for_user(user, to=Permission.WORK_CASELOAD).values("pk")
        found = found.filter(organisation__in=mine, trajectory__in=dossiers)
    return list(found.select_related("organisation", "receiver").order_by("-announced_at", "-pk"))


def receivers(trajectory: Trajectory) -> list[Municipality]:
    """Return the municipalities that work with this product, without one's own; the example stays with the example."""
    own = trajectory.organisation
    there = Municipality.objects.filter(organisation__is_demonstration=own.is_demonstration)
    return list(there.exclude(organisation_id=own.pk).select_related("organisation").order_by("name"))


def _row(one: Handover, *, is_incoming: bool) -> Row:
    person = {"name": "", "born": ""}
    if not is_incoming or one.state in {*OPEN, State.ACCEPTED}:
        person = json.loads(secrecy.opened(one.person_sealed, tenant=one.receiver_id))
    waits_for_receiver = one.state in OPEN
    return Row(
        number=one.number,
        is_incoming=is_incoming,
        name=person["name"],
        born=person["born"],
        sender=one.organisation.name.removeprefix("Gemeente "),
        receiver=one.receiver.name.removeprefix("Gemeente "),
        moved_on=one.moved_on,
        state=one.state,
        state_label=one.get_state_display(),
        announced_at=one.announced_at,
        is_waiting=waits_for_receiver and is_incoming,
    )


def of(one: Handover, *, is_incoming: bool) -> Row:
    """Return one handover as the list shows it."""
    return _row(one, is_incoming=is_incoming)


def _finding(incoming: tuple[Row, ...], outgoing: tuple[Row, ...]) -> list[Part]:
    waiting = [row for row in incoming if row.is_waiting]
    elsewhere = [row for row in outgoing if row.state in OPEN]
    if waiting:
        said = count(len(waiting), "overdracht wacht", "overdrachten wachten")
        return [Part(said, strong=True), Part(" op jouw gemeente.")]
    if elsewhere:
        said = count(len(elsewhere), "overdracht wacht", "overdrachten wachten")
        return [Part(said, strong=True), Part(" op een andere gemeente. Bij jou wacht er geen.")]
    return [Part("Er wacht "), Part("geen overdracht", strong=True), Part(".")]
