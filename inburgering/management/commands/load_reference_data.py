"""Load municipalities, regions, neighbours, populations and statements from regions/data. Safe to run again."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from inburgering.charts import hexagons
from regions.models import (
    LibraryStatement,
    Municipality,
    Neighbour,
    Population,
    Region,
    RegionMembership,
    Tile,
)

DATA = Path(settings.BASE_DIR) / "regions" / "data"
CBS = "CBS / PDOK"
CENTRUM_SOURCE = "Subsidieregeling ESF 2014-2020, bijlage 3; niet nagegaan voor 2026"
AREA_ON = date(2024, 1, 1)
POPULATION_COLUMNS = {
    "population_2026_01_01": date(2026, 1, 1),
    "population_2024_01_01": date(2024, 1, 1),
    "population_2023_01_01": date(2023, 1, 1),
}
STATEMENT_SOURCE = "Eigen bibliotheek van stellingen over samen inkopen van inburgering"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def places() -> Iterator[dict[str, str | int]]:
    """Yield where every municipality stands on the map of its region, computed from coordinates and neighbours."""
    pairs = {(row["code_a"], row["code_b"]) for row in rows("neighbours.csv")}
    points = {row["cbs_code"]: (float(row["lon"]), float(row["lat"])) for row in rows("municipalities.csv")}
    members: dict[str, list[str]] = {}
    for row in rows("region_memberships.csv"):
        if not row["valid_until"]:
            members.setdefault(row["region_code"], []).append(row["municipality_code"])
    for region, codes in sorted(members.items()):
        cells = hexagons.assign({code: points[code] for code in codes}, pairs)
        for code, (column, line) in sorted(cells.items()):
            yield {"region_code": region, "municipality_code": code, "column": column, "row": line}


def draw_maps() -> None:
    """Keep the maps as data: computing them takes ten seconds, and they change only when a region does."""
    with (DATA / "tiles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["region_code", "municipality_code", "column", "row"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(places())


class Command(BaseCommand):
    help = "Laad gemeenten, arbeidsmarktregio's, buurgemeenten, inwonertallen en stellingen. Mag vaker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--teken", action="store_true", help="Reken eerst de zeshoekkaarten opnieuw uit en bewaar ze in tiles.csv."
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if options["teken"]:
            draw_maps()
        self._municipalities()
        self._regions()
        self._memberships()
        self._neighbours()
        self._tiles()
        self._statements()
        self.stdout.write(
            f"{Municipality.objects.count()} gemeenten, {Region.objects.count()} regio's, "
            f"{Neighbour.objects.count()} buren en {LibraryStatement.objects.count()} stellingen staan klaar."
        )

    def _municipalities(self) -> None:
        listed = list(rows("municipalities.csv"))
        Municipality.objects.bulk_create(
            [
                Municipality(
                    code=row["cbs_code"],
                    name=row["display_name"],
                    slug=row["slug"],
                    province=row["province"],
                    longitude=float(row["lon"]),
                    latitude=float(row["lat"]),
                    land_area_km2=row["land_area_km2_2024"] or None,
                    area_on=AREA_ON,
                    source=CBS,
                )
                for row in listed
            ],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "slug", "province", "longitude", "latitude", "land_area_km2", "area_on", "source"],
        )
        self.by_code = {municipality.code: municipality for municipality in Municipality.objects.all()}
        Population.objects.bulk_create(
            [
                Population(
                    municipality=self.by_code[row["cbs_code"]], counted_on=day, inhabitants=int(row[column]), source=CBS
                )
                for row in listed
                for column, day in POPULATION_COLUMNS.items()
                if row[column]
            ],
            update_conflicts=True,
            unique_fields=["municipality", "counted_on"],
            update_fields=["inhabitants", "source"],
        )

    def _regions(self) -> None:
        Region.objects.bulk_create(
            [
                Region(
                    code=row["code"],
                    name=row["name"],
                    slug=row["slug"],
                    centrumgemeente=self.by_code.get(row["centrumgemeente_code"]),
                    centrumgemeente_source=CENTRUM_SOURCE,
                    source=CBS,
                )
                for row in rows("regions.csv")
            ],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "slug", "centrumgemeente", "centrumgemeente_source", "source"],
        )
        self.regions = {region.code: region for region in Region.objects.all()}

    def _memberships(self) -> None:
        for row in rows("region_memberships.csv"):
            RegionMembership.objects.update_or_create(
                region=self.regions[row["region_code"]],
                municipality=self.by_code[row["municipality_code"]],
                valid_from=date.fromisoformat(row["valid_from"]),
                defaults={
                    "valid_to": date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
                    "source": CBS,
                },
            )

    def _neighbours(self) -> None:
        Neighbour.objects.bulk_create(
            [
                Neighbour(
                    municipality=self.by_code[row["code_a"]],
                    other=self.by_code[row["code_b"]],
                    kind=row["kind"].upper(),
                )
                for row in rows("neighbours.csv")
            ],
            update_conflicts=True,
            unique_fields=["municipality", "other"],
            update_fields=["kind"],
        )

    def _tiles(self) -> None:
        # Anew: two municipalities that trade places would meet each other's uniqueness halfway.
        Tile.objects.all().delete()
        Tile.objects.bulk_create(
            [
                Tile(
                    region=self.regions[row["region_code"]],
                    municipality=self.by_code[row["municipality_code"]],
                    column=int(row["column"]),
                    row=int(row["row"]),
                )
                for row in rows("tiles.csv")
            ]
        )

    def _statements(self) -> None:
        LibraryStatement.objects.bulk_create(
            [
                LibraryStatement(
                    key=row["key"],
                    version=int(row["version"]),
                    number=int(row["number"]),
                    theme=row["theme"],
                    text=row["text"],
                    short_label=row["short_label"],
                    hint=row["hint"],
                    agree_pole=row["pole_agree"],
                    disagree_pole=row["pole_disagree"],
                    opposite_key=row["opposite_of"],
                    in_default=row["in_default"] == "1",
                    source=STATEMENT_SOURCE,
                )
                for row in rows("statements.csv")
            ],
            # A version that exists is never changed: sessions refer to it. A correction is a new version.
            ignore_conflicts=True,
            unique_fields=["key", "version"],
        )
