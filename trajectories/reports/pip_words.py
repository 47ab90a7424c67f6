"""Part A in Dutch: every fixed point as label and words, in one order for page, comparison, letter and DUO."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inburgering.notation import count, date_long, listing, number, plain
from trajectories.models import Leerroute, Pip
from trajectories.reports.pip_facts import PART_A, columns

EMPTY = "niet ingevuld"
PARTS = {"LE": "lezen", "LU": "luisteren", "SC": "schrijven", "SP": "spreken"}
LABELS = {
    "leerroute": "Leerroute",
    "level": "Taalniveau",
    "afschaling_parts": "Onderdelen op A2",
    "dated_on": "Dagtekening",
    "reason_words": "Uitleg bij deze versie",
    "route_argument": "Waarom deze leerroute",
    "onderwijs_wish": "Onderwijsroute: wens",
    "onderwijs_level": "Onderwijsroute: niveau",
    "onderwijs_chance": "Onderwijsroute: kans op een diploma",
    "other_routes_argument": "De andere route",
    "intensity_hours": "Geschatte intensiteit B1-route",
    "hours_per_week": "Les per week",
    "alphabet": "Alfabetisering",
    "pvt_hours": "PVT",
    "map_hours": "MAP",
    "conversations_per_year": "Voortgangsgesprekken",
    "support": "Ondersteuning en begeleiding",
    "vve": "Voorschool voor kinderen (VVE)",
    "has_ontzorgen": "Ontzorgen",
    "may_finish_education": "Mag opleiding afmaken",
}
_HOURS = frozenset({"intensity_hours", "pvt_hours", "map_hours"})


def words(name: str, value: Any) -> str:
    """Return a value of part A as people read it; EMPTY when nothing is there."""
    if value in (None, "", []):
        return EMPTY
    if name in _HOURS:
        return f"{number(value)} uur"
    return _WRITERS.get(name, str)(value)


def fixed_points(pip: Pip, *, with_empty: bool = False) -> list[tuple[str, str]]:
    """Return label and words of everything that part A of this version says."""
    values = columns(pip)
    rows = [(name, words(name, values[name])) for name in PART_A]
    return [(LABELS[name], said) for name, said in rows if with_empty or _is_said(name, values[name], said)]


def _is_said(name: str, value: Any, said: str) -> bool:
    return said != EMPTY and not (value is False or (name == "alphabet" and value == Pip.Alphabet.NVT))


def _conversations(value: int) -> str:
    return f"{count(value, 'gesprek', 'gesprekken')} per jaar"


def _per_week(value: Decimal) -> str:
    return f"{plain(Decimal(value))} uur per week"


def yes_no(value: bool) -> str:
    return "ja" if value else "nee"


_WRITERS: dict[str, Any] = {
    "leerroute": lambda value: Leerroute(value).label,
    "afschaling_parts": lambda value: listing([PARTS[part] for part in value]),
    "dated_on": date_long,
    "alphabet": lambda value: Pip.Alphabet(value).label,
    "conversations_per_year": _conversations,
    "hours_per_week": _per_week,
    "has_ontzorgen": yes_no,
    "may_finish_education": yes_no,
}
