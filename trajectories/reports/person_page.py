"""What stands around the form of a person: who is alike, what a colleague changed, earlier groups, the household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inburgering.notation import date_long, sort_key
from trajectories.models import Inburgeraar, Trajectory
from trajectories.models.trajectory import TrajectoryQuerySet
from trajectories.rules import names


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a colleague changed while somebody typed: both texts."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Period:
    label: str
    begins_on: date
    source: str
    detail: str


@dataclass(frozen=True, slots=True)
class Mate:
    """Somebody of the same household; `url` is "" for a dossier of another team."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Around:
    periods: tuple[Period, ...]
    mates: tuple[Mate, ...]
    has_household: bool


def build(trajectory: Trajectory, mine: TrajectoryQuerySet) -> Around:
    """Return the earlier groups and the household, with a link where the reader may open it."""
    person = trajectory.inburgeraar
    periods = tuple(
        Period(one.get_indeling_display(), one.begins_on, one.source, one.detail)
        for one in person.indelingen.order_by("-begins_on")
    )
    mates: tuple[Mate, ...] = ()
    if person.household_id:
        beside = mine.filter(inburgeraar__household_id=person.household_id).exclude(inburgeraar_id=person.pk)
        mates = tuple(Mate(one.sort_name, one.get_absolute_url()) for one in beside.order_by("sort_name"))
        hidden = Inburgeraar.objects.filter(household_id=person.household_id).exclude(pk=person.pk).count() - len(mates)
        mates += (Mate("iemand in een dossier van een ander team", ""),) * max(0, hidden)
    return Around(periods, mates, person.household_id is not None)


def alike(mine: TrajectoryQuerySet, organisation_id: int, columns: Mapping[str, Any]) -> list[Trajectory]:
    """Return who in this municipality has the same name and birth year, in any spelling of accents and capitals."""
    wanted = sort_key(columns["full_name"])[0]
    born = mine.filter(organisation_id=organisation_id, inburgeraar__birth_year=columns["birth_year"])
    return [one for one in born.select_related("inburgeraar", "team")[:200]
            if sort_key(one.inburgeraar.full_name)[0] == wanted]  # fmt: skip


def differences(now: Inburgeraar, typed: Mapping[str, Any], fields: Mapping[str, Any]) -> list[Difference]:
    """Return every field that says something else now than what was typed."""
    found = []
    for name, value in typed.items():
        current = getattr(now, name)
        if current != value and name in fields:
            found.append(Difference(str(fields[name].label), _words(current), _words(value)))
    born = tuple(typed.get(f"birth_{part}") for part in ("year", "month", "day"))
    if born[0] and born != (now.birth_year, now.birth_month, now.birth_day):
        known = names.birth_words(now.birth_year, now.birth_month, now.birth_day)
        found.append(Difference("Geboortedatum", known, names.birth_words(born[0], born[1], born[2])))
    return found


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return date_long(value) if isinstance(value, date) else str(value or "leeg")
