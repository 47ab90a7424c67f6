"""What a scenario chooses per component: scale, instrument, lots, duration, groups. Changes when a choice is added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from regions.rules.components import COMPONENT_LABELS, LEERROUTES, SCALE_LABELS, Component, Scale

__all__ = [  # one place to import from for whoever computes a scenario
    "COMPONENT_LABELS",
    "INSTRUMENT_LABELS",
    "KEY_LABELS",
    "LEERROUTES",
    "PAYMENT_LABELS",
    "SCALE_LABELS",
    "WHOLE_REGION",
    "WITH_OTHER_REGIONS",
    "Area",
    "CannotCalculate",
    "Component",
    "ComponentChoice",
    "DivisionKey",
    "Instrument",
    "JointGroup",
    "Payment",
    "Scale",
    "decimal_sum",
]


class CannotCalculate(ValueError):
    """Something is missing or contradictory. Its text is the Dutch sentence that says what to repair."""


class Instrument(StrEnum):
    """How a component is bought, subsidised or done by the municipalities themselves."""

    SAS = "SAS"
    OPENBAAR = "OPENBAAR"
    OPEN_HOUSE = "OPEN_HOUSE"
    SUBSIDIE = "SUBSIDIE"
    INBESTEDEN = "INBESTEDEN"


class Payment(StrEnum):
    """What a provider is paid for; it decides what switching, scaling down and dropping out cost."""

    TRAJECT = "TRAJECT"
    UUR = "UUR"
    RESULTAAT = "RESULTAAT"


class DivisionKey(StrEnum):
    """How those who buy together divide the costs (verdeelsleutel). Each municipality accounts for its own part."""

    DEELNEMERS = "DEELNEMERS"
    INWONERS = "INWONERS"
    GELIJK = "GELIJK"
    AANDELEN = "AANDELEN"


INSTRUMENT_LABELS: Mapping[Instrument, str] = {
    Instrument.SAS: "SAS-procedure",
    Instrument.OPENBAAR: "openbare aanbesteding",
    Instrument.OPEN_HOUSE: "open house",
    Instrument.SUBSIDIE: "subsidie",
    Instrument.INBESTEDEN: "zelf doen of inbesteden",
}
PAYMENT_LABELS: Mapping[Payment, str] = {
    Payment.TRAJECT: "per traject",
    Payment.UUR: "per gevolgd uur",
    Payment.RESULTAAT: "per behaald resultaat",
}
KEY_LABELS: Mapping[DivisionKey, str] = {
    DivisionKey.DEELNEMERS: "naar verwachte deelnemers",
    DivisionKey.INWONERS: "naar inwoners",
    DivisionKey.GELIJK: "elke gemeente evenveel",
    DivisionKey.AANDELEN: "vaste aandelen",
}
WITH_OTHER_REGIONS = frozenset({Scale.BOVENREGIONAAL, Scale.GECLUSTERD})
WHOLE_REGION = frozenset({Scale.REGIONAAL}) | WITH_OTHER_REGIONS


@dataclass(frozen=True, slots=True)
class JointGroup:
    """Municipalities (CBS codes, sorted) that do one component together, at one of the five scales."""

    label: str
    codes: tuple[str, ...]
    scale: Scale


@dataclass(frozen=True, slots=True)
class ComponentChoice:
    """The choices for one component. `lots` counts the lots of one joint purchase; the numbers are per lot.

    `groups` says who does this component with whom; without it the scale decides. `shares` are percentages by CBS code
    for the key AANDELEN. `main_contractor` asks for one contractor for everything in the purchase (hoofdaannemer), and
    `cluster_reason` is why its lots are not split (Aanbestedingswet 2012, art. 1.5).
    """

    component: Component
    scale: Scale
    instrument: Instrument = Instrument.SAS
    lots: int = 1
    base_years: int = 2
    option_years: int = 2
    start_moments: int = 4
    minimum_group: int = 8
    group_size: int = 12
    own_locations: frozenset[str] = frozenset()
    groups: tuple[JointGroup, ...] = ()
    payment: Payment = Payment.TRAJECT
    key: DivisionKey = DivisionKey.DEELNEMERS
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    main_contractor: bool = False
    cluster_reason: str = ""

    def __post_init__(self) -> None:
        label = COMPONENT_LABELS[self.component]
        if min(self.lots, self.base_years, self.start_moments, self.minimum_group) < 1:
            raise CannotCalculate(
                f"Kies voor de {label} minstens 1 perceel, 1 jaar, 1 startmoment en 1 deelnemer per groep."
            )
        if self.option_years < 0:
            raise CannotCalculate(f"Kies voor de {label} 0 of meer optiejaren.")
        if self.group_size < self.minimum_group:
            raise CannotCalculate(f"De groepsgrootte van de {label} is kleiner dan de kleinste groep.")

    @classmethod
    def from_row(cls, row: Mapping[str, str]) -> "ComponentChoice":
        """Return the choice that one row of a CSV file spells out; own locations are CBS codes with a space between."""
        return cls(
            component=Component(row["component"]),
            scale=Scale(row["scale"]),
            instrument=Instrument(row["instrument"]),
            own_locations=frozenset(row["own_locations"].split()),
            lots=int(row["lots"]),
            base_years=int(row["base_years"]),
            option_years=int(row["option_years"]),
            start_moments=int(row["start_moments"]),
            minimum_group=int(row["minimum_group"]),
            group_size=int(row["group_size"]),
        )

    @property
    def years(self) -> int:
        """The whole duration with every option, as the value of a purchase counts it."""
        return self.base_years + self.option_years


@dataclass(frozen=True, slots=True)
class Area:
    """The region a scenario is for: its municipalities by CBS code with their names, and its subregions.

    `subregions` gives each subregion's municipalities by the subregion's name; empty when nothing was divided yet.
    """

    names: Mapping[str, str]
    subregions: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        if not self.names:
            raise CannotCalculate("De regio heeft nog geen gemeenten.")
        members = [code for group in self.subregions.values() for code in group]
        if self.subregions and (len(members) != len(set(members)) or set(members) != set(self.names)):
            raise CannotCalculate("De indeling in subregio’s klopt niet: elke gemeente hoort in precies één subregio.")


def decimal_sum(values: Mapping[str, Decimal]) -> Decimal:
    """Return the sum, a Decimal also for nothing at all."""
    return sum(values.values(), Decimal(0))
