"""How a trajectory stands at its end: what is still open, what was the outcome, and what came after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import date_long, listing
from regions.rules.finding import Part
from trajectories.models import CoursePlacement, Phase, Trajectory
from trajectories.reports import course_facts
from trajectories.rules.calendar_days import months_later
from trajectories.rules.clock import ONDERWIJS, ZELFREDZAAMHEID

AFTERWARDS = {
    "": "niet bekend", "WERK": "betaald werk", "OPLEIDING": "opleiding",
    "VRIJWILLIGERSWERK": "vrijwilligerswerk of participatie", "GEEN": "geen van deze",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClosingPage:
    finding: tuple[Part, ...]
    is_closed: bool
    may_begin_completion: bool
    still_open: tuple[str, ...]
    afterwards: tuple[tuple[str, str], ...]


def build(trajectory: Trajectory, *, on: date) -> ClosingPage:
    """Return the page; what is still open is told and never stops anybody."""
    return ClosingPage(
        finding=_finding(trajectory),
        is_closed=trajectory.phase == Phase.CLOSED,
        may_begin_completion=trajectory.phase == Phase.LEARNING,
        still_open=tuple(_still_open(trajectory)) if trajectory.phase != Phase.CLOSED else (),
        afterwards=tuple(_afterwards(trajectory)),
    )


def _finding(trajectory: Trajectory) -> tuple[Part, ...]:
    if trajectory.closed_on:
        outcome = Part(trajectory.get_outcome_display(), strong=True)
        return (Part(f"Afgesloten op {date_long(trajectory.closed_on)}: "), outcome, Part("."))
    ends = course_facts.term_end(trajectory)
    term = f" De inburgeringstermijn eindigt op {date_long(ends)}." if ends else ""
    phase = Part(trajectory.get_phase_display().lower(), strong=True)
    return (Part("Dit traject is in de fase "), phase, Part(f".{term}"))


def _still_open(trajectory: Trajectory) -> list[str]:
    missing = [] if trajectory.pvt_signed_on else ["PVT"]
    if trajectory.leerroute != ONDERWIJS and not trajectory.map_ended_on:
        missing.append("MAP")
    if trajectory.leerroute == ZELFREDZAAMHEID and not trajectory.z_ended_on:
        missing.append("het eindgesprek van de Z-route")
    told = [f"Nog niet vastgelegd: {listing(missing)}."] if missing else []
    current = [CoursePlacement.State.WAITING, CoursePlacement.State.RUNNING]
    if trajectory.placements.filter(state__in=current).exists():
        told.append("Er loopt of wacht nog een les. Bij het afsluiten eindigt die ook.")
    return told


def _afterwards(trajectory: Trajectory) -> list[tuple[str, str]]:
    if trajectory.closed_on is None:
        return []
    return [
        (
            f"Na {months} maanden ({date_long(months_later(trajectory.closed_on, months))})",
            AFTERWARDS.get(status, status),
        )
        for months, status in ((6, trajectory.after_6_months), (12, trajectory.after_12_months))
    ]
