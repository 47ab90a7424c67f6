"""Giving trajectories to a colleague, all that can, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import Organisation, User
from inburgering.accounts.roles import Permission
from inburgering.audit.record import record
from inburgering.notation import count
from trajectories.actions.refusal import NotNow
from trajectories.models import Appointment, BulkAct, FollowUp, Phase, TeamMember, Trajectory
from trajectories.reports.colleague import called

KIND = "assign"
MOST = 100  # trajectories in one act: more nobody reads before confirming


@dataclass(frozen=True, slots=True)
class Refused:
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What one act did: the numbers that went, and those that did not with the reason."""

    batch: UUID
    to: User
    done: tuple[str, ...]
    refused: tuple[Refused, ...]


@transaction.atomic
def assign(*, trajectories: Sequence[Trajectory], to: User, on: date, by: User) -> Moved:
    """Give these trajectories to a colleague, with their open tasks and coming appointments; return what went.

    Who does not divide the work gives only away what is assigned to them, within the team. What cannot go stays, each
    with its reason. Raises NotNow when there is too much or nothing at all.
    """
    if not 0 < len(trajectories) <= MOST:
        raise NotNow(f"Kies 1 tot {MOST} trajecten tegelijk", "ids")
    rows = Trajectory.objects.select_for_update().filter(pk__in=[one.pk for one in trajectories])
    places = _places(to)
    leads = set(Organisation.objects.where(by, Permission.ASSIGN_CASELOAD).values_list("pk", flat=True))
    batch, former, refused = uuid4(), {}, []
    for row in rows.order_by("sort_name"):
        reason, team_id = _may_go(row, to, places, by=by, leads=leads)
        if reason:
            refused.append(Refused(row.number, reason))
        else:
            former.setdefault(row.organisation_id, []).append(_give(row, to, team_id, on=on, by=by))
    for organisation_id, was in former.items():
        BulkAct.objects.create(organisation_id=organisation_id, user=by, batch=batch, kind=KIND, former=was)
    done = tuple(one["number"] for was in former.values() for one in was)
    return Moved(batch, to, done, tuple(refused))


@transaction.atomic
def undo(*, batch: UUID, on: date, by: User) -> Moved:
    """Give everything back that nobody touched since; return what went. Raises NotNow when it was undone before."""
    acts = list(BulkAct.objects.select_for_update().filter(batch=batch, user=by, kind=KIND, undone_at=None))
    if not acts:
        raise NotNow("Deze verdeling is al ongedaan gemaakt")
    done, refused = [], []
    for act in acts:
        for was in act.former:
            reason = _take_back(was, by=by)
            if reason:
                refused.append(Refused(was["number"], reason))
            else:
                done.append(was["number"])
        act.undone_at = timezone.now()
        act.save(update_fields=["undone_at"])
    return Moved(batch, by, tuple(done), tuple(refused))


@transaction.atomic
def name_deputy(*, trajectory: Trajectory, deputy: User | None, on: date, by: User) -> Trajectory:
    """Name who stands in for the klantregisseur of this one trajectory, or nobody. Raises NotNow."""
    row = Trajectory.objects.select_for_update().get(pk=trajectory.pk)
    if row.phase == Phase.CLOSED:
        raise NotNow("Dit traject is afgesloten", "deputy")
    if deputy and deputy.pk == row.assigned_to_id:
        raise NotNow("Kies iemand anders dan de klantregisseur zelf", "deputy")
    if deputy and not TeamMember.objects.filter(team_id=row.team_id, user=deputy).exists():
        raise NotNow(f"{called(deputy)} werkt niet in dit team", "deputy")
    row.deputy = deputy
    row.version += 1
    row.save(update_fields=["deputy", "version"])
    record(
        "trajectory.deputy_named", by=by, about=row, organisation_id=row.organisation_id,
        deputy=deputy.pk if deputy else None,
    )  # fmt: skip
    return row


def sentence(moved: Moved) -> str:
    """Return "17 trajecten overgedragen aan S. de Wit. 1 niet: al afgesloten."."""
    said = f"{count(len(moved.done), 'traject', 'trajecten')} overgedragen aan {called(moved.to)}."
    for reason in dict.fromkeys(one.reason for one in moved.refused):
        said += f" {sum(one.reason == reason for one in moved.refused)} niet: {reason}."
    return said


def _places(user: User) -> dict[int, list[int]]:
    """Return the teams of a user by organisation."""
    places: dict[int, list[int]] = {}
    for organisation_id, team_id in TeamMember.objects.filter(user=user).values_list("organisation_id", "team_id"):
        places.setdefault(organisation_id, []).append(team_id)
    return places


def _may_go(
    row: Trajectory, to: User, places: dict[int, list[int]], *, by: User, leads: set[int]
) -> tuple[str, int]:  # fmt: skip
    """Return the reason why not ("" when it may) and the team in which it will be."""
    teams = places.get(row.organisation_id, [])
    is_leader = row.organisation_id in leads
    reason = ""
    if row.phase == Phase.CLOSED:
        reason = "al afgesloten"
    elif not is_leader and row.assigned_to_id != by.pk:
        reason = "niet jouw inburgeraar"
    elif row.assigned_to_id == to.pk:
        reason = f"is al van {called(to)}"
    elif not teams:
        reason = f"{called(to)} werkt niet voor deze gemeente"
    elif row.team_id not in teams and not is_leader:
        reason = f"{called(to)} werkt niet in dit team"
    return reason, row.team_id if row.team_id in teams else (teams or [0])[0]


def _give(row: Trajectory, to: User, team_id: int, *, on: date, by: User) -> dict[str, Any]:
    """Change one trajectory and return what it was, as ids. Derived columns do not depend on who works on it."""
    mine = {"trajectory": row, "user_id": row.assigned_to_id}
    tasks = (
        list(FollowUp.objects.filter(**mine, done_on=None).values_list("pk", flat=True)) if row.assigned_to_id else []
    )
    meetings = Appointment.objects.filter(**mine, state=Appointment.State.PLANNED, planned_on__gte=on)
    appointments = list(meetings.values_list("pk", flat=True)) if row.assigned_to_id else []
    was = {
        "number": row.number, "id": row.pk, "assigned_to": row.assigned_to_id, "team": row.team_id,
        "assigned_on": row.assigned_on.isoformat() if row.assigned_on else None, "deputy": row.deputy_id,
        "version": row.version + 1, "tasks": tasks, "appointments": appointments,
    }  # fmt: skip
    FollowUp.objects.filter(pk__in=tasks).update(user=to)
    Appointment.objects.filter(pk__in=appointments).update(user=to)
    row.assigned_to, row.assigned_on, row.team_id, row.version = to, on, team_id, row.version + 1
    if row.deputy_id == to.pk:
        row.deputy = None
    row.save(update_fields=["assigned_to", "assigned_on", "team", "deputy", "version"])
    record("trajectory.assigned", by=by, about=row, organisation_id=row.organisation_id, to=to.pk,
           former=was["assigned_to"])  # fmt: skip
    return was


def _take_back(was: dict[str, Any], *, by: User) -> str:
    """Put one trajectory back as it was; return the reason when that is refused."""
    row = Trajectory.objects.select_for_update().filter(pk=was["id"]).first()
    if row is None or row.version != was["version"]:
        return "intussen gewijzigd"
    former = {"user_id": was["assigned_to"]}
    FollowUp.objects.filter(pk__in=was["tasks"], user_id=row.assigned_to_id, done_on=None).update(**former)
    Appointment.objects.filter(pk__in=was["appointments"], user_id=row.assigned_to_id).update(**former)
    row.assigned_to_id, row.team_id, row.deputy_id = was["assigned_to"], was["team"], was["deputy"]
    row.assigned_on = date.fromisoformat(was["assigned_on"]) if was["assigned_on"] else None
    row.version += 1
    row.save(update_fields=["assigned_to", "assigned_on", "team", "deputy", "version"])
    record("trajectory.assignment_undone", by=by, about=row, organisation_id=row.organisation_id)
    return ""
