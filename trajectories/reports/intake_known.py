"""What is already known of somebody, with where and when it came from: the intake does not ask it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Sum
from django.utils import timezone

from inburgering.notation import date_short
from trajectories.models import BredeIntake, HoursMonth, IntakePart, Trajectory
from trajectories.rules.intake_parts import FIELDS, PART_OF, Part, written

REGISTRATION, COA, HOURS, PERSON = "aanmelding", "COA", "Lessen en uren", "inburgeraar"
LANGUAGE_HOURS = (HoursMonth.Kind.NT2, HoursMonth.Kind.ALFABETISERING, HoursMonth.Kind.KNM)


@dataclass(frozen=True, slots=True)
class Known:
    """A value that may fill in a field beforehand."""

    value: Any
    source: str
    on: date

    @property
    def words(self) -> str:
        return source_words(self.source, self.on)


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer from another part, shown where it helps."""

    label: str
    value: str
    source: str


def source_words(source: str, on: date | None) -> str:
    """Return "uit COA, 2 sep 2026"; an answer of the inburgeraar says so."""
    words = f"van de {PERSON} zelf" if source == PERSON else f"uit {source}"
    return f"{words}, {date_short(on)}" if on else words


def name_of(recorded_by: str) -> str:
    """Return the name of who did something, without the mail address that the trail keeps behind it."""
    return recorded_by.split(" <")[0]


def facts(trajectory: Trajectory) -> dict[str, Known]:
    """Return what other places know, by the name of the fact (Field.known)."""
    person, since = trajectory.inburgeraar, trajectory.registered_on
    coa_on = trajectory.linked_on or since
    known = {
        "azc_location": Known(trajectory.azc_location, COA, coa_on),
        "linked_on": Known(trajectory.linked_on, COA, coa_on),
        "languages": Known(person.languages, REGISTRATION, since),
        "income": Known("BIJSTAND" if trajectory.bijstand_from_on else "", REGISTRATION, since),
    }
    hours = trajectory.hours.filter(is_before_pip=True, kind__in=LANGUAGE_HOURS).aggregate(
        total=Sum("followed"), last=Max("recorded_at")
    )
    if hours["total"]:
        known["hours_before_pip"] = Known(hours["total"], HOURS, timezone.localdate(hours["last"]))
    return {name: one for name, one in known.items() if one.value}


def prefilled(part: Part, stored: IntakePart, known: dict[str, Known]) -> dict[str, Known]:
    """Return by field what may fill it in: only where nobody answered yet."""
    return {
        field.key: known[field.known]
        for field in part.fields
        if field.known in known and stored.fields.get(field.key) in (None, "")
    }


def source_of(stored: IntakePart, key: str) -> str:
    """Return where a stored answer came from, in words; "" for an empty one."""
    source = stored.sources.get(key)
    if not source or stored.fields.get(key) in (None, ""):
        return ""
    return source_words(source["source"], date.fromisoformat(source["on"]) if source.get("on") else None)


def shown_from_elsewhere(part: Part, intake: BredeIntake) -> list[Shown]:
    """Return the answers of other parts that this part shows."""
    if not part.shows:
        return []
    stored = {one.key: one for one in intake.parts.all()}
    found = []
    for key in part.shows:
        home = stored.get(PART_OF[key].key)
        if home and (value := written(FIELDS[key], home.fields.get(key))):
            found.append(Shown(FIELDS[key].label, value, f"{PART_OF[key].label}, {source_of(home, key)}".rstrip(", ")))
    return found
