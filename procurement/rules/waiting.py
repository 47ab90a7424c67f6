"""How long people wait for a group to fill up."""

from decimal import Decimal

MONTHS_PER_YEAR = 12


def mean_wait_months(*, lots: int, group_size: int, inflow_per_year: Decimal) -> Decimal | None:
    """Return the mean wait for a first group in months; None when nobody comes.

    With R lots, groups of g and a total inflow of Λ per year the inflow-weighted mean is R(g-1)/(2Λ) years,
    whoever joins whom: an arrival waits on average for half of the others of the group. Only counts filling up;
    fixed start moments add waiting, and nobody waits exactly the mean.
    """
    if inflow_per_year <= 0:
        return None
    return Decimal(MONTHS_PER_YEAR * lots * (group_size - 1)) / (2 * inflow_per_year)
