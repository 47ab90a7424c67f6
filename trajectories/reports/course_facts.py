"""From the rows about lessons of one trajectory to what the rules ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trajectories.models import CoursePlacement, HoursMonth, Pip, Trajectory
from trajectories.rules import course_rules
from trajectories.rules.course_fit import Offer, PipCourse
from trajectories.rules.course_rules import Hours


def offer_of(trajectory: Trajectory, placement: CoursePlacement) -> Offer:
    """Return the offer with the PIP and the term it is held against. DUO's end of the term prevails."""
    first = trajectory.first_pip_dated_on
    return Offer(
        indeling=trajectory.indeling,
        component=placement.component,
        offered_on=placement.offered_on,
        starts_on=placement.starts_on,
        ends_on=placement.expected_end_on,
        pip_dated_on=first,
        term_ends_on=term_end(trajectory),
    )


def term_end(trajectory: Trajectory) -> date | None:
    """Return the last day of the inburgeringstermijn: DUO's, else as counted; None before the first PIP."""
    first = trajectory.first_pip_dated_on
    return trajectory.duo_term_ends_on or (course_rules.term_ends_on(first) if first else None)


def pip_in_force(trajectory: Trajectory) -> Pip | None:
    return trajectory.pips.filter(state=Pip.State.ESTABLISHED).first()


def pip_course(trajectory: Trajectory, pip: Pip | None) -> PipCourse:
    """Return what the PIP in force says about lessons; without its row what the trajectory itself remembers of it."""
    alphabet = pip.alphabet != Pip.Alphabet.NVT if pip else trajectory.is_alphabetisation
    return PipCourse(
        leerroute=pip.leerroute if pip else (trajectory.leerroute if trajectory.first_pip_dated_on else ""),
        is_alphabetisation=alphabet,
        hours_per_week=pip.hours_per_week if pip else None,
        indeling=trajectory.indeling,
    )


def hours_of(rows: Iterable[HoursMonth]) -> list[Hours]:
    return [Hours(row.month, row.kind, row.followed, row.missed_with_notice, row.missed_without_notice) for row in rows]
