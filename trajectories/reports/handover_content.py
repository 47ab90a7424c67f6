"""What goes along to another municipality, read from the dossier: once to show it, and the same to seal it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from inburgering.notation import date_short
from trajectories.models import Conversation, PortfolioItem, Trajectory
from trajectories.reports import handover_rows as rows
from trajectories.rules import handover_parts as parts
from trajectories.rules import names

SHAPE = 1  # of the sealed snapshot
_DUTY = ("plicht_begins_on", "kennisgeving_on", "duo_term_starts_on", "duo_term_ends_on")
_ROUTE = ("leerroute", "level", "is_alphabetisation", "first_pip_dated_on")
_PERSON = (
    "full_name", "prefix", "sort_name", "calling_name", "birth_year", "birth_month", "birth_day", "languages",
    "needs_interpreter",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody ticked: parts of the law, conversations and portfolio items."""

    parts: tuple[str, ...]
    notes: Sequence[Conversation] = ()
    portfolio: Sequence[PortfolioItem] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return parts.going(self.parts, notes=len(self.notes), portfolio=len(self.portfolio))


def snapshot(trajectory: Trajectory, wanted: Wanted, *, on: date) -> dict[str, Any]:
    """Return everything that goes along, as JSON: `sections` to read, `data` to register with. Never health."""
    keys = wanted.keys
    sections, data = [], {}
    for key in keys:
        lines, facts = _READ[key](trajectory, wanted)
        part = parts.BY_KEY[key]
        sections.append({"key": key, "title": part.label, "ground": part.ground, "rows": lines})
        data[key] = facts
    return {
        "shape": SHAPE, "made_on": on.isoformat(), "from": trajectory.organisation.name, "number": trajectory.number,
        "indeling": trajectory.indeling, "sections": sections, "data": data,
    }  # fmt: skip


def fingerprint(content: dict[str, Any]) -> str:
    """Return what stays equal as long as exactly the same would go along."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def recognised(trajectory: Trajectory) -> dict[str, Any]:
    """Return what the new municipality sees before it asks for the dossier: name and birth date."""
    person = trajectory.inburgeraar
    return {
        "name": person.sort_name,
        "born": names.birth_words(person.birth_year, person.birth_month, person.birth_day),
    }


def _person(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    person = trajectory.inburgeraar
    data = {name: getattr(person, name) for name in _PERSON}
    data |= {"bsn": person.bsn(), "v_number": person.v_number()}
    lines = [
        ["Naam", person.full_name],
        ["Geboren", names.birth_words(person.birth_year, person.birth_month, person.birth_day)],
        ["BSN", rows.masked(data["bsn"])],
        ["V-nummer", rows.masked(data["v_number"])],
        ["Talen", f"{person.languages}{', tolk nodig' if person.needs_interpreter else ''}".strip(", ")],
    ]
    return _filled(lines), data


def _duty(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    lines = [
        ["Groep", trajectory.get_indeling_display()],
        ["Begin van de plicht", _day(trajectory.plicht_begins_on)],
        ["Kennisgeving van DUO", _day(trajectory.kennisgeving_on)],
        ["Termijn volgens DUO", rows.between(trajectory.duo_term_starts_on, trajectory.duo_term_ends_on)],
    ]
    return _filled(lines), _facts(trajectory, _DUTY) | {"law": trajectory.law}


def _pip(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    decided, data = rows.pip(trajectory)
    lines = [
        ["Leerroute", trajectory.get_leerroute_display() or "nog niet bepaald"],
        ["Niveau", trajectory.level],
        ["Eerste PIP van", _day(trajectory.first_pip_dated_on)],
        *decided,
    ]
    return _filled(lines), data | _facts(trajectory, _ROUTE)


def _pvt_map(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    lines, data = rows.pvt_map(trajectory)
    return _filled(lines), data | _facts(trajectory, ("pvt_signed_on", "map_ended_on", "z_ended_on"))


def _intake(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    return rows.intake(trajectory)


def _hours(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    return rows.hours(trajectory)


def _exams(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    return rows.exams(trajectory)


def _notes(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    lines = [[f"{date_short(one.held_on)}, {one.get_form_display()}", one.note] for one in wanted.notes]
    return lines, {}


def _portfolio(trajectory: Trajectory, wanted: Wanted) -> tuple[list[list[str]], dict[str, Any]]:
    items = [
        {
            "life_area": one.life_area,
            "title": one.title,
            "own_words": one.own_words,
            "happened_on": _iso(one.happened_on),
        }
        for one in wanted.portfolio
    ]
    return [[one.title, one.own_words] for one in wanted.portfolio], {"items": items}


_READ = {
    parts.PERSON: _person, parts.DUTY: _duty, parts.PIP: _pip, parts.INTAKE: _intake, parts.HOURS: _hours,
    parts.EXAMS: _exams, parts.PVT_MAP: _pvt_map, parts.NOTES: _notes, parts.PORTFOLIO: _portfolio,
}  # fmt: skip


def _facts(trajectory: Trajectory, columns: Sequence[str]) -> dict[str, Any]:
    return {name: _iso(getattr(trajectory, name)) for name in columns}


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(day: date | None) -> str:
    return date_short(day) if day else ""


def _filled(lines: list[list[str]]) -> list[list[str]]:
    return [line for line in lines if line[1]]
