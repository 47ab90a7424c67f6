"""One act on many trajectories: what can be done is done, what cannot is told, and all of it can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from inburgering.accounts.models import User
from inburgering.audit.record import record
from inburgering.notation import count
from trajectories.actions import appointment, follow_up
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import NotNow
from trajectories.models import Appointment, BulkAct, FollowUp, Phase, Trajectory

MOST = 100
NOTHING = "Selecteer eerst 1 of meer trajecten"
TOO_MANY = f"Kies hooguit {MOST} trajecten tegelijk"
UNDONE = "Dit is al ongedaan gemaakt"
PLAN, TASK = "plan", "taak"


@dataclass(frozen=True, slots=True)
class Result:
    """How many worked, and why the others did not: number of the trajectory and reason."""

    batch: UUID
    done: int
    refused: tuple[tuple[str, str], ...] = field(default=())

    def sentence(self, what: str) -> str:
        """Return "17 gesprekken gepland. 1 niet: al afgesloten (T-…)." for the words of `what`."""
        if not self.refused:
            return f"{what}."
        reasons: dict[str, list[str]] = defaultdict(list)
        for number, reason in self.refused:
            reasons[reason].append(number)
        told = "; ".join(f"{reason} ({', '.join(numbers)})" for reason, numbers in reasons.items())
        return f"{what}. {len(self.refused)} niet: {told}."


@transaction.atomic
def plan(*, trajectories: Sequence[Trajectory], planned_on: date, starts_at: time | None = None,
         form: str, on: date, by: User) -> Result:  # fmt: skip
    """Plan a conversation for each of them. Raises NotNow when none or too many were chosen, or the day is past."""
    if planned_on < on:
        raise NotNow(appointment.IN_THE_PAST, "planned_on")

    def one(trajectory: Trajectory) -> dict[str, int]:
        made = appointment.plan(
            trajectory=trajectory, planned_on=planned_on, starts_at=starts_at, form=form, on=on, by=by
        )
        return {"trajectory": trajectory.pk, "appointment": made.pk}

    return _each(trajectories, PLAN, one, by)


@transaction.atomic
def give_task(*, trajectories: Sequence[Trajectory], what: str, due_on: date | None, on: date, by: User) -> Result:
    """Put the same task ready for each of them, for who has the trajectory. Raises NotNow."""
    words = " ".join(what.split())[:200]
    if not words:
        raise NotNow("Vul in wat er moet gebeuren", "what")

    def one(trajectory: Trajectory) -> dict[str, int]:
        made = follow_up.add(
            trajectory=trajectory, what=words, who=FollowUp.Who.KLANTREGISSEUR, due_on=due_on, on=on, by=by
        )
        return {"trajectory": trajectory.pk, "follow_up": made.pk}

    return _each(trajectories, TASK, one, by)


@transaction.atomic
def undo(*, acts: Iterable[BulkAct], on: date, by: User) -> int:
    """Take back what one act on many did, as far as nobody went on with it. Returns how many. Raises NotNow."""
    open_ones = [act for act in BulkAct.objects.select_for_update().filter(pk__in=[act.pk for act in acts])]
    if not open_ones or any(act.undone_at for act in open_ones):
        raise NotNow(UNDONE)
    taken_back = 0
    for act in open_ones:
        plans = [row["appointment"] for row in act.former if "appointment" in row]
        tasks = [row["follow_up"] for row in act.former if "follow_up" in row]
        waiting = Appointment.objects.filter(pk__in=plans, state=Appointment.State.PLANNED)
        taken_back += waiting.update(state=Appointment.State.CANCELLED)
        taken_back += FollowUp.objects.filter(pk__in=tasks, done_on=None).delete()[0]
        for trajectory in Trajectory.objects.filter(pk__in=[row["trajectory"] for row in act.former]):
            bring_up_to_date(trajectory, on=on)
        act.undone_at = timezone.now()
        act.save(update_fields=["undone_at"])
        record("caseload.bulk_undone", by=by, about=act, organisation_id=act.organisation_id)
    return taken_back


def words(kind: str, done: int) -> str:
    """Return what was done, such as "17 gesprekken gepland"."""
    if kind == PLAN:
        return f"{count(done, 'gesprek', 'gesprekken')} gepland"
    return f"{count(done, 'taak', 'taken')} klaargezet"


def _each(
    trajectories: Sequence[Trajectory], kind: str, one: Callable[[Trajectory], dict[str, int]], by: User
) -> Result:
    if not trajectories:
        raise NotNow(NOTHING)
    if len(trajectories) > MOST:
        raise NotNow(TOO_MANY)
    batch, refused, former = uuid4(), [], defaultdict(list)
    for trajectory in trajectories:
        if trajectory.phase == Phase.CLOSED:
            refused.append((trajectory.number, "al afgesloten"))
            continue
        try:
            with transaction.atomic():
                former[trajectory.organisation_id].append(one(trajectory))
        except NotNow as reason:
            refused.append((trajectory.number, str(reason).split(".")[0].lower()))
    for tenant, rows in former.items():
        act = BulkAct.objects.create(organisation_id=tenant, user=by, batch=batch, kind=kind, former=rows)
        record("caseload.bulk_done", by=by, about=act, organisation_id=tenant, kind=kind, count=len(rows))
    return Result(batch, sum(map(len, former.values())), tuple(refused))
