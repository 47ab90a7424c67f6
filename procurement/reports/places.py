"""How many places of a group are taken: a total over all municipalities, never small enough to point at people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from inburgering.notation import count

FEWEST_SHOWN = 5  # counted over inburgeraars


@dataclass(frozen=True, slots=True)
class Places:
    """Places of a group and how many are taken. `words` and `taken_words` hide what is below five."""

    places: int
    taken: int

    @property
    def is_full(self) -> bool:
        return self.taken >= self.places

    @property
    def taken_words(self) -> str:
        if self.taken == 0:
            return "niemand"
        return f"minder dan {FEWEST_SHOWN}" if self.taken < FEWEST_SHOWN else str(self.taken)

    @property
    def words(self) -> str:
        """Return "vol", "nog 3 plaatsen" or, when few are taken, "nog 8 plaatsen of meer"."""
        if self.is_full:
            return "vol"
        if 0 < self.taken < FEWEST_SHOWN:
            least = self.places - FEWEST_SHOWN + 1
            return f"nog {count(least, 'plaats', 'plaatsen')} of meer" if least > 0 else "nog plaats"
        return f"nog {count(self.places - self.taken, 'plaats', 'plaatsen')}"


def taken_per_start() -> dict[int, int]:
    """Return the taken places per start moment, for the contracts this asker may read; one query."""
    return {start: taken for (_, start), taken in _counted().items() if start is not None}


def taken_per_contract() -> dict[int, list[int]]:
    """Return the taken places per contract: one number per start moment, and one for those outside any."""
    totals: dict[int, list[int]] = {}
    for (contract, _), taken in _counted().items():
        totals.setdefault(contract, []).append(taken)
    return totals


def total_words(cells: Sequence[int]) -> str:
    """Return the total so that nobody can subtract his way to a group of fewer than five that stands beside it."""
    shown = sum(taken for taken in cells if taken >= FEWEST_SHOWN)
    if not any(0 < taken < FEWEST_SHOWN for taken in cells):
        return Places(0, shown).taken_words
    if shown:
        return f"{shown + 1} of meer"
    return f"{FEWEST_SHOWN} of meer" if sum(cells) >= FEWEST_SHOWN else f"minder dan {FEWEST_SHOWN}"


def _counted() -> dict[tuple[int, int | None], int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT contract_id, start_moment_id, taken FROM app.placements_counted()")
        return {(contract, start): taken for contract, start, taken in cursor.fetchall()}
