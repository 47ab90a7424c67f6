"""What DUO checks in an inburgeringsaanbod, in MAP, PVT and Z-route, in hours and in exam results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trajectories.rules.calendar_days import months_later
from trajectories.rules.clock import ASIELSTATUSHOUDER, ONDERWIJS, ZELFREDZAAMHEID
from trajectories.rules.duo_findings import DUO_READ, DuoRule, Finding, check_all, not_after, not_before
from trajectories.rules.duo_rules import ALPHABETS, MOST_HOURS, OWN_CHECK

DUO_OFFER = f"DUO, koppelvlak inburgeringsaanbod (SDI 014, versie 1.2.0), {DUO_READ}"
DUO_PARTS = f"DUO, koppelvlak MAP, PVT en Z-route (SDI 016, versie 1.0.0), {DUO_READ}"
DUO_HOURS = f"DUO, koppelvlak gevolgde uren (SDI 016, versie 1.0.0), {DUO_READ}"
DUO_EXAM = f"DUO, koppelvlak examen (SDI 017, versie 1.0.0), {DUO_READ}"
NOT_BLAMED_MONTHS = 2  # verwijtbaar "Nee" only in the last two months of the term


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An inburgeringsaanbod as it would be sent."""

    indeling: str
    leerroute: str
    pip_dated_on: date | None
    term_starts_on: date | None
    term_ends_on: date | None
    offered_on: date | None
    starts_on: date | None = None
    ends_on: date | None = None
    has_bow_keurmerk: bool = False
    has_tst_keurmerk: bool = False
    alphabet: str = ""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """The day on which MAP, PVT or the Z-route ended. `blamed`: verwijtbaar Ja (True), Nee (False), None: not said."""

    kind: str  # MAP, PVT, ZROUTE
    leerroute: str
    ended_on: date | None
    term_starts_on: date | None
    term_ends_on: date | None
    today: date
    z_ended_on: date | None = None
    blamed: bool | None = None


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """Gevolgde uren: each is None when not delivered. Text that is no whole number stays text."""

    indeling: str
    leerroute: str
    known_until: date | None
    lessons: int | str | None = None  # TaallesEnKnmBredeIntake
    participation: int | str | None = None  # ParticipatieactiviteitenBredeIntake
    participation_as_lessons: int | str | None = None  # ParticipatieAlsTaalles


@dataclass(frozen=True, slots=True)
class ExamFacts:
    part: str
    level: str
    result: str
    reason: str = ""


def check_offer(facts: OfferFacts) -> tuple[Finding, ...]:
    return check_all(OFFER_RULES, facts)


def check_part(facts: PartFacts) -> tuple[Finding, ...]:
    return check_all(PART_RULES, facts)


def check_hours(facts: HoursFacts) -> tuple[Finding, ...]:
    return check_all(HOURS_RULES, facts)


def check_exam(facts: ExamFacts) -> tuple[Finding, ...]:
    return check_all(EXAM_RULES, facts)


def _within_term(facts: OfferFacts) -> bool:
    days = (facts.offered_on, facts.starts_on, facts.ends_on)
    return all(not_before(day, facts.term_starts_on) and not_after(day, facts.term_ends_on) for day in days)


def _school_is_known(facts: OfferFacts) -> bool:
    return facts.has_bow_keurmerk or (facts.leerroute == ONDERWIJS and facts.has_tst_keurmerk)


def _may_be_unblamed(facts: PartFacts) -> bool:
    if facts.blamed is not False or facts.term_ends_on is None:
        return True
    return facts.today >= months_later(facts.term_ends_on, -NOT_BLAMED_MONTHS)


def _is_hours(value: int | str | None) -> bool:
    return value is None or (isinstance(value, int) and 0 <= value <= MOST_HOURS)


OFFER_RULES: tuple[DuoRule[OfferFacts], ...] = (
    DuoRule(
        "AANBOD_ALLEEN_ASIEL", "indeling", "Het aanbod is voor een asielstatushouder.",
        "Alleen een asielstatushouder krijgt een inburgeringsaanbod. Een gezins- of overige migrant kiest zelf een "
        "school.", DUO_OFFER, lambda facts: facts.indeling == ASIELSTATUSHOUDER,
    ),
    DuoRule(
        "AANBOD_NA_PIP", "pip_dated_on", "Er is een PIP.",
        "Er is nog geen PIP. Stel eerst het PIP vast; daarna kan het aanbod naar DUO.",
        DUO_OFFER, lambda facts: facts.pip_dated_on is not None,
    ),
    DuoRule(
        "AANBOD_NIET_VOOR_PIP", "offered_on", "Het aanbod ligt niet voor het PIP.",
        "Het aanbod van {offered_on} ligt voor het PIP van {pip_dated_on}. Controleer de datum.",
        DUO_OFFER, lambda facts: not_before(facts.offered_on, facts.pip_dated_on),
    ),
    DuoRule(
        "AANBOD_START_NIET_VOOR_PIP", "starts_on", "De start van de les ligt niet voor het PIP.",
        "De start van de les op {starts_on} ligt voor het PIP van {pip_dated_on}. Controleer de datum.",
        DUO_OFFER, lambda facts: not_before(facts.starts_on, facts.pip_dated_on),
    ),
    DuoRule(
        "AANBOD_IN_TERMIJN", "starts_on", "Alle datums liggen in de inburgeringstermijn.",
        "De datums van het aanbod moeten liggen in de inburgeringstermijn: van {term_starts_on} tot en met "
        "{term_ends_on}. Pas de start of het einde aan.", DUO_OFFER, _within_term,
    ),
    DuoRule(
        "AANBOD_SCHOOL", "has_bow_keurmerk", "De school heeft het keurmerk, of is een taalschakelinstelling.",
        "DUO neemt alleen een school aan met het keurmerk van Blik op Werk, of bij de onderwijsroute een erkende "
        "taalschakelinstelling. Kies een andere school.", DUO_OFFER, _school_is_known,
    ),
    DuoRule(
        "AANBOD_ALFABETISERING", "alphabet", "De alfabetisering is ingevuld.",
        "Vul in of er alfabetisering is: analfabeet, anders-alfabeet of niet van toepassing.",
        DUO_OFFER, lambda facts: facts.alphabet in ALPHABETS,
    ),
)  # fmt: skip

PART_RULES: tuple[DuoRule[PartFacts], ...] = (
    DuoRule(
        "DEEL_NA_BEGIN", "ended_on", "De datum ligt niet voor het begin van de termijn.",
        "{ended_on} ligt voor het begin van de inburgeringstermijn op {term_starts_on}. Controleer de datum.",
        DUO_PARTS, lambda facts: not_before(facts.ended_on, facts.term_starts_on),
    ),
    DuoRule(
        "DEEL_NIET_IN_TOEKOMST", "ended_on", "De datum ligt niet in de toekomst.",
        "{ended_on} ligt in de toekomst. Vul de datum in als het is gebeurd.",
        DUO_PARTS, lambda facts: not_after(facts.ended_on, facts.today),
    ),
    DuoRule(
        "DEEL_VOOR_EINDE_Z", "ended_on", "De datum ligt niet na de afronding van de Z-route.",
        "{ended_on} ligt na de afronding van de Z-route op {z_ended_on}. Controleer de datum.",
        DUO_PARTS, lambda facts: not_after(facts.ended_on, facts.z_ended_on),
    ),
    DuoRule(
        "MAP_NIET_ONDERWIJSROUTE", "kind", "Een MAP hoort bij de leerroute.",
        "In de onderwijsroute is er geen MAP (Wet inburgering 2021, art. 8 lid 3). Laat de MAP weg.",
        DUO_PARTS, lambda facts: not (facts.kind == "MAP" and facts.leerroute == ONDERWIJS),
    ),
    DuoRule(
        "DEEL_NIET_VERWIJTBAAR", "blamed", "Niet verwijtbaar wordt niet te vroeg gemeld.",
        "Niet verwijtbaar melden kan pas in de laatste 2 maanden van de termijn, die eindigt op {term_ends_on}.",
        DUO_PARTS, _may_be_unblamed,
    ),
    DuoRule(
        "DEEL_VERWIJTBAAR", "blamed", "Verwijtbaar wordt pas na de termijn gemeld.",
        "Verwijtbaar melden kan pas na het einde van de termijn op {term_ends_on}.",
        DUO_PARTS, lambda facts: not facts.blamed or facts.term_ends_on is None or facts.today > facts.term_ends_on,
    ),
)  # fmt: skip

HOURS_RULES: tuple[DuoRule[HoursFacts], ...] = (
    DuoRule(
        "UREN_BEKEND_TOT", "known_until", "Er staat tot welke dag de uren bekend zijn.",
        "Vul in tot en met welke dag de uren bekend zijn.", OWN_CHECK, lambda facts: facts.known_until is not None,
    ),
    DuoRule(
        "UREN_TAALLES", "lessons", "De uren taalles en KNM zijn een heel getal van 0 tot en met 9999.",
        "Bij taalles en KNM staat {lessons}. Vul een heel aantal uren in van 0 tot en met 9999.",
        DUO_HOURS, lambda facts: _is_hours(facts.lessons),
    ),
    DuoRule(
        "UREN_PARTICIPATIE", "participation", "De uren participatie zijn een heel getal van 0 tot en met 9999.",
        "Bij participatie staat {participation}. Vul een heel aantal uren in van 0 tot en met 9999.",
        DUO_HOURS, lambda facts: _is_hours(facts.participation),
    ),
    DuoRule(
        "UREN_PARTICIPATIE_ALS_TAALLES", "participation_as_lessons",
        "De uren participatie als taalles zijn een heel getal van 0 tot en met 9999.",
        "Bij participatie als taalles staat {participation_as_lessons}. Vul een heel aantal uren in van 0 tot en met "
        "9999.", DUO_HOURS, lambda facts: _is_hours(facts.participation_as_lessons),
    ),
    DuoRule(
        "UREN_PARTICIPATIE_ALLEEN_Z_ASIEL", "participation",
        "Uren participatie staan alleen bij de Z-route van een asielstatushouder.",
        "DUO neemt uren participatie alleen aan bij de Z-route van een asielstatushouder. Maak dit veld leeg.",
        DUO_HOURS, lambda facts: facts.participation is None
        or (facts.leerroute == ZELFREDZAAMHEID and facts.indeling == ASIELSTATUSHOUDER),
    ),
)  # fmt: skip

EXAM_RULES: tuple[DuoRule[ExamFacts], ...] = (
    DuoRule(
        "EXAMEN_ONDERDEEL", "part", "Het onderdeel is een onderdeel dat DUO kent.",
        "DUO kent het onderdeel {part} niet. Kies lezen (LE), luisteren (LU), schrijven (SC), spreken (SP) of KNM.",
        DUO_EXAM, lambda facts: facts.part in {"LE", "LU", "SC", "SP", "KNM"},
    ),
    DuoRule(
        "EXAMEN_NIVEAU", "level", "Het niveau past bij het onderdeel.",
        "Niveau {level} kan niet bij dit onderdeel. Kies A2, B1 of B2; KNM heeft geen niveau nodig.",
        DUO_EXAM, lambda facts: facts.level in ({"", "A2", "B1", "B2"} if facts.part == "KNM" else {"A2", "B1", "B2"}),
    ),
    DuoRule(
        "EXAMEN_UITSLAG", "result", "De uitslag is een uitslag die DUO kent.",
        "DUO kent de uitslag {result} niet. Kies geslaagd, gezakt of geen.",
        DUO_EXAM, lambda facts: facts.result in {"GESLAAGD", "GEZAKT", "GEEN"},
    ),
    DuoRule(
        "EXAMEN_REDEN", "reason", "Een reden staat alleen bij geen uitslag.",
        "De reden {reason} past niet bij deze uitslag. Een reden staat alleen bij geen uitslag: verwijtbaar, niet "
        "verwijtbaar, afgemeld of absent.",
        DUO_EXAM, lambda facts: not facts.reason or (facts.result == "GEEN"
        and facts.reason in {"Verwijtbaar", "Nietverwijtbaar", "Afgemeld", "Absent"}),
    ),
)  # fmt: skip
