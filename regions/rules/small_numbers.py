"""Numbers of people that may be told: from 5 on, and so that no subtraction gives a smaller one.

A table counts one group of people: its total, and several ways to divide it, such as by leerroute and by quarter. The
parts of each division add up to the total. What some municipalities released themselves is known already, so what
counts is also the rest: the number without theirs.

The rule. Nothing of 1 to 4 people is told, nor what leaves 1 to 4 people of the rest. In every division whose total is
known (told, or the sum of another division that is told in full), what is not told adds up to 0 or to at least 5.
Therefore any total minus any of its parts that are told is 0 or at least 5, and so is the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 5
TOTAL = ""
Division = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one group of people. `rest` has the same shape without the municipalities that released theirs.

    Keys of parts are unique over the divisions. Every division adds up to the total.
    """

    total: int
    divisions: tuple[Division, ...]
    rest_total: int
    rest_divisions: tuple[Division, ...]

    def pairs(self, division: int) -> dict[str, tuple[int, int]]:
        """Return per part its number and that of the rest."""
        rest = self.rest_divisions[division]
        return {key: (value, rest.get(key, 0)) for key, value in self.divisions[division].items()}


def is_small(value: int) -> bool:
    return 0 < value < FEWEST


def told(table: Table) -> frozenset[str]:
    """Return the keys that may be published, TOTAL for the total."""
    everything = {TOTAL: (table.total, table.rest_total)}
    for number in range(len(table.divisions)):
        everything |= table.pairs(number)
    open_keys = {key for key, (value, rest) in everything.items() if not is_small(value) and not is_small(rest)}
    while more := _also_hidden(table, open_keys):
        open_keys -= more
    return frozenset(open_keys)


def is_total_known(table: Table, open_keys: set[str] | frozenset[str]) -> bool:
    """Return whether a reader knows the total: told, or the sum of a division that is told in full."""
    return TOTAL in open_keys or any(division and set(division) <= open_keys for division in table.divisions)


def hidden_sums(table: Table, open_keys: set[str] | frozenset[str], division: int) -> tuple[int, int]:
    """Return what a reader can work out of the parts that are not told, together: their number, and of the rest."""
    hidden = [pair for key, pair in table.pairs(division).items() if key not in open_keys]
    return sum(value for value, _ in hidden), sum(rest for _, rest in hidden)


def _also_hidden(table: Table, open_keys: set[str]) -> set[str]:
    """Return one key more to hide, in the first division that would give a small number away, or nothing."""
    if not is_total_known(table, open_keys):
        return set()
    for number in range(len(table.divisions)):
        value, rest = hidden_sums(table, open_keys, number)
        if not is_small(value) and not is_small(rest):
            continue
        shown = [(pair[1], pair[0], key) for key, pair in table.pairs(number).items() if key in open_keys]
        helpful = [one for one in shown if (one[0] if is_small(rest) else one[1]) > 0]
        return {min(helpful)[2]} if helpful else _less_known(table, open_keys)
    return set()


def _less_known(table: Table, open_keys: set[str]) -> set[str]:
    """Return what to hide so that the total is known no longer: itself, or a part of a division told in full."""
    if TOTAL in open_keys:
        return {TOTAL}
    full = next(division for division in table.divisions if division and set(division) <= open_keys)
    return {max(full, key=lambda key: full[key])}
