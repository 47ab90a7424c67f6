"""What a list of inburgeraars or of hours looks like: its columns, and weighing one row of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inburgering.notation import Unreadable, date_long
from trajectories.rules import import_choices as cells
from trajectories.rules.duo_rules import PipFacts, check_pip

Read = Callable[[str], cells.Cell]


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One column: the title we write, the titles that people write, how a cell is read, and what to tell about it."""

    field: str
    title: str
    read: Read
    explanation: str
    example: str = ""
    aliases: tuple[str, ...] = ()
    longest: int = 200
    is_required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 18


def _chosen(choices: Mapping[str, tuple[str, ...]]) -> Read:
    return lambda text: cells.choice(text, choices)


def _labels(choices: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(names[0] for names in choices.values())


C = ImportColumn
NUMBER = C("number", "Trajectnummer", cells.words, "Alleen bij wie hier al staat, bijvoorbeeld T-7K3M9QXD.",
           aliases=("Traject", "Nummer"), longest=12)  # fmt: skip
BSN = C("bsn", "BSN", cells.bsn, "9 cijfers. Excel laat soms de 0 aan het begin weg: die zetten wij terug.",
        aliases=("Burgerservicenummer", "BSN-nummer"), longest=15)  # fmt: skip
V_NUMBER = C("v_number", "V-nummer", cells.v_number, "10 cijfers.", aliases=("Vnummer", "Vreemdelingennummer"),
             longest=15)  # fmt: skip

PEOPLE: tuple[ImportColumn, ...] = (
    C("full_name", "Volledige naam", cells.words, "De hele naam, zoals iemand die zelf zegt. Eén naam mag ook.",
      "Amina Voorbeeld", ("Naam",), 200, is_required=True, width=28),
    C("calling_name", "Roepnaam", cells.words, "Hoe je iemand aanspreekt.", "Amina", longest=80),
    C("prefix", "Tussenvoegsel", cells.words, "Bijvoorbeeld van den.", longest=20),
    C("sort_name", "Sorteernaam", cells.words, "Waarop een lijst sorteert. Leeg: wij stellen er een voor.",
      "Voorbeeld, Amina", width=26),
    C("birth", "Geboortedatum", cells.words, "Dag-maand-jaar. Onbekend deel: 00, bijvoorbeeld 00-00-1990.",
      "17-04-1992", ("Geboren", "Geboortedag"), 20, is_required=True),
    BSN,
    V_NUMBER,
    C("indeling", "Doelgroep", _chosen(cells.INDELINGEN), "Kies uit de lijst.", "asielstatushouder", ("Indeling",),
      60, is_required=True, choices=_labels(cells.INDELINGEN), width=30),
    C("languages", "Talen", cells.words, "Talen die iemand spreekt.", "Arabisch, Engels", ("Taal",)),
    C("needs_interpreter", "Tolk nodig", cells.yes_or_no, "Ja of nee.", "ja", ("Tolk",), 10, choices=("ja", "nee")),
    C("phone", "Telefoon", cells.phone, "Met 10 cijfers, of met het landnummer.", "06 12 34 56 78",
      ("Telefoonnummer", "Mobiel"), 30),
    C("email", "E-mail", cells.email, "Het e-mailadres van de inburgeraar.", "amina@voorbeeld.invalid",
      ("E-mailadres", "Mail"), 250, width=28),
    C("street", "Adres", cells.words, "Straat en huisnummer.", "Dorpsstraat 1", ("Straat", "Straat en huisnummer"),
      120, width=28),
    C("postcode", "Postcode", cells.postcode, "Bijvoorbeeld 7121 AB.", "7121 AB", longest=10),
    C("city", "Woonplaats", cells.words, "De plaats van het adres.", "Aalten", ("Plaats",), 80),
    C("team", "Team", cells.words, "De naam van een team van jouw gemeente. Leeg: jouw eigen team.", longest=80),
    C("assigned_to", "Klantregisseur (e-mail)", cells.email, "Het e-mailadres van een collega in het team.",
      aliases=("Klantregisseur", "E-mail klantregisseur"), longest=250, width=30),
    C("registered_on", "Aangemeld op", cells.day, "Sinds wanneer jouw gemeente van iemand weet. Leeg: vandaag.",
      "01-10-2026", longest=40),
    C("kennisgeving_on", "Datum kennisgeving", cells.day, "Van de kennisgeving inburgeringsplicht door DUO.",
      "05-10-2026", ("Kennisgeving",), 40),
    C("plicht_begins_on", "Begin inburgeringsplicht", cells.day, "Volgens DUO.", "05-10-2026", longest=40),
    C("registered_brp_on", "Datum BRP", cells.day, "Inschrijving in de BRP van jouw gemeente.", "12-10-2026",
      ("Inschrijving BRP", "BRP"), 40),
    C("bijstand_from_on", "Bijstand vanaf", cells.day, "Eerste dag van de bijstand.", "12-10-2026",
      ("Begin bijstand",), 40),
    C("azc_location", "AZC", cells.words, "Waar iemand nu woont, als dat een azc is.", longest=120),
    C("linked_on", "Gekoppeld op", cells.day, "De dag waarop COA iemand aan jouw gemeente koppelde.", longest=40),
    C("leerroute", "Leerroute", _chosen(cells.LEERROUTES), "Alleen als het PIP er is.", "", ("Route",), 40,
      choices=_labels(cells.LEERROUTES)),
    C("level", "Niveau", _chosen(cells.LEVELS), "A2, B1 of B2.", "", (), 4, choices=("A2", "B1", "B2")),
    C("pip_dated_on", "Dagtekening PIP", cells.day, "De datum op het eerste PIP.", "", ("Datum PIP",), 40),
    C("offered_on", "Datum inburgeringsaanbod", cells.day, "De dag van het aanbod.", "", ("Aanbod",), 40),
    C("lessons_started_on", "Start lessen", cells.day, "De eerste lesdag.", "", ("Startdatum",), 40),
    NUMBER,
)  # fmt: skip
HOURS: tuple[ImportColumn, ...] = (
    NUMBER,
    BSN,
    V_NUMBER,
    C("month", "Maand", cells.month, "Maand-jaar, bijvoorbeeld 10-2026.", "10-2026", ("Periode",), 40,
      is_required=True),
    C("kind", "Soort les", _chosen(cells.HOUR_KINDS), "Kies uit de lijst.", "taal (NT2)", ("Soort",), 40,
      is_required=True, choices=_labels(cells.HOUR_KINDS)),
    C("followed", "Gevolgde uren", cells.hours, "Hele uren.", "32", ("Gevolgd", "Uren"), 10, is_required=True),
    C("missed_with_notice", "Gemist met bericht", cells.hours, "Hele uren.", "4", ("Geoorloofd verzuim",), 10),
    C("missed_without_notice", "Gemist zonder bericht", cells.hours, "Hele uren.", "0", ("Ongeoorloofd verzuim",), 10),
)  # fmt: skip
NOT_IN_FUTURE = (
    "kennisgeving_on", "registered_brp_on", "bijstand_from_on", "linked_on", "pip_dated_on", "offered_on",
    "registered_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """One row: what its filled cells say, what is wrong per field, and what was repaired. Empty cells say nothing."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def weigh(typed: Mapping[str, str], columns: tuple[ImportColumn, ...], *, today: date) -> Weighed:
    """Return what one row says, cell by cell; what two cells say together is weighed by `contradictions`."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    notices: list[str] = []
    for column in columns:
        text = typed.get(column.field, "")
        if not text:
            continue
        try:
            read = _read(column, text, today)
        except Unreadable as reason:
            problems[column.field] = str(reason)
            continue
        values[column.field] = read.value
        if read.notice:
            notices.append(read.notice)
    return Weighed(values, problems, tuple(notices))


def is_example(typed: Mapping[str, str], columns: tuple[ImportColumn, ...]) -> bool:
    """Return whether a row is the grey example of the template that somebody left standing."""
    said = [(typed.get(column.field, ""), column) for column in columns if column.field != "team"]
    return all(text == column.example if column.is_required else text in {"", column.example} for text, column in said)


def _read(column: ImportColumn, text: str, today: date) -> cells.Cell:
    if text.startswith("="):
        raise Unreadable(cells.FORMULA)
    if len(text) > column.longest:
        raise Unreadable(f"Deze tekst is te lang. Gebruik hooguit {column.longest} tekens")
    read = cells.birth(text, today) if column.field == "birth" else column.read(text)
    if column.field in NOT_IN_FUTURE and read.value > today:
        raise Unreadable(f"{date_long(read.value)} ligt in de toekomst. Vul een dag in tot en met vandaag")
    if column.field == "month" and read.value > today:
        raise Unreadable("Deze maand moet nog komen")
    return read


def contradictions(facts: Mapping[str, Any], changed: frozenset[str]) -> dict[str, str]:
    """Return per field what does not fit together in the facts of one person after the row, as far as it changed."""
    if not changed & {"leerroute", "level", "pip_dated_on", "plicht_begins_on"}:
        return {}
    if not (facts.get("leerroute") or facts.get("level") or facts.get("pip_dated_on")):
        return {}
    pip = PipFacts(
        indeling=facts.get("indeling") or "",
        leerroute=facts.get("leerroute") or "",
        level=facts.get("level") or "",
        dated_on=facts.get("pip_dated_on"),
        is_first=False,  # who was scaled down before comes in with A2
        plicht_begins_on=facts.get("plicht_begins_on"),
        moved_in_on=facts.get("moved_in_on"),
    )
    fields = {"dated_on": "pip_dated_on"}
    return {fields.get(one.field, one.field): one.sentence for one in check_pip(pip) if not one.passed}
