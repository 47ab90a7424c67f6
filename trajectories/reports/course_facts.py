"""From the rows about lessons of one trajectory to what the rules ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from trajectories.models import CoursePlacement, HoursMonth, Pip, Trajectory
from trajectories.rules import clocks_term
from trajectories.rules.clock import ASIELSTATUSHOUDER, Facts
from trajectories.rules.clocks_term import Term
from trajectories.rules.course_fit import Offer, PipCourse
from trajectories.rules.course_rules import ROUTE_COMPONENTS, Hours
from trajectories.rules.duo_part_rules import OfferFacts, check_offer
from trajectories.rules.law_periods import RULES


def offer_of(trajectory: Trajectory, placement: CoursePlacement) -> Offer:
    """Return the offer with the PIP and the term it is held against. DUO's end of the term prevails."""
    return Offer(
        indeling=trajectory.indeling,
        component=placement.component,
        offered_on=placement.offered_on,
        starts_on=placement.starts_on,
        ends_on=placement.expected_end_on,
        pip_dated_on=own_first_pip(trajectory),
        term_ends_on=term_end(trajectory),
    )


def duo_would_say(trajectory: Trajectory, placement: CoursePlacement, pip: Pip | None) -> tuple[str, ...]:
    """Return what DUO would refuse in an inburgeringsaanbod as it stands, in sentences.

    Nothing for another component than the leerroute and for who chooses a course. The keurmerk of the school is not
    known here, so that rule is not among them.
    """
    if placement.component not in ROUTE_COMPONENTS or trajectory.indeling != ASIELSTATUSHOUDER:
        return ()
    found = term(trajectory)
    offer = OfferFacts(
        trajectory.indeling, placement.component, own_first_pip(trajectory), found.starts_on if found else None,
        found.ends[-1] if found else None, placement.offered_on, placement.starts_on, placement.expected_end_on,
        alphabet=pip.alphabet if pip else Pip.Alphabet.NVT,
    )  # fmt: skip
    return tuple(one.sentence for one in check_offer(offer) if not one.passed and one.code != "AANBOD_SCHOOL")


def own_first_pip(trajectory: Trajectory) -> date | None:
    """Return the day of the first PIP of this municipality; after a move one of the former does not count."""
    return own_first(trajectory.moved_in_on, trajectory.first_pip_dated_on, trajectory.pip_dated_on)


def own_first(moved_in_on: date | None, first: date | None, latest: date | None) -> date | None:
    """Return the same from the columns themselves."""
    if moved_in_on is None or (first and first >= moved_in_on):
        return first
    return latest if latest and latest >= moved_in_on else None


def term(trajectory: Trajectory) -> Term | None:
    """Return the inburgeringstermijn, with DUO's days where there are any; None before the first PIP. No query."""
    known = Facts(
        trajectory.indeling,
        first_pip_dated_on=trajectory.first_pip_dated_on,
        duo_term_starts_on=trajectory.duo_term_starts_on,
        duo_term_ends_on=trajectory.duo_term_ends_on,
    )
    return clocks_term.term(known, RULES, None)


def term_end(trajectory: Trajectory) -> date | None:
    """Return the last day of the inburgeringstermijn: DUO's, else as counted; None before the first PIP."""
    found = term(trajectory)
    return found.ends[0] if found else trajectory.duo_term_ends_on


def is_last_part(trajectory: Trajectory, *, on: date) -> bool:
    """Whether the part of the term runs in which extension may be asked (Wi2021 art. 12; Besluit art. 4.2)."""
    found = term(trajectory)
    return found is not None and clocks_term.opens_extension(found, RULES) <= on


def law_day(trajectory: Trajectory, *, on: date) -> date:
    """Return the day whose rules this trajectory keeps: the start of its term, else a day given."""
    found = term(trajectory)
    return found.starts_on if found else on


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
