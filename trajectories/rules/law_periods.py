"""The rules of law behind every date, each with its article and the period in which it holds.

A change of law is a new row beside the old one, which gets its `valid_to`. A case keeps the rule of the day on which
its clock started.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

WI2021_FROM = date(2022, 1, 1)
LAW = "Wet inburgering 2021 (BWBR0044770), tekst van 1-1-2023"
BESLUIT = "Besluit inburgering 2021 (BWBR0045555), tekst van 2-4-2026"
REGELING = "Regeling inburgering 2021 (BWBR0045574), tekst van 18-4-2026"
PARTICIPATIEWET = "Participatiewet (BWBR0015703)"
AWB = "Algemene wet bestuursrecht en Algemene termijnenwet"
DUO_DECIDES = "DUO bepaalt"
NOT_MOVED = "Of de Algemene termijnenwet een laatste dag in het weekend verschuift, is een open punt: hier niet."


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `parameters` are the numbers of the law; `open_point` says what is not settled or not found."""

    key: str
    label: str
    article: str
    source: str
    valid_from: date
    parameters: Mapping[str, int] = field(default_factory=dict)
    valid_to: date | None = None  # the last day on which it holds
    open_point: str = ""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class NoRule(LookupError):
    """No row of this key holds on that day."""


def rule_on(rules: tuple[Rule, ...], key: str, day: date) -> Rule:
    """Return the row that holds on a day; before the law the first one, which the page shows with its own first day.

    Raises NoRule for a key without rows, or for a day in a gap between two rows.
    """
    rows = sorted((row for row in rules if row.key == key), key=lambda row: row.valid_from)
    if rows and day < rows[0].valid_from:
        return rows[0]
    for row in rows:
        if row.holds_on(day):
            return row
    raise NoRule(f"Er is geen regel {key} die geldt op {day:%d-%m-%Y}")


RULES: tuple[Rule, ...] = (
    Rule(
        "PIP", "PIP vaststellen", "Besluit inburgering 2021, art. 5.3", BESLUIT, WI2021_FROM, {"weeks": 10},
        open_point="De tekst van 1-1-2022 telde vanaf de inschrijving in de BRP. Sinds welke dag de kennisgeving van "
        f"DUO telt, is niet gevonden; hier telt steeds de kennisgeving. {NOT_MOVED}",
    ),
    Rule(
        "PIP_DERDE", "PIP na informatie van een ander", "Besluit inburgering 2021, art. 5.3", BESLUIT, WI2021_FROM,
        {"weeks": 2}, open_point=NOT_MOVED,
    ),
    Rule(
        "PIP_VERHUIZING", "PIP na verhuizing", "Besluit inburgering 2021, art. 5.3; Wet, art. 15 lid 4", BESLUIT,
        WI2021_FROM, {"weeks": 10}, open_point=NOT_MOVED,
    ),
    Rule(
        "TERMIJN", "Einde inburgeringstermijn", "Wet inburgering 2021, art. 11", LAW, WI2021_FROM, {"months": 36},
        open_point=NOT_MOVED,
    ),
    Rule(
        "AANBOD", "Aanbod les", "Wet inburgering 2021, art. 16; Regeling, art. 4.1 lid 1 g", REGELING, WI2021_FROM,
        {"months": 3, "months_onderwijs": 6},
        open_point="De wet zegt dat het aanbod op tijd moet zijn, en noemt geen dag. Na deze datum kan de inburgeraar "
        "verlenging krijgen.",
    ),
    Rule(
        "WISSELEN", "Wisselen van leerroute", "Wet inburgering 2021, art. 17 lid 2; Besluit, art. 5.4", BESLUIT,
        WI2021_FROM, {"months": 18},
        open_point="De voorwaarden voor wisselen na een opleiding die niet vrijstelt, zijn hier niet overgenomen.",
    ),
    Rule(
        "AFSCHALEN", "Afschalen naar A2", "Wet inburgering 2021, art. 17 lid 3; Besluit, art. 5.5", BESLUIT,
        WI2021_FROM, {"hours": 600},
        open_point="Of uren alfabetisering meetellen, is niet gevonden: hier tellen alleen uren taal (NT2). Bij welke "
        "school de uren zijn gevolgd, controleer je zelf.",
    ),
    Rule(
        "VERLENGEN", "Verlenging vragen", "Wet inburgering 2021, art. 12; Besluit, art. 4.2", BESLUIT, WI2021_FROM,
        {"months_before": 6, "weeks_to_decide": 8},
    ),
    Rule(
        "ONTZORGEN", "Ontzorgen loopt af", "Participatiewet, art. 56a", PARTICIPATIEWET, WI2021_FROM, {"months": 6},
        open_point="Alleen bij een verblijfsvergunning asiel voor bepaalde tijd. Gezinsleden met een reguliere "
        "vergunning vallen erbuiten (Wet, art. 13 lid 1 b; tweede hand).",
    ),
    Rule(
        "PVT", "PVT ondertekenen", "Wet inburgering 2021, art. 6 en 11; Besluit, art. 3.1", BESLUIT, WI2021_FROM,
        {"hours": 12},
    ),
    Rule(
        "MAP", "Eindgesprek MAP", "Wet inburgering 2021, art. 6 en 8 lid 3; Regeling, art. 3.1", REGELING, WI2021_FROM,
        {"hours": 40},
    ),
    Rule(
        "ZROUTE", "Eindgesprek Z-route", "Wet inburgering 2021, art. 9; Besluit, art. 3.14", BESLUIT, WI2021_FROM,
        {"course": 800, "participation_asylum": 800, "participation_other": 0},
        open_point="Bij een wijziging van groep gelden de rechten die DUO meldt (SS124, SS125). Uren van vso, "
        "praktijkonderwijs of entree in de 2 jaar voor het PIP kunnen meetellen (lid 9 en 10); bij een revalidatie "
        "geldt een lagere norm. Die zijn hier niet overgenomen.",
    ),
    Rule(
        "BEZWAAR", "Einde bezwaartermijn",
        "Algemene wet bestuursrecht, art. 6:7 en 6:8; Algemene termijnenwet, art. 1 en 3", AWB, WI2021_FROM,
        {"weeks": 6},
        open_point="Dagen die bij besluit met een feestdag zijn gelijkgesteld (art. 3 lid 3), zijn hier niet "
        "volledig bekend.",
    ),
    Rule(
        "LEEFTIJD", "Leeftijd voor de inburgeringsplicht", "Wet inburgering 2021, art. 3; Algemene Ouderdomswet, art. "
        "7a", LAW, WI2021_FROM, {"from_years": 16, "warning_months": 6},
        open_point="DUO bepaalt wie inburgeringsplichtig is, ook bij het bereiken van de AOW-leeftijd.",
    ),
    Rule(
        "EXAMENPOGING", "Gratis examenpogingen per onderdeel", "Regeling inburgering 2021, art. 3.5", REGELING,
        WI2021_FROM, {"attempts": 2},
        open_point="Alleen voor asielstatushouders, en niet op een lager niveau dan het PIP (tweede hand). Het tegoed "
        "bij DUO gaat voor.",
    ),
    Rule(
        "BEWAREN", "Gegevens verwijderen", "Besluit inburgering 2021, art. 9.9", BESLUIT, WI2021_FROM,
        {"years": 5, "years_core": 50},
        open_point="Een kern van de gegevens (zoals naam, BSN en hoe iemand voldeed) mag hooguit 50 jaar blijven. De "
        "categorie in de selectielijst is niet gevonden.",
    ),
)  # fmt: skip

# The text of today, for sentences that are about nobody in particular.
NEWEST: Mapping[str, Rule] = {row.key: row for row in sorted(RULES, key=lambda row: row.valid_from)}

# What no row can hold: texts that were not read, and steps for which the law has no day.
OPEN_POINTS: tuple[str, ...] = (
    "De Wet inburgering 2021 is gelezen in de tekst van 1-1-2023. De tekst van 21-10-2025 is niet woordelijk "
    "nagelezen.",
    "Of een laatste dag in het weekend of op een feestdag opschuift (Algemene termijnenwet), is voor de termijnen van "
    "de inburgering een open punt. Alleen de bezwaartermijn schuift hier op.",
    "Of een gemeente een asielstatushouder nog een boete mag geven (Wet, art. 22 en 23), is een open punt. De "
    "boetetabellen van de Regeling (bijlage 6) zijn niet gevonden. Dit programma rekent nooit een boete uit.",
    "Voor de duur van maatschappelijke begeleiding en voor het aantal voortgangsgesprekken noemt de wet geen getal.",
    "Huisvesting in principe binnen 10 weken na de koppeling is een afspraak uit 2022 (tweede hand), geen termijn van "
    "de wet.",
)
