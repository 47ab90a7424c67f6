"""What stands on top of every page of a dossier: who this is, what to look out for, and the other pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from inburgering.notation import count, date_long
from trajectories.models import Trajectory
from trajectories.rules import names

# Label, name of the address; a page appears as soon as it has an address.
PAGES = [
    ("Overzicht", "show_trajectory"),
    ("Tijdlijn", "show_timeline"),
    ("Intake", "show_intake"),
    ("PIP", "show_pip"),
    ("Lessen en uren", "show_course"),
    ("Ontzorgen", "show_ontzorgen"),
    ("Portfolio", "show_portfolio"),
    ("Documenten", "show_files"),
    ("Betrokkenen", "show_betrokkenen"),
]


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """`facts` are short words beside the number, `warnings` whole sentences."""

    name: str
    number: str
    url: str
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    tabs: tuple[Tab, ...]


def build(trajectory: Trajectory, *, current: str, on: date) -> Head:
    """Return the head for the page whose address has the name `current`, such as show_intake."""
    person = trajectory.inburgeraar
    facts = [
        f"{names.age(person.birth_year, person.birth_month, person.birth_day, on=on)} jaar",
        f"{person.languages}{', tolk nodig' if person.needs_interpreter else ''}".strip(", "),
        trajectory.get_indeling_display(),
        trajectory.team.name,
    ]
    return Head(
        name=person.sort_name,
        number=trajectory.number,
        url=trajectory.get_absolute_url(),
        facts=tuple(fact for fact in facts if fact),
        warnings=tuple(_warnings(trajectory)),
        tabs=tuple(
            Tab(label, url, name == current) for label, name in PAGES if (url := _address(name, trajectory.number))
        ),
    )


def _warnings(trajectory: Trajectory) -> list[str]:
    person, said = trajectory.inburgeraar, []
    if person.no_letter_to_address:
        said.append("Geen brief naar dit adres.")
    if person.contact_note:
        said.append(person.contact_note)
    if trajectory.duo_news:
        said.append(f"{count(trajectory.duo_news, 'nieuw bericht', 'nieuwe berichten')} van DUO.")
    if trajectory.closed_on:
        said.append(
            f"Dit traject is afgesloten op {date_long(trajectory.closed_on)}: {trajectory.get_outcome_display()}."
        )
    return said


def _address(name: str, number: str) -> str:
    try:
        return reverse(name, args=[number])
    except NoReverseMatch:
        return ""
