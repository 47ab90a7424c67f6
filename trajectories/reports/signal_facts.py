"""From the rows of trajectories to what early signals look at: six queries for however many trajectories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from trajectories.models import (
    CaseloadNorm,
    Conversation,
    CoursePlacement,
    ExamResult,
    FollowUp,
    Ontzorgen,
    Pip,
    Trajectory,
)
from trajectories.reports import course_facts
from trajectories.rules import course_rules
from trajectories.rules.calendar_days import months_later
from trajectories.rules.course_fit import misfits
from trajectories.rules.early_signals import KEYS, Absence, Misfit, Seen, Talk

NOT_THERE = {"Absent", "Afgemeld", "Verwijtbaar"}
CURRENT = (CoursePlacement.State.WAITING, CoursePlacement.State.RUNNING)


def with_facts(found: QuerySet[Trajectory]) -> QuerySet[Trajectory]:
    """Return the trajectories with everything that signals need already fetched."""
    return found.prefetch_related(
        Prefetch("conversations", Conversation.objects.order_by("held_on", "pk")),
        Prefetch("hours"),
        Prefetch("follow_ups", FollowUp.objects.exclude(done_on=None)),
        Prefetch("exams", ExamResult.objects.order_by("taken_on")),
        Prefetch("placements", CoursePlacement.objects.order_by("pk")),
        Prefetch("pips", Pip.objects.exclude(state=Pip.State.CONCEPT)),
        Prefetch("ontzorgen", Ontzorgen.objects.filter(state=Ontzorgen.State.REFUSED)),
    )


def own_norms(organisation_id: int) -> dict[str, Decimal]:
    """Return what this municipality itself set for signals, by key."""
    rows = CaseloadNorm.objects.filter(organisation_id=organisation_id, key__in=KEYS)
    return dict(rows.values_list("key", "value"))


def of(trajectory: Trajectory) -> Seen:
    """Return what is known of a trajectory that came out of with_facts()."""
    hours = course_facts.hours_of(trajectory.hours.all())
    term = course_facts.term(trajectory)
    return Seen(
        leerroute=trajectory.leerroute,
        level=trajectory.level,
        nt2_hours=course_rules.followed_per_kind(hours).get("NT2", 0),
        last_step_on=max(_steps(trajectory)),
        talks=[
            Talk(one.held_on, one.attendance != Conversation.Attendance.PRESENT)
            for one in trajectory.conversations.all()
        ],
        attendance=course_rules.attendance(hours),
        absences=[
            Absence(one.get_part_display(), one.taken_on, course_rules.NO_RESULT[one.no_result_because])
            for one in trajectory.exams.all()
            if one.no_result_because in NOT_THERE
        ],
        misfits=list(_misfits(trajectory)),
        term_starts_on=term.starts_on if term else None,
        refusals=[
            Misfit(f"{one.pk}:{one.refused_on}", f"{one.supplier} weigert betaling van {one.get_kind_display()}")
            for one in trajectory.ontzorgen.all()
        ],
    )


def _steps(trajectory: Trajectory) -> Iterable[date]:
    """Yield every day on which something was done; a month of lessons counts to its last day."""
    yield trajectory.registered_on
    for talk in trajectory.conversations.all():
        if talk.attendance == Conversation.Attendance.PRESENT:
            yield talk.held_on
    for month in trajectory.hours.all():
        if month.followed:
            yield months_later(month.month, 1)
    yield from (one.done_on for one in trajectory.follow_ups.all() if one.done_on)
    yield from (one.taken_on for one in trajectory.exams.all() if one.result)
    yield from (one.dated_on for one in trajectory.pips.all() if one.dated_on)
    yield from (day for one in trajectory.placements.all() for day in (one.offered_on, one.ended_on) if day)
    yield from (one.starts_on for one in trajectory.placements.all() if one.state == "RUNNING" and one.starts_on)
    if trajectory.pip_dated_on:
        yield trajectory.pip_dated_on


def _misfits(trajectory: Trajectory) -> Iterator[Misfit]:
    in_force = next((pip for pip in trajectory.pips.all() if pip.state == Pip.State.ESTABLISHED), None)
    pip = course_facts.pip_course(trajectory, in_force)
    for placement in trajectory.placements.all():
        if placement.state in CURRENT:
            for sentence in misfits(placement.component, placement.hours_per_week, pip):
                yield Misfit(f"{placement.pk}:{in_force.number if in_force else 0}:{sentence}", sentence)
