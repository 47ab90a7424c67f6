"""Every step of what one municipality pays, to be done again with a calculator: each accounts for itself (SiSa)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inburgering.notation import count, euro, number
from procurement.rules.choices import KEY_LABELS, DivisionKey, Payment, decimal_sum
from procurement.rules.cost import PriceUnit, PurchaseCost, ScenarioCost
from regions.rules.components import component_name

EXACT_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One step: what it is, its value unrounded, how it is shown, and its formula in words."""

    label: str
    value: Decimal
    shown: str
    formula: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of one purchase for one municipality; the last line is what it pays in whole euros."""

    title: str
    lines: tuple[Line, ...]

    @property
    def euros(self) -> int:
        return int(self.lines[-1].value)


def all_steps(cost: ScenarioCost, municipality: str, names: Mapping[str, str]) -> tuple[Steps, ...]:
    """Return the steps per purchase that the municipality (CBS code) joins; their euros add up to what it pays."""
    return tuple(steps(purchase, municipality, names) for purchase in cost.joined_by(municipality))


def steps(purchase: PurchaseCost, municipality: str, names: Mapping[str, str]) -> Steps:
    """Return every step of one municipality's part. Names by CBS code."""
    title = f"{component_name(purchase.choice.component)}, {purchase.label}"
    name = names[municipality]
    lines = (
        *_provider_lines(purchase),
        *_added_lines(purchase),
        *_divided_lines(purchase, municipality, name),
        *_own_lines(purchase, municipality, name),
        Line(
            f"{name} betaalt",
            Decimal(purchase.euros[municipality]),
            euro(purchase.euros[municipality]),
            f"Afgerond op hele euro’s, zo dat alle gemeenten samen precies {euro(purchase.total)} betalen.",
        ),
    )
    return Steps(title, lines)


def _provider_lines(purchase: PurchaseCost) -> list[Line]:
    if purchase.unit == PriceUnit.JAAR:
        return [_money("Kosten bij de aanbieder", purchase.course_cost, "Prijs per jaar voor de hele dienst.")]
    expected = _people("Verwachte deelnemers", purchase.expected, "Alle gemeenten die samen inkopen opgeteld.")
    if purchase.outside:
        beyond = f"{_plain(purchase.outside)} van buiten de regio meegeteld."
        expected = _people("Verwachte deelnemers", purchase.expected, f"Alle gemeenten die samen inkopen, {beyond}")
    price = "Prijs per deelnemer uit de aannames."
    if purchase.unit == PriceUnit.UUR and purchase.hours:
        price = f"{_plain(purchase.hours)} uren keer {_euro(purchase.price / purchase.hours)} per uur."
    found = [expected, _people("Betaalde plaatsen", purchase.paid_places, _guarantee(purchase))]
    found.append(_money("Prijs per deelnemer", purchase.price, price))
    words = f"{_plain(purchase.paid_places)} plaatsen keer {_euro(purchase.price)}."
    if purchase.paid_share != 1:
        share = f"{_plain(purchase.paid_share * 100)}%"
        found.append(Line("Deel van de prijs dat je betaalt", purchase.paid_share, share, _payment(purchase)))
        words = (
            f"{_plain(purchase.expected)} deelnemers keer {_euro(purchase.price)} keer {share}, plus "
            f"{_plain(purchase.empty_places)} lege plaatsen keer {_euro(purchase.price)}."
        )
    return [*found, _money("Kosten bij de aanbieder", purchase.course_cost, words)]


def _guarantee(purchase: PurchaseCost) -> str:
    if not purchase.guaranteed_places:
        return "De verwachte deelnemers. Er is geen aantal toegezegd."
    choice = purchase.choice
    return (
        f"De verwachte deelnemers, of de {number(purchase.guaranteed_places)} plaatsen die het contract garandeert als "
        f"dat meer is: {count(choice.lots, 'perceel', 'percelen')} keer "
        f"{count(choice.start_moments, 'startmoment', 'startmomenten')} keer de kleinste groep van "
        f"{choice.minimum_group}."
    )


def _payment(purchase: PurchaseCost) -> str:
    if purchase.choice.payment == Payment.UUR:
        return "Het deel van de uren dat naar verwachting gevolgd wordt (aanname)."
    return "Het vaste deel, plus het resultaatdeel voor wie het resultaat naar verwachting haalt (aanname)."


def _added_lines(purchase: PurchaseCost) -> list[Line]:
    """What comes on top of the provider; an amount of nothing has no line."""
    lots = count(purchase.choice.lots, "contract", "contracten")
    partners = count(len(purchase.participants) - 1, "andere gemeente", "andere gemeenten")
    rows = [
        (
            "Overhead",
            purchase.overhead_cost,
            f"{_plain(purchase.overhead_share * 100)}% van de kosten bij de aanbieder.",
        ),
        ("Contractbeheer", purchase.contract_cost, f"{lots} keer het bedrag per contract."),
        ("Afstemming", purchase.coordination_cost, f"{partners} keer het bedrag per gemeente die meedoet."),
        (
            "Inkoopprocedure",
            purchase.procedure_cost,
            f"Het bedrag per inkoop, gedeeld door {purchase.choice.years} jaar.",
        ),
        ("Extra uren bij wisselen en afschalen", purchase.extra.client, _extra(purchase)),
    ]
    found = [_money(label, amount, words) for label, amount, words in rows if amount]
    return [*found, _money("Samen te delen", purchase.shared_cost, "De kosten hierboven bij elkaar opgeteld.")]


def _extra(purchase: PurchaseCost) -> str:
    extra = purchase.extra
    return f"Het deel dat de gemeenten betalen van {_plain(extra.hours)} uren keer {_euro(extra.hour_price)}."


def _divided_lines(purchase: PurchaseCost, municipality: str, name: str) -> list[Line]:
    inside, found = decimal_sum(purchase.participants), []
    if purchase.outside:
        words = f"{_euro(purchase.shared_cost)} keer {_plain(inside)} van de {_plain(purchase.expected)} deelnemers."
        found.append(_money("Deel van de regio", purchase.region_cost, words))
    weight, whole = purchase.weights[municipality], decimal_sum(purchase.weights)
    key = purchase.choice.key
    what = {DivisionKey.DEELNEMERS: "deelnemers", DivisionKey.INWONERS: "inwoners"}.get(key, "delen")
    if key == DivisionKey.AANDELEN:
        what = "procent"
    share = f"{_plain(weight)} van {_plain(whole)} {what}"
    words = f"{_euro(purchase.region_cost)} keer {_plain(weight)}, gedeeld door {_plain(whole)}."
    return [
        *found,
        Line("Verdeelsleutel", weight, share, f"De kosten zijn verdeeld: {KEY_LABELS[key]}."),
        _money(f"Deel van {name}", purchase.region_cost * weight / whole, words),
    ]


def _own_lines(purchase: PurchaseCost, municipality: str, name: str) -> list[Line]:
    rows = [
        ("Eigen leslocatie", purchase.location_cost.get(municipality), f"{name} betaalt de eigen leslocatie zelf."),
        ("Reizen", purchase.travel_cost.get(municipality), f"De reiskosten van de deelnemers uit {name}."),
    ]
    return [_money(label, amount, words) for label, amount, words in rows if amount]


def _money(label: str, amount: Decimal, formula: str) -> Line:
    return Line(label, amount, _euro(amount), formula)


def _people(label: str, people: Decimal, formula: str) -> Line:
    return Line(label, people, _plain(people), formula)


def _euro(amount: Decimal) -> str:
    return euro(amount, cents=amount % 1 != 0)


def _plain(value: Decimal) -> str:
    """Return the number with the decimals it needs to be recomputed, six at the most."""
    rounded = round(value, EXACT_DECIMALS).normalize()
    return number(rounded, max(0, -int(rounded.as_tuple().exponent)))
