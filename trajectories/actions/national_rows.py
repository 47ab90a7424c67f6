"""Invented trajectories for measuring at the size of the country: the same seed always gives the same people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg2.sql import SQL, Identifier

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


def person(random: Random, place: Place) -> dict[str, Any]:
    """Return the columns of an inburgeraar: a birth date in part for some, a mononym now and then, never a BSN."""
    full_name = random.choice(GIVEN) + (f" {random.choice(FAMILY)}" if random.random() > 0.02 else "")  # noqa: PLR2004
    known = random.random()
    return {
        "organisation_id": place.organisation_id,
        "full_name": full_name,
        "sort_name": names.suggested_sort_name(full_name),
        "birth_year": random.randint(1962, 2007),
        "birth_month": random.randint(1, 12) if known > 0.05 else None,  # noqa: PLR2004
        "birth_day": random.randint(1, 28) if known > 0.08 else None,  # noqa: PLR2004
        "languages": random.choice(("Arabisch", "Tigrinya", "Turks", "Dari", "Somalisch", "Oekraïens")),
        "needs_interpreter": random.random() < 0.4,  # noqa: PLR2004
        "city": place.city,
    }


def trajectory(random: Random, place: Place, who: dict[str, Any], number: str, on: date) -> dict[str, Any]:
    """Return the columns of one trajectory in some phase, with the dates that belong to it."""
    phase = _drawn(random, PHASES)
    started = on - timedelta(days=random.randint(*_AGE[phase]))
    indeling = ASYLUM if random.random() < 0.7 else FAMILY_MIGRANT  # noqa: PLR2004
    columns: dict[str, Any] = {
        "organisation_id": place.organisation_id, "number": number, "team_id": place.team_id,
        "assigned_to_id": place.user_id, "assigned_on": started, "phase": phase.value, "registered_on": started,
        "sort_name": who["sort_name"], "indeling": indeling,
        "search_text": names.search_text(
            who["full_name"], number, names.birth_digits(who["birth_year"], who["birth_month"], who["birth_day"])
        ),
    }  # fmt: skip
    if phase != Phase.REGISTERED:
        columns |= _duty(random, started, phase, on)
    if phase == Phase.CLOSED:
        closed = on - timedelta(days=random.randint(1, 500))
        columns |= {"closed_on": closed, "outcome": _drawn(random, OUTCOMES)}
    else:
        columns |= _contact(random, on)
    return columns | _next(columns, who, on)


_AGE = {
    Phase.REGISTERED: (1, 60), Phase.INTAKE: (10, 100), Phase.PIP: (50, 120), Phase.LEARNING: (120, 1000),
    Phase.COMPLETION: (900, 1200), Phase.CLOSED: (1000, 1800),
}  # fmt: skip


def _duty(random: Random, started: date, phase: Phase, on: date) -> dict[str, Any]:
    found: dict[str, Any] = {
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


def _contact(random: Random, on: date) -> dict[str, Any]:
    seen, planned = random.random() < 0.85, random.random() < 0.5  # noqa: PLR2004
    return {
        "last_contact_on": on - timedelta(days=random.randint(1, 110)) if seen else None,
        "next_appointment_on": on + timedelta(days=random.randint(-6, 45)) if planned else None,
    }


def _next(columns: dict[str, Any], who: dict[str, Any], on: date) -> dict[str, Any]:
    """Compute the next date by the rule itself, so that lists sort on something that holds."""
    known = {name: columns[name] for name in deadlines.Facts.__dataclass_fields__ if name in columns}
    known |= {name: who[name] for name in ("birth_year", "birth_month", "birth_day")}
    coming = deadlines.next_deadline(deadlines.Facts(**known), on=on)
    return {
        "next_deadline_on": coming.due_on if coming else None,
        "next_deadline_kind": coming.kind if coming else "",
    }


def _drawn(random: Random, choices: Sequence[tuple[Any, int]]) -> Any:
    return random.choices([one for one, _ in choices], [weight for _, weight in choices])[0]


def poured(model: type[Model], rows: Iterable[dict[str, Any]]) -> int:
    """Write many rows at once, as the asker of this transaction: by COPY into a table of our own, and from there.

    PostgreSQL refuses COPY into a table with row-level security, and INSERT checks each row.
    """
    fields = list(model._meta.concrete_fields)
    standard = model()
    content, count = io.StringIO(), 0
    writer = csv.writer(content)
    defaults = [getattr(standard, field.attname) for field in fields]
    for row in rows:
        values = (row.get(field.attname, default) for field, default in zip(fields, defaults, strict=True))
        writer.writerow([r"\N" if value is None else value for value in values])
        count += 1
    content.seek(0)
    table, copy = Identifier(model._meta.db_table), Identifier(f"poured_{model._meta.model_name}")
    columns = SQL(", ").join(Identifier(field.column) for field in fields)
    with connection.cursor() as cursor:
        # One for all municipalities: each table that is made and dropped keeps its locks until the end.
        cursor.execute(SQL("CREATE TEMP TABLE IF NOT EXISTS {} (LIKE {}) ON COMMIT DROP").format(copy, table))
        cursor.execute(SQL("TRUNCATE {}").format(copy))
        command = SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv, NULL '\\N')").format(copy, columns)
        cursor.copy_expert(command.as_string(cursor.cursor), content)
        cursor.execute(SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, columns, columns, copy))
    return count


def next_keys(model: type[Model], count: int) -> list[int]:
    """Reserve keys, so that rows can point at each other before they are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]
