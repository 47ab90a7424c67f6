"""What somebody asked of the caseload in the address: which group, which filters, which order, which page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Q

from trajectories.models import Indeling, Leerroute, Phase
from trajectories.reports.caseload_groups import GROUPS, Place
from trajectories.reports.search import words_of

SIZES = (25, 50, 100)
ORDERS = ("termijn", "naam", "leerroute", "fase", "contact")
OWN, TEAM = "", "team"
# Name in the address, label of the field, the values with label and condition.
ROUTES = {
    "b1-route": ("B1-route", Q(leerroute=Leerroute.B1)),
    "onderwijsroute": ("Onderwijsroute", Q(leerroute=Leerroute.ONDERWIJS)),
    "z-route": ("Z-route", Q(leerroute=Leerroute.ZELFREDZAAMHEID)),
    "nog-niet-bepaald": ("Nog niet bepaald", Q(leerroute="")),
}
PHASES = {
    "aanmelding": Phase.REGISTERED, "brede-intake": Phase.INTAKE, "pip": Phase.PIP, "lopend": Phase.LEARNING,
    "afronding": Phase.COMPLETION, "afgesloten": Phase.CLOSED,
}  # fmt: skip
FIELDS: dict[str, tuple[str, dict[str, tuple[str, Q]]]] = {
    "leerroute": ("Leerroute", ROUTES),
    "fase": ("Fase", {key: (phase.label, Q(phase=phase)) for key, phase in PHASES.items()}),
    "doelgroep": (
        "Doelgroep",
        {
            "asielstatushouder": ("Asielstatushouder", Q(indeling=Indeling.ASIELSTATUSHOUDER)),
            "gezin-of-overig": (
                "Gezinsmigrant of overige migrant",
                Q(indeling=Indeling.GEZINSMIGRANT_EN_OVERIGE_MIGRANT),
            ),
        },
    ),
    "alfabetisering": ("Alfabetisering", {"ja": ("Alfabetisering", Q(is_alphabetisation=True))}),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter in a list to choose from."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter: what it says, and the address without it."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Filters:
    """`chosen` holds the known filters with their value; `search` is the number of a search, `typed` its words."""

    scope: str = OWN
    group: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, tuple[str, Mapping[str, tuple[str, Q]]]] = field(default_factory=dict)
    search: str = ""
    typed: str = ""
    order: str = "termijn"
    is_descending: bool = False
    size: int = SIZES[0]
    page: int = 1

    def conditions(self) -> dict[str, Q]:
        """Return what each filter asks, by its name in the address; closed trajectories only where asked for."""
        found = {name: self.fields[name][1][value][1] for name, value in self.chosen.items()}
        if self.typed:
            looked_for = Q()
            for word in words_of(self.typed):
                looked_for &= Q(search_text__contains=word)
            found["zoek"] = looked_for
        return found

    @property
    def default(self) -> Q:
        """Return what stands besides the filters: without a phase or words a caseload is what still runs."""
        return Q() if "fase" in self.chosen or self.typed else ~Q(phase=Phase.CLOSED)

    def query(self, **other: str | int | None) -> str:
        """Return the query of an address with these filters; what is given replaces, None takes away."""
        order = f"{'-' if self.is_descending else ''}{self.order}"
        now: dict[str, str | int | None] = {
            "van": self.scope, "toon": self.group, **self.chosen, "zoek": self.search,
            "sorteer": "" if order == "termijn" else order, "per": "" if self.size == SIZES[0] else self.size,
            "pagina": "" if self.page == 1 else self.page,
        }  # fmt: skip
        now |= other
        return urlencode({name: value for name, value in now.items() if value})

    def url(self, **other: str | int | None) -> str:
        """Return the address relative to the page; a change of filters starts at page one."""
        return f"?{self.query(**{'pagina': None} | other) or 'toon=alles'}"

    @property
    def kept(self) -> str:
        """Return what is worth keeping under a name: without the page and without a search for one person."""
        return self.query(pagina=None, zoek=None)

    @property
    def back(self) -> str:
        """Return what brings somebody back to this list, a search included."""
        return self.query(pagina=None)

    def chips(self) -> tuple[Chip, ...]:
        found = [
            Chip(name, f"{self.fields[name][0]} = {self.fields[name][1][value][0]}", self.url(**{name: None}))
            for name, value in self.chosen.items()
        ]
        if self.typed:
            found.append(Chip("zoek", f"Zoek = {self.typed}", self.url(zoek=None)))
        return tuple(found)

    def form_fields(self) -> tuple[Field, ...]:
        return tuple(
            Field(
                name,
                label,
                tuple(Choice(key, shown, self.chosen.get(name) == key) for key, (shown, _) in values.items()),
            )
            for name, (label, values) in self.fields.items()
        )


def read(
    asked: Mapping[str, str], *, places: Iterable[Place], colleagues: Mapping[int, str], typed: str = ""
) -> Filters:
    """Return the filters of an address. What is not known is left out, so an old address still works."""
    fields = _fields(list(places), colleagues)
    order = asked.get("sorteer", "")
    size, page = asked.get("per", ""), asked.get("pagina", "")
    return Filters(
        scope=TEAM if asked.get("van") == TEAM else OWN,
        group=asked.get("toon", "") if asked.get("toon") in GROUPS else "",
        chosen={name: value for name in fields if (value := asked.get(name, "")) in fields[name][1]},
        fields=fields,
        search=asked.get("zoek", "") if typed else "",
        typed=typed,
        order=order.removeprefix("-") if order.removeprefix("-") in ORDERS else ORDERS[0],
        is_descending=order.startswith("-"),
        size=int(size) if size in {str(known) for known in SIZES} else SIZES[0],
        page=int(page) if page.isascii() and page.isdigit() and int(page[:6]) > 0 else 1,
    )


def _fields(places: list[Place], colleagues: Mapping[int, str]) -> dict[str, tuple[str, Mapping[str, tuple[str, Q]]]]:
    found: dict[str, tuple[str, Mapping[str, tuple[str, Q]]]] = dict(FIELDS)
    if len(places) > 1:
        found["gemeente"] = (
            "Gemeente",
            {place.slug: (place.name, Q(organisation=place.organisation_id)) for place in places},
        )
    if colleagues:
        names = {str(pk): (name, Q(assigned_to=pk)) for pk, name in colleagues.items()}
        found["wie"] = ("Klantregisseur", names | {"niemand": ("Nog niemand", Q(assigned_to=None))})
    return found
