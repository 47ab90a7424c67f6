"""How long people wait for a place in a purchase, in the one measure in which scenarios are compared and weighed."""

from decimal import Decimal

from procurement.rules.cost import PurchaseCost
from procurement.rules.volumes_purchase import Expected, schedule

# Waits come out of a chain of chances in floating point; six decimals keep equal waits equal.
PRECISION = Decimal("0.000001")


def wait_months(purchase: PurchaseCost) -> Decimal | None:
    """Return the mean wait in months until one starts, with the start moments and the sizes of a group.

    None when nobody is expected, or where nothing is done in groups. The same measure as that of a scenario in numbers.
    """
    expected = Expected(
        choice=purchase.choice,
        label=purchase.label,
        scale=purchase.scale,
        participants=purchase.participants,
        missing=(),
        outside=purchase.outside,
    )
    found = schedule(expected)
    return None if found is None else Decimal(str(found.mean_months)).quantize(PRECISION)
