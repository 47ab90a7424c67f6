"""The shape of a comparison: rows of cells with "laagste" and "hoogste" as words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

LOWEST_HIGHEST = ("laagste", "hoogste")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell. `word` is "laagste" or the like, and only when one scenario alone holds it."""

    text: str
    detail: str = ""
    word: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; its cells stand in the order of the scenarios."""

    group: str
    key: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def is_equal(self) -> bool:
        """True when every scenario shows the same."""
        return len({(cell.text, cell.detail) for cell in self.cells}) == 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The table for the region, or for one municipality (CBS code). `scenarios` gives number and name per column."""

    scenarios: tuple[tuple[int, str], ...]
    municipality: str | None
    rows: tuple[Row, ...]

    @property
    def equal_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_equal)

    def row(self, key: str) -> Row:
        return next(row for row in self.rows if row.key == key)


def number_cells(
    amounts: Sequence[Decimal | None],
    show: Callable[[Decimal], str],
    *,
    words: tuple[str, str] = LOWEST_HIGHEST,
    details: Sequence[str] = (),
    absent: Sequence[str] = (),
) -> tuple[Cell, ...]:
    """Return a cell per amount; the single lowest and single highest carry their word, if they look different.

    Where there is no amount the cell says why (`absent`, one text per cell).
    """
    known = [amount for amount in amounts if amount is not None]
    word_of = _words([show(amount) for amount in sorted(known)], words)
    notes, reasons = details or [""] * len(amounts), absent or [""] * len(amounts)
    return tuple(
        Cell(reason) if amount is None else Cell(show(amount), detail, word_of.get(show(amount), ""), amount)
        for amount, detail, reason in zip(amounts, notes, reasons, strict=True)
    )


def _words(shown: Sequence[str], words: tuple[str, str]) -> dict[str, str]:
    """Return the words for the first and the last of the shown amounts, which stand from low to high."""
    if not shown or shown[0] == shown[-1]:
        return {}
    return {text: word for text, word in zip((shown[0], shown[-1]), words, strict=True) if shown.count(text) == 1}
