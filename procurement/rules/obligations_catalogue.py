"""The things the law asks of each part that is bought, each with its article and how sure it is.

Wi is the Wet inburgering 2021, read in its text of 2023; Bi the
Besluit and Ri the Regeling inburgering 2021; Aw the Aanbestedingswet 2012, read in its text of 1 September 2025.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from procurement.rules.choices import Component


class Certainty(StrEnum):
    """How sure a legal fact is: read, read in a source about it, known from practice, or not settled."""

    READ = "READ"
    SECOND_HAND = "SECOND_HAND"
    KNOWN = "KNOWN"
    LIKELY = "LIKELY"
    OPEN = "OPEN"


CERTAINTY_LABELS: Mapping[Certainty, str] = {
    Certainty.READ: "nagelezen",
    Certainty.SECOND_HAND: "uit een tweede bron",
    Certainty.KNOWN: "vakkennis, zeker",
    Certainty.LIKELY: "vakkennis, niet zeker",
    Certainty.OPEN: "nog open",
}


class Topic(StrEnum):
    """What a thing the law asks is about."""

    COLLEGE = "COLLEGE"
    PROVIDER = "PROVIDER"
    CONTRACT = "CONTRACT"
    PROCEDURE = "PROCEDURE"


TOPIC_LABELS: Mapping[Topic, str] = {
    Topic.COLLEGE: "Dit blijft bij het college",
    Topic.PROVIDER: "Wie het mag uitvoeren",
    Topic.CONTRACT: "Wat het contract moet regelen",
    Topic.PROCEDURE: "Hoe je het inkoopt",
}
WITH_COLLEGE = frozenset(
    {"decision", "mandate", "z_interview", "map_interview", "intake", "sight", "relief", "offer", "sisa"}
)
BY_PROVIDER = frozenset({"keurmerk", "recognised"})
IN_PROCEDURE = frozenset(
    {"sas_steps", "objective_choice", "cluster", "cluster_motivated", "open_house", "subsidie", "inbesteden"}
)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing the law asks. `component` is None when it holds for the whole scenario; a warning asks for an act."""

    key: str
    article: str
    certainty: Certainty
    sentence: str
    component: Component | None = None
    is_warning: bool = False

    @property
    def topic(self) -> Topic:
        if self.key in WITH_COLLEGE:
            return Topic.COLLEGE
        if self.key in BY_PROVIDER:
            return Topic.PROVIDER
        return Topic.PROCEDURE if self.key in IN_PROCEDURE else Topic.CONTRACT


def _read(key: str, article: str, sentence: str) -> Obligation:
    return Obligation(key, article, Certainty.READ, sentence)


KEURMERK = _read(
    "keurmerk", "Wi art. 16 lid 3; Ri art. 8.1",
    "Alleen een aanbieder met het Keurmerk Inburgeren (Blik op Werk) mag deze lessen geven. Maak er een eis van.",
)  # fmt: skip
CONTINUITY = _read(
    "continuity", "Wi art. 16 lid 2",
    "Prijs en kwaliteit moeten in verhouding zijn, en de lessen moeten doorgaan. Onderbouw dat de prijs reëel is en "
    "spreek af wat er gebeurt als een aanbieder stopt.",
)  # fmt: skip
OFFER = _read(
    "offer", "Wi art. 16; Ri art. 4.1 lid 1 onder g",
    "Het college doet asielstatushouders op tijd een aanbod. Duurt het na het PIP meer dan 3 maanden, dan kan de "
    "inburgeringstermijn langer worden.",
)  # fmt: skip
OFFER_ONDERWIJS = replace(OFFER, sentence=OFFER.sentence.replace("3 maanden", "6 maanden"))
SWITCHING = _read(
    "switching", "Wi art. 17 lid 2; Bi art. 5.4",
    "Het college mag de leerroute in de eerste anderhalf jaar wijzigen. Het contract moet dat toelaten.",
)  # fmt: skip
DECISION = Obligation(
    "decision", "Wi art. 15", Certainty.READ,
    "Het PIP is een besluit van het college. Een marktpartij mag het voorbereiden, maar niet vaststellen.",
)  # fmt: skip
MANDATE = Obligation(
    "mandate", "Awb art. 10:3 en 10:4", Certainty.LIKELY,
    "Een marktpartij mag een besluit voorbereiden, maar niet nemen. Een andere overheid kan mandaat krijgen.",
)  # fmt: skip
OFFERED_TO_ALL = _read(
    "offered_to_all", "Wi art. 6 lid 3",
    "Het college biedt dit aan voor asielstatushouders en voor gezinsmigranten en overige migranten. Tel beide groepen "
    "mee in de omvang van de opdracht.",
)  # fmt: skip
BY_COMPONENT: Mapping[Component, tuple[Obligation, ...]] = {
    Component.B1: (KEURMERK, CONTINUITY, OFFER, SWITCHING, _read(
        "scaling_down", "Wi art. 17 lid 3; Bi art. 5.5",
        "Afschalen naar A2 kan pas na 600 cursusuren Nederlands en genoeg inzet. Spreek af wie extra uren betaalt.",
    )),
    Component.ONDERWIJS: (_read(
        "recognised", "Wi art. 8 lid 2",
        "Alleen een erkende onderwijsinstelling mag het taalschakeltraject geven. Het keurmerk is hier niet nodig; de "
        "Inspectie van het Onderwijs houdt toezicht.",
    ), CONTINUITY, OFFER_ONDERWIJS, _read(
        "to_b1", "Bi art. 5.4 lid 1",
        "Van de onderwijsroute naar de B1-route overstappen mag altijd. Het contract moet dat toelaten.",
    )),
    Component.ZELFREDZAAMHEID: (KEURMERK, CONTINUITY, OFFER, SWITCHING, _read(
        "z_interview", "Bi hoofdstuk 3",
        "Het eindgesprek van de Z-route voert het college zelf. Dat mag niet naar een marktpartij, alleen naar een "
        "openbaar lichaam (Wet gemeenschappelijke regelingen, art. 8).",
    ), _read("z_hours", "Bi art. 3.14", "De Z-route telt minstens 800 cursusuren Nederlands en KNM.")),
    Component.Z_PARTICIPATIE: (_read(
        "participation_hours", "Bi art. 3.14",
        "Asielstatushouders doen ook minstens 800 uur participatie, in een Nederlandstalige omgeving. Voor "
        "gezinsmigranten en overige migranten geldt dit deel niet.",
    ),),
    Component.ALFABETISERING: (replace(KEURMERK, certainty=Certainty.LIKELY), CONTINUITY),
    Component.PVT: (_read(
        "pvt_hours", "Wi art. 6 lid 1; Bi art. 3.1",
        "Het participatieverklaringstraject duurt minstens 12 uur, met een activiteit of excursie. Het college "
        "registreert wie er was en wie tekende.",
    ), OFFERED_TO_ALL),
    Component.MAP: (_read(
        "map_interview", "Bi art. 3.2 lid 2",
        "De module eindigt met een gesprek tussen de inburgeraar en het college. Dat deel kun je niet inkopen.",
    ), _read(
        "map_hours", "Ri art. 3.1; Wi art. 8 lid 3",
        "De module telt minstens 40 uur praktische inzet op de arbeidsmarkt. Ze hoort niet bij de onderwijsroute.",
    ), OFFERED_TO_ALL),
    Component.BEGELEIDING: (_read(
        "guidance", "Wi art. 13; Bi art. 5.1",
        "Maatschappelijke begeleiding is praktische hulp en voorlichting, en alleen voor asielstatushouders.",
    ),),
    Component.ONTZORGEN: (_read(
        "relief", "Participatiewet art. 56a",
        "Ontzorgen duurt 6 maanden vanaf de dag dat iemand recht op bijstand krijgt. Het college is verantwoordelijk.",
    ),),
    Component.BREDE_INTAKE: (_read(
        "intake", "Wi art. 14",
        "Het college neemt de brede intake af. De leerbaarheidstoets hoort erbij, en iemand mag het gesprek alleen "
        "voeren.",
    ), DECISION, MANDATE),
    Component.KLANTREGIE: (DECISION, MANDATE, _read(
        "sight", "Wi art. 17 lid 1",
        "Het college houdt zicht op de voortgang van elke inburgeraar, ook als een ander de gesprekken voert.",
    )),
    Component.CONTRACT: (Obligation(
        "sisa", "Financiële-verhoudingswet art. 17a", Certainty.SECOND_HAND,
        "Elke gemeente verantwoordt haar eigen SPUK, ook als een ander het contract beheert.",
    ),),
}  # fmt: skip
PERSONAL_DATA = _read(
    "personal_data",
    "Bi art. 9.2 lid 3",
    "Een aanbieder krijgt alleen naam en adres, de leerroute, de intensiteit en de termijn van een inburgeraar.",
)
SAS_STEPS = _read(
    "sas_steps", "Aw art. 2.38 en 2.39",
    "Boven de drempel kondig je aan, toets je aan je eisen, maak je een proces-verbaal en meld je de gunning.",
)  # fmt: skip
BELOW = _read(
    "objective_choice",
    "Aw art. 1.4",
    "Ook onder de drempel kies je de procedure en de aanbieders op objectieve gronden. Leg vast waarom.",
)
CLUSTERED = Obligation(
    "cluster", "Aw art. 1.5", Certainty.READ,
    "Je voegt opdrachten samen of deelt ze niet in percelen. De wet vraagt dan een motivering in de "
    "aanbestedingsstukken. Schrijf haar op bij het scenario.", is_warning=True,
)  # fmt: skip
MOTIVATED = _read("cluster_motivated", "Aw art. 1.5", "Samenvoegen is gemotiveerd: “{}”. Neem dit over in de stukken.")
