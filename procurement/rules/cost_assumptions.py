"""The numbers that costs are computed with. All are aannames or sourced facts of the region; none lives in code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from procurement.rules.choices import COMPONENT_LABELS, LEERROUTES, Component, Payment
from procurement.rules.cost_travel import Travel
from procurement.rules.switching import Switching

NOTHING, ALL = Decimal(0), Decimal(1)
# Lessons in groups: a contract may guarantee that a start goes on with the smallest group. The rest is done per person.
IN_GROUPS = frozenset({*LEERROUTES, Component.ALFABETISERING, Component.PVT, Component.MAP})
NEUTER = frozenset({Component.Z_PARTICIPATIE, Component.PVT, Component.ONTZORGEN, Component.CONTRACT})


class PriceUnit(StrEnum):
    """What one price buys: somebody's whole trajectory, one hour of one participant, or a year of the service."""

    PERSOON = "PERSOON"
    UUR = "UUR"
    JAAR = "JAAR"


@dataclass(frozen=True, slots=True)
class PaymentShares:
    """Which part of the price is really paid, as shares from 0 to 1; all 1 means that the payment form changes nothing.

    `followed` is the part of the planned hours that is followed, `result_part` the part of the price that waits for
    the result, `result` the part of the participants that reaches it.
    """

    followed: Decimal = ALL
    result_part: Decimal = ALL
    result: Decimal = ALL

    def paid(self, payment: Payment) -> Decimal:
        """Return the share of the price that is paid for one participant, as expected beforehand."""
        if payment == Payment.UUR:
            return self.followed
        if payment == Payment.RESULTAAT:
            return 1 - self.result_part * (1 - self.result)
        return ALL


@dataclass(frozen=True, slots=True)
class CostAssumptions:
    """What a region computes with, in euros unless said otherwise.

    Prices are euros per unit (`units`, a person where absent); `hours` per participant are needed for prices per hour.
    Contract management is per contract per year; the surcharge per year for one municipality's own leslocatie;
    outside volume the participants per year that other regions bring. Overhead is a share of what providers are paid;
    coordination is per year for every municipality beyond the first of a purchase; the procedure is paid once per
    purchase and counted per contract year. `inhabitants` by CBS code are for the key INWONERS. `target_prices` are
    published: below them nobody may bid.
    """

    prices: Mapping[Component, Decimal]
    contract_management: Decimal
    own_location_surcharge: Decimal = NOTHING
    outside_volume: Mapping[Component, Decimal] = field(default_factory=dict)
    units: Mapping[Component, PriceUnit] = field(default_factory=dict)
    hours: Mapping[Component, Decimal] = field(default_factory=dict)
    inhabitants: Mapping[str, int] = field(default_factory=dict)
    target_prices: Mapping[Component, Decimal] = field(default_factory=dict)
    overhead_share: Decimal = NOTHING
    coordination_per_partner: Decimal = NOTHING
    procedure_cost: Decimal = NOTHING
    payment: PaymentShares = PaymentShares()
    travel: Travel = field(default_factory=Travel)
    switching: Switching = field(default_factory=Switching)


def the(component: Component) -> str:
    """Return the component's name with its article, as it stands inside a Dutch sentence."""
    return f"{'het' if component in NEUTER else 'de'} {COMPONENT_LABELS[component]}"
