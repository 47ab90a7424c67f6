"""The 28 tasks of inburgering that municipalities divide among themselves: who must do what, and what is debated."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How sure we are of a legal limit."""

    READ = "gelezen in de wet"
    SECONDARY = "volgens een toelichting op de wet"
    UNCHECKED = "nog na te lezen in de wet"
    NONE = "geen grens bekend"


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `legal_limit` says in words what the law asks, empty when no limit is known; `debate` what is argued.

    Wi = Wet inburgering 2021, Bi = Besluit inburgering 2021, Pw = Participatiewet, Hw = Huisvestingswet 2014.
    """

    code: str
    name: str
    legal_limit: str
    certainty: Certainty
    source: str
    debate: str

    @property
    def limit_line(self) -> str:
        """Return the limit with its article and how sure it is, as one line to print beside the task."""
        if not self.legal_limit:
            return "Geen wettelijke grens bekend."
        article = f"{self.source}, " if self.source else ""
        return f"{self.legal_limit.removesuffix('.')} ({article}{self.certainty.value})."


_READ, _SECOND, _CHECK, _NONE = Certainty.READ, Certainty.SECONDARY, Certainty.UNCHECKED, Certainty.NONE

# The column of debates is drawn from earlier regional talks; it is experience, not law.
_ROWS: tuple[tuple[str, str, str, Certainty, str, str], ...] = (
    ("T1", "Visie en beleidskader", "College en raad stellen het beleid vast.", _CHECK, "",
     "Regionale nota met een lokaal hoofdstuk"),
    ("T2", "Huisvesting en taakstelling", "Elke gemeente heeft haar eigen taakstelling; samen herverdelen mag.",
     _READ, "Hw art. 28 en 29", "Lokaal, of regionaal herverdelen"),
    ("T3", "Maatschappelijke begeleiding", "De gemeente biedt dit aan asielstatushouders aan.", _CHECK, "",
     "Lokaal, door een maatschappelijke organisatie"),
    ("T4", "Ontzorgen", "Het college betaalt de vaste lasten uit de bijstand.", _READ, "Pw art. 56a",
     "Lokaal of bij een uitvoeringsdienst"),
    ("T5", "Brede intake (gesprek)", "Het college neemt de brede intake af.", _READ, "Wi art. 14",
     "Lokaal of een regionaal team"),
    ("T6", "Leerbaarheidstoets plannen en afnemen", "Het college zorgt voor de toets, in het systeem van DUO.", _READ,
     "Wi art. 14", "Regionale locatie"),
    ("T7", "PIP (beschikking)", "Het college stelt het PIP vast. Of dat in mandaat kan, is nog na te lezen.",
     _READ, "Wi art. 15", "Lokaal"),
    ("T8", "Klantregie en voortgangsgesprekken", "Het college begeleidt en volgt de voortgang; verdelen kan.", _READ,
     "Wi art. 16 en 17", "Lokaal of een regionale pool"),
    ("T9", "Participatieverklaringstraject (PVT)", "Het college verzorgt het traject.", _READ, "Wi art. 6 lid 3",
     "Regionale groepen"),
    ("T10", "Module Arbeidsmarkt en Participatie (MAP)", "Het college verzorgt de module en voert het eindgesprek.",
     _READ, "Wi art. 6 lid 3", "Regionale inkoop met een lokale plek"),
    ("T11", "B1-route", "Het college biedt asielstatushouders de leerroute aan.", _READ, "Wi art. 16",
     "Regionaal of subregionaal"),
    ("T12", "Z-route: taaldeel", "De cursusinstelling heeft het keurmerk.", _READ, "Wi art. 9",
     "Regionaal of subregionaal"),
    ("T13", "Z-route: participatiedeel", "", _NONE, "", "Lokaal"),
    ("T14", "Z-route: eindgesprek en certificaat",
     "Het college voert het eindgesprek. Mandaat kan alleen aan een openbaar lichaam.", _READ, "Bi hoofdstuk 3",
     "Lokaal"),
    ("T15", "Onderwijsroute", "Alleen een instelling met diploma-erkenning geeft het taalschakeltraject.", _READ,
     "Wi art. 8 en 16", "Bovenregionaal"),
    ("T16", "Alfabetisering", "De cursusinstelling heeft het keurmerk.", _CHECK, "", "Regionaal"),
    ("T17", "Inkoop en aanbesteding", "De beginselen van het aanbestedingsrecht gelden.", _CHECK, "",
     "Regionaal, met 1 gemeente als trekker"),
    ("T18", "Contractmanagement", "", _NONE, "", "Regionaal"),
    ("T19", "Kwaliteit, monitoring en klanttevredenheid", "", _NONE, "", "Regionaal"),
    ("T20", "Aansluiting op Werkcentrum en werkgevers", "", _NONE, "", "Regionaal"),
    ("T21", "Leslocaties", "", _NONE, "", "Lokaal of bij een partner"),
    ("T22", "Handhaving", "Het college handhaaft bij de brede intake en de begeleiding.", _READ, "Wi art. 22 en 23",
     "Lokaal, met gelijk beleid"),
    ("T23", "Gegevensuitwisseling en ICT", "Elke gemeente blijft verwerkingsverantwoordelijk (AVG).", _CHECK, "",
     "Regionaal, lokaal verantwoordelijk"),
    ("T24", "Deskundigheid van klantregisseurs", "", _NONE, "", "Regionaal"),
    ("T25", "Verantwoording van de SPUK (SiSa)", "Elke gemeente verantwoordt zelf.", _SECOND,
     "Divosa, vraag en antwoord", "Lokaal, met een regionale verdeelsleutel"),
    ("T26", "Contact met COA en warme overdracht", "", _NONE, "", "Regionaal of subregionaal"),
    ("T27", "Gezinsmigranten: informatie en inloop", "", _NONE, "", "Regionaal"),
    ("T28", "Klachten en bezwaar", "Het college beslist op bezwaar.", _CHECK, "", "Lokaal"),
)  # fmt: skip

TASKS: tuple[Task, ...] = tuple(Task(*row) for row in _ROWS)
