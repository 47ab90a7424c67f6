"""The facts that municipalities gave in a session, side by side, each with who gave it and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from inburgering.notation import count, date_long, date_short, number
from regions.models import MunicipalFact, Municipality, WorkSession
from regions.reports.inventory import stored
from regions.rules.finding import Finding, Part
from regions.rules.inventory import FACTS_BY_KEY, Fact, FactValue, words

Line = tuple[FactValue, date]


@dataclass(frozen=True, slots=True)
class FactCell:
    """What one municipality gave for one fact: its lines in words, and the day of the newest."""

    lines: Sequence[str]
    given_on: str
    is_number: bool
    is_wide: bool


@dataclass(frozen=True, slots=True)
class FactsRow:
    name: str
    is_mine: bool
    status: str
    facts: Sequence[Fact]
    cells: Sequence[FactCell]

    @property
    def told(self) -> list[tuple[Fact, FactCell]]:
        """Return the facts that were given, for a list."""
        return [(fact, cell) for fact, cell in zip(self.facts, self.cells, strict=True) if cell.lines]


@dataclass(frozen=True, slots=True)
class MunicipalFacts:
    """The table; `totals` has with each fact the sum in words and over how many municipalities."""

    finding: Finding
    facts: Sequence[Fact]
    rows: Sequence[FactsRow]
    totals: Sequence[tuple[Fact, str, str]]
    municipalities: Sequence[Municipality]
    chosen: Municipality | None
    source: str
    sheet: Sequence[Sequence[str | int | date]]

    @property
    def chosen_slug(self) -> str:
        return self.chosen.slug if self.chosen else ""

    @property
    def header(self) -> list[str]:
        return ["Gemeente", "Feit", "Antwoord", "Getal", "Eenheid", "Datum", "Opgegeven door", "Opgegeven op"]


def build(session: WorkSession, municipality_slug: str = "") -> MunicipalFacts:
    """Return the facts that were shared, as far as whoever asks may see them."""
    day = timezone.localdate(session.opened_at or session.made_at)
    municipalities = sorted(session.region.municipalities_on(day), key=lambda one: one.name)
    facts = [FACTS_BY_KEY[key] for key in session.fact_keys if key in FACTS_BY_KEY]
    sheets = {sheet.municipality_id: sheet for sheet in session.sheets.exclude(shared_at=None)}
    chosen = next((one for one in municipalities if one.slug == municipality_slug), None)
    given = _given([sheet.pk for sheet in sheets.values()])
    found = {one: given.get(sheets[one.pk].pk, {}) if one.pk in sheets else {} for one in municipalities}
    rows = [
        FactsRow(
            one.name, one == chosen,
            sheets[one.pk].get_status_display() if one.pk in sheets else "Nog niet gedeeld",
            facts,
            [_cell(fact, found[one].get(fact.key, [])) for fact in facts],
        )
        for one in municipalities
    ]  # fmt: skip
    return MunicipalFacts(
        _finding(facts, found),
        facts,
        rows,
        [(fact, *_total(fact, found)) for fact in facts],
        municipalities,
        chosen,
        f"Bron: opgave van de gemeenten zelf in werksessie {session.number}; bij elk antwoord staat de dag van opgave.",
        [line for one in municipalities for fact in facts for line in _lines(one, fact, found[one].get(fact.key, []))],
    )


Found = Mapping[Municipality, Mapping[str, Sequence[Line]]]


def _given(sheets: Sequence[int]) -> dict[int, dict[str, list[Line]]]:
    given: dict[int, dict[str, list[Line]]] = {}
    for row in MunicipalFact.objects.filter(sheet__in=sheets).order_by("sheet_id", "key", "row"):
        value = stored(row)
        if not value.is_empty:
            lines = given.setdefault(row.sheet_id, {}).setdefault(row.key, [])
            lines.append((value, timezone.localdate(row.given_at)))
    return given


def _cell(fact: Fact, lines: Sequence[Line]) -> FactCell:
    newest = date_short(max(day for _, day in lines)) if lines else ""
    told = [_short(fact, value) for value, _ in lines]
    return FactCell(told, newest, fact.kind == "number", fact.kind in {"contracts", "text"})


def _short(fact: Fact, value: FactValue) -> str:
    """Return the answer for a narrow column, whose head carries the unit."""
    if value.amount is not None:
        return number(value.amount)
    return date_short(value.day) if fact.kind == "date" and value.day else words(fact, value)


def _lines(municipality: Municipality, fact: Fact, lines: Sequence[Line]) -> list[list[str | int | date]]:
    name = municipality.name
    return [
        [
            name, fact.label, words(fact, value), int(value.amount) if value.amount is not None else "", fact.unit,
            value.day or "", f"gemeente {name}", day,
        ]
        for value, day in lines
    ]  # fmt: skip


def _total(fact: Fact, found: Found) -> tuple[str, str]:
    values = [value for given in found.values() for value, _ in given.get(fact.key, [])]
    answered = sum(fact.key in given for given in found.values())
    of = f"{answered} van {len(found)}"
    if not answered:
        return "", of
    if fact.kind == "number":
        return number(sum((value.amount or Decimal(0) for value in values), Decimal(0))), of
    if fact.kind == "yes_no":
        return f"{sum(value.is_true is True for value in values)} ja", of
    return (count(len(values), "contract", "contracten") if fact.kind == "contracts" else ""), of


def _finding(facts: Sequence[Fact], found: Found) -> Finding:
    total = len(found)
    answered = sum(bool(given) for given in found.values())
    if not answered:
        return Finding((Part("Nog geen gemeente", strong=True), Part(" heeft feiten gedeeld.")))
    core = f"{answered} van de {count(total, 'gemeente', 'gemeenten')}"
    parts = [Part(core, strong=True), Part(f" {'gaf' if answered == 1 else 'gaven'} feiten.")]
    parts += _ending([value.day for given in found.values() for value, _ in given.get("contracten", []) if value.day])
    locations = sum(value.is_true is True for given in found.values() for value, _ in given.get("leslocatie", []))
    if any(fact.key == "leslocatie" for fact in facts):
        said = f"{locations} {'heeft' if locations == 1 else 'hebben'}" if locations else "Geen enkele heeft"
        parts.append(Part(f" {said} een eigen leslocatie."))
    return Finding(tuple(parts))


def _ending(days: Sequence[date]) -> list[Part]:
    if not days:
        return []
    return [Part(" Het eerste contract loopt af op "), Part(date_long(min(days)), strong=True), Part(".")]
