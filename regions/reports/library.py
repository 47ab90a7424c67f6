"""The statements to choose from, per theme."""

import csv
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regions.models import LibraryStatement, Statement

STATEMENTS = Path(__file__).resolve().parent.parent / "data" / "statements.csv"


@dataclass(frozen=True, slots=True)
class ShelfStatement:
    key: str
    number: int
    theme: str
    text: str
    short_label: str
    hint: str
    in_default: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """The newest version of every statement in the library, in its order."""

    statements: Sequence[ShelfStatement]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(one.key for one in self.statements)

    @property
    def per_leerroute(self) -> frozenset[str]:
        return suited_per_leerroute()

    def choices(self) -> list[tuple[str, str]]:
        return [(one.key, f"{one.number}. {one.short_label}") for one in self.statements]

    def default_keys(self) -> list[str]:
        return [one.key for one in self.statements if one.in_default]

    def without(self, keys: Container[str]) -> "Shelf":
        return Shelf([one for one in self.statements if one.key not in keys])

    def themes(self, chosen: Container[str]) -> list[tuple[str, list[tuple[ShelfStatement, bool]]]]:
        """Return the statements per theme, each with whether it is chosen."""
        grouped: dict[str, list[tuple[ShelfStatement, bool]]] = {}
        for one in self.statements:
            grouped.setdefault(one.theme, []).append((one, one.key in chosen))
        return list(grouped.items())


def newest() -> Shelf:
    return Shelf(
        [
            ShelfStatement(row.key, row.number, row.theme, row.text, row.short_label, row.hint, row.in_default)
            for row in newest_rows()
        ]
    )


def newest_rows() -> list[LibraryStatement]:
    """Return the newest version of every statement, in the order of the library."""
    return list({row.key: row for row in LibraryStatement.objects.order_by("number", "version")}.values())


def newest_of(keys: Iterable[str]) -> list[LibraryStatement]:
    wanted = set(keys)
    return [row for row in newest_rows() if row.key in wanted]


def copied(source: LibraryStatement) -> dict[str, object]:
    """Return what a session copies of a statement of the library."""
    same = {field: getattr(source, field) for field in ("key", "theme", "text", "short_label", "hint", "opposite_key")}
    return same | {"library_version": source.version, "leerroute": ""}


@cache
def suited_per_leerroute() -> frozenset[str]:
    """Return the keys of the statements that have a different answer per leerroute (statements.csv)."""
    with STATEMENTS.open(encoding="utf-8", newline="") as file:
        return frozenset(row["key"] for row in csv.DictReader(file) if row["per_leerroute"] == "1")


def themes(statements: Iterable[Statement]) -> list[str]:
    """Return the names of the themes: of the library in its order, then those that these statements add."""
    return list(dict.fromkeys([*(one.theme for one in newest_rows()), *(one.theme for one in statements)]))


def by_theme(statements: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    grouped: dict[str, list[Statement]] = {}
    for one in statements:
        grouped.setdefault(one.theme, []).append(one)
    return list(grouped.items())
