"""What DUO checks when a municipality delivers a PIP, said before it is sent (SDI 014 PIP 1.2.0)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trajectories.rules.duo_findings import DUO_READ, DuoRule, Finding, check_all, not_before

B1, ONDERWIJS, ZELFREDZAAMHEID = "B1", "ONDERWIJS", "ZELFREDZAAMHEID"
LEERROUTES = {B1: "B", ONDERWIJS: "O", ZELFREDZAAMHEID: "Z"}  # ours: the code of DUO
ASIELSTATUSHOUDER = "ASIELSTATUSHOUDER"
ALPHABETS = frozenset({"A", "AA", "NVT"})
LEVELS = frozenset({"", "A2", "B1", "B2"})
MOST_HOURS = 9999
DUO_PIP = f"DUO, koppelvlak PIP (SDI 014, versie 1.2.0), {DUO_READ}"
OWN_CHECK = "eigen controle van dit programma, geen regel van DUO"


@dataclass(frozen=True, slots=True)
class PipFacts:
    """A PIP as it would be sent to DUO. Codes are those of the models; None and "" mean not filled in.

    `first_dated_on` and `former_dated_on` are of PIPs that are established already, this one not counted.
    """

    indeling: str
    leerroute: str
    level: str = ""
    dated_on: date | None = None
    is_first: bool = True
    first_dated_on: date | None = None
    former_dated_on: date | None = None
    plicht_begins_on: date | None = None
    moved_in_on: date | None = None
    intensity_hours: int | None = None
    alphabet: str = "NVT"
    today: date | None = None


def check_pip(facts: PipFacts) -> tuple[Finding, ...]:
    """Return a finding for every rule of PIP_RULES, in their order; `not finding.passed` is what DUO would refuse."""
    return check_all(PIP_RULES, facts)


def level_at_duo(leerroute: str, level: str) -> str:
    """Return the niveau for DUO, which has only A2 and B1: B1 for B2, and without a level in B1 and onderwijsroute.

    That B2 is told as B1 is our reading; DUO's interface does not say how a PIP with B2 is told.
    """
    return "B1" if level == "B2" or (not level and leerroute in {B1, ONDERWIJS}) else level


@dataclass(frozen=True, slots=True)
class PipRemoval:
    """What DUO looks at when a PIP is taken back."""

    is_term_fixed: bool
    offer_hours: int = 0


def check_removal(facts: PipRemoval) -> tuple[Finding, ...]:
    return check_all(REMOVAL_RULES, facts)


def _is_b1_for_asylum(facts: PipFacts) -> bool:
    return facts.leerroute == B1 and facts.indeling == ASIELSTATUSHOUDER


PIP_RULES: tuple[DuoRule[PipFacts], ...] = (
    DuoRule(
        "PIP_LEERROUTE", "leerroute",
        "Er is een leerroute gekozen.",
        "Kies een leerroute. Zonder leerroute neemt DUO het PIP niet aan.",
        DUO_PIP, lambda facts: facts.leerroute in LEERROUTES,
    ),
    DuoRule(
        "PIP_DAGTEKENING", "dated_on",
        "Het PIP heeft een dagtekening.",
        "Vul de dagtekening van het PIP in. Zonder dagtekening neemt DUO het PIP niet aan.",
        DUO_PIP, lambda facts: facts.dated_on is not None,
    ),
    DuoRule(
        "PIP_A2_NIET_ONDERWIJSROUTE", "level",
        "Niveau A2 staat niet bij de onderwijsroute.",
        "Niveau A2 kan niet bij de onderwijsroute. Kies niveau B1 of hoger, of een andere leerroute.",
        DUO_PIP, lambda facts: not (facts.level == "A2" and facts.leerroute == ONDERWIJS),
    ),
    DuoRule(
        "PIP_B1_NIET_Z_ROUTE", "level",
        "Niveau B1 staat niet bij de Z-route.",
        "Niveau {level} kan niet bij de Z-route. Laat het niveau leeg, of kies de B1-route.",
        DUO_PIP, lambda facts: not (facts.level in {"B1", "B2"} and facts.leerroute == ZELFREDZAAMHEID),
    ),
    DuoRule(
        "PIP_A2_NIET_EERSTE", "level",
        "Het eerste PIP met de B1-route heeft niet niveau A2.",
        "Het eerste PIP met de B1-route kan niet niveau A2 hebben. Kies niveau B1. Afschalen naar A2 kan later, "
        "met een nieuw PIP.",
        DUO_PIP, lambda facts: not (facts.is_first and facts.level == "A2" and facts.leerroute == B1),
    ),
    DuoRule(
        "PIP_NIVEAU_BEKEND", "level",
        "Het niveau is een niveau dat bestaat.",
        "Niveau {level} bestaat niet. Kies A2, B1 of B2.",
        DUO_PIP, lambda facts: facts.level in LEVELS,
    ),
    DuoRule(
        "PIP_INTENSITEIT_ALLEEN_B1_ASIEL", "intensity_hours",
        "Een geschatte intensiteit staat alleen bij de B1-route van een asielstatushouder.",
        "DUO neemt de geschatte intensiteit alleen aan bij de B1-route van een asielstatushouder. Maak dit veld leeg.",
        DUO_PIP, lambda facts: facts.intensity_hours is None or _is_b1_for_asylum(facts),
    ),
    DuoRule(
        "PIP_INTENSITEIT_GETAL", "intensity_hours",
        "De geschatte intensiteit ligt tussen 1 en 9999 uur.",
        "De geschatte intensiteit is {intensity_hours} uur. Vul een heel aantal uren in van 1 tot en met 9999.",
        DUO_PIP, lambda facts: facts.intensity_hours is None or 1 <= facts.intensity_hours <= MOST_HOURS,
    ),
    DuoRule(
        "PIP_NIET_VOOR_PLICHT", "dated_on",
        "De dagtekening ligt niet voor het begin van de inburgeringsplicht.",
        "De dagtekening {dated_on} ligt voor het begin van de inburgeringsplicht op {plicht_begins_on}. "
        "Controleer de dagtekening.",
        DUO_PIP, lambda facts: not_before(facts.dated_on, facts.plicht_begins_on),
    ),
    DuoRule(
        "PIP_NIET_VOOR_VESTIGING", "dated_on",
        "De dagtekening ligt niet voor de vestiging in deze gemeente.",
        "De dagtekening {dated_on} ligt voor de vestiging in deze gemeente op {moved_in_on}. "
        "Controleer de dagtekening.",
        DUO_PIP, lambda facts: not_before(facts.dated_on, facts.moved_in_on),
    ),
    DuoRule(
        "PIP_NIET_VOOR_EERSTE", "dated_on",
        "De dagtekening ligt niet voor die van het eerste PIP.",
        "De dagtekening {dated_on} ligt voor die van het eerste PIP van {first_dated_on}. Controleer de dagtekening.",
        DUO_PIP, lambda facts: not_before(facts.dated_on, facts.first_dated_on),
    ),
    DuoRule(
        "PIP_NIET_VOOR_VORIGE", "dated_on",
        "De dagtekening ligt niet voor die van het vorige PIP.",
        "De dagtekening {dated_on} ligt voor die van het vorige PIP van {former_dated_on}. Controleer de dagtekening.",
        DUO_PIP, lambda facts: not_before(facts.dated_on, facts.former_dated_on),
    ),
    DuoRule(
        "PIP_TWEEDE_EERSTE", "is_first",
        "Er is niet al een eerste PIP.",
        "Er is al een eerste PIP, van {first_dated_on}. Kies als reden: andere leerroute, afschalen, verhuizing of "
        "een andere reden.",
        OWN_CHECK, lambda facts: not facts.is_first or facts.first_dated_on is None,
    ),
    DuoRule(
        "PIP_ALFABETISERING", "alphabet",
        "De alfabetisering heeft een waarde die DUO kent.",
        "DUO kent bij alfabetisering alleen analfabeet, anders-alfabeet en niet van toepassing. Kies er een van.",
        DUO_PIP, lambda facts: facts.alphabet in ALPHABETS,
    ),
    DuoRule(
        "PIP_NIET_IN_TOEKOMST", "dated_on",
        "De dagtekening ligt niet in de toekomst.",
        "De dagtekening {dated_on} ligt in de toekomst. Vul de dag in waarop je het PIP vaststelt.",
        OWN_CHECK, lambda facts: not_before(facts.today, facts.dated_on),
    ),
)  # fmt: skip

REMOVAL_RULES: tuple[DuoRule[PipRemoval], ...] = (
    DuoRule(
        "PIP_WEG_TERMIJN_VAST", "is_term_fixed",
        "DUO heeft de inburgeringstermijn nog niet vastgesteld.",
        "DUO heeft de inburgeringstermijn al vastgesteld. Het PIP kan niet meer weg; stel een nieuw PIP vast.",
        DUO_PIP, lambda facts: not facts.is_term_fixed,
    ),
    DuoRule(
        "PIP_WEG_UREN", "offer_hours",
        "Op het inburgeringsaanbod staan geen uren.",
        "Op het inburgeringsaanbod staan al {offer_hours} uren. Het PIP kan niet meer weg; stel een nieuw PIP vast.",
        DUO_PIP, lambda facts: facts.offer_hours == 0,
    ),
)  # fmt: skip
