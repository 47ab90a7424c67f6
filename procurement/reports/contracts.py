"""The contracts of a region: what was bought of whom, for which municipalities, and when groups start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from inburgering.notation import count, date_long, listing, number
from procurement.models import Contract, StartMoment
from procurement.reports.places import Places, taken_per_contract, taken_per_start, total_words
from regions.rules.components import COMPONENT_SHORT, Component
from regions.rules.finding import Part

HEADER = [
    "Nummer", "Kenmerk", "Contract", "Aanbieder", "Onderdelen", "Gemeenten", "Van", "Tot en met",
    "Met verlengen tot en met", "Geplaatst", "Volgende start",
]  # fmt: skip
START_HEADER = ["Start", "Onderdeel", "Locatie", "Uren per week", "Plaatsen", "Geplaatst", "Vrij"]
SOURCE = "Geplaatst: wachtend of lopend, over alle gemeenten van het contract. Onder 5 noemen we geen precies aantal."


@dataclass(frozen=True, slots=True)
class ContractRow:
    number: str
    reference: str
    title: str
    provider: str
    components: str
    municipalities: str
    starts_on: date
    ends_on: date
    extend_until_on: date | None
    is_running: bool
    taken: str
    next_start_on: date | None

    @property
    def period(self) -> str:
        option = f", met verlengen tot en met {date_long(self.extend_until_on)}" if self.extend_until_on else ""
        return f"{date_long(self.starts_on)} tot en met {date_long(self.ends_on)}{option}"

    @property
    def next_start(self) -> str:
        return date_long(self.next_start_on) if self.next_start_on else "geen gepland"

    def row(self) -> list[object]:
        return [
            self.number, self.reference, self.title, self.provider, self.components, self.municipalities,
            self.starts_on, self.ends_on, self.extend_until_on, self.taken, self.next_start_on,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    finding: tuple[Part, ...]
    rows: tuple[ContractRow, ...]


@dataclass(frozen=True, slots=True)
class Start:
    pk: int
    day: str
    starts_on: date
    component: str
    location: str
    hours: str
    places: int
    taken: str
    free: str
    is_past: bool

    def row(self) -> list[object]:
        return [self.starts_on, self.component, self.location, self.hours, self.places, self.taken, self.free]


@dataclass(frozen=True, slots=True)
class ContractPage:
    finding: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...]
    starts: tuple[Start, ...]
    scenario_number: int | None
    scenario_name: str


def build_list(found: QuerySet[Contract], *, on: date) -> Listed:
    """Return the contracts, running ones first, in four queries however many there are."""
    rows = list(
        found.select_related("provider")
        .prefetch_related("parties__municipality", "start_moments")
        .order_by("-ends_on", "title", "pk")
    )
    taken = taken_per_contract() if rows else {}
    listed = tuple(_row(one, taken.get(one.pk, []), on) for one in rows)
    return Listed(_list_finding(listed), listed)


def build(contract: Contract, *, on: date) -> ContractPage:
    """Return the page of one contract."""
    taken = taken_per_start()
    moments = sorted(contract.start_moments.all(), key=lambda one: (one.starts_on, one.pk))
    starts = tuple(_start(one, Places(one.places, taken.get(one.pk, 0)), on) for one in moments)
    row = _row(contract, taken_per_contract().get(contract.pk, []), on)
    facts = [
        ("Aanbieder", row.provider), ("Kenmerk", row.reference or "geen"), ("Onderdelen", row.components),
        ("Gemeenten", row.municipalities), ("Looptijd", row.period), ("Geplaatst", row.taken),
    ]  # fmt: skip
    scenario = contract.scenario
    return ContractPage(
        finding=_page_finding(starts, on),
        facts=tuple(facts),
        starts=starts,
        scenario_number=scenario.number if scenario else None,
        scenario_name=scenario.name if scenario else "",
    )


def _row(one: Contract, taken: Sequence[int], on: date) -> ContractRow:
    coming = [moment.starts_on for moment in one.start_moments.all() if moment.starts_on >= on]
    names = sorted(party.municipality.name for party in one.parties.all())
    return ContractRow(
        number=one.number,
        reference=one.reference,
        title=one.title,
        provider=one.provider.name,
        components=listing([COMPONENT_SHORT[Component(code)] for code in one.components]),
        municipalities=listing(names),
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        extend_until_on=one.extend_until_on,
        is_running=one.starts_on <= on <= one.ends_on,
        taken=total_words(taken),
        next_start_on=min(coming, default=None),
    )


def _start(one: StartMoment, places: Places, on: date) -> Start:
    return Start(
        pk=one.pk,
        day=date_long(one.starts_on),
        starts_on=one.starts_on,
        component=COMPONENT_SHORT[Component(one.component)],
        location=one.location,
        hours=_plain(one.hours_per_week) if one.hours_per_week else "niet bekend",
        places=one.places,
        taken=places.taken_words,
        free=places.words,
        is_past=one.starts_on < on,
    )


def _plain(hours: Decimal) -> str:
    return number(hours, 0 if hours == hours.to_integral_value() else 1)


def _list_finding(rows: Sequence[ContractRow]) -> tuple[Part, ...]:
    if not rows:
        return (Part("Er is nog "), Part("geen contract", strong=True), Part("."))
    running = sum(row.is_running for row in rows)
    told = [Part(count(running, "contract loopt", "contracten lopen"), strong=True), Part(" nu.")]
    coming = sorted(row.next_start_on for row in rows if row.next_start_on)
    told.append(
        Part(f" De eerstvolgende groep start op {date_long(coming[0])}." if coming else " Er is geen start gepland.")
    )
    return tuple(told)


def _page_finding(starts: Sequence[Start], on: date) -> tuple[Part, ...]:
    following = next((one for one in starts if not one.is_past), None)
    if following is None:
        return (Part("Er is "), Part("geen start gepland", strong=True), Part(". Wie nu een PIP krijgt, moet wachten."))
    days = (following.starts_on - on).days
    when = "vandaag" if not days else f"over {count(days, 'dag', 'dagen')}"
    told = f" start op {following.day}, {when}: {following.free}."
    return (Part("De volgende groep "), Part(following.component, strong=True), Part(told))
