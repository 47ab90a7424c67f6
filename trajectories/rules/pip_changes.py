"""When a PIP may change, and what a change must say. Facts in, findings out, in the order of the law."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from inburgering.notation import date_long
from trajectories.rules.duo_findings import DuoRule, Finding, check_all
from trajectories.rules.law_periods import NEWEST, RULES, Rule, rule_on

B1, ONDERWIJS, ZELFREDZAAMHEID = "B1", "ONDERWIJS", "ZELFREDZAAMHEID"
FIRST, OTHER_ROUTE, AFSCHALEN, MOVE, OTHER = "FIRST", "OTHER_ROUTE", "AFSCHALEN", "MOVE", "OTHER"
LANGUAGE_PARTS = ("LE", "LU", "SC", "SP")
# What a concept starts with; what a PIP is held against is the law of its own term.
LEAST_PVT_HOURS = NEWEST["PVT"].parameters["hours"]
LEAST_MAP_HOURS = NEWEST["MAP"].parameters["hours"]
SHORTEST_ARGUMENT = 20  # signs: less is no reason that somebody else can follow
NAMES = {B1: "B1-route", ONDERWIJS: "onderwijsroute", ZELFREDZAAMHEID: "Z-route"}
ART_17_2 = "Wet inburgering 2021, art. 17 lid 2; Besluit inburgering 2021, art. 5.4"
ART_17_3 = "Wet inburgering 2021, art. 17 lid 3; Besluit inburgering 2021, art. 5.5"


@dataclass(frozen=True, slots=True)
class Change:
    """A version of a PIP beside the one it follows. `former_*` are "" and None when there is none.

    `switch_until` is the last day of the first year and a half of the term; `nt2_hours` counts cursusuren that were
    followed; `words` argue the change. `term_starts_on` says whose law it keeps (else `dated_on`, else the newest);
    the `asked_*` are the numbers of that law, filled in by check_change.
    """

    reason: str
    leerroute: str
    level: str = ""
    dated_on: date | None = None
    words: str = ""
    former_leerroute: str = ""
    former_level: str = ""
    switch_until: date | None = None
    nt2_hours: int = 0
    parts: tuple[str, ...] = ()
    map_hours: int | None = None
    pvt_hours: int | None = None
    term_starts_on: date | None = None
    asked_nt2: int = 0
    asked_map: int = 0
    asked_pvt: int = 0

    @property
    def switches(self) -> bool:
        return bool(self.former_leerroute and self.leerroute and self.leerroute != self.former_leerroute)

    @property
    def is_late(self) -> bool:
        """Whether this is a switch after the first year and a half. From onderwijs to B1 it may always be."""
        if not self.switches or self.switch_until is None or self.dated_on is None:
            return False
        return self.dated_on > self.switch_until and (self.former_leerroute, self.leerroute) != (ONDERWIJS, B1)


def check_change(change: Change, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Return a finding per rule that touches this change: a first PIP is asked nothing about switching."""
    touched = [rule for reason, rule in _RULES if reason in {"", change.reason}]
    return check_all(touched, _with_law(change, rules))


def _with_law(change: Change, rules: tuple[Rule, ...]) -> Change:
    day = change.term_starts_on or change.dated_on or max(row.valid_from for row in rules)
    nt2, module_map, pvt = (rule_on(rules, key, day).parameters["hours"] for key in ("AFSCHALEN", "MAP", "PVT"))
    return replace(change, asked_nt2=nt2, asked_map=module_map, asked_pvt=pvt)


def reason_question(reason: str, *, is_late: bool = False) -> str:
    """Return what the words of a new version must answer, as the question beside the field."""
    if is_late:
        return "Welke bijzondere omstandigheden maken dat wisselen na de eerste anderhalf jaar toch kan?"
    return {
        OTHER_ROUTE: "Waarom een andere leerroute? Beschrijf of de voortgang lager of hoger is dan verwacht.",
        AFSCHALEN: "Waaruit blijkt dat de inburgeraar zich genoeg heeft ingespannen?",
        MOVE: "Wat verandert er door de verhuizing?",
        OTHER: "Waarom wijzig je het PIP?",
    }.get(reason, "Toelichting")


def switching(leerroute: str, switch_until: date | None, *, on: date) -> str:
    """Return the sentence that says until when another leerroute may be chosen."""
    if switch_until is None:
        return "Wisselen van leerroute kan in de eerste anderhalf jaar van de termijn."
    if on <= switch_until:
        return f"Wisselen van leerroute kan tot en met {date_long(switch_until)}."
    still = " Van de onderwijsroute naar de B1-route mag altijd." if leerroute == ONDERWIJS else ""
    return (
        f"Wisselen van leerroute kon tot en met {date_long(switch_until)}.{still} Daarna alleen in bijzondere gevallen."
    )


def is_whole(parts: tuple[str, ...]) -> bool:
    """Return whether the whole route goes to A2, and not some parts of it."""
    return set(parts) == set(LANGUAGE_PARTS)


def _argued(change: Change) -> bool:
    return len(change.words.strip()) >= SHORTEST_ARGUMENT


def _scales_down(change: Change) -> bool:
    return change.leerroute == B1 and change.level == "A2" and change.former_level != "A2"


def _level_fits_parts(change: Change) -> bool:
    """All parts: A2. Some parts: the route stays B1 and the parts are named. None: nothing to fit."""
    return not change.parts or (change.level == "A2") == is_whole(change.parts)


_RULES: tuple[tuple[str, DuoRule[Change]], ...] = (
    ("", DuoRule(
        "WISSEL_REDEN", "leerroute",
        "De leerroute past bij de reden van deze versie.",
        "Dit is een andere leerroute dan in het vorige PIP. Maak een versie met als reden: andere leerroute.",
        ART_17_2, lambda change: not change.switches or change.reason in {OTHER_ROUTE, FIRST, MOVE},
    )),
    (OTHER_ROUTE, DuoRule(
        "WISSEL_ANDERS", "leerroute",
        "De leerroute is een andere dan in het vorige PIP.",
        "De leerroute is dezelfde als in het vorige PIP. Kies een andere leerroute, of weggooien en een andere reden.",
        ART_17_2, lambda change: not change.former_leerroute or change.switches,
    )),
    (OTHER_ROUTE, DuoRule(
        "WISSEL_REDENEN", "reason_words",
        "De wissel van leerroute heeft een uitleg.",
        "Leg uit waarom de leerroute wijzigt: is de voortgang lager of hoger dan verwacht?",
        ART_17_2, _argued,
    )),
    (OTHER_ROUTE, DuoRule(
        "WISSEL_TERMIJN", "reason_words",
        "De wissel valt in de eerste anderhalf jaar, of mag ook daarna.",
        "Wisselen kon tot en met {switch_until}. Beschrijf welke bijzondere omstandigheden er zijn.",
        ART_17_2, lambda change: not change.is_late or _argued(change),
    )),
    (MOVE, DuoRule(
        "VERHUIZING_ROUTE", "leerroute",
        "De leerroute is die van de vorige gemeente.",
        "Na een verhuizing blijft de leerroute zoals die was. Wil je wisselen? Maak daarna een versie met die reden.",
        "Wet inburgering 2021, art. 15 lid 4", lambda change: not change.switches,
    )),
    ("", DuoRule(
        "AFSCHALEN_REDEN", "level",
        "Het niveau past bij de reden van deze versie.",
        "Niveau A2 bij de B1-route is afschalen. Maak een versie met als reden: afschalen naar A2.",
        ART_17_3, lambda change: not _scales_down(change) or change.reason in {AFSCHALEN, FIRST, MOVE},
    )),
    (AFSCHALEN, DuoRule(
        "AFSCHALEN_ROUTE", "leerroute",
        "Afschalen gaat over de B1-route.",
        "Afschalen kan alleen bij de B1-route.",
        ART_17_3, lambda change: change.leerroute == B1 and change.former_leerroute in {"", B1},
    )),
    (AFSCHALEN, DuoRule(
        "AFSCHALEN_UREN", "afschaling_parts",
        "Er zijn minstens {asked_nt2} cursusuren NT2 gevolgd. Controleer of dat bij een school met het keurmerk of een "
        "taalschakelinstelling was.",
        "Er zijn {nt2_hours} cursusuren NT2 vastgelegd. Afschalen kan vanaf {asked_nt2} uur, bij een school met het "
        "keurmerk of een taalschakelinstelling.",
        ART_17_3, lambda change: change.nt2_hours >= change.asked_nt2,
    )),
    (AFSCHALEN, DuoRule(
        "AFSCHALEN_INSPANNING", "reason_words",
        "De inspanning is beschreven.",
        "Beschrijf waaruit blijkt dat de inburgeraar zich genoeg heeft ingespannen.",
        ART_17_3, _argued,
    )),
    (AFSCHALEN, DuoRule(
        "AFSCHALEN_ONDERDELEN", "afschaling_parts",
        "Het is duidelijk welke onderdelen naar A2 gaan.",
        "Kies welke onderdelen naar A2 gaan: lezen, luisteren, schrijven of spreken.",
        ART_17_3, lambda change: bool(change.parts),
    )),
    (AFSCHALEN, DuoRule(
        "AFSCHALEN_NIVEAU", "level",
        "Het niveau past bij de onderdelen die naar A2 gaan.",
        "Kies niveau A2 als alle onderdelen naar A2 gaan. Gaan er een paar, laat dan niveau B1 staan.",
        ART_17_3, _level_fits_parts,
    )),
    ("", DuoRule(
        "MAP_NIET_ONDERWIJSROUTE", "map_hours",
        "De onderwijsroute heeft geen MAP.",
        "Bij de onderwijsroute hoort geen MAP. Maak dit veld leeg.",
        "Wet inburgering 2021, art. 8 lid 3", lambda change: change.leerroute != ONDERWIJS or not change.map_hours,
    )),
    ("", DuoRule(
        "MAP_UREN", "map_hours",
        "De MAP heeft minstens {asked_map} uur.",
        "De MAP is {map_hours} uur. De wet vraagt minstens {asked_map} uur.",
        "Regeling inburgering 2021, art. 3.1",
        lambda change: not change.map_hours or change.map_hours >= change.asked_map,
    )),
    ("", DuoRule(
        "PVT_UREN", "pvt_hours",
        "Het PVT heeft minstens {asked_pvt} uur.",
        "Het PVT is {pvt_hours} uur. De wet vraagt minstens {asked_pvt} uur.",
        "Besluit inburgering 2021, art. 3.1",
        lambda change: not change.pvt_hours or change.pvt_hours >= change.asked_pvt,
    )),
)  # fmt: skip
