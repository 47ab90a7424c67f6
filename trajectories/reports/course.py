"""Lessons and participation of one trajectory: placements, waiting, starts, norms, attendance, exams, PVT and MAP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inburgering.notation import MONTHS, date_long, percent
from regions.rules.components import COMPONENT_SHORT, Component
from regions.rules.finding import Part
from trajectories.models import CoursePlacement, HoursMonth, Pip, Trajectory
from trajectories.reports import course_facts, course_left, course_starts
from trajectories.reports.course_exams import ExamRow, Sittings
from trajectories.reports.course_left import Left
from trajectories.reports.course_participation import NormRow, map_facts, norm_row, pvt_facts, settled
from trajectories.reports.course_starts import StartRow
from trajectories.rules import course_rules, hour_norms
from trajectories.rules.clock import ONDERWIJS
from trajectories.rules.course_fit import PipCourse, hours_words, misfits
from trajectories.rules.course_rules import ASIEL, ROUTE_COMPONENTS, Z_ROUTE
from trajectories.rules.hour_norms import Progress

RUNNING, WAITING = CoursePlacement.State.RUNNING, CoursePlacement.State.WAITING
MONTHS_SHOWN = 6  # the rest is folded
HOURS_HEADER = [
    "Maand", "Soort", "Gevolgd", "Gemist met bericht", "Gemist zonder bericht", "Voor het PIP", "Bron",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacementRow:
    pk: int
    component: str
    school: str
    state: str
    is_open: bool
    when: str
    hours: str
    waited: str
    warnings: tuple[str, ...]
    for_duo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthRow:
    month: date
    name: str
    words: str
    followed: int
    given: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoursePage:
    finding: tuple[Part, ...]
    placements: tuple[PlacementRow, ...]
    starts: tuple[StartRow, ...]
    progress: tuple[NormRow, ...]
    left: Left
    months: tuple[MonthRow, ...]
    older: tuple[MonthRow, ...]
    exams: tuple[ExamRow, ...]
    attempts: str
    pvt: tuple[tuple[str, str], ...]
    module_map: tuple[tuple[str, str], ...]
    is_z_route: bool
    has_map: bool
    is_placed: bool
    chooses_course: bool
    z_ended_on: date | None
    payer: str


def build(trajectory: Trajectory, *, on: date) -> CoursePage:
    """Return the page of one trajectory; asks eight times whatever there is."""
    in_force = course_facts.pip_in_force(trajectory)
    pip = course_facts.pip_course(trajectory, in_force)
    rows = list(trajectory.placements.select_related("contract").order_by("-starts_on", "-pk"))
    hours = list(trajectory.hours.order_by("-month", "kind"))
    counted = course_facts.hours_of(hours)
    law = course_facts.law_day(trajectory, on=on)
    progress = hour_norms.progress(trajectory.indeling, trajectory.leerroute, counted, on=law)
    months = _months(hours, counted)
    sittings = Sittings.of(trajectory, on=on)
    placed = [_placement(trajectory, row, (in_force, pip), on) for row in rows]
    return CoursePage(
        finding=_finding(trajectory, rows, progress, on),
        placements=tuple(placed),
        starts=course_starts.coming(trajectory, pip, on=on),
        progress=tuple(norm_row(trajectory, one) for one in progress),
        left=course_left.build(trajectory, in_force, hours, sittings.found, on=law),
        months=months[:MONTHS_SHOWN],
        older=months[MONTHS_SHOWN:],
        exams=sittings.rows,
        attempts=sittings.attempts,
        pvt=pvt_facts(trajectory),
        module_map=map_facts(trajectory),
        is_z_route=trajectory.leerroute == Z_ROUTE,
        has_map=trajectory.leerroute != ONDERWIJS,
        is_placed=any(row.state in {RUNNING, WAITING} and row.component in ROUTE_COMPONENTS for row in rows),
        chooses_course=trajectory.indeling != ASIEL,
        z_ended_on=trajectory.z_ended_on,
        payer=_payer(trajectory),
    )


def hours_table(trajectory: Trajectory) -> list[list[object]]:
    """Return the rows of the Excel file of hours, newest month first."""
    return [
        [
            row.month, row.get_kind_display(), row.followed, row.missed_with_notice, row.missed_without_notice,
            "ja" if row.is_before_pip else "nee", row.source,
        ]
        for row in trajectory.hours.order_by("-month", "kind")
    ]  # fmt: skip


def component_words(code: str) -> str:
    """Return the short name, such as "B1-route" or "Z-route, participatie"."""
    return COMPONENT_SHORT[Component(code)] if code in Component.__members__ else code


def _finding(
    trajectory: Trajectory, rows: Sequence[CoursePlacement], progress: Sequence[Progress], on: date
) -> tuple[Part, ...]:
    running = next((row for row in rows if row.state == RUNNING), None)
    waiting = next((row for row in rows if row.state == WAITING), None)
    if running:
        since = f" sinds {date_long(running.starts_on)}" if running.starts_on else ""
        course = f"{component_words(running.component)} bij {running.cursusinstelling}"
        told = [Part("Volgt "), Part(course, strong=True), Part(f"{since}.")]
    elif waiting:
        told = [Part("Wacht op "), Part(component_words(waiting.component), strong=True), Part(_start_words(waiting))]
    else:
        told = _without_lessons(trajectory, on)
    open_ones = [one for one in progress if not one.is_reached and not settled(trajectory, one)]
    lesson = next((one for one in open_ones if one.norm.key in {"AFSCHALEN", "Z_LESSONS"}), None)
    if shown := lesson or next(iter(open_ones), None):
        told.append(Part(f" {shown.sentence}."))
    return tuple(told)


def _without_lessons(trajectory: Trajectory, on: date) -> list[Part]:
    """Return how long there are none; after a move that counts from the first PIP of this gemeente."""
    since = course_facts.own_first_pip(trajectory)
    if since and not trajectory.lessons_started_on:
        waited = course_rules.waited(since, on)
        return [Part("Er is nog "), Part("geen les", strong=True), Part(f", {waited} na het PIP.")]
    if trajectory.moved_in_on and since is None and trajectory.closed_on is None:
        return [Part("Er is nog "), Part("geen les", strong=True), Part(": eerst komt het PIP van deze gemeente.")]
    return [Part("Er is nu "), Part("geen les", strong=True), Part(".")]


def _start_words(waiting: CoursePlacement) -> str:
    if waiting.starts_on:
        return f" bij {waiting.cursusinstelling}: de les begint op {date_long(waiting.starts_on)}."
    return f" bij {waiting.cursusinstelling}; de startdag is nog niet bekend."


def _placement(
    trajectory: Trajectory, row: CoursePlacement, pip: tuple[Pip | None, PipCourse], on: date
) -> PlacementRow:  # fmt: skip
    in_force, asked = pip
    warnings = misfits(row.component, row.hours_per_week, asked)
    is_open = row.state in {RUNNING, WAITING}
    return PlacementRow(
        pk=row.pk,
        component=component_words(row.component),
        school=row.cursusinstelling,
        state=row.get_state_display(),
        is_open=is_open,
        when=_when(row),
        hours=hours_words(row.hours_per_week) if row.hours_per_week else "niet bekend",
        waited=_waited(trajectory, row, on),
        warnings=warnings if is_open else (),
        for_duo=course_facts.duo_would_say(trajectory, row, in_force) if is_open else (),
    )


def _when(row: CoursePlacement) -> str:
    if row.ended_on:
        return f"tot en met {date_long(row.ended_on)}: {row.end_reason}"
    if not row.starts_on:
        return "start nog niet bekend"
    told = f"vanaf {date_long(row.starts_on)}"
    return f"{told}, verwacht tot {date_long(row.expected_end_on)}" if row.expected_end_on else told


def _waited(trajectory: Trajectory, row: CoursePlacement, on: date) -> str:
    """Return how long it took, or takes, from the first PIP of this gemeente to the lessons."""
    since = course_facts.own_first_pip(trajectory)
    if since is None or row.state == CoursePlacement.State.CANCELLED:
        return ""
    if row.state == WAITING:
        return f"wacht {course_rules.waited(since, on)} sinds het PIP"
    if row.starts_on is None:
        return ""
    if row.starts_on <= since:
        return "begon op de dag van het PIP" if row.starts_on == since else "begon voor het PIP"
    return f"begon {course_rules.waited(since, row.starts_on)} na het PIP"


def _months(hours: Sequence[HoursMonth], counted: Sequence[course_rules.Hours]) -> tuple[MonthRow, ...]:
    told = []
    for one in reversed(course_rules.attendance(counted)):
        kinds = [f"{row.get_kind_display()} {row.followed}" for row in hours if row.month == one.month and row.followed]
        name = f"{MONTHS[one.month.month - 1]} {one.month.year}"
        words = f"{percent(one.share or 0)}, {one.followed} van {one.given} uur"
        told.append(MonthRow(one.month, name, words, one.followed, one.given, tuple(kinds)))
    return tuple(told)


def _payer(trajectory: Trajectory) -> str:
    if trajectory.indeling == ASIEL:
        return "De gemeente biedt de les aan en betaalt (Wi2021 art. 16)."
    return "Deze inburgeraar kiest en betaalt zelf de les (Wi2021 art. 16 en 19). PVT en MAP biedt de gemeente aan."
