"""The parts of a life that a goal or a piece of evidence belongs to (leefgebieden), in the order people talk of them.

Own wording: the law names none. What a brede intake must look into (Wi2021 art. 14) is covered by them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LifeArea:
    """`key` is stored, `label` stands on the screen, `plain` is for the inburgeraar, `example` starts a goal."""

    key: str
    label: str
    plain: str
    example: str


LIFE_AREAS = (
    LifeArea("TAAL", "Taal", "Nederlands leren", "Ik wil met de juf van mijn zoon praten"),
    LifeArea("WERK", "Werk", "Werken", "Ik wil in de zorg werken"),
    LifeArea("OPLEIDING", "Opleiding", "Leren en een diploma", "Ik wil een diploma als kok"),
    LifeArea("MEEDOEN", "Meedoen", "Meedoen in de buurt", "Ik wil mensen leren kennen"),
    LifeArea("WONEN", "Wonen", "Mijn huis", "Ik wil mijn huis inrichten"),
    LifeArea("GELD", "Geld", "Mijn geld", "Ik wil zelf mijn rekeningen betalen"),
    LifeArea("GEZIN", "Gezin en kinderen", "Mijn gezin", "Ik wil dat mijn dochter naar school gaat"),
    LifeArea("GEZOND", "Gezond leven", "Gezond zijn", "Ik wil weer sporten"),
    LifeArea("REGELEN", "Zelf regelen", "Dingen zelf regelen", "Ik wil zelf een afspraak maken met de huisarts"),
)
BY_KEY = {area.key: area for area in LIFE_AREAS}


def choices() -> list[tuple[str, str]]:
    """Return key and label of every life area, as a list on a form takes them."""
    return [(area.key, area.label) for area in LIFE_AREAS]


def label(key: str) -> str:
    """Return the word for the screen; a key of an older list stays readable as it is."""
    return BY_KEY[key].label if key in BY_KEY else key.capitalize()
