"""Invented trajectories for measuring at the size of the country: the same seed always gives the same people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from trajectories.models import Phase
from trajectories.rules import deadlines, names

GIVEN = (
    "Amina", "Yusuf", "Rahel", "Mehret", "Omar", "Layla", "Samuel", "Hodan", "Bilal", "Fatima", "Oleksandr", "Noor",
    "Tesfay", "Maryam", "Khaled", "Sara", "Abdi", "Zahra", "Ibrahim", "Selam", "Elif", "Mustafa", "Nadia", "Hassan",
    "Irina", "Jamal", "Leyla", "Daniel", "Aster", "Farid", "Mona", "Tariq",
)  # fmt: skip
FAMILY = (
    "Haddad", "Tekle", "Al Masri", "Osman", "Ahmadi", "Demir", "Kovalenko", "Warsame", "Habtemariam", "Rezai", "Saleh",
    "Yildiz", "Mohamed", "Ghebre", "Hosseini", "Darwish", "Abdullahi", "Kidane", "Nazari", "Khalil", "Aydin", "Barre",
    "Shevchenko", "Mahmoud", "Negash", "Karimi", "Hamdan", "Jama", "Berhane", "Sharif", "Bondarenko", "Çelik",
)  # fmt: skip
ASYLUM, FAMILY_MIGRANT = "ASIELSTATUSHOUDER", "GEZINSMIGRANT_EN_OVERIGE_MIGRANT"
# How many of a hundred stand where, by our own choice: a test set, no figure about the country.
PHASES = (
    (Phase.REGISTERED, 8), (Phase.INTAKE, 10), (Phase.PIP, 6), (Phase.LEARNING, 50), (Phase.COMPLETION, 6),
    (Phase.CLOSED, 20),
)  # fmt: skip
ROUTES = (("B1", 55), ("ZELFREDZAAMHEID", 35), ("ONDERWIJS", 10))
OUTCOMES = (("DIPLOMA", 60), ("CERTIFICAAT", 20), ("ONTHEFFING", 12), ("VERTREK", 8))
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PATTERNS = 4_000  # roads that differ; people share them, as computing a next date for each takes minutes
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One klantregisseur in a team of one municipality."""

    organisation_id: int
    team_id: int
    user_id: int
    city: str


def numbers(random: Random) -> Iterator[str]:
    """Give public numbers that differ, by the seed and not by chance."""
    taken: set[str] = set()
    while True:
        number = "T-" + "".join(random.choices(ALPHABET, k=8))
        if number not in taken:
            taken.add(number)
            yield number


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a person and a road have apart from name, number and place; `digits` is the birth date as people type it."""

    person: Columns
    road: Columns
    digits: str


def patterns(random: Random, on: date, count: int = PATTERNS) -> list[Pattern]:
    """Return roads that hang together, each with the birth date of who walks it."""
    return [_pattern(random, on) for _ in range(count)]


def _pattern(random: Random, on: date) -> Pattern:
    known = random.random()
    born: Columns = {
        "birth_year": random.randint(1962, 2007),
        "birth_month": random.randint(1, 12) if known > 0.05 else None,  # noqa: PLR2004
        "birth_day": random.randint(1, 28) if known > 0.08 else None,  # noqa: PLR2004
    }
    person = born | {
        "languages": random.choice(("Arabisch", "Tigrinya", "Turks", "Dari", "Somalisch", "Oekraïens")),
        "needs_interpreter": random.random() < 0.4,  # noqa: PLR2004
    }
    return Pattern(person, _road(random, born, on), names.birth_digits(**{k[6:]: v for k, v in born.items()}))


def person(random: Random, place: Place, pattern: Pattern) -> Columns:
    """Return the columns of an inburgeraar: a birth date in part for some, a mononym now and then, never a BSN."""
    full_name = random.choice(GIVEN) + (f" {random.choice(FAMILY)}" if random.random() > 0.02 else "")  # noqa: PLR2004
    return pattern.person | {
        "organisation_id": place.organisation_id, "full_name": full_name, "sort_name": _sort_name(full_name),
        "city": place.city,
    }  # fmt: skip


def trajectory(place: Place, who: Columns, number: str, pattern: Pattern) -> Columns:
    """Return the columns of one trajectory, with what lists sort and search on."""
    return pattern.road | {
        "organisation_id": place.organisation_id, "number": number, "team_id": place.team_id,
        "assigned_to_id": place.user_id, "sort_name": who["sort_name"],
        "search_text": f"{_plain(who['full_name'])} {_plain(number[:1])} {number[2:].lower()} {pattern.digits}",
    }  # fmt: skip


@cache
def _sort_name(full_name: str) -> str:
    return names.suggested_sort_name(full_name)


@cache
def _plain(words: str) -> str:
    return names.search_text(words)


def _road(random: Random, born: Columns, on: date) -> Columns:
    """Return a road in some phase, with the dates that belong to it."""
    phase = _drawn(random, PHASES)
    started = on - timedelta(days=random.randint(*_AGE[phase]))
    indeling = ASYLUM if random.random() < 0.7 else FAMILY_MIGRANT  # noqa: PLR2004
    columns: Columns = {
        **dict.fromkeys(ROAD_COLUMNS), **dict.fromkeys(("outcome", "leerroute", "level"), ""),
        "assigned_on": started, "phase": phase.value, "registered_on": started, "indeling": indeling,
    }  # fmt: skip
    if phase != Phase.REGISTERED:
        columns |= _duty(random, started, phase, on)
    if phase == Phase.CLOSED:
        closed = on - timedelta(days=random.randint(1, 500))
        columns |= {"closed_on": closed, "outcome": _drawn(random, OUTCOMES)}
    else:
        columns |= _contact(random, on)
    return columns | _next(columns, born, on)


# What a road may lack; every row of a table is written with the same columns.
ROAD_COLUMNS = (
    "kennisgeving_on", "plicht_begins_on", "registered_brp_on", "first_pip_dated_on", "pip_dated_on", "offered_on",
    "lessons_started_on", "closed_on", "last_contact_on", "next_appointment_on",
)  # fmt: skip
_AGE = {
    Phase.REGISTERED: (1, 60), Phase.INTAKE: (10, 100), Phase.PIP: (50, 120), Phase.LEARNING: (120, 1000),
    Phase.COMPLETION: (900, 1200), Phase.CLOSED: (1000, 1800),
}  # fmt: skip


def _duty(random: Random, started: date, phase: Phase, on: date) -> Columns:
    found: Columns = {
        "kennisgeving_on": started, "plicht_begins_on": started,
        "registered_brp_on": min(on, started + timedelta(days=random.randint(0, 30))),
    }  # fmt: skip
    if phase in {Phase.LEARNING, Phase.COMPLETION, Phase.CLOSED}:
        route = _drawn(random, ROUTES)
        dated = started + timedelta(days=random.randint(30, 110))
        found |= {
            "leerroute": route, "level": "" if route == "ZELFREDZAAMHEID" else "B1", "first_pip_dated_on": dated,
            "pip_dated_on": dated, "offered_on": dated + timedelta(days=14),
            "lessons_started_on": dated + timedelta(days=random.randint(20, 90)),
        }  # fmt: skip
    return found


def _contact(random: Random, on: date) -> Columns:
    seen, planned = random.random() < 0.85, random.random() < 0.5  # noqa: PLR2004
    return {
        "last_contact_on": on - timedelta(days=random.randint(1, 110)) if seen else None,
        "next_appointment_on": on + timedelta(days=random.randint(-6, 45)) if planned else None,
    }


def _next(columns: Columns, born: Columns, on: date) -> Columns:
    """Compute the next date by the rule itself, so that lists sort on something that holds."""
    known = {name: columns[name] for name in deadlines.Facts.__dataclass_fields__ if name in columns}
    coming = deadlines.next_deadline(deadlines.Facts(**known | born), on=on)
    return {
        "next_deadline_on": coming.due_on if coming else None,
        "next_deadline_kind": coming.kind if coming else "",
    }


def _drawn(random: Random, choices: Sequence[tuple[Any, int]]) -> Any:
    return random.choices([one for one, _ in choices], [weight for _, weight in choices])[0]
