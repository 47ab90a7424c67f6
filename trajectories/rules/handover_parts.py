"""What goes along to the municipality where somebody now lives, on which ground, and what never does.

Besides Wi2021 art. 35 lid 4 (on request of the new municipality) nothing leaves without the wish of the inburgeraar.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

ON_REQUEST = "Wi2021 art. 35 lid 4: de nieuwe gemeente vraagt erom"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a dossier. `is_wish`: only as far as the inburgeraar wants it; `is_needed`: cannot be left out."""

    key: str
    label: str
    words: str
    ground: str
    is_needed: bool = False
    is_wish: bool = False


PERSON, DUTY, PIP, INTAKE = "PERSON", "DUTY", "PIP", "INTAKE"
HOURS, EXAMS, PVT_MAP, NOTES, PORTFOLIO = "HOURS", "EXAMS", "PVT_MAP", "NOTES", "PORTFOLIO"
# Within the facts of PIP: the columns of the decision in force, until when ontzorgen runs there, and the living plan.
DECISION, ONTZORGEN_UNTIL, GOALS = "decision", "ontzorgen_until", "goals"
DECIDED = (
    "afschaling_parts", "intensity_hours", "hours_per_week", "alphabet", "pvt_hours", "map_hours",
    "conversations_per_year", "support", "has_ontzorgen", "may_finish_education",
)  # fmt: skip

PARTS: tuple[Part, ...] = (
    Part(
        PERSON, "Wie het is", "Naam, geboortedatum, BSN, V-nummer, talen en of een tolk nodig is.",
        "Wi2021 art. 35 lid 4 en art. 36 (BSN)", is_needed=True,
    ),
    Part(
        DUTY, "Inburgeringsplicht", "Groep, begin van de plicht, kennisgeving en de termijn van DUO.",
        ON_REQUEST, is_needed=True,
    ),
    Part(
        PIP, "PIP en leerroute",
        "De vastgestelde leerroute blijft gelden. Ook uren, gesprekken, PVT, MAP, ontzorgen, doelen en acties.",
        "Wi2021 art. 15 lid 4 en art. 35 lid 4",
    ),
    Part(
        INTAKE, "Uitkomsten van de brede intake", "De ingevulde velden en de leerbaarheidstoets, zonder gezondheid "
        "en zonder notities.", "Wi2021 art. 14 en art. 35 lid 4",
    ),
    Part(HOURS, "Uren", "Gevolgde uren per maand en soort, ook die van de Z-route.", ON_REQUEST),
    Part(EXAMS, "Examens", "Onderdeel, niveau, datum en uitslag.", ON_REQUEST),
    Part(PVT_MAP, "PVT en MAP", "Wat gedaan en afgerond is.", ON_REQUEST),
    Part(NOTES, "Verslagen van gesprekken", "Alleen de gesprekken die de inburgeraar wil meegeven.",
         "wens van de inburgeraar", is_wish=True),
    Part(PORTFOLIO, "Portfolio", "Alleen de onderdelen die de inburgeraar wil meegeven.",
         "wens van de inburgeraar", is_wish=True),
)  # fmt: skip
BY_KEY: dict[str, Part] = {part.key: part for part in PARTS}
BY_LAW: tuple[Part, ...] = tuple(part for part in PARTS if not part.is_wish)
NEVER: tuple[str, ...] = (
    "wat over gezondheid is vastgelegd",
    "notities bij de intake",
    "taken en signalen",
    "wie het dossier opende en waarom",
    "gegevens van het gezin en van betrokkenen",
)


def going(chosen: Collection[str], *, notes: int, portfolio: int) -> tuple[str, ...]:
    """Return the keys that go along: what must, what was chosen, and a wish only when something of it was ticked."""
    wished = {NOTES: notes, PORTFOLIO: portfolio}
    return tuple(
        part.key for part in PARTS if part.is_needed or (wished[part.key] if part.is_wish else part.key in chosen)
    )
