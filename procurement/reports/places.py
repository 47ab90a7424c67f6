"""How many places of a group are taken: a total over all municipalities, never small enough to point at people."""

from __future__ import annotations

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


def taken_per_contract() -> dict[int, int]:
    """Return the taken places per contract, with those outside a start moment."""
    totals: dict[int, int] = {}
    for (contract, _), taken in _counted().items():
        totals[contract] = totals.get(contract, 0) + taken
    return totals


def _counted() -> dict[tuple[int, int | None], int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT contract_id, start_moment_id, taken FROM app.placements_counted()")
        return {(contract, start): taken for contract, start, taken in cursor.fetchall()}
