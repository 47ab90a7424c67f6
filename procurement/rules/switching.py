"""Extra hours when people switch leerroute or scale down to A2, and who pays for them under each payment form.

Scaling down (afschalen) is for the B1-route only, after at least 600 cursusuren (Wet inburgering 2021, art. 17 lid 3;
Besluit inburgering 2021, art. 5.5). Switching is for every leerroute, in the first year and a half (art. 5.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from procurement.rules.choices import COMPONENT_LABELS, CannotCalculate, Component, Payment

NOTHING = Decimal(0)
HOURS_BEFORE_SCALING_DOWN = Decimal(600)  # Besluit inburgering 2021, art. 5.5


@dataclass(frozen=True, slots=True)
class Bearers:
    """Which share of the extra hours the client pays and which share is betwist; the rest is the provider's own."""

    client: Decimal = NOTHING
    disputed: Decimal = NOTHING

    def __post_init__(self) -> None:
        if min(self.client, self.disputed) < 0 or self.client + self.disputed > 1:
            raise CannotCalculate(
                "Van de extra uren bij wisselen en afschalen is het deel voor de gemeente plus het betwiste deel "
                "samen meer dan 100%. Maak er samen hooguit 100% van."
            )


@dataclass(frozen=True, slots=True)
class Switching:
    """Shares of the participants from 0 to 1, and hours per person beyond those that the price counts with."""

    switch_share: Mapping[Component, Decimal] = field(default_factory=dict)
    switch_hours: Decimal = NOTHING
    scale_down_share: Decimal = NOTHING
    scale_down_hours: Decimal = NOTHING
    hours_before: Decimal = HOURS_BEFORE_SCALING_DOWN
    bearers: Mapping[Payment, Bearers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExtraHours:
    """People who switch and scale down, the hours that asks, and the euros by who bears them.

    `hours_before` are those that each person who scales down has followed by then at the least.
    """

    switching: Decimal = NOTHING
    scaling_down: Decimal = NOTHING
    hours: Decimal = NOTHING
    hour_price: Decimal = NOTHING
    client: Decimal = NOTHING
    disputed: Decimal = NOTHING
    provider: Decimal = NOTHING
    hours_before: Decimal = HOURS_BEFORE_SCALING_DOWN

    @property
    def euros(self) -> Decimal:
        return self.client + self.disputed + self.provider


def extra_hours(
    component: Component, payment: Payment, people: Decimal, hour_price: Decimal | None, switching: Switching
) -> ExtraHours:
    """Return the extra hours of one purchase. Raises CannotCalculate when the price of an hour cannot be told."""
    switch = people * switching.switch_share.get(component, NOTHING)
    down = people * switching.scale_down_share if component == Component.B1 else NOTHING
    hours = switch * switching.switch_hours + down * switching.scale_down_hours
    if not hours:
        return ExtraHours(switching=switch, scaling_down=down, hours_before=switching.hours_before)
    if hour_price is None:
        raise CannotCalculate(
            f"Het aantal cursusuren per traject van de {COMPONENT_LABELS[component]} ontbreekt. Vul het in bij de "
            "aannames: zonder dat aantal is een extra uur bij wisselen of afschalen niet te berekenen."
        )
    bearers, euros = switching.bearers.get(payment, Bearers()), hours * hour_price
    client, disputed = euros * bearers.client, euros * bearers.disputed
    return ExtraHours(
        switching=switch,
        scaling_down=down,
        hours=hours,
        hour_price=hour_price,
        client=client,
        disputed=disputed,
        provider=euros - client - disputed,
        hours_before=switching.hours_before,
    )
