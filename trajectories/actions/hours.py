"""Recording the hours that somebody followed and missed in a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from inburgering.audit.record import Actor
from inburgering.audit.record import record as leave_trace
from inburgering.notation import MONTHS
from trajectories.actions import signals
from trajectories.actions.refresh import bring_up_to_date
from trajectories.actions.refusal import Changed, NotNow
from trajectories.models import CoursePlacement, HoursMonth, Trajectory
from trajectories.rules.duo_rules import MOST_HOURS

BY_HAND = "vastgelegd door de klantregisseur"
HOURS_IN_MONTH = 744  # of 31 days: more hours of one kind do not fit
EARLIEST_YEAR = 2020


@dataclass(frozen=True, slots=True)
class Month:
    """The hours of one kind in one month, as typed; `expected_version` is None for a month not seen before."""

    month: date
    kind: str
    followed: int
    missed_with_notice: int = 0
    missed_without_notice: int = 0
    expected_version: int | None = None


@transaction.atomic
def record(  # noqa: PLR0913 - a month of hours has this many parts
    *,
    trajectory: Trajectory,
    month: date,
    kind: str,
    followed: int,
    missed_with_notice: int = 0,
    missed_without_notice: int = 0,
    placement: CoursePlacement | None = None,
    source: str = BY_HAND,
    on: date,
    by: Actor,
) -> HoursMonth:
    """Write the hours of one kind in one month, replacing what stood there. Raises NotNow."""
    typed = Month(month, kind, followed, missed_with_notice, missed_without_notice)
    row = _write(trajectory, typed, placement, source, on, by)
    _after(trajectory, [row], on=on, by=by)
    return row


@transaction.atomic
def record_page(
    *, trajectory: Trajectory, months: Sequence[Month], source: str = BY_HAND, on: date, by: Actor
) -> list[HoursMonth]:
    """Write what was typed in a grid: all of it or nothing. Raises NotNow or Changed with the row it is about."""
    rows = [_write(trajectory, typed, None, source, on, by) for typed in months]
    if rows:
        _after(trajectory, rows, on=on, by=by)
    return rows


def _write(
    trajectory: Trajectory, typed: Month, placement: CoursePlacement | None, source: str, on: date, by: Actor
) -> HoursMonth:
    first = typed.month.replace(day=1)
    _refuse(trajectory, typed, first, on)
    former = trajectory.hours.select_for_update().filter(month=first, kind=typed.kind).first()
    if typed.expected_version is not None and typed.expected_version != (former.version if former else 0):
        name = f"{MONTHS[first.month - 1]} {first.year}"
        raise Changed(f"Een collega vulde {name} intussen in. Bekijk wat er nu staat", former)
    row, _ = HoursMonth.objects.update_or_create(
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        month=first,
        kind=typed.kind,
        defaults={
            "followed": typed.followed,
            "missed_with_notice": typed.missed_with_notice,
            "missed_without_notice": typed.missed_without_notice,
            "placement": placement or (former.placement if former else None),
            "is_before_pip": bool(trajectory.first_pip_dated_on is None or first < trajectory.first_pip_dated_on),
            "source": source[:120],
            "recorded_by": by.audit_name,
            "recorded_at": timezone.now(),
            "version": former.version + 1 if former else 1,
        },
    )
    return row


def _refuse(trajectory: Trajectory, typed: Month, first: date, on: date) -> None:
    if typed.kind not in HoursMonth.Kind.values:
        raise NotNow("Kies een soort uren uit de lijst", "kind")
    if first > on:
        raise NotNow("Deze maand is nog niet begonnen. Leg uren vast na de les", "month")
    if first.year < EARLIEST_YEAR:
        raise NotNow("Deze maand ligt voor de Wet inburgering 2021", "month")
    for field in ("followed", "missed_with_notice", "missed_without_notice"):
        amount = getattr(typed, field)
        if not 0 <= amount <= min(MOST_HOURS, HOURS_IN_MONTH):
            raise NotNow(f"Vul hele uren in van 0 tot en met {HOURS_IN_MONTH}: meer past niet in een maand", field)
    if trajectory.closed_on and first > trajectory.closed_on:
        raise NotNow("Dit traject is voor deze maand afgesloten", "month")


def _after(trajectory: Trajectory, rows: Sequence[HoursMonth], *, on: date, by: Actor) -> None:
    leave_trace(
        "trajectory.hours_recorded", by=by, about=trajectory, organisation_id=trajectory.organisation_id,
        months=[f"{row.month:%Y-%m} {row.kind}" for row in rows],
    )  # fmt: skip
    signals.notice(trajectory=trajectory, on=on)
    bring_up_to_date(trajectory, on=on)
