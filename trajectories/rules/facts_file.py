"""The facts of one trajectory as JSON in, every date that follows from them as JSON out."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from trajectories.rules.clock import ASIELSTATUSHOUDER, B1, GEZINSMIGRANT, ONDERWIJS, ZELFREDZAAMHEID, Deadline, Facts
from trajectories.rules.deadlines import deadlines, next_deadline

LARGEST_FILE = 100_000  # bytes
CHOICES: dict[str, tuple[str, ...]] = {
    "indeling": (ASIELSTATUSHOUDER, GEZINSMIGRANT),
    "leerroute": ("", B1, ONDERWIJS, ZELFREDZAAMHEID),
    "level": ("", "A2", "B1", "B2"),
    "law": ("WI2021", "WI2013"),
}
TICKS = frozenset({"awaits_registration", "waits_for_third_party", "has_died"})
NUMBERS = {"birth_year": (1900, 2100), "birth_month": (1, 12), "birth_day": (1, 31)}
NAMES = tuple(one.name for one in fields(Facts))
TODAY = "on"
# What each field means: for --help of the command and for who writes a file by hand.
MEANINGS: dict[str, str] = {
    "indeling": "groep; verplicht",
    "kennisgeving_on": "dag van de kennisgeving van DUO",
    "plicht_begins_on": "begin van de inburgeringsplicht",
    "registered_brp_on": "inschrijving in de BRP van de gemeente van huisvesting",
    "awaits_registration": "woont nog in een azc en is niet ingeschreven",
    "moved_in_on": "inschrijving hier, bij een verhuizing uit een andere gemeente",
    "waits_for_third_party": "het PIP wacht op informatie van een ander",
    "third_party_received_on": "dag waarop die informatie kwam",
    "bijstand_from_on": "dag waarop het recht op bijstand begon",
    "leerroute": "leerroute",
    "level": "niveau van het PIP",
    "first_pip_dated_on": "dagtekening van het eerste PIP",
    "pip_dated_on": "dagtekening van het laatste PIP",
    "pip_announced_on": "dag waarop het PIP is bekendgemaakt",
    "offered_on": "dag van het aanbod",
    "pvt_signed_on": "dag waarop het PVT is ondertekend",
    "map_ended_on": "dag van het eindgesprek MAP",
    "z_ended_on": "dag van het eindgesprek Z-route",
    "next_conversation_on": "dag van het volgende voortgangsgesprek",
    "duo_pip_due_on": "uiterste dag van het PIP volgens DUO",
    "duo_term_starts_on": "begin van de termijn volgens DUO",
    "duo_term_ends_on": "einde van de termijn volgens DUO",
    "birth_year": "jaar van geboorte",
    "birth_month": "maand van geboorte",
    "birth_day": "dag van geboorte",
    "closed_on": "dag waarop het traject hier eindigde",
    "plicht_ended_on": "dag waarop de inburgeringsplicht eindigde",
    "has_died": "de plicht eindigde door overlijden",
    "law": "wet; van WI2013 volgt geen datum",
    TODAY: "dag waarop je rekent; weggelaten is vandaag",
}
EXAMPLE: dict[str, str] = {
    "indeling": ASIELSTATUSHOUDER,
    "kennisgeving_on": "2026-03-02",
    "registered_brp_on": "2026-05-18",
    "bijstand_from_on": "2026-05-18",
    TODAY: "2026-06-01",
}
Given = dict[str, Any]


def kind_of_field(name: str) -> str:
    """Return what may stand in a field, such as "datum, 2026-11-24"."""
    if name in CHOICES:
        return " of ".join(filter(None, CHOICES[name]))
    if name in TICKS:
        return "true of false"
    return "getal van {} tot en met {}".format(*NUMBERS[name]) if name in NUMBERS else "datum, 2026-11-24"


class WrongFact(ValueError):
    """A Dutch sentence that names the field; `field` is its name, "" for the file as a whole."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def read(content: bytes) -> tuple[Facts, date | None]:
    """Return the facts and the day in `on`, if it is there. Raises WrongFact."""
    if len(content) > LARGEST_FILE:
        raise WrongFact("Het bestand is groter dan 100 kB. Zet de feiten van één traject erin.")
    try:
        given = json.loads(content)
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise WrongFact("Het bestand is geen JSON. Kijk naar de komma's, aanhalingstekens en haken.") from None
    if not isinstance(given, dict):
        raise WrongFact('Het bestand moet één object zijn: {"indeling": …, "kennisgeving_on": …}.')
    return facts_in(given), _day(given, TODAY)


def facts_in(given: Given) -> Facts:
    """Return the facts of a parsed object. Raises WrongFact for an unknown field, a wrong value or a contradiction."""
    for name in given:
        if name not in NAMES and name != TODAY:
            raise WrongFact(f"Het veld ‘{name}’ bestaat niet. De velden zijn: {', '.join((*NAMES, TODAY))}.", name)
    if "indeling" not in given:
        raise WrongFact("Het veld ‘indeling’ ontbreekt. Voeg het toe.", "indeling")
    facts = Facts(**{name: _value(given, name) for name in NAMES if name in given})
    for field, sentence in contradictions(facts):
        raise WrongFact(f"Het veld ‘{field}’ klopt niet. {sentence}", field)
    return facts


def contradictions(facts: Facts) -> list[tuple[str, str]]:
    """Return what cannot be: pairs of the field and a Dutch sentence with how to fix it."""
    first, latest, said = facts.first_pip_dated_on, facts.pip_dated_on, []
    if first and latest and latest < first:
        said.append(("pip_dated_on", "Het laatste PIP ligt voor het eerste. Controleer de dagtekening."))
    if latest and first is None:
        said.append(("first_pip_dated_on", "Vul ook de dagtekening van het eerste PIP in."))
    begins = facts.plicht_begins_on
    if first and begins and first < begins:
        said.append(("first_pip_dated_on", "Het PIP ligt voor het begin van de inburgeringsplicht. Controleer de "
                     "dagtekening."))  # fmt: skip
    starts, ends = facts.duo_term_starts_on, facts.duo_term_ends_on
    if starts and ends and ends < starts:
        said.append(("duo_term_ends_on", "Het einde van de termijn ligt voor het begin. Controleer de datums."))
    if facts.leerroute == ONDERWIJS and facts.level == "A2":
        said.append(("level", "Niveau A2 kan niet bij de onderwijsroute. Kies een ander niveau."))
    if facts.birth_day and facts.birth_month is None:
        said.append(("birth_day", "Vul bij een dag ook de maand van geboorte in."))
    return said + _impossible_birth(facts)


def _impossible_birth(facts: Facts) -> list[tuple[str, str]]:
    if facts.birth_year is None or facts.birth_month is None or facts.birth_day is None:
        return []
    try:
        date(facts.birth_year, facts.birth_month, facts.birth_day)
    except ValueError:
        return [("birth_day", "Deze geboortedag bestaat niet. Controleer de dag en de maand.")]
    return []


def answer(facts: Facts, *, on: date) -> Given:
    """Return every date with its article and explanation, ready for JSON."""
    coming = next_deadline(facts, on=on)
    return {
        "on": on.isoformat(),
        "next": _row(coming) if coming else None,
        "deadlines": [_row(one) for one in deadlines(facts, on=on)],
    }


def _row(one: Deadline) -> Given:
    row: Given = {field.name: getattr(one, field.name) for field in fields(one)} | {"is_open": one.is_open}
    row["candidates"] = [day.isoformat() for day in one.candidates]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _value(given: Given, name: str) -> Any:
    if name in CHOICES:
        return _choice(given[name], name)
    if name in TICKS:
        if not isinstance(given[name], bool):
            raise WrongFact(f"Het veld ‘{name}’ moet true of false zijn.", name)
        return given[name]
    return _number(given[name], name) if name in NUMBERS else _day(given, name)


def _choice(value: object, name: str) -> str:
    known = CHOICES[name]
    if not isinstance(value, str) or value not in known:
        raise WrongFact(f"Het veld ‘{name}’ moet een van deze zijn: {', '.join(filter(None, known))}.", name)
    return value


def _number(value: object, name: str) -> int | None:
    least, most = NUMBERS[name]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise WrongFact(f"Het veld ‘{name}’ moet een heel getal zijn van {least} tot en met {most}.", name)
    return value


def _day(given: Given, name: str) -> date | None:
    value = given.get(name)
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        said = f'Het veld ‘{name}’ moet een datum zijn als "2026-11-24". Er staat {json.dumps(value)[:40]}.'
        raise WrongFact(said, name) from None
    if not 1950 <= day.year <= 2100:  # noqa: PLR2004 - outside it somebody mistyped
        raise WrongFact(f"Het veld ‘{name}’ ligt te ver weg. Controleer het jaar.", name)
    return day
