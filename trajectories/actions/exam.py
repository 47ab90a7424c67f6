"""Acts on exams: a sitting, its result, and the closing conversation of the Z-route."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from inburgering.audit.record import Actor
from inburgering.audit.record import record as leave_trace
from trajectories.actions import signals
from trajectories.actions.pvt import refuse_by_duo
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import ExamResult, Trajectory
from trajectories.rules.course_rules import NO_RESULT, Z_ROUTE

LEVELS = ("A2", "B1", "B2")
BY_HAND = "vastgelegd door de klantregisseur"
Part, Result = ExamResult.Part, ExamResult.Result


@transaction.atomic
def record(  # noqa: PLR0913 - a sitting has this many parts
    *,
    trajectory: Trajectory,
    part: str,
    taken_on: date,
    level: str = "",
    result: str = "",
    no_result_because: str = "",
    result_on: date | None = None,
    source: str = BY_HAND,
    on: date,
    by: Actor,
) -> ExamResult:
    """Record one sitting of one part; without a result it waits for one. Raises NotNow."""
    if part == Part.ZEIND:
        raise NotNow("Leg het eindgesprek van de Z-route apart vast", "part")
    _refuse(part, level, result, no_result_because, (taken_on, result_on, on))
    same = trajectory.exams.filter(part=part, level=level, taken_on=taken_on)
    if same.exists():
        raise NotNow("Dit examen op deze dag staat er al. Vul daar de uitslag in", "taken_on")
    made = ExamResult.objects.create(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, part=part, level=level, taken_on=taken_on,
        result=result, no_result_because=no_result_because, result_on=result_on, source=source[:120],
    )  # fmt: skip
    _after(made, "trajectory.exam_recorded", on=on, by=by)
    return made


@transaction.atomic
def give_result(
    *,
    sitting: ExamResult,
    result: str,
    no_result_because: str = "",
    result_on: date | None = None,
    expected_version: int | None = None,
    on: date,
    by: Actor,
) -> ExamResult:
    """Write the result of a sitting, also when it was another one before. Raises NotNow or Changed."""
    if not result:
        raise NotNow("Kies een uitslag", "result")
    _refuse(sitting.part, sitting.level, result, no_result_because, (sitting.taken_on, result_on, on))
    version = sitting.version if expected_version is None else expected_version
    changed = ExamResult.objects.filter(pk=sitting.pk, version=version).update(
        result=result, no_result_because=no_result_because, result_on=result_on, version=version + 1
    )
    sitting.refresh_from_db()
    if not changed:
        raise Changed("Een collega vulde deze uitslag net in. Bekijk wat er nu staat", sitting)
    _after(sitting, "trajectory.exam_result", on=on, by=by)
    return sitting


@transaction.atomic
def end_z_route(*, trajectory: Trajectory, held_on: date, on: date, by: Actor) -> Trajectory:
    """Record the closing conversation of the Z-route by the college itself (Wi2021 art. 9). Raises NotNow."""
    if trajectory.leerroute != Z_ROUTE:
        raise NotNow("Alleen de Z-route eindigt met een eindgesprek")
    refuse_by_duo(trajectory, "ZROUTE", held_on, on, "held_on")
    later = [day for day in (trajectory.pvt_signed_on, trajectory.map_ended_on) if day and day > held_on]
    if later:
        raise NotNow("DUO neemt het niet aan: PVT en MAP liggen niet na de afronding van de Z-route", "held_on")
    row, _ = ExamResult.objects.update_or_create(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, part=Part.ZEIND, level="",
        defaults={"taken_on": held_on, "result": Result.GESLAAGD, "result_on": held_on, "source": BY_HAND},
    )  # fmt: skip
    Trajectory.objects.filter(pk=trajectory.pk).update(z_ended_on=held_on)
    _after(row, "trajectory.z_route_ended", on=on, by=by)
    return trajectory


def _refuse(part: str, level: str, result: str, because: str, days: tuple[date, date | None, date]) -> None:
    taken_on, result_on, on = days
    if part not in Part.values:
        raise NotNow("Kies een onderdeel uit de lijst", "part")
    if level and level not in LEVELS:
        raise NotNow("Kies A2, B1 of B2", "level")
    if part in {Part.LE, Part.LU, Part.SC, Part.SP} and not level:
        raise NotNow("Kies het niveau van dit onderdeel: A2, B1 of B2", "level")
    _refuse_result(result, because)
    if result in {Result.GESLAAGD, Result.GEZAKT} and taken_on > on:
        raise NotNow("Een examen in de toekomst heeft nog geen uitslag", "result")
    if result_on and not taken_on <= result_on <= on:
        raise NotNow("De uitslag komt na het examen, en niet in de toekomst", "result_on")


def _refuse_result(result: str, because: str) -> None:
    if result and result not in Result.values:
        raise NotNow("Kies een uitslag uit de lijst", "result")
    if result == Result.GEEN and because not in NO_RESULT:
        raise NotNow("Kies waarom er geen uitslag is", "no_result_because")
    if result != Result.GEEN and because:
        raise NotNow("Een reden zonder uitslag hoort bij ‘geen uitslag’", "no_result_because")


def _after(sitting: ExamResult, verb: str, *, on: date, by: Actor) -> None:
    trajectory = sitting.trajectory
    leave_trace(verb, by=by, about=sitting, organisation_id=sitting.organisation_id, part=sitting.part)
    signals.notice(trajectory=trajectory, on=on)
    bring_up_to_date(trajectory, on=on)
