"""Exact amounts to whole euros that still add up."""

from collections.abc import Mapping
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal


def whole_euros(amount: Decimal) -> int:
    """Return the amount in whole euros, halves away from zero."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def adding_up(exact: Mapping[str, Decimal], *, total: int | None = None) -> dict[str, int]:
    """Return whole euros per key that add up to the rounded total, each less than one euro off.

    Largest remainders get the euros that are left (Hamilton's method); equal remainders go by key, so that
    the same figures always give the same table. Give `total` when the whole is known better than the sum of its parts:
    three thirds are 0.999... It must lie within one euro per key of that sum.
    """
    floors = {key: int(amount.to_integral_value(ROUND_FLOOR)) for key, amount in exact.items()}
    whole = whole_euros(sum(exact.values(), Decimal(0))) if total is None else total
    left = whole - sum(floors.values())
    by_remainder = sorted(exact, key=lambda key: (floors[key] - exact[key], key))
    if not 0 <= left <= len(exact):
        raise ValueError(f"{whole} is too far from the sum of its parts")
    return {key: floors[key] + (key in by_remainder[:left]) for key in exact}
