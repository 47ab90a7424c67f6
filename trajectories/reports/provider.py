"""The participants of a provider: name, address, leerroute, intensity and term, and nothing else (Besluit art. 9.2).

The database itself hands out these columns alone, and only of contracts that the asker's provider holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from inburgering.notation import count, date_long, sort_key
from regions.rules.components import COMPONENT_SHORT, Component
from regions.rules.finding import Part
from trajectories.rules.course_fit import hours_words
from trajectories.rules.course_rules import ROUTE_COMPONENTS, ROUTE_NAMES, term_ends_on

HEADER = ["Naam", "Adres", "Leerroute", "Onderdeel", "Uren per week", "Inburgeringstermijn tot en met", "Start"]
LAW = (
    "De gemeente geeft een cursusinstelling alleen naam, adres, leerroute, intensiteit en termijn door "
    "(Besluit inburgering 2021, art. 9.2 lid 3). Gebruik deze gegevens alleen voor de lessen."
)
QUERY = """
SELECT full_name, street, postcode, city, leerroute, component, hours_per_week, starts_on, term_ends_on,
    first_pip_dated_on
FROM app.provider_participants()
"""


@dataclass(frozen=True, slots=True)
class Participant:
    name: str
    address: str
    leerroute: str
    component: str
    hours_per_week: Decimal | None
    term_ends_on: date | None
    starts_on: date | None

    @property
    def hours(self) -> str:
        return hours_words(self.hours_per_week) if self.hours_per_week else "niet bekend"

    @property
    def term(self) -> str:
        return date_long(self.term_ends_on) if self.term_ends_on else "niet bekend"

    @property
    def start(self) -> str:
        return date_long(self.starts_on) if self.starts_on else "niet bekend"

    def row(self) -> list[object]:
        return [
            self.name, self.address, self.leerroute, self.component, self.hours_per_week, self.term_ends_on,
            self.starts_on,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participants:
    finding: tuple[Part, ...]
    rows: tuple[Participant, ...]
    law: str


def build(*, on: date) -> Participants:
    """Return the participants of whoever asks, by name; one query."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        rows = sorted((_participant(*row) for row in cursor.fetchall()), key=lambda one: sort_key(one.name))
    return Participants(_finding(rows, on), tuple(rows), LAW)


def _participant(  # noqa: PLR0913 - the columns that may leave
    name: str, street: str, postcode: str, city: str, leerroute: str, component: str, hours: Decimal | None,
    starts_on: date | None, term_end: date | None, first_pip: date | None,
) -> Participant:  # fmt: skip
    where = ", ".join(part for part in (street, f"{postcode} {city}".strip()) if part)
    return Participant(
        name=name,
        address=where or "niet bekend",
        leerroute=ROUTE_NAMES.get(leerroute, "nog niet bepaald"),
        component=_component(component),
        hours_per_week=hours,
        term_ends_on=term_end or (term_ends_on(first_pip) if first_pip else None),
        starts_on=starts_on,
    )


def _component(code: str) -> str:
    if code in ROUTE_COMPONENTS:
        return "hele leerroute"
    return COMPONENT_SHORT[Component(code)] if code in Component.__members__ else code


def _finding(rows: list[Participant], on: date) -> tuple[Part, ...]:
    if not rows:
        return (Part("U heeft nu "), Part("geen deelnemers", strong=True), Part("."))
    told = [Part("U heeft "), Part(count(len(rows), "plaatsing", "plaatsingen"), strong=True), Part(".")]
    coming = sorted(one.starts_on for one in rows if one.starts_on and one.starts_on >= on)
    if coming:
        told.append(Part(f" De eerstvolgende start is op {date_long(coming[0])}."))
    return tuple(told)
