"""The next days on which a group starts under contracts of this municipality, with the places that are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inburgering.notation import date_long
from procurement.models import StartMoment
from procurement.reports.places import Places, taken_per_start
from regions.rules.components import COMPONENT_SHORT, Component
from trajectories.models import Trajectory
from trajectories.rules.course_fit import PipCourse, fitting_components, hours_words

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class StartRow:
    pk: int
    component: str
    component_code: str
    provider: str
    day: str
    location: str
    hours: str
    places: str
    is_full: bool

    @property
    def label(self) -> str:
        """Return what a list to choose from says."""
        place = f", {self.location}" if self.location else ""
        return f"{self.day}: {self.component} bij {self.provider}{place} ({self.places})"


def available(trajectory: Trajectory, on: date) -> list[StartMoment]:
    """Return every coming start of a contract in which this municipality takes part, soonest first."""
    found = StartMoment.objects.filter(
        contract__parties__municipality__organisation_id=trajectory.organisation_id, starts_on__gte=on
    )
    return list(found.select_related("contract__provider").order_by("starts_on", "pk"))


def coming(trajectory: Trajectory, pip: PipCourse, *, on: date) -> tuple[StartRow, ...]:
    """Return the starts that can suit the PIP; who chooses a course gets only what the municipality offers."""
    fitting = fitting_components(pip)
    found = [one for one in available(trajectory, on) if one.component in fitting][:MOST_SHOWN]
    return rows(found)


def rows(found: list[StartMoment]) -> tuple[StartRow, ...]:
    taken = taken_per_start() if found else {}
    return tuple(_row(one, Places(one.places, taken.get(one.pk, 0))) for one in found)


def _row(one: StartMoment, places: Places) -> StartRow:
    return StartRow(
        pk=one.pk,
        component=COMPONENT_SHORT[Component(one.component)],
        component_code=one.component,
        provider=one.contract.provider.name,
        day=date_long(one.starts_on),
        location=one.location,
        hours=hours_words(one.hours_per_week) if one.hours_per_week else "niet bekend",
        places=places.words,
        is_full=places.is_full,
    )
