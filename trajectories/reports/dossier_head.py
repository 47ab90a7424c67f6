"""What stands on top of every page of a dossier: who this is, what to look out for, and the other pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import NoReverseMatch, reverse

from inburgering.notation import count, date_long
from trajectories.models import DossierOpening, Trajectory
from trajectories.rules import names

# Label, name of the address; a page appears as soon as it has an address.
PAGES = [
    ("Overzicht", "show_trajectory"),
    ("Tijdlijn", "show_timeline"),
    ("Intake", "show_intake"),
    ("PIP", "show_pip"),
    ("Lessen en uren", "show_course"),
    ("Ontzorgen", "show_ontzorgen"),
    ("Signalen", "show_signals"),
    ("Portfolio", "show_portfolio"),
    ("Documenten", "show_files"),
    ("Betrokkenen", "show_betrokkenen"),
]
MORE = [
    ("Wijzig persoonsgegevens", "change_person"),
    ("Wijzig feiten en datums", "change_facts"),
    ("Termijnen narekenen", "recalculate"),
    ("Waarnemer", "name_deputy"),
    ("Gegevens voor DUO", "show_for_duo"),
    ("Draag over aan een andere gemeente", "announce_handover"),
    ("Afronden en afsluiten", "close_trajectory"),
    ("Samenvatting van 1 bladzijde (PDF)", "print_summary"),
    ("Gezondheid", "show_health"),
    ("Inzage: alles over deze persoon", "show_person_export"),
    ("Wie keek mee", "show_reading_log"),
]
CASELOAD = ("Mijn caseload", "/caseload/")
NOTICES = {
    DossierOpening.Relation.NONE: "Je bekijkt dit dossier zonder relatie. Dit wordt vastgelegd.",
    DossierOpening.Relation.DEPUTY: "Je bekijkt dit dossier als waarnemer. Dit wordt vastgelegd.",
}
WITH_HEALTH = frozenset({DossierOpening.Relation.ASSIGNED, DossierOpening.Relation.DEPUTY})
SHORTEST_TEXT = 2
RECORD = "record_conversation"  # its own page needs no way to itself


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """`facts` are short words beside the number, `warnings` whole sentences, `notice` says how one came in."""

    name: str
    number: str
    url: str
    facts: tuple[str, ...]
    warnings: tuple[str, ...]
    tabs: tuple[Tab, ...]
    menu: tuple[Tab, ...]
    record_url: str
    notice: str
    crumbs: tuple[tuple[str, str], ...]


def build(trajectory: Trajectory, *, current: str, on: date) -> Head:
    """Return the head for the page whose address has the name `current`, such as show_intake."""
    person = trajectory.inburgeraar
    opening: DossierOpening | None = getattr(trajectory, "opening", None)
    url = trajectory.get_absolute_url()
    return Head(
        name=person.sort_name,
        number=trajectory.number,
        url=url,
        facts=_facts(trajectory, on),
        warnings=tuple(_warnings(trajectory)),
        tabs=tuple(
            Tab(label, address, name == current)
            for label, name in PAGES
            if (address := _address(name, trajectory.number))
        ),
        menu=tuple(_menu(trajectory, current, opening)),
        record_url="" if current == RECORD else _address(RECORD, trajectory.number),
        notice=NOTICES.get(DossierOpening.Relation(opening.relation), "") if opening else "",
        crumbs=(CASELOAD,) if current == "show_trajectory" else (CASELOAD, (person.sort_name, url)),
    )


def _menu(trajectory: Trajectory, current: str, opening: DossierOpening | None) -> Iterator[Tab]:
    for label, name in MORE:
        if name == "show_health" and not (opening and opening.relation in WITH_HEALTH):
            continue
        if address := _address(name, trajectory.number):
            yield Tab(label, address, name == current)


def _facts(trajectory: Trajectory, on: date) -> tuple[str, ...]:
    person = trajectory.inburgeraar
    age = names.age(person.birth_year, person.birth_month, person.birth_day, on=on)
    spoken = [person.languages, "tolk nodig" if person.needs_interpreter else ""]
    facts = [
        f"overleden op {date_long(person.died_on)}" if person.died_on else f"{age} jaar",
        ", ".join(part for part in spoken if part),
        trajectory.get_indeling_display(),
        trajectory.team.name,
    ]
    return tuple(fact for fact in facts if fact)


def _warnings(trajectory: Trajectory) -> list[str]:
    person, said = trajectory.inburgeraar, []
    if person.no_letter_to_address:
        said.append("Geen brief naar dit adres.")
    if len(person.contact_note) >= SHORTEST_TEXT:
        said.append(person.contact_note if person.contact_note[-1] in ".!?" else f"{person.contact_note}.")
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
