"""What is counted of the work with inburgeraars, over which periods, in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

YEAR, QUARTER, ROLLING = "YEAR", "QUARTER", "ROLLING_12"
FIRST_YEAR = 2022  # Wet inburgering 2021, in force since 1 January 2022
QUARTERS = 4
MONTHS_IN_QUARTER = 3
MONTHS_IN_YEAR = 12
START_WEEKS = 12  # aanname: a start within twelve weeks after the PIP is soon; the law names no number

ROUTES = {"B1": "B1-route", "ONDERWIJS": "onderwijsroute", "ZELFREDZAAMHEID": "Z-route"}
AFTERWARDS = {
    "WERK": "betaald werk", "OPLEIDING": "opleiding", "VRIJWILLIGERSWERK": "vrijwilligerswerk of participatie",
    "GEEN": "geen van deze", "ONBEKEND": "niet bekend",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Division:
    """One way to divide the people of a measure: a code, its Dutch name and its parts."""

    code: str
    label: str
    parts: Mapping[str, str]

    def cell(self, part: str) -> str:
        return f"{self.code}:{part}"

    @property
    def cells(self) -> dict[str, str]:
        return {self.cell(part): label for part, label in self.parts.items()}


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted. Hours are no people: they are told as they are."""

    key: str
    label: str
    explanation: str
    divisions: tuple[Division, ...] = field(default_factory=tuple)
    counts_people: bool = True


MEASURES: tuple[Measure, ...] = (
    Measure(
        "INSTROOM", "Nieuwe inburgeraars", "aangemeld bij de gemeente, zonder wie met een PIP verhuisde",
        (Division("GROEP", "groep", {
            "ASIELSTATUSHOUDER": "asielstatushouders",
            "GEZINSMIGRANT_EN_OVERIGE_MIGRANT": "gezins- en overige migranten",
        }),),
    ),
    Measure(
        "PIP", "Eerste PIP vastgesteld", "naar de dagtekening, met de leerroute van dat PIP",
        (Division("ROUTE", "leerroute", ROUTES),
         Division("START", "start van de les", {
             "SNEL": f"binnen {START_WEEKS} weken na het PIP", "LATER": f"na meer dan {START_WEEKS} weken",
             "NIET": "nog niet gestart",
         })),
    ),
    Measure(
        "WISSEL", "Van leerroute gewisseld", "naar de dagtekening van het nieuwe PIP",
        (Division("NAAR", "nieuwe leerroute", ROUTES),
         Division("ADVIES", "naast de leerbaarheidstoets", {
             "TEGEN": "tegen de uitslag in", "MET": "passend bij de uitslag", "ONBEKEND": "geen duidelijke uitslag",
         })),
    ),
    Measure("AFSCHALEN", "Afgeschaald naar A2", "naar de dagtekening van het nieuwe PIP"),
    Measure(
        "EINDE", "Traject afgesloten", "naar de dag van afsluiten; later bekend is wat iemand daarna doet",
        (Division("UITKOMST", "uitkomst", {
            "DIPLOMA": "diploma", "CERTIFICAAT": "certificaat Z-route", "VRIJSTELLING": "vrijstelling",
            "ONTHEFFING": "ontheffing", "VERHUISD": "verhuisd", "ANDERS": "andere reden",
         }),
         Division("NA_6", "na 6 maanden", AFTERWARDS),
         Division("NA_12", "na 12 maanden", AFTERWARDS)),
    ),
    Measure(
        "UREN", "Gevolgde uren", "zoals vastgelegd per maand",
        (Division("SOORT", "soort", {
            "NT2": "taal (NT2)", "ALFABETISERING": "alfabetisering", "KNM": "KNM", "PVT": "PVT", "MAP": "MAP",
            "PARTICIPATIE": "participatie",
        }),),
        counts_people=False,
    ),
)  # fmt: skip
BY_KEY = {measure.key: measure for measure in MEASURES}
OTHER_OUTCOMES = frozenset({"VERBLIJFSDOEL", "VERTREK", "OVERLIJDEN", "OVERIG"})


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, its first and last day included."""

    kind: str
    starts_on: date
    ends_on: date

    def has(self, day: date | None) -> bool:
        return day is not None and self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Count:
    """One number: of a measure, in a part ("" is the total), in a period."""

    period: Period
    measure: str
    cell: str
    value: int


def quarter(year: int, number: int) -> Period:
    starts = date(year, (number - 1) * MONTHS_IN_QUARTER + 1, 1)
    last = number * MONTHS_IN_QUARTER
    following = date(year + 1, 1, 1) if last == MONTHS_IN_YEAR else date(year, last + 1, 1)
    return Period(QUARTER, starts, following - timedelta(days=1))


def year(number: int) -> Period:
    return Period(YEAR, date(number, 1, 1), date(number, MONTHS_IN_YEAR, 31))


def quarters_of(number: int) -> tuple[Period, ...]:
    return tuple(quarter(number, one) for one in range(1, QUARTERS + 1))


def finished(on: date) -> tuple[Period, ...]:
    """Return the years and quarters that are over on a day, since the law holds. What runs is never told."""
    years = range(FIRST_YEAR, on.year + 1)
    periods = [*(year(one) for one in years), *(one for each in years for one in quarters_of(each))]
    return tuple(one for one in periods if one.ends_on < on)


def rolling(on: date) -> Period:
    """Return the twelve whole months before the month of a day."""
    first_of_month = on.replace(day=1)
    return Period(ROLLING, first_of_month.replace(year=on.year - 1), first_of_month - timedelta(days=1))


def label(kind: str, starts_on: date) -> str:
    """Return "2025", "2e kwartaal 2026" or "12 maanden vanaf 1-11-2025"."""
    if kind == YEAR:
        return f"{starts_on.year}"
    if kind == QUARTER:
        return f"{(starts_on.month - 1) // MONTHS_IN_QUARTER + 1}e kwartaal {starts_on.year}"
    return f"12 maanden vanaf {starts_on.day}-{starts_on.month}-{starts_on.year}"
