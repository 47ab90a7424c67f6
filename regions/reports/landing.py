"""The first page: what this is, with the example region as its face."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from inburgering.charts import hexmap
from inburgering.charts.svg import Svg
from regions.models import Municipality, Population, Region
from regions.reports import example
from regions.reports.subregion_outcome import AROUND
from regions.rules import naming


@dataclass(frozen=True, slots=True)
class LegendRow:
    name: str
    symbol: Svg


@dataclass(frozen=True, slots=True)
class Landing:
    """`face` is None as long as no reference data was loaded."""

    face: Svg | None
    legend: list[LegendRow]
    is_example_present: bool
    region_count: int
    municipality_count: int
    counted_on: date | None


@dataclass(frozen=True, slots=True)
class Source:
    what: str
    source: str
    reference_date: str
    note: str


def build() -> Landing:
    region = Region.objects.filter(code=example.REGION_CODE).first()
    face, legend = _face(region) if region else (None, [])
    newest = Population.objects.order_by("-counted_on").first()
    return Landing(
        face=face,
        legend=legend,
        is_example_present=bool(region and region.organisation_id),
        region_count=Region.objects.count(),
        municipality_count=Municipality.objects.count(),
        counted_on=newest.counted_on if newest else None,
    )


def _face(region: Region) -> tuple[Svg | None, list[LegendRow]]:
    tiles = list(region.tiles.select_related("municipality"))
    if not tiles:
        return None, []
    places = {tile.municipality.code: (tile.municipality.longitude, tile.municipality.latitude) for tile in tiles}
    solved = example.division().groups
    # In the order of the proposal itself: round the compass from the north.
    named = sorted(zip(naming.names(solved, places), solved, strict=True), key=lambda pair: AROUND.index(pair[0]))
    names, groups = zip(*named, strict=True)
    group_of = {code: number for number, group in enumerate(groups, 1) for code in group}
    face = hexmap.draw(
        [
            hexmap.Tile(
                code=tile.municipality.code,
                cell=(tile.column, tile.row),
                label=tile.municipality.name,
                group=group_of.get(tile.municipality.code),
            )
            for tile in tiles
        ],
        label=f"Regio {region.name}: {len(tiles)} gemeenten in {len(groups)} subregio's, uit verzonnen antwoorden",
        width=440,
    )
    return face, [LegendRow(name, hexmap.legend_hex(number)) for number, name in enumerate(names, 1)]


@cache
def sources() -> list[Source]:
    """Return where each file of reference data comes from, for the page that accounts for it."""
    with (example.DATA / "sources.csv").open(encoding="utf-8", newline="") as file:
        return [
            Source(row["file"], row["source_line"], row["reference_date"], row["note"]) for row in csv.DictReader(file)
        ]
