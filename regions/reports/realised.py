"""What was realised in a region: totals per year and quarter, and what municipalities released themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from inburgering.notation import count, date_long, listing, number
from regions.models import CountRelease, Municipality, RealisedCount, RealisedTotal, Region
from regions.reports import realised_beside
from regions.reports.realised_beside import Beside
from regions.rules import realised
from regions.rules.finding import Part
from regions.rules.realised import MEASURES, QUARTER, ROLLING, YEAR, Measure

HIDDEN = "niet getoond"
NOTHING = "–"
QUARTERS_SHOWN = 6
HEADER = ("Periode", "Gemeente", "Wat", "Onderdeel", "Aantal", "Vrijgegeven", "Getelde gemeenten", "Gepubliceerd op")
SOURCE = (
    "Minder dan 5 inburgeraars wordt niet getoond, en ook niet wat dat zou verraden door optellen of aftrekken. "
    "Wijzigingen van minder dan 5 wachten, daardoor kan een som iets afwijken. Uren zijn geen personen en staan er "
    "altijd."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: `is_total` starts a measure, the parts follow below it."""

    label: str
    cells: tuple[str, ...]
    columns: tuple[str, ...] = ()
    is_total: bool = False
    note: str = ""

    @property
    def named(self) -> list[tuple[str, str]]:
        """Return each number with the name of its column."""
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a municipality lets the region have its exact numbers; purpose only for who may read the decision."""

    name: str
    slug: str
    sentence: str
    purpose: str
    is_released: bool


@dataclass(frozen=True, slots=True)
class RealisedPage:
    finding: tuple[Part, ...]
    beside: Beside
    years: Grid
    quarters: Grid
    released: Grid
    own: Grid
    own_title: str
    standings: tuple[Standing, ...]
    source: str
    is_empty: bool


def build(region: Region, *, own: Sequence[RealisedCount], releases: Sequence[CountRelease], on: date) -> RealisedPage:
    """Return the page. `own` are exact numbers of one's own municipalities, for who may see persons there."""
    totals = list(RealisedTotal.objects.filter(organisation_id=region.organisation_id).select_related("municipality"))
    of_region = [one for one in totals if one.municipality_id is None]
    exact = [one for one in totals if one.municipality and one.period_kind == ROLLING]
    mine = [one for one in own if one.period_kind == ROLLING]
    return RealisedPage(
        finding=_finding(region, of_region),
        beside=realised_beside.build(region),
        years=_per_period(of_region, YEAR),
        quarters=_per_period(of_region, QUARTER, parts=False),
        released=_per_place(exact),
        own=_per_place(mine),
        own_title=realised.label(ROLLING, mine[0].period_starts_on).capitalize() if mine else "",
        standings=_standings(region, totals, releases, on),
        source=_source(of_region),
        is_empty=not totals and not mine,
    )


def sheet(region: Region) -> list[tuple[object, ...]]:
    """Return every published number as a row for Excel."""
    words = {cell: f"{division.label}: {label}" for measure in MEASURES for division in measure.divisions
             for cell, label in division.cells.items()}  # fmt: skip
    totals = RealisedTotal.objects.filter(organisation_id=region.organisation_id).select_related("municipality")
    return [
        (realised.label(one.period_kind, one.period_starts_on), one.municipality.name if one.municipality else "regio",
         realised.BY_KEY[one.measure].label, words.get(one.cell, "totaal"), HIDDEN if one.value is None else one.value,
         "ja" if one.is_released else "nee", one.municipalities, one.published_on)
        for one in totals.order_by("municipality__name", "-period_starts_on", "period_kind", "measure", "cell")
    ]  # fmt: skip


def _finding(region: Region, totals: Sequence[RealisedTotal]) -> tuple[Part, ...]:
    latest = max((one.period_starts_on for one in totals if one.period_kind == YEAR), default=None)
    values = {one.measure: one.value for one in totals
              if one.period_starts_on == latest and one.period_kind == YEAR and one.cell == ""}  # fmt: skip
    if latest is None or not any(values.values()):
        return (Part(f"In regio {region.name} zijn er nog geen aantallen die getoond kunnen worden."),)
    return (
        Part(f"In {latest.year} meldden zich in regio {region.name} "),
        Part(_people(values.get("INSTROOM")), strong=True),
        Part(". Eerste PIP’s: "),
        Part(_few(values.get("PIP")), strong=True),
        Part(". Afgesloten trajecten: "),
        Part(_few(values.get("EINDE")), strong=True),
        Part("."),
    )


def _people(value: object) -> str:
    return "te weinig inburgeraars om te tonen" if value is None else count(int(f"{value:.0f}"), "inburgeraar",
                                                                            "inburgeraars")  # fmt: skip


def _few(value: object) -> str:
    return "te weinig om te tonen" if value is None else number(int(f"{value:.0f}"))


def _per_period(totals: Sequence[RealisedTotal], kind: str, *, parts: bool = True) -> Grid:
    mine = [one for one in totals if one.period_kind == kind]
    used = [one.period_starts_on for one in mine if one.value is None or one.value]
    days = sorted({one.period_starts_on for one in mine if used and one.period_starts_on >= min(used)})
    days = days if kind == YEAR else days[-QUARTERS_SHOWN:]
    found = {(one.measure, one.cell, one.period_starts_on): one for one in mine}
    rows = [
        row
        for measure in MEASURES
        for row in _rows(measure, lambda cell, key=measure.key: [found.get((key, cell, day)) for day in days], parts)
    ]
    return _grid([realised.label(kind, day) for day in days], rows)


def _rows(measure: Measure, find, parts: bool) -> list[Row]:  # type: ignore[no-untyped-def]
    rows = [Row(measure.label, _cells(find("")), is_total=True, note=measure.explanation)]
    if parts:
        for division in measure.divisions:
            for cell, label in division.cells.items():
                cells = _cells(find(cell))
                if set(cells) - {NOTHING, "0"}:
                    rows.append(Row(f"{division.label}: {label}", cells))
    return rows


def _cells(found: Sequence[RealisedTotal | RealisedCount | None]) -> tuple[str, ...]:
    return tuple(NOTHING if one is None else HIDDEN if one.value is None else number(one.value) for one in found)


def _per_place(rows: Sequence[RealisedTotal] | Sequence[RealisedCount]) -> Grid:
    """Return exact numbers of municipalities beside each other, over the last twelve months."""
    places = sorted({one.municipality.name for one in rows if one.municipality})
    found = {(one.measure, one.cell, one.municipality.name): one for one in rows if one.municipality}
    made = [
        row
        for measure in MEASURES
        for row in _rows(measure, lambda cell, key=measure.key: [found.get((key, cell, at)) for at in places], True)
    ]
    return _grid(places, made)


def _grid(columns: Sequence[str], rows: Sequence[Row]) -> Grid:
    """Return the table; without a column there are no rows."""
    named = tuple(columns)
    return Grid(named, tuple(replace(row, columns=named) for row in rows) if named else ())


def _standings(
    region: Region, totals: Sequence[RealisedTotal], releases: Sequence[CountRelease], on: date
) -> tuple[Standing, ...]:
    shown = {one.municipality_id for one in totals if one.is_released}
    known = {one.municipality_id: one for one in releases}
    return tuple(_standing(one, known.get(one.pk), one.pk in shown) for one in region.municipalities_on(on))


def _standing(place: Municipality, release: CountRelease | None, is_shown: bool) -> Standing:
    if release:
        words = f"vrijgegeven, besluit van {release.decided_by} op {date_long(release.decided_on)}"
        return Standing(place.name, place.slug, words, release.purpose, True)
    return Standing(place.name, place.slug, "vrijgegeven" if is_shown else "telt mee in het totaal", "", is_shown)


def _source(totals: Sequence[RealisedTotal]) -> str:
    if not totals:
        return SOURCE
    latest = max(one.published_on for one in totals)
    places = max(one.municipalities for one in totals)
    words = listing([f"trajecten van {count(places, 'gemeente', 'gemeenten')}"])
    return f"Bron: {words}, geteld op {date_long(latest)}. {SOURCE}"
