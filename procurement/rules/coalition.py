"""Every way to combine subregions for one component with its price, fair shares of it, and who would rather leave.

A coalition is a set of parts (subregions, or pieces of them) by number; its price is a table, whoever made it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import factorial

from procurement.rules.choices import CannotCalculate
from regions.rules.cooperation import MOST_SUBREGIONS, partitions

MONTHS_PER_YEAR = 12
Coalition = frozenset[int]
Prices = Mapping[Coalition, Decimal]


@dataclass(frozen=True, slots=True)
class Structure:
    """One way to combine: its groups of part numbers, what it costs in a year and how long people wait.

    Waiting is in months until a group is full, on average and in the group that waits longest; None when the component
    is not done in groups. `difference` is the mean over all pairs of municipalities that are together, from 0 (they
    answer alike) to 1; None without such a pair.
    """

    groups: tuple[tuple[int, ...], ...]
    euros: Decimal
    mean_wait: Decimal | None
    worst_wait: Decimal | None
    worst_group: tuple[int, ...]
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class Blocking:
    """Parts that together are cheaper on their own than what they pay now, in euros per year."""

    parts: tuple[int, ...]
    alone: Decimal
    share: Decimal

    @property
    def gain(self) -> Decimal:
        return self.share - self.alone


def coalitions(parts: Sequence[int]) -> tuple[Coalition, ...]:
    """Return all 2^k - 1 sets of parts, small ones first. Raises CannotCalculate above five parts."""
    if not 1 <= len(parts) <= MOST_SUBREGIONS:
        raise CannotCalculate(f"Dit kan met 1 tot en met {MOST_SUBREGIONS} delen. Maak eerst grotere groepen.")
    return tuple(frozenset(found) for size in range(1, len(parts) + 1) for found in combinations(sorted(parts), size))


def prices_of(parts: Sequence[int], price: Callable[[Coalition], Decimal]) -> dict[Coalition, Decimal]:
    """Return the price of every coalition: 31 prices for five parts."""
    return {coalition: price(coalition) for coalition in coalitions(parts)}


def structures(
    parts: Sequence[int],
    prices: Prices,
    *,
    inflow: Mapping[int, Decimal],
    group_size: int | None,
    differences: Callable[[Coalition], Sequence[Decimal]] = lambda _: (),
) -> tuple[Structure, ...]:
    """Return all Bell(k) ways to combine (1, 2, 5, 15 or 52), the cheapest first.

    `inflow` gives the participants per year by part; `differences` gives how unlike the answers are, for each
    pair of municipalities inside a coalition.
    """
    ordered = sorted(parts)
    coalitions(ordered)  # refuses what is too many
    found = [
        _structure(tuple(tuple(ordered[place - 1] for place in block) for block in blocks), prices, inflow, group_size)
        for blocks in partitions(len(ordered))
    ]
    told = [
        replace(one, difference=_mean([gap for group in one.groups for gap in differences(frozenset(group))]))
        for one in found
    ]
    return tuple(sorted(told, key=lambda one: (one.euros, len(one.groups), one.groups)))


def _structure(
    groups: tuple[tuple[int, ...], ...], prices: Prices, inflow: Mapping[int, Decimal], group_size: int | None
) -> Structure:
    """One lot per group: the mean wait is then R(g - 1) / (2 x the whole inflow), whoever joins whom."""
    euros = sum((prices[frozenset(group)] for group in groups), Decimal(0))
    waits = {group: _wait(sum((inflow[part] for part in group), Decimal(0)), group_size) for group in groups}
    known = [(months, group) for group, months in waits.items() if months is not None]
    people = sum(inflow.values(), Decimal(0))
    if not known or len(known) < len(groups) or group_size is None:
        return Structure(groups, euros, None, None, (), None)
    mean = Decimal(MONTHS_PER_YEAR * len(groups) * (group_size - 1)) / (2 * people)
    worst, slowest = max(known, key=lambda one: (one[0], [-part for part in one[1]]))
    return Structure(groups, euros, mean, worst, slowest, None)


def _wait(people: Decimal, group_size: int | None) -> Decimal | None:
    if people <= 0 or group_size is None:
        return None
    return Decimal(MONTHS_PER_YEAR * (group_size - 1)) / (2 * people)


def _mean(gaps: Sequence[Decimal]) -> Decimal | None:
    return sum(gaps, Decimal(0)) / len(gaps) if gaps else None


def shapley(parts: Sequence[int], prices: Prices) -> dict[int, Decimal]:
    """Return what each part would pay when everybody's saving counts alike, over all orders in which they can join.

    A part's share is the mean of what it adds to the price, over every order: 2^k terms. The shares add up to the
    price of all together (Shapley 1953).
    """
    everybody = len(parts)
    coalitions(parts)
    return {part: _to_decimal(_added(part, parts, prices, everybody)) for part in sorted(parts)}


def _added(part: int, parts: Sequence[int], prices: Prices, everybody: int) -> Fraction:
    others = [one for one in parts if one != part]
    total = Fraction(0)
    for size in range(everybody):
        weight = Fraction(factorial(size) * factorial(everybody - size - 1), factorial(everybody))
        for before in combinations(others, size):
            without = Fraction(prices[frozenset(before)]) if before else Fraction(0)
            total += weight * (Fraction(prices[frozenset((*before, part))]) - without)
    return total


def _to_decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / exact.denominator


def blocking(shares: Mapping[int, Decimal], prices: Prices, *, least: Decimal = Decimal(0)) -> tuple[Blocking, ...]:
    """Return every set of parts that is more than `least` euros cheaper on its own than its share, largest gain first.

    All 2^k - 1 sets are looked at; the whole itself cannot block when the shares add up to its price.
    """
    found = [
        Blocking(tuple(sorted(coalition)), prices[coalition], share)
        for coalition in coalitions(list(shares))
        if len(coalition) < len(shares)
        and (share := sum((shares[part] for part in coalition), Decimal(0))) - prices[coalition] > least
    ]
    return tuple(sorted(found, key=lambda one: (-one.gain, len(one.parts), one.parts)))
