"""How long the data about an inburgeraar may be kept (bewaartermijnen): when a dossier must be destroyed, and why.

Only the law that was read speaks here. Where it names no term the answer is a sentence that says what is not known,
and nothing is destroyed. The few terms of our own say so: they are assumptions, with a source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inburgering.notation import date_long
from trajectories.rules.calendar_days import years_later
from trajectories.rules.law_periods import RULES, Rule, rule_on

END_OF_DUTY, DEATH = "EINDE_PLICHT", "OVERLIJDEN"
GROUNDS = {END_OF_DUTY: "vijf jaar na het einde van de inburgeringsplicht", DEATH: "na overlijden"}
AHEAD_MONTHS = 3
DIED = "OVERLIJDEN"
OTHER_LAW = "WI2013"
ARTICLE = "Besluit inburgering 2021, art. 9.9"
# The page says these beside the terms: what the law leaves open, or what was not found.
OPEN_POINTS = (
    "Een kern van de gegevens (zoals naam, BSN en hoe iemand aan de plicht voldeed) mag hooguit 50 jaar blijven. Dat "
    "is een grens en geen opdracht: hier gaat de kern met het dossier weg.",
    "Welke categorie van de Selectielijst gemeenten geldt, en of het Besluit daarvoor gaat, is niet gevonden. Leg het "
    "voor aan je archivaris, en stel uit wat langer moet blijven.",
    "Hoe lang het leeslogboek los van het dossier mag blijven, is niet gevonden: het gaat met het dossier weg.",
)


@dataclass(frozen=True, slots=True)
class Road:
    """One trajectory of somebody: when it ended (None: it runs), how, and under which law."""

    closed_on: date | None
    outcome: str = ""
    law: str = "WI2021"


@dataclass(frozen=True, slots=True)
class Term:
    """The whole dossier must be destroyed from `due_on` on; `core_until` is the utmost day of the core of the data."""

    ground: str
    ended_on: date
    due_on: date
    core_until: date
    explanation: str
    rule: Rule

    def is_over(self, on: date) -> bool:
        return self.due_on <= on


@dataclass(frozen=True, slots=True)
class NoTerm:
    """The road ended, and no term follows from what is known: a code, and why in a sentence."""

    code: str
    because: str


@dataclass(frozen=True, slots=True)
class ShortLived:
    """Something that goes by itself, so many days after its use ended. Our own choice, shown as an assumption."""

    key: str
    label: str
    days: int
    after: str
    source: str


MOVED = NoTerm("VERHUISD", "De plicht loopt door in een andere gemeente. Wanneer zij eindigt, weten we hier niet.")
UNCLEAR = NoTerm("OVERIG", "Het traject eindigde om een andere reden. Of de plicht toen eindigde, is niet bekend.")
OLD_LAW = NoTerm("WI2013", "Onder de wet van 2013 geldt art. 9.9 niet. Welke termijn daar geldt, is niet gevonden.")
WITHOUT_TERM = {one.code: one for one in (MOVED, UNCLEAR, OLD_LAW)}

AVG = "aanname; AVG, art. 5 lid 1 e: niet langer dan nodig"
SHORT_LIVED: tuple[ShortLived, ...] = (
    ShortLived("importrun", "Ingelezen bestanden en wat ermee teruggedraaid kan worden", 1, "het inlezen", AVG),
    ShortLived("draft", "Concepten die niemand afmaakte", 90, "de laatste wijziging", AVG),
    ShortLived(
        "portfolioshare", "Gedeelde links naar een portfolio, met het bestand erachter", 30, "de laatste dag", AVG
    ),
    ShortLived("calendarfeed", "Ingetrokken agenda-adressen", 0, "het intrekken", AVG),
)
BY_KEY = {one.key: one for one in SHORT_LIVED}


def of_person(
    roads: Sequence[Road], *, died_on: date | None = None, rules: tuple[Rule, ...] = RULES
) -> Term | NoTerm | None:
    """Return the term for everything about one person, why there is none, or None while a road still runs.

    There is one duty per person, so the last road decides about the former ones too. Death goes before anything else.
    Besluit inburgering 2021, art. 9.9.
    """
    ended = [one for one in roads if one.closed_on is not None]
    if not ended or len(ended) < len(roads):
        return None
    last = max(ended, key=lambda one: one.closed_on or date.min)
    ended_on = last.closed_on or date.min
    if last.law == OTHER_LAW:
        return OLD_LAW
    if died_on is not None or last.outcome == DIED:
        return _term(DEATH, died_on or ended_on, rules)
    if last.outcome in WITHOUT_TERM:
        return WITHOUT_TERM[last.outcome]
    return _term(END_OF_DUTY, ended_on, rules)


def earliest_end(on: date, rules: tuple[Rule, ...] = RULES) -> date:
    """Return a day so late that a duty that ended after it has no term that is over on `on`; to look for candidates."""
    return years_later(on, -rule_on(rules, "BEWAREN", on).parameters["years"]) + timedelta(days=1)


def forgotten_before(key: str, on: date) -> date:
    """Return the day before which the use of a short-lived thing must have ended for it to go."""
    return on - timedelta(days=BY_KEY[key].days)


def _term(ground: str, ended_on: date, rules: tuple[Rule, ...]) -> Term:
    rule = rule_on(rules, "BEWAREN", ended_on)
    years = 0 if ground == DEATH else rule.parameters["years"]
    words = (
        f"overleden op {date_long(ended_on)}"
        if ground == DEATH
        else f"{years} jaar na {date_long(ended_on)}, het einde van de inburgeringsplicht"
    )
    core_until = years_later(ended_on, rule.parameters["years_core"])
    return Term(ground, ended_on, years_later(ended_on, years), core_until, words, rule)
