"""The statements to choose from, per theme."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from regions.models import LibraryStatement, Statement


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
    rows = LibraryStatement.objects.order_by("number", "version")
    latest = {row.key: row for row in rows}
    return Shelf(
        [
            ShelfStatement(row.key, row.number, row.theme, row.text, row.short_label, row.hint, row.in_default)
            for row in latest.values()
        ]
    )


def by_theme(statements: Iterable[Statement]) -> list[tuple[str, list[Statement]]]:
    grouped: dict[str, list[Statement]] = {}
    for one in statements:
        grouped.setdefault(one.theme, []).append(one)
    return list(grouped.items())
