"""What DUO asks of an offer, and which course fits a PIP.

Sources: DUO's interface for municipalities (inburgeringsaanbod 1.2.0); Wi2021 art. 8, 16 and 19; Besluit art. 3.14.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inburgering.notation import date_long, number
from trajectories.rules.clock import ONDERWIJS
from trajectories.rules.course_rules import ASIEL, ROUTE_COMPONENTS, ROUTE_NAMES, Z_ROUTE


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an offer would not be taken by DUO. `field` is the date or choice it belongs to."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of a course (inburgeringsaanbod), with what it is held against."""

    indeling: str
    component: str
    offered_on: date | None
    starts_on: date | None
    ends_on: date | None
    pip_dated_on: date | None
    term_ends_on: date | None


def offer_problems(offer: Offer) -> tuple[Problem, ...]:
    """Return what DUO refuses in an offer: asielstatushouders only, after the PIP, within the term, forward in time.

    Only the course of a leerroute is an inburgeringsaanbod; of another component the dates alone are held.
    """
    found = []
    if offer.component in ROUTE_COMPONENTS:
        found += _route_problems(offer)
    if offer.starts_on and offer.ends_on and offer.ends_on <= offer.starts_on:
        found.append(Problem("expected_end_on", "Het einde van de les ligt na de start"))
    return tuple(found)


def _route_problems(offer: Offer) -> list[Problem]:
    if offer.indeling != ASIEL:
        return []  # chooses and pays a course: recorded, but no inburgeringsaanbod (Wi2021 art. 16 and 19)
    if offer.pip_dated_on is None:
        return [Problem("", "Eerst is een vastgesteld PIP nodig. DUO neemt zonder PIP geen inburgeringsaanbod aan")]
    found = []
    for field, day, what in (
        ("offered_on", offer.offered_on, "Het aanbod"),
        ("starts_on", offer.starts_on, "De start van de les"),
        ("expected_end_on", offer.ends_on, "Het einde van de les"),
    ):
        if day and day < offer.pip_dated_on:
            found.append(Problem(field, f"{what} ligt niet voor het PIP van {date_long(offer.pip_dated_on)}"))
        elif day and offer.term_ends_on and day > offer.term_ends_on:
            sentence = f"{what} ligt niet na het einde van de inburgeringstermijn, {date_long(offer.term_ends_on)}"
            found.append(Problem(field, sentence))
    return found


@dataclass(frozen=True, slots=True)
class PipCourse:
    """What the PIP in force says about the lessons. `leerroute` "" when there is no PIP."""

    leerroute: str
    is_alphabetisation: bool = False
    hours_per_week: Decimal | None = None
    indeling: str = ASIEL


def misfits(component: str, hours_per_week: Decimal | None, pip: PipCourse) -> tuple[str, ...]:
    """Return in Dutch where a course does not fit the PIP; nothing without a PIP."""
    if not pip.leerroute:
        return ()
    route = ROUTE_NAMES[pip.leerroute]
    found = []
    if component in ROUTE_COMPONENTS and component != pip.leerroute:
        found.append(f"De les is voor de {ROUTE_NAMES[component]}, het PIP zegt {route}")
    if component == "MAP" and pip.leerroute == ONDERWIJS:
        found.append("MAP hoort niet bij de onderwijsroute (Wi2021 art. 8 lid 3)")
    if component == "Z_PARTICIPATIE" and (pip.leerroute != Z_ROUTE or pip.indeling != ASIEL):
        found.append("Participatie-uren horen bij de Z-route van asielstatushouders (Besluit art. 3.14)")
    if component == "ALFABETISERING" and not pip.is_alphabetisation:
        found.append("Het PIP noemt geen alfabetisering")
    wanted = pip.hours_per_week
    if component == pip.leerroute and wanted and hours_per_week and hours_per_week < wanted:
        found.append(f"De les geeft {hours_words(hours_per_week)} per week, het PIP noemt {hours_words(wanted)}")
    return tuple(found)


def fitting_components(pip: PipCourse) -> frozenset[str]:
    """Return the components of contracts for which a start moment can suit this PIP; all of them without a PIP."""
    everything = [*ROUTE_COMPONENTS, "ALFABETISERING", "PVT", "MAP", "Z_PARTICIPATIE"]
    return frozenset(one for one in everything if not misfits(one, None, pip))


def hours_words(hours: Decimal) -> str:
    """Return "12 uur" or "7,5 uur"."""
    return f"{number(hours, 0 if hours == hours.to_integral_value() else 1)} uur"
